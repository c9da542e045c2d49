package org.jumpscope.learning;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.network.block.Block;

/**
 * The loss of a network's outputs a against targets t, with the derivatives that the passes need.
 *
 * <p>Rows are output neurons, columns are samples or directions. The targets are fixed.
 */
public sealed interface OutputLoss permits SquaredOutputs, SoftmaxCrossEntropy, LogisticCrossEntropy, SeparableOutputs {

    /**
     * The loss of each sample of a batch.
     *
     * @param out outputs. Not modified.
     * @param targets targets. Not modified.
     * @param m columns
     * @param losses of length m. Modified.
     */
    void values(double[][] out, double[][] targets, int m, double[] losses);

    /**
     * δ = ∂H/∂a of each sample.
     *
     * @param out outputs. Not modified.
     * @param targets targets. Not modified.
     * @param m columns
     * @param delta δ. Modified.
     */
    void delta(double[][] out, double[][] targets, int m, double[][] delta);

    /**
     * ∂δ = (∂²H/∂a²) A of one sample along m directions.
     *
     * @param out outputs of the sample. Not modified.
     * @param targets its targets. Not modified.
     * @param tangents A. Not modified.
     * @param m directions
     * @param deltaTangents ∂δ. Modified.
     */
    void deltaTangent(double[] out, double[] targets, double[][] tangents, int m, double[][] deltaTangents);

    /**
     * The smallest mean loss of outputs that are the same for all samples: what can be had without learning from inputs.
     *
     * @param samples the samples
     * @param outputs the number of outputs
     */
    double bestConstant(LabelledSamples samples, int outputs);

    /**
     * Adds (∂²H/∂a∂t) T of one sample as its targets move along m directions.
     *
     * @param out outputs of the sample. Not modified.
     * @param targetTangents T, rows of targets. Not modified.
     * @param m directions
     * @param deltaTangents ∂δ. Modified.
     */
    void addTargetTangent(double[] out, double[][] targetTangents, int m, double[][] deltaTangents);

    /**
     * The change of ∂H/∂t of one sample as its outputs move along m directions: (∂²H/∂t∂a) A.
     *
     * @param out outputs of the sample. Not modified.
     * @param tangents A. Not modified.
     * @param m directions
     * @param targetChanges rows of targets. Modified.
     */
    void targetChange(double[] out, double[][] tangents, int m, double[][] targetChanges);

    /** Whether it is a function of what this block reads, so that the block at the end of a network belongs to it. */
    boolean takesIn(Block last);

    /** Whether it is a function of logits, which it makes probabilities of. */
    boolean takesLogits();
}
