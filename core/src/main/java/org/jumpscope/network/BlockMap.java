package org.jumpscope.network;

/**
 * A block at given trainable variables: values, derivatives and derivatives of derivatives, of which the activation pass, the
 * learning pass and the duality Jacobian are made (theory §6).
 *
 * <p>Neurons are rows and samples or directions are columns: a batch of M samples is n arrays of length M. With H the loss,
 * a the input, z = g(a, q) the output, α = ∂H/∂a and δ = ∂H/∂z: α = (∂g/∂a)ᵀδ. Along directions x′ (columns), A = ∂a/∂x·x′,
 * Z = (∂g/∂a) A, and the derivative of the backward pass is ∂α = (∂g/∂a)ᵀ ∂δ + (∂²g/∂a² A)ᵀ δ.
 *
 * <p>What concerns a block's trainable variables does nothing in a block without any.
 */
public sealed interface BlockMap permits AffineMap, PointwiseMap, SoftmaxMap {

    /**
     * Values of a batch.
     *
     * @param in rows of inputs. Not modified.
     * @param m columns
     * @param out rows of outputs. Modified.
     */
    void forward(double[][] in, int m, double[][] out);

    /**
     * Backward pass of a batch: α from δ.
     *
     * @param in the block's inputs. Not modified.
     * @param out its outputs there. Not modified.
     * @param delta ∂H/∂z. Not modified.
     * @param m columns
     * @param alpha ∂H/∂a. Modified.
     */
    void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha);

    /**
     * Adds the gradient Σ over the batch of ∂H/∂q to this block's part of a gradient.
     *
     * @param in the block's inputs. Not modified.
     * @param delta ∂H/∂z. Not modified.
     * @param m columns
     * @param gradient gradient of the whole network. Modified.
     */
    default void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {}

    /**
     * Tangents of one sample: Z = (∂g/∂a) A.
     *
     * @param in the inputs of the sample. Not modified.
     * @param out its outputs. Not modified.
     * @param tangents A, n rows of m directions. Not modified.
     * @param m directions
     * @param outTangents Z. Modified.
     */
    void tangent(double[] in, double[] out, double[][] tangents, int m, double[][] outTangents);

    /**
     * Derivative of the backward pass of one sample: ∂α = (∂g/∂a)ᵀ ∂δ + (∂²g/∂a² A)ᵀ δ.
     *
     * @param in the inputs of the sample. Not modified.
     * @param out its outputs. Not modified.
     * @param tangents A. Not modified.
     * @param outTangents Z. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param alphaTangents ∂α. Modified.
     */
    void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents);

    /**
     * Adds this block's part of the jump of one sample, times a factor: ∂H/∂q.
     *
     * @param in the inputs of the sample. Not modified.
     * @param delta δ. Not modified.
     * @param factor the factor, −γ for the jump
     * @param jump of the whole network. Modified.
     */
    default void addJump(double[] in, double[] delta, double factor, double[] jump) {}

    /**
     * The squared norm of this block's part of the gradient of each sample of a batch, without the gradient.
     *
     * @param in the inputs. Not modified.
     * @param delta δ. Not modified.
     * @param m columns
     * @param norms to which they are added. Modified.
     */
    default void addSquaredNorms(double[][] in, double[][] delta, int m, double[] norms) {}

    /**
     * Adds this block's part of the Gram matrix JᵀJ of the gradient's derivative along m directions (theory §6), to the
     * upper triangle.
     *
     * @param in the inputs of the sample. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param gram m × m. Modified.
     */
    default void addGram(
            double[] in, double[][] tangents, double[] delta, double[][] deltaTangents, int m, double[][] gram) {}

    /**
     * Adds the derivative of this block's part of the gradient along one direction, times a factor: J v.
     *
     * @param in the inputs of the sample. Not modified.
     * @param tangent A v. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangent ∂δ v. Not modified.
     * @param factor the factor
     * @param product of the whole network. Modified.
     */
    default void addProduct(
            double[] in, double[] tangent, double[] delta, double[] deltaTangent, double factor, double[] product) {}
}
