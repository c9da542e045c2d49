package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * What the network is to answer for each sample: the input of a network that was trained to answer with it; its label; without
 * labels the input of an autoencoder, or else the class that the network predicts.
 */
final class SampleAims {
    /** Where targets come from. */
    enum Origin {
        /** The labels of the data. */
        LABEL("label"),
        /** The class that the network predicts. */
        PREDICTED("predicted class"),
        /** The input itself. */
        INPUT("input");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final BoundaryData data;
    private final SampleTargets targets;
    private final NetworkLearningPass pass;
    private final Origin origin;
    /** Why the target is the input. */
    private String said = "";

    /**
     * The aims of all samples.
     *
     * @throws InvalidInputException if a label is not a class of the network, or there are no targets
     */
    SampleAims(NetworkModel model, NetworkModel.LossName loss, BoundaryData data, NetworkLearningPass pass) {
        this.data = data;
        this.pass = pass;
        this.targets = new SampleTargets(model, loss, data);
        boolean square = loss == NetworkModel.LossName.SQUARED
                && model.network().outputs() == model.network().inputs();
        if (square && model.answersWithInputs()) {
            origin = Origin.INPUT;
            said = "The network was trained to answer with its inputs: the target is the input, with which it moves.";
        } else if (data.labels().isPresent()) {
            origin = Origin.LABEL;
            for (int i = 0; i < data.samples().size(); i++) {
                targets.label(i); // so that a wrong one is said before the work
            }
        } else if (square) {
            origin = Origin.INPUT;
            said = "The network has as many outputs as inputs and there are no labels: the target is the input, with"
                    + " which it moves.";
        } else if (targets.predictable()) {
            origin = Origin.PREDICTED;
        } else {
            throw new InvalidInputException(
                    "A squared loss of one output needs the number that it is to predict: give it with --labels.");
        }
    }

    Origin origin() {
        return origin;
    }

    /** Whether labels are classes. */
    boolean areClasses() {
        return origin != Origin.INPUT && targets.predictable();
    }

    /** The label of a sample: the number of a class, or a number to predict; 0 of an autoencoder. */
    double label(int i) {
        return switch (origin) {
            case LABEL -> targets.label(i);
            case PREDICTED ->
                targets.predicted(pass.outputValues(data.samples().input(i)).toArray());
            case INPUT -> 0;
        };
    }

    /** The targets of a sample with its label. */
    Vector target(int i, double label) {
        return origin == Origin.INPUT ? data.samples().input(i) : targets.of(label);
    }

    /** The label as it is written: an integer where it is a class; null of an autoencoder. */
    Number written(double label) {
        return origin == Origin.INPUT ? null : targets.written(label);
    }

    /** What a reader has to know. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (origin == Origin.INPUT) {
            warnings.add(said);
        } else if (origin == Origin.PREDICTED) {
            warnings.add(
                    "There are no labels: the class that the network predicts is taken as the label of each sample.");
        }
        return warnings;
    }
}
