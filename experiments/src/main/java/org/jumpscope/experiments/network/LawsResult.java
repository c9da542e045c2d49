package org.jumpscope.experiments.network;

import java.util.List;
import java.util.Optional;
import org.jumpscope.numeric.Vector;

/**
 * Laws of the jumps of one label along singular directions at one point (4.6), beside the samples.
 *
 * @param label the class; null for an autoencoder
 * @param share of the samples that have it
 * @param reference x₀ in words: the mean of the label's samples, or one of them
 * @param samples n, how many samples of the label there were
 * @param coordinate what the law of ξ = vᵀ(x − x₀) was taken for
 * @param plateau at x₀; null where none is claimed
 * @param offDiagonal D1, the share of |J(x)|² off the diagonal of the frame at x₀, in the mean over samples
 * @param offDiagonalError its standard error
 * @param offDiagonalSamples over how many
 * @param totalVariance of all jumps of the label
 * @param outsideShare the share of that variance beside the plane q̇(x₀) + span J(x₀)
 * @param planeDimension of that plane
 * @param totalCorrelation of the directions' coordinates, by a Gaussian copula
 * @param directions one law each
 * @param still places of directions along which the samples do not differ
 */
public record LawsResult(
        Number label,
        double share,
        String reference,
        int samples,
        String coordinate,
        Optional<SpectrumResult.Plateau> plateau,
        double offDiagonal,
        double offDiagonalError,
        int offDiagonalSamples,
        double totalVariance,
        double outsideShare,
        int planeDimension,
        Correlation totalCorrelation,
        List<Direction> directions,
        List<Integer> still) {

    /** Keeps copies of the lists. */
    public LawsResult {
        directions = List.copyOf(directions);
        still = List.copyOf(still);
    }

    /**
     * Total correlations.
     *
     * @param boundary of ξ
     * @param jumps of η
     * @param sizes of |η|
     * @param noiseFloor what independent ones have on average
     */
    public record Correlation(double boundary, double jumps, double sizes, double noiseFloor) {}

    /**
     * One direction.
     *
     * @param index place of its singular value, from 0
     * @param singularValue σ
     * @param onPlateau whether neither the first weights nor x₀ see it
     * @param varianceShare share of the variance of all jumps that lies along u
     * @param firstOrderIndex S, the share of the variance of η that its own ξ explains (D2)
     * @param firstOrderIndexError its standard error
     * @param coupling c = √(1 − S) (D1)
     * @param distance of the sampled log|η| to the predicted (D3)
     * @param exponentDifference the median distance of local exponents at the deciles of |η| (D3)
     * @param exponentDifferenceError what noise makes of it
     * @param product distance to the product law; null beside the plateau
     * @param correction perturbation theory; null where there is none
     * @param verdict in a word or two
     * @param finding in a sentence
     * @param offset uᵀq̇(x₀), what η is counted from
     * @param turningPoints s where the curve turns
     * @param breaks intervals across which it jumps
     * @param curve φ and the law along it
     * @param density of log₁₀|η|, sampled and predicted
     */
    public record Direction(
            int index,
            double singularValue,
            boolean onPlateau,
            double varianceShare,
            double firstOrderIndex,
            double firstOrderIndexError,
            double coupling,
            Distance distance,
            double exponentDifference,
            double exponentDifferenceError,
            Optional<Distance> product,
            Optional<Correction> correction,
            String verdict,
            String finding,
            double offset,
            List<Double> turningPoints,
            int breaks,
            Curve curve,
            Density density) {
        /** Keeps a copy of the list. */
        public Direction {
            turningPoints = List.copyOf(turningPoints);
        }
    }

    /**
     * A distance of two samples of log|η|.
     *
     * @param kolmogorov largest difference of distribution functions
     * @param wasserstein mean distance in natural logarithms
     * @param noiseFloor 1.36 √(1/n + 1/m)
     */
    public record Distance(double kolmogorov, double wasserstein, double noiseFloor) {}

    /**
     * Kolmogorov distances after corrections for coupling, with a normal ξ.
     *
     * @param decoupled of p₀
     * @param firstOrder of p₁ = p₀ − d[m p₀]
     * @param variance of p₀ + ½ d²[V p₀]
     * @param secondOrder of p₁ + ½ d²[(V + m²) p₀]
     * @param noiseFloor 1.36/√n
     * @param componentShare share of the boundary's variance that second derivatives were taken along
     * @param s where m and V are given
     * @param mean m
     * @param conditionalVariance V
     */
    public record Correction(
            double decoupled,
            double firstOrder,
            double variance,
            double secondOrder,
            double noiseFloor,
            double componentShare,
            Vector s,
            Vector mean,
            Vector conditionalVariance) {}

    /**
     * Points of the curve over the middle 99.8 % of ξ.
     *
     * @param s ξ
     * @param jump η = φ(s)
     * @param slope φ′(s)
     * @param logDensity log p(η)
     * @param jacobianExponent k_J
     * @param datasetExponent k_p
     * @param coordinateExponent k of |uᵀq̇| = |η + offset| in the place of |η|
     */
    public record Curve(
            Vector s,
            Vector jump,
            Vector slope,
            Vector logDensity,
            Vector jacobianExponent,
            Vector datasetExponent,
            Vector coordinateExponent) {}

    /**
     * Densities per decade of |η|.
     *
     * @param edges of the bins
     * @param sampled share of the samples in each, over its width
     * @param sizes |η| where the predicted densities are
     * @param predicted by (4.6)
     * @param product by the product law; empty beside the plateau
     */
    public record Density(Vector edges, Vector sampled, Vector sizes, Vector predicted, Vector product) {}
}
