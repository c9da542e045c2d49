package org.jumpscope.learning.training;

import java.util.Arrays;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.Workers;

/** Gradients of batches, slice by slice: the slices depend on the size of a batch alone, never on threads. */
final class BatchGradient {
    /** Samples in a slice, at least: fewer would leave the matrix products short rows. */
    private static final int SLICE = 32;
    /** Slices of a batch, at most: each has a gradient of its own. */
    private static final int MOST_SLICES = 8;

    private final OutputLoss loss;
    private final LabelledSamples samples;
    private final TargetKind kind;
    private final Workers workers;
    private final int sliceSize;
    private final double[][] gradients;
    private final double[][][] inputs;
    private ActivationPass activation;
    private int used;

    BatchGradient(
            Network network, OutputLoss loss, LabelledSamples samples, TargetKind kind, int batch, Workers workers) {
        this.loss = loss;
        this.samples = samples;
        this.kind = kind;
        this.workers = workers;
        this.sliceSize = sliceSize(batch);
        int slices = slices(batch);
        this.gradients = new double[slices][network.trainables()];
        this.inputs = new double[slices][network.inputs()][sliceSize];
    }

    /** Samples of a slice of a batch. */
    static int sliceSize(int batch) {
        return (batch + slices(batch) - 1) / slices(batch);
    }

    /** Slices of a batch: a power of two, which threads share evenly. */
    static int slices(int batch) {
        return Math.min(MOST_SLICES, Math.max(1, Integer.highestOneBit(batch / SLICE)));
    }

    /**
     * Computes the gradients of the slices of a batch.
     *
     * @param pass the network at the state
     * @param rows positions of samples
     * @param from the first of the batch
     * @param m samples of the batch
     * @return Σ of the losses
     */
    double compute(ActivationPass pass, int[] rows, int from, int m) {
        activation = pass;
        used = (m + sliceSize - 1) / sliceSize;
        double sum = 0;
        for (double part : workers.answers(used, s -> {
            int first = s * sliceSize;
            return slice(s, rows, from + first, Math.min(sliceSize, m - first));
        })) {
            sum += part;
        }
        return sum;
    }

    private double slice(int slice, int[] rows, int from, int m) {
        NetworkLearningPass pass = NetworkLearningPass.of(activation, loss);
        samples.inputs(rows, from, m, inputs[slice]);
        double[][] targets = new double[pass.outputs()][m];
        kind.targets(samples, rows, from, m, inputs[slice], targets);
        Arrays.fill(gradients[slice], 0);
        return pass.addGradient(inputs[slice], targets, m, gradients[slice]);
    }

    /**
     * Sums the slices, in their order, for the variables from ≤ i &lt; to.
     *
     * @param sum Σ of the samples' gradients there. Modified.
     */
    void sum(double[] sum, int from, int to) {
        System.arraycopy(gradients[0], from, sum, from, to - from);
        for (int s = 1; s < used; s++) {
            double[] gradient = gradients[s];
            for (int i = from; i < to; i++) {
                sum[i] += gradient[i];
            }
        }
    }
}
