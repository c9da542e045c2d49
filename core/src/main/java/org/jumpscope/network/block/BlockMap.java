package org.jumpscope.network.block;

import org.jumpscope.numeric.Workers;

/**
 * A block at given trainable variables: values, derivatives and derivatives of derivatives, of which the activation pass, the
 * learning pass and the duality Jacobian are made (theory §6).
 *
 * <p>Neurons are rows and samples or directions are columns: a batch of M samples is n arrays of length M. With H the loss,
 * a the input, z = g(a, q) the output, α = ∂H/∂a and δ = ∂H/∂z: α = (∂g/∂a)ᵀδ. Along directions x′ (columns), A = ∂a/∂x·x′,
 * Z = (∂g/∂a) A, and the derivative of the backward pass is ∂α = (∂g/∂a)ᵀ ∂δ + (∂²g/∂a² A)ᵀ δ. What concerns trainable
 * variables is nothing for a block that has none.
 */
public interface BlockMap {

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
     * @param workers threads; the bits do not depend on them
     */
    void tangent(double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers);

    /**
     * Derivative of the backward pass of one sample: ∂α = (∂g/∂a)ᵀ ∂δ + (∂²g/∂a² A)ᵀ δ.
     *
     * @param in the inputs of the sample. Not modified.
     * @param out its outputs. Not modified.
     * @param tangents A. Not modified.
     * @param outTangents Z. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified, unless it is also alphaTangents.
     * @param m directions
     * @param alphaTangents ∂α; a block of as many outputs as inputs without weights may write over deltaTangents. Modified.
     * @param workers threads; the bits do not depend on them
     */
    void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents,
            Workers workers);

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
     * This block's own part of the gradient of one sample, ∂H/∂q.
     *
     * @param in the inputs of the sample. Not modified.
     * @param delta δ. Not modified.
     * @return one number for each of its trainable variables
     */
    default double[] sampleGradient(double[] in, double[] delta) {
        return new double[0];
    }

    /**
     * Writes this block's trainable variables to their places.
     *
     * @param q of the whole network. Modified.
     */
    default void writeTrainables(double[] q) {}

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
     * @param workers threads; the bits do not depend on them
     */
    default void addGram(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {}

    /**
     * Bytes that {@link #addGram} takes besides.
     *
     * @param m directions
     */
    default long gramBytes(int m) {
        return 0;
    }

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

    /**
     * {@link #addProduct} of this block alone.
     *
     * @param in the inputs of the sample. Not modified.
     * @param tangent A v. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangent ∂δ v. Not modified.
     * @return one number for each of its trainable variables
     */
    default double[] sampleProduct(double[] in, double[] tangent, double[] delta, double[] deltaTangent) {
        return new double[0];
    }

    /**
     * Adds the change of the outputs of one sample as this block's trainable variables move along u: Z += U a + u_b.
     *
     * @param in the inputs of the sample. Not modified.
     * @param direction u, of the whole network. Not modified.
     * @param outTangent of the block's outputs. Modified.
     */
    default void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {}

    /**
     * Adds the change of α = ∂H/∂a of one sample at a fixed δ as this block's trainable variables move along u: ∂α += Uᵀδ.
     *
     * @param in a. Not modified.
     * @param delta δ. Not modified.
     * @param direction u, of the whole network. Not modified.
     * @param alphaTangent of the block's inputs. Modified.
     */
    default void addTrainableBackward(double[] in, double[] delta, double[] direction, double[] alphaTangent) {}

    /**
     * {@link #addTrainableTangent} along each of the directions u_c = J v_c of the gradient's derivative, which are rank 2 in
     * a layer, U = ∂δ_c aᵀ + δ A_cᵀ and u_b = ∂δ_c: Z_c += (1 + |a|²) ∂δ_c + (A_c·a) δ.
     *
     * @param in a. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param outTangents Z. Modified.
     */
    default void addProductTangent(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] outTangents) {}

    /**
     * {@link #addTrainableBackward} along the directions of {@link #addProductTangent}: ∂α_c += (∂δ_c·δ) a + |δ|² A_c.
     *
     * @param in a. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param alphaTangents ∂α. Modified.
     */
    default void addProductBackward(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents) {}

    /**
     * Adds the scalar products of the directions of {@link #addProductTangent} with the gradients δ′a′ᵀ of other samples:
     * (∂δ_c·δ′)(1 + a·a′) + (δ·δ′)(A_c·a′).
     *
     * @param in a. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param k directions
     * @param batchIn a′, rows of the block's inputs. Not modified.
     * @param batchDelta δ′, rows of its outputs. Not modified.
     * @param m samples
     * @param products k rows of m. Modified.
     */
    default void addProjections(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int k,
            double[][] batchIn,
            double[][] batchDelta,
            int m,
            double[][] products) {}

    /**
     * Adds the derivative of this block's part of the gradient along m directions, written out.
     *
     * @param in a. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param rows one for each trainable variable. Modified.
     * @param at the row of this block's first
     */
    default void addDerivative(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {}

    /** The rows of this block in the isometric factor: those of {@link #factor}. */
    default int factorRows() {
        return 0;
    }

    /**
     * This block's rows of the factor M with MᵀM the Gram matrix and J = Q M (theory §6): with ã = (a, 1), Ã = (A, 0) and â =
     * ã/|ã|, first |ã| ∂δ + δ âᵀÃ, then |δ| (1 − ââᵀ) Ã.
     *
     * @param in a. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param rows all rows. Modified.
     * @param at the first of this block
     */
    default void factor(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {}
}
