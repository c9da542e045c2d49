package org.jumpscope.experiments.network;

import java.util.List;
import java.util.OptionalDouble;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.numeric.Vector;

/**
 * The answer of {@code measure}: the jumps of every trainable variable for every sample at fixed q and γ = 1, by group, class and
 * sign.
 *
 * @param network the architecture as text
 * @param trainable K, the number of trainable variables
 * @param boundary N, the number of inputs
 * @param loss the loss
 * @param treatment what the loss makes of the outputs
 * @param target what the targets are: "label", "predicted class" or "input"
 * @param classes names of the classes; none if the file has none
 * @param samples how many samples
 * @param norms the lengths of the jumps, class by class
 * @param jumps their elements, class by class and group by group
 * @param partNorms lengths over each group and layer and over all variables, by class; none unless asked for
 * @param coordinates the chosen elements
 * @param projections coordinates along singular directions at a sample; null unless asked for
 */
public record MeasureResult(
        String network,
        int trainable,
        int boundary,
        String loss,
        String treatment,
        String target,
        List<String> classes,
        int samples,
        List<Norms> norms,
        List<Jumps> jumps,
        List<PartNorms> partNorms,
        List<Coordinate> coordinates,
        Projections projections) {

    /** Keeps copies of the lists. */
    public MeasureResult {
        classes = List.copyOf(classes);
        norms = List.copyOf(norms);
        jumps = List.copyOf(jumps);
        partNorms = List.copyOf(partNorms);
        coordinates = List.copyOf(coordinates);
    }

    /**
     * Numbers of one class and sign, one a sample.
     *
     * @param label the class; null where there are none
     * @param sign "positive" or "negative"
     * @param count how many
     * @param zeros numbers of the class that are zero, of either sign
     * @param least the smallest magnitude; null where there are no numbers, as are the others
     * @param median the median
     * @param greatest the largest
     * @param histogram bins of a tenth of a decade, those with numbers only
     * @param decades the exponent decade by decade
     * @param constant the longest run of decades whose exponents agree; null where no two neighbours do
     * @param drift a straight line through the exponents; null below three decades
     * @param fit a bounded power law on a searched range; null below 50
     */
    public record Values(
            Integer label,
            String sign,
            long count,
            long zeros,
            Double least,
            Double median,
            Double greatest,
            List<Bin> histogram,
            List<Decade> decades,
            Constant constant,
            Drift drift,
            SearchedExponent fit) {
        /** Keeps copies of the lists. */
        public Values {
            histogram = List.copyOf(histogram);
            decades = List.copyOf(decades);
        }
    }

    /**
     * A bin of a histogram of magnitudes.
     *
     * @param lower where it begins
     * @param upper where it ends
     * @param count how many
     */
    public record Bin(double lower, double upper, long count) {}

    /**
     * Lengths of the jumps over a part of the trainable variables.
     *
     * @param part such as "layer 1 weights", "layer 1", "network"
     * @param values by class
     */
    public record PartNorms(String part, List<Values> values) {
        /** Keeps a copy of the list. */
        public PartNorms {
            values = List.copyOf(values);
        }
    }

    /**
     * One element of the jumps.
     *
     * @param name such as "layer 1 weight 3 400"
     * @param index its place in q, from 0
     * @param values by class and sign
     */
    public record Coordinate(String name, int index, List<Values> values) {
        /** Keeps a copy of the list. */
        public Coordinate {
            values = List.copyOf(values);
        }
    }

    /**
     * Coordinates of the jumps along left singular vectors of the duality Jacobian.
     *
     * @param sample the sample that the Jacobian is of, from 0
     * @param label its label; null of an autoencoder
     * @param directions the directions, of the largest singular value first
     */
    public record Projections(int sample, Number label, List<Direction> directions) {
        /** Keeps a copy of the list. */
        public Projections {
            directions = List.copyOf(directions);
        }
    }

    /**
     * A left singular vector u, pointing to the side of the reference's own jump.
     *
     * @param direction its number, from 1
     * @param singularValue σ
     * @param onPlateau whether σ is the plateau's, so that u is any vector of a subspace
     * @param reference the coordinate of the reference's own jump
     * @param values uᵀq̇ by class and sign
     */
    public record Direction(
            int direction, double singularValue, boolean onPlateau, double reference, List<Values> values) {
        /** Keeps a copy of the list. */
        public Direction {
            values = List.copyOf(values);
        }
    }

    /**
     * Lengths abs(q̇) of the jumps of one class.
     *
     * @param label the class; null where there are none
     * @param samples how many samples
     * @param least the shortest
     * @param median the median
     * @param greatest the longest
     * @param fit what they say of a power law; null below 50
     */
    public record Norms(
            Integer label, int samples, double least, double median, double greatest, SearchedExponent fit) {}

    /**
     * Jumps of one group of trainable variables, one class and one sign.
     *
     * @param group such as "layer 1 weights"
     * @param layer number of the layer, from 1
     * @param kind "weights" or "biases"
     * @param label the class; null where there are none
     * @param sign "positive" or "negative"
     * @param count how many
     * @param zeros jumps of either sign that are zero
     * @param decades the exponent decade by decade
     * @param designEffect how many times the variance of the mean of log q̇ is that of independent jumps
     * @param constant the longest run of decades whose exponents agree; null where no two neighbours do
     * @param drift a straight line through the exponents against log₁₀ q̇; null below three decades
     * @param covariance rows of the covariance of the exponents of {@code decades}, by samples; none below two
     */
    public record Jumps(
            String group,
            int layer,
            String kind,
            Integer label,
            String sign,
            long count,
            long zeros,
            List<Decade> decades,
            double designEffect,
            Constant constant,
            Drift drift,
            List<Vector> covariance) {
        /** Keeps copies of the lists. */
        public Jumps {
            decades = List.copyOf(decades);
            covariance = List.copyOf(covariance);
        }
    }

    /**
     * A power law fitted to one decade, p ∝ q̇^(−k).
     *
     * @param lower where it begins
     * @param upper where it ends, ten times as high
     * @param count jumps in it
     * @param share their share among those of the sign
     * @param exponent k
     * @param standardError its standard error, with the jumps of a sample taken as one cluster
     */
    public record Decade(double lower, double upper, long count, double share, double exponent, double standardError) {}

    /**
     * Neighbouring decades over which the exponent is constant within its errors, at least two.
     *
     * @param lower where they begin
     * @param upper where they end
     * @param decades how many
     * @param share their share of the jumps of the sign
     * @param exponent the mean exponent, weighted by the inverse variances
     * @param standardError its standard error, from the covariance of the decades
     * @param pValue of Hotelling's test that the exponents agree, the smallest of all runs inside times their number; 0.05 or more
     */
    public record Constant(
            double lower,
            double upper,
            int decades,
            double share,
            double exponent,
            double standardError,
            double pValue) {}

    /**
     * How the exponent changes with scale. A lognormal law has a straight line, k = 1 + ln(q̇/m)/σ² with the median m; a
     * power law has a slope of 0.
     *
     * @param slope change of k per decade
     * @param standardError its standard error
     * @param pValue of Hotelling's test that the line goes through all exponents; null where there are too few samples for it
     */
    public record Drift(double slope, double standardError, OptionalDouble pValue) {}
}
