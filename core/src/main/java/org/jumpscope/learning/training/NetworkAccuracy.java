package org.jumpscope.learning.training;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.Workers;

/**
 * How a network does on samples.
 *
 * @param samples their number
 * @param loss mean loss
 * @param accuracy share of the samples whose largest output is that of their class (the first of equal ones); with one
 *     output, of those whose output is nearest to their own label among the labels that occur, where these are at most 20;
 *     empty where the targets are not labels
 */
public record NetworkAccuracy(long samples, double loss, OptionalDouble accuracy) {
    private static final int CHUNK = 512;
    private static final int MOST_LABELS = 20;

    private record Part(double loss, long right) {}

    /**
     * Measures.
     *
     * @param activation the network at its state
     * @param loss the loss
     * @param samples the samples
     * @param targets what the network is to answer
     * @param workers the threads; no result depends on their number
     */
    static NetworkAccuracy of(
            ActivationPass activation, OutputLoss loss, LabelledSamples samples, TargetKind targets, Workers workers) {
        NetworkLearningPass pass = NetworkLearningPass.of(activation, loss);
        boolean labelled = targets == TargetKind.LABEL;
        double[] labels = labelled ? labels(samples, pass.outputs()) : new double[0];
        int n = samples.size();
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        double sum = 0;
        long right = 0;
        int chunks = (n + CHUNK - 1) / CHUNK;
        for (Part part : workers.answers(
                chunks, i -> part(pass, samples, targets, labels, rows, i * CHUNK, Math.min(CHUNK, n - i * CHUNK)))) {
            sum += part.loss;
            right += part.right;
        }
        return new NetworkAccuracy(
                n,
                sum / n,
                !labelled || (labels.length == 0 && pass.outputs() == 1)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) right / n));
    }

    /**
     * Measures on a number of threads.
     *
     * @param activation the network at its state
     * @param loss the loss
     * @param samples the samples
     * @param threads 1 or more; no result depends on it
     * @throws org.jumpscope.numeric.InvalidInputException if inputs or labels do not fit the network
     */
    public static NetworkAccuracy of(ActivationPass activation, OutputLoss loss, LabelledSamples samples, int threads) {
        return of(activation, loss, samples, TargetKind.LABEL, threads);
    }

    /**
     * Measures how well a network answers with other targets.
     *
     * @param activation the network at its state
     * @param loss the loss
     * @param samples the samples
     * @param targets what the network is to answer
     * @param threads 1 or more; no result depends on it
     * @throws org.jumpscope.numeric.InvalidInputException if inputs or targets do not fit the network
     */
    public static NetworkAccuracy of(
            ActivationPass activation, OutputLoss loss, LabelledSamples samples, TargetKind targets, int threads) {
        NetworkTraining.checkFit(activation.network(), samples, targets);
        return of(activation, loss, samples, targets, Workers.of(threads));
    }

    /** The distinct labels for a network of one output; none where there are too many, or more outputs. */
    private static double[] labels(LabelledSamples samples, int outputs) {
        if (outputs > 1) {
            return new double[0];
        }
        double[] few = new double[0];
        for (int i = 0; i < samples.size(); i++) {
            double label = samples.label(i);
            if (Arrays.stream(few).noneMatch(known -> known == label)) {
                if (few.length == MOST_LABELS) {
                    return new double[0];
                }
                few = Arrays.copyOf(few, few.length + 1);
                few[few.length - 1] = label;
            }
        }
        Arrays.sort(few);
        return few;
    }

    private static Part part(
            NetworkLearningPass pass,
            LabelledSamples samples,
            TargetKind kind,
            double[] labels,
            int[] rows,
            int from,
            int m) {
        Network network = pass.activation().network();
        double[][] inputs = new double[network.inputs()][m];
        double[][] targets = new double[pass.outputs()][m];
        samples.inputs(rows, from, m, inputs);
        kind.targets(samples, rows, from, m, inputs, targets);
        double[][] out = pass.outputValues(inputs, m);
        double[] losses = new double[m];
        pass.loss().values(out, targets, m, losses);
        double sum = 0;
        long right = 0;
        for (int c = 0; c < m; c++) {
            sum += losses[c];
            right += isRight(out, c, samples.label(from + c), labels) ? 1 : 0;
        }
        return new Part(sum, right);
    }

    private static boolean isRight(double[][] out, int c, double label, double[] labels) {
        int best = 0;
        if (out.length == 1) {
            for (int k = 1; k < labels.length; k++) {
                if (Math.abs(out[0][c] - labels[k]) < Math.abs(out[0][c] - labels[best])) {
                    best = k;
                }
            }
            return labels.length > 0 && labels[best] == label;
        }
        for (int k = 1; k < out.length; k++) {
            if (out[k][c] > out[best][c]) {
                best = k;
            }
        }
        return best == label;
    }
}
