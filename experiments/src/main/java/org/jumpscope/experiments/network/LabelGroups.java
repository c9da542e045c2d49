package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jumpscope.duality.law.LabelSamples;
import org.jumpscope.numeric.InvalidInputException;

/** Samples of the boundary by their label, for laws at a fixed label (3.10). */
final class LabelGroups {
    private final BoundaryData data;
    private final SampleAims aims;
    private final Map<Double, int[]> rows;

    /**
     * Groups samples.
     *
     * @throws InvalidInputException if labels are numbers to predict, so that there are no groups
     */
    LabelGroups(BoundaryData data, SampleAims aims) {
        if (aims.origin() != SampleAims.Origin.INPUT && !aims.areClasses()) {
            throw new InvalidInputException(
                    "Laws are at a fixed label, and the labels of this network are numbers to predict, not classes.");
        }
        this.data = data;
        this.aims = aims;
        TreeMap<Double, List<Integer>> found = new TreeMap<>();
        for (int i = 0; i < data.samples().size(); i++) {
            found.computeIfAbsent(aims.label(i), label -> new ArrayList<>()).add(i);
        }
        this.rows = new LinkedHashMap<>();
        found.forEach((label, list) ->
                rows.put(label, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The labels with two samples or more, in ascending order. */
    List<Double> labels() {
        return rows.keySet().stream().filter(label -> size(label) >= 2).toList();
    }

    /** How many samples have a label. */
    int size(double label) {
        int[] theirs = rows.get(label);
        return theirs == null ? 0 : theirs.length;
    }

    /** The share of the samples that have a label. */
    double share(double label) {
        return size(label) / (double) data.samples().size();
    }

    /** The samples of a label. */
    LabelSamples samples(double label) {
        int[] theirs = rows.getOrDefault(label, new int[0]);
        return aims.origin() == SampleAims.Origin.INPUT
                ? LabelSamples.ofInputs(data.samples(), theirs)
                : LabelSamples.of(data.samples(), theirs, aims.target(0, label));
    }
}
