package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** The targets of samples: of a network of several outputs 0 or 1 by the class, of one output the label itself. */
final class SampleTargets {
    private final NetworkModel model;
    private final int outputs;
    private final boolean classes;
    private final BoundaryData data;

    /**
     * @param model the network
     * @param loss the loss; cross-entropy takes classes
     * @param data the samples
     */
    SampleTargets(NetworkModel model, NetworkModel.LossName loss, BoundaryData data) {
        this.model = model;
        this.outputs = model.network().outputs();
        this.classes = outputs > 1 || loss == NetworkModel.LossName.CROSS_ENTROPY;
        this.data = data;
    }

    /** The label of a sample, from the data: the number of its class, or a number to predict. */
    double label(int i) {
        double label = data.labels().orElseThrow().get(i);
        return classes ? position(label, data.first() + i) : label;
    }

    /** The number of a class, from 0, by its name where the data or the network have names. */
    private int position(double label, int sample) {
        int count = Math.max(2, outputs);
        List<String> names = model.classes();
        boolean known = names.size() == count;
        if (known && !data.classNames().isEmpty()) {
            String name = data.classNames().get((int) label);
            int position = names.indexOf(name);
            if (position < 0) {
                throw new InvalidInputException("The label '" + name + "' of sample " + sample
                        + " is not a class of the network: " + String.join(", ", names) + ".");
            }
            return position;
        }
        Optional<List<Double>> numbers = known ? numbers(names) : Optional.empty();
        if (numbers.isPresent()) {
            int position = numbers.get().indexOf(label + 0.0);
            if (position < 0) {
                throw new InvalidInputException("The label " + text(label) + " of sample " + sample
                        + " is not a class of the network: " + String.join(", ", names) + ".");
            }
            return position;
        }
        if (!(label >= 0 && label < count && label == Math.rint(label))) {
            throw new InvalidInputException("The label " + text(label) + " of sample " + sample
                    + " is not one of the network's classes, 0 to " + (count - 1)
                    + ": leave the sample out, or give the"
                    + " position of its output.");
        }
        return (int) label;
    }

    private static Optional<List<Double>> numbers(List<String> names) {
        List<Double> numbers = new ArrayList<>();
        for (String name : names) {
            if (!name.matches("-?\\d{1,15}")) {
                return Optional.empty();
            }
            numbers.add((double) Long.parseLong(name));
        }
        return Optional.of(numbers);
    }

    private static String text(double label) {
        return label == Math.rint(label) && Math.abs(label) < 1e15 ? Long.toString((long) label) : "" + label;
    }

    /** The class of the largest of the outputs that the loss reads, or of one output that is a logit, by its sign. */
    double predicted(double[] out) {
        if (outputs == 1) {
            return out[0] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int k = 1; k < out.length; k++) {
            best = out[k] > out[best] ? k : best;
        }
        return best;
    }

    /** Whether a class can be predicted from the outputs. */
    boolean predictable() {
        return classes;
    }

    /** The targets of a label. */
    Vector of(double label) {
        if (outputs == 1) {
            return Vector.of(label);
        }
        double[] target = new double[outputs];
        target[(int) label] = 1;
        return Vector.of(target);
    }

    /** The label as it is written: an integer where it is a class. */
    Number written(double label) {
        if (classes) {
            return (int) label;
        }
        return label;
    }
}
