package org.jumpscope.experiments.jumps;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.network.block.TrainableGroup;

/**
 * The density and the exponent of the jumps of a group, output, class and sign.
 *
 * @param entry its numbers
 * @param curve its curves
 */
public record DrawnJumps(JumpExponents entry, ScaleCurve curve) {
    /**
     * All outputs of a group: all classes together, then each.
     *
     * @param group the variables
     * @param jumps those of all groups
     */
    public static List<DrawnJumps> of(TrainableGroup group, DatasetJumps jumps) {
        TreeMap<Integer, JumpTally> classes = new TreeMap<>();
        jumps.cells().stream()
                .filter(cell -> cell.group().equals(group))
                .forEach(cell -> classes.put(cell.label(), JumpTally.of(cell)));
        return of(group, OutputJumps.Output.ALL, classes);
    }

    /**
     * All classes together, then each, sign by sign where there are jumps of it.
     *
     * @param group the variables
     * @param output which outputs they feed
     * @param classes the jumps by class. Not modified.
     */
    public static List<DrawnJumps> of(
            TrainableGroup group, OutputJumps.Output output, SortedMap<Integer, JumpTally> classes) {
        List<DrawnJumps> drawn = new ArrayList<>();
        add(group, output, null, JumpTally.together(List.copyOf(classes.values())), drawn);
        classes.forEach((label, tally) -> add(group, output, label, tally, drawn));
        return drawn;
    }

    private static void add(
            TrainableGroup group, OutputJumps.Output output, Integer label, JumpTally tally, List<DrawnJumps> drawn) {
        for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
            if (tally.histogram().count(sign) > 0) {
                drawn.add(new DrawnJumps(
                        JumpExponents.of(group, output, label, tally, sign), ScaleCurve.of(tally, sign)));
            }
        }
    }
}
