package org.jumpscope.duality.jacobian;

/**
 * Singular values that are equal exactly: σ = γ|δ₁| for every direction of the inputs that is orthogonal to x and to the
 * weights of each neuron of the first layer (theory §6).
 *
 * <p>It is claimed where the first block is affine, the targets do not move with the inputs, and more directions are asked for
 * than those weights and x span. Neurons at which the activation is flat at this sample, f′ = f″ = 0 as of a ReLU that is off,
 * do not count. The singular vectors of the plateau are any orthonormal basis of their subspace.
 *
 * @param value γ|δ₁|
 * @param multiplicity how many singular values equal it for certain
 * @param first the index of the first of them among the values in descending order
 */
public record Plateau(double value, int multiplicity, int first) {
    /** Whether the singular value of an index, from 0, is one of them. */
    public boolean contains(int index) {
        return index >= first && index < first + multiplicity;
    }
}
