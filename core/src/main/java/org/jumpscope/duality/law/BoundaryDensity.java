package org.jumpscope.duality.law;

import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * A density p_x of the inputs at fixed label, on a plane of them: pixels that never change have no density of their own.
 *
 * <p>{@link GaussianBoundary}, {@link KernelBoundary}, {@link FactorisedBoundary}, or a user's own.
 */
public interface BoundaryDensity {
    /** Orthonormal directions of the plane, d rows of N elements. */
    Matrix basis();

    /**
     * log p_x(x), per unit of volume of the plane.
     *
     * @param x of N elements; what of it lies beside the plane does not count
     */
    double logDensity(Vector x);

    /**
     * How far x lies beside the plane, in units in which 1 is far: of the spread of the boundary where that is known.
     *
     * @param x of N elements
     */
    double distance(Vector x);

    /** What it is, in words. */
    @Override
    String toString();
}
