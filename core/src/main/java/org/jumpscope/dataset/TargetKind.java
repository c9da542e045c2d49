package org.jumpscope.dataset;

import org.jumpscope.numeric.InvalidInputException;

/** What a network is to answer for a sample. */
public enum TargetKind {
    /** The label: a class for several outputs, the number itself for one ({@link LabelledSamples}). */
    LABEL {
        @Override
        public void check(LabelledSamples samples, int outputs) {
            samples.checkLabels(outputs);
        }

        @Override
        public void targets(
                LabelledSamples samples, int[] rows, int from, int m, double[][] inputs, double[][] targets) {
            samples.targets(rows, from, m, targets);
        }
    },
    /** The inputs, as an autoencoder is. */
    INPUT {
        @Override
        public void check(LabelledSamples samples, int outputs) {
            if (outputs != samples.inputs()) {
                throw new InvalidInputException("The targets are to be the inputs, " + samples.inputs()
                        + " of them, but the network has " + outputs + " outputs: let it end with "
                        + samples.inputs() + ".");
            }
        }

        @Override
        public void targets(
                LabelledSamples samples, int[] rows, int from, int m, double[][] inputs, double[][] targets) {
            for (int k = 0; k < targets.length; k++) {
                System.arraycopy(inputs[k], 0, targets[k], 0, m);
            }
        }
    };

    /**
     * Checks that samples have such targets.
     *
     * @param samples the samples
     * @param outputs the number of outputs of the network
     * @throws InvalidInputException if they have not
     */
    public abstract void check(LabelledSamples samples, int outputs);

    /**
     * The targets of some samples as columns.
     *
     * @param samples the samples
     * @param rows positions of samples. Not modified.
     * @param from the first of them to take
     * @param m how many to take
     * @param inputs their inputs as columns. Not modified.
     * @param targets rows of at least m. Modified.
     */
    public abstract void targets(
            LabelledSamples samples, int[] rows, int from, int m, double[][] inputs, double[][] targets);
}
