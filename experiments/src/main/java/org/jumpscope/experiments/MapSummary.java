package org.jumpscope.experiments;

import java.util.List;
import java.util.Optional;
import org.jumpscope.duality.Branch;
import org.jumpscope.duality.Fold;
import org.jumpscope.duality.JumpPoint;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRange;
import org.jumpscope.duality.ScalingRanges;
import org.jumpscope.numeric.Interval;

/** Plain records of what the duality says of one class, as they go into JSON. */
public final class MapSummary {
    private MapSummary() {}

    /**
     * A monotone branch.
     *
     * @param lower lower end in x, null if unbounded
     * @param upper upper end in x, null if unbounded
     * @param sign "negative" or "positive", the sign of ḃ
     * @param rising whether q̇ rises with x
     * @param lowestJump smallest q̇
     * @param highestJump largest q̇, null if unbounded
     * @param mass probability under the class's law
     */
    public record BranchSummary(
            double lower,
            double upper,
            String sign,
            boolean rising,
            double lowestJump,
            double highestJump,
            double mass) {
        static BranchSummary of(Branch branch, ScalarDuality map) {
            Interval window = map.window();
            Interval support = map.boundary().support();
            return new BranchSummary(
                    branch.lower() <= window.low() ? support.low() : branch.lower(),
                    branch.upper() >= window.high() ? support.high() : branch.upper(),
                    signName(branch.biasSign()),
                    branch.rising(),
                    branch.lowestJump(),
                    branch.highestJump(),
                    branch.mass());
        }
    }

    /**
     * A fold, where dq̇/dx = 0.
     *
     * @param x where
     * @param jump q̇ there
     * @param sign sign of ḃ there
     * @param proven whether enclosures prove it
     */
    public record FoldSummary(double x, double jump, String sign, boolean proven) {
        static FoldSummary of(Fold fold) {
            return new FoldSummary(fold.x(), fold.jump(), signName(fold.biasSign()), fold.proven());
        }
    }

    /**
     * A range of jumps.
     *
     * @param sign sign of ḃ on it
     * @param lower lower end in x
     * @param upper upper end in x
     * @param lowerJump smallest q̇
     * @param upperJump largest q̇
     * @param decades log₁₀ of their ratio
     * @param mass probability under the class's law
     */
    public record RangeSummary(
            String sign, double lower, double upper, double lowerJump, double upperJump, double decades, double mass) {
        static RangeSummary of(ScalingRange range) {
            return new RangeSummary(
                    signName(range.biasSign()),
                    range.lower(),
                    range.upper(),
                    range.lowerJump(),
                    range.upperJump(),
                    range.decades(),
                    range.mass());
        }

        static RangeSummary of(Optional<ScalingRange> range) {
            return range.map(RangeSummary::of).orElse(null);
        }
    }

    /**
     * The ranges of one class.
     *
     * @param exponent the exponent k that they are measured against, null if there is none
     * @param exponentSource where it comes from
     * @param tolerance tolerance of exponents
     * @param ratio r of the dominance condition
     * @param tailMassCut probability left beyond both ends
     * @param jacobian widest range with |k_J − k| ≤ tolerance
     * @param total widest range with |k_J + k_p − k| ≤ tolerance
     * @param dominated ranges with |wh′/h| ≥ r|x|/(1 + x²)
     */
    public record Ranges(
            Double exponent,
            String exponentSource,
            double tolerance,
            double ratio,
            double tailMassCut,
            RangeSummary jacobian,
            RangeSummary total,
            List<RangeSummary> dominated) {

        static Ranges of(ScalarDuality map, Double exponent, double tolerance, double ratio, double massCut) {
            ScalingRanges ranges =
                    ScalingRanges.of(map).withTolerance(tolerance).withMassCut(massCut);
            Optional<ScalingRanges.Flattest> flattest = ranges.flattest();
            Double k = exponent != null
                    ? exponent
                    : flattest.map(ScalingRanges.Flattest::exponent).orElse(null);
            String source = exponent != null
                    ? "given"
                    : flattest.isPresent()
                            ? "centre of the widest range on which k_J varies by at most twice the tolerance"
                            : "no range of the map is observable";
            return new Ranges(
                    k,
                    source,
                    tolerance,
                    ratio,
                    massCut,
                    k == null ? null : RangeSummary.of(ranges.widestJacobian(k, 0)),
                    k == null ? null : RangeSummary.of(ranges.widestTotal(k, 0)),
                    ranges.dominated(ratio, 0).stream().map(RangeSummary::of).toList());
        }
    }

    /**
     * The map at one point.
     *
     * @param x input
     * @param preActivation y = wx + b
     * @param weightJump ẇ
     * @param biasJump ḃ
     * @param jump q̇
     * @param logJump log q̇
     * @param jacobian |dq̇/dx|, (5.4)
     * @param jacobianArcLength singular value of the 2 × 1 Jacobian, (4.4)
     * @param exponentJacobian k_J
     * @param exponentDataset k_p
     * @param exponentTotal k_J + k_p
     * @param exponentWeight k_w
     * @param exponentBias k_b
     * @param logDensity log p(q̇) summed over the preimages
     * @param preimages x with the same q̇ and sign of ḃ
     */
    public record PointSummary(
            double x,
            double preActivation,
            double weightJump,
            double biasJump,
            double jump,
            double logJump,
            double jacobian,
            double jacobianArcLength,
            double exponentJacobian,
            double exponentDataset,
            double exponentTotal,
            double exponentWeight,
            double exponentBias,
            double logDensity,
            List<Double> preimages) {
        static PointSummary of(JumpPoint p) {
            return new PointSummary(
                    p.x(),
                    p.preActivation(),
                    p.weightJump(),
                    p.biasJump(),
                    p.jump(),
                    p.logJump(),
                    p.jacobian(),
                    p.jacobianArcLength(),
                    p.exponent().jacobian(),
                    p.exponent().dataset(),
                    p.exponent().total(),
                    p.exponent().weight(),
                    p.exponent().bias(),
                    p.logDensity(),
                    p.preimages().stream().boxed().toList());
        }
    }

    /** The name of a sign of ḃ. */
    static String signName(int biasSign) {
        return biasSign < 0 ? "negative" : biasSign > 0 ? "positive" : "none";
    }
}
