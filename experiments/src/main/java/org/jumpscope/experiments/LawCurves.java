package org.jumpscope.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.duality.Branch;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.JumpLaw;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRange;
import org.jumpscope.duality.ScalingRanges;
import org.jumpscope.numeric.Vector;

/**
 * The exact curves of the law of q̇ of one class and one sign of ḃ; densities as natural logarithms.
 *
 * @param jump q̇, evenly spaced in its logarithm
 * @param logDensity log p(q̇), all preimages of the sign summed
 * @param jacobianJump q̇ of the Jacobian's contribution, NaN between branches
 * @param logInverseJacobian log|dx/dq̇|
 */
public record LawCurves(Vector jump, Vector logDensity, Vector jacobianJump, Vector logInverseJacobian) {
    private static final int POINTS = 800;

    /**
     * The curves between the jumps beyond which a tail mass lies.
     *
     * @param map the map of the class
     * @param biasSign sign of ḃ
     * @param tailMass probability of the class that is not drawn at either end
     * @return the curves; empty if jumps of this sign have too little mass to be seen
     */
    public static Optional<LawCurves> of(ScalarDuality map, int biasSign, double tailMass) {
        List<ScalingRange> seen = ScalingRanges.of(map).withMassCut(tailMass).where(x -> -1, biasSign);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        double low = Math.log(
                seen.stream().mapToDouble(ScalingRange::lowerJump).min().orElseThrow());
        double high = Math.log(
                seen.stream().mapToDouble(ScalingRange::upperJump).max().orElseThrow());
        double[] jump = new double[POINTS];
        double[] density = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            jump[i] = Math.exp(low + (high - low) * (i + 0.5) / POINTS);
        }
        JumpLaw law = map.law(Coordinate.NORM);
        law.logDensity(jump, POINTS, biasSign, density);
        List<Double> own = new ArrayList<>();
        List<Double> inverse = new ArrayList<>();
        for (ScalingRange range : seen) {
            addJacobian(map, range, own, inverse);
        }
        return Optional.of(new LawCurves(Vector.of(jump), Vector.of(density), vector(own), vector(inverse)));
    }

    /** Smallest q̇ drawn. */
    public double lowest() {
        return jump.get(0);
    }

    /** Largest q̇ drawn. */
    public double highest() {
        return jump.get(jump.size() - 1);
    }

    /** log|dx/dq̇| along one branch, followed by a gap. */
    private static void addJacobian(ScalarDuality map, ScalingRange range, List<Double> jump, List<Double> inverse) {
        Branch branch = map.branches().stream()
                .filter(b -> b.lower() <= range.lower() && range.upper() <= b.upper())
                .findFirst()
                .orElseThrow();
        double low = Math.log(range.lowerJump());
        double high = Math.log(range.upperJump());
        for (int i = 0; i < POINTS / 2; i++) {
            double level = low + (high - low) * (i + 0.5) / (POINTS / 2);
            double x = branch.preimage(level);
            if (!Double.isNaN(x)) {
                jump.add(Math.exp(level));
                inverse.add(map.logInverseJacobian(x));
            }
        }
        jump.add(Double.NaN);
        inverse.add(Double.NaN);
    }

    private static Vector vector(List<Double> values) {
        return Vector.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
