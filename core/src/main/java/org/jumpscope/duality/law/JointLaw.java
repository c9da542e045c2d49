package org.jumpscope.duality.law;

import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The joint law of all trainable variables' jumps on the dynamical subspace, (3.14)–(3.15) for each label (3.10)–(3.11): log
 * p(q̇(x)) = log A + log p_x(x) − Σ_i log σ_i(J B), with the label's share A and the orthonormal basis B of the plane that the
 * boundary density lives on.
 *
 * <p>The image of a label is a curved surface of d dimensions in the space of all jumps, and p is per unit of its volume (errata
 * 5, 9). Images of other labels meet it nowhere but by coincidence, so that one term of the sum over labels is left, and with a
 * fixed label there are no label columns. It counts one preimage, x itself. With rectifiers it holds inside a region where all
 * of them stay on or off: across their kinks the jump itself jumps, which J does not see.
 */
public final class JointLaw {
    /** Beside the plane by this share of the boundary's spread, a sample is not of the law. */
    private static final double BESIDE = 1e-3;

    private final DualityJacobian jacobian;
    private final BoundaryDensity boundary;
    private final double share;

    private JointLaw(DualityJacobian jacobian, BoundaryDensity boundary, double share) {
        this.jacobian = jacobian;
        this.boundary = boundary;
        this.share = share;
    }

    /**
     * The law of a label's jumps.
     *
     * @param jacobian of the network, with targets that are fixed or tied to the inputs
     * @param boundary the density of the inputs at that label
     * @param share A, the probability of the label, above 0 and at most 1
     * @throws InvalidInputException if the share is not one, the targets are free, or the density is of another number of inputs
     */
    public static JointLaw of(DualityJacobian jacobian, BoundaryDensity boundary, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new InvalidInputException("The label's share " + share + " is not above 0 and at most 1.");
        }
        if (jacobian.targets() == TargetColumns.FREE) {
            throw new InvalidInputException(
                    "The targets are free, but labels are discrete and have no density; fix them (3.10).");
        }
        return new JointLaw(jacobian.within(boundary.basis()), boundary, share);
    }

    /** The answer for one sample. */
    public sealed interface Density {
        /** In a sentence. */
        String sentence();
    }

    /**
     * The density at the jump of the sample.
     *
     * @param logDensity log p(q̇), with the label's share
     * @param logBoundary log p_x(x) at the label
     * @param logDeterminant Σ log σ_i(J B)
     * @param logShare log A
     * @param dimension d, of the plane of x and of the surface of q̇
     * @param plateau how many of the σ are the plateau's
     */
    public record Found(
            double logDensity, double logBoundary, double logDeterminant, double logShare, int dimension, int plateau)
            implements Density {
        @Override
        public String sentence() {
            return "Density per volume of the " + dimension
                    + "-dimensional surface of jumps of the label; it counts one preimage, the sample itself.";
        }
    }

    /**
     * J B has singular values of zero: jumps fill a surface of fewer dimensions, the density on which is an integral over what
     * the jump does not see.
     *
     * @param dimension d, of the plane of x
     * @param rank how many dimensions are kept
     */
    public record Deficient(int dimension, int rank) implements Density {
        @Override
        public String sentence() {
            return "The jump sees " + rank + " of the " + dimension
                    + " dimensions of the boundary here, so that (3.15) gives no density on all of them.";
        }
    }

    /**
     * The sample is not on the plane where the boundary has a density.
     *
     * @param distance from it, as a share of the boundary's spread
     */
    public record Beside(double distance) implements Density {
        @Override
        public String sentence() {
            return "The sample lies " + (float) distance
                    + " of the boundary's spread beside the plane on which the boundary has a density.";
        }
    }

    /**
     * The density at the jump of a sample.
     *
     * @param x the inputs
     * @param target its targets, those of the label
     */
    public Density at(Vector x, Vector target) {
        double distance = boundary.distance(x);
        if (distance > BESIDE) {
            return new Beside(distance);
        }
        SampleJacobian at = jacobian.at(x, target);
        Vector values = at.singularValues();
        int d = jacobian.columns();
        // The values are roots of eigenvalues that are off by an ulp of the largest for each dimension.
        double least = Math.sqrt(d * Math.ulp(1.0)) * values.get(0);
        double sum = 0;
        int rank = 0;
        int flat = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) > least) {
                sum += Math.log(values.get(i));
                rank++;
                flat += values.get(i) == at.plateauValue() ? 1 : 0;
            }
        }
        if (rank < d) {
            return new Deficient(d, rank);
        }
        double logBoundary = boundary.logDensity(x);
        double logShare = Math.log(share);
        return new Found(
                logShare + logBoundary - sum, logBoundary, sum, logShare, d, at.plateauMultiplicity() == 0 ? 0 : flat);
    }
}
