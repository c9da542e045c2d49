package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The law of η = φ(ξ) for a coordinate ξ of the boundary along one direction (4.6): p(η) = Σ p_ξ(s)/|φ′(s)| over all s with
 * φ(s) = η, the branches between turning points.
 *
 * <p>What ξ has beyond the ends of the curve counts as if it were at the nearer end. A level stretch of the curve is an atom:
 * it belongs to the distribution function and not to the density.
 */
public final class CurveLaw implements Distribution {
    private static final int PARTS = 8;

    private final DirectionCurve curve;
    private final Distribution coordinate;
    private final List<DirectionCurve.Segment> segments;
    private final double[] masses;
    private final double below;
    private final double above;

    private CurveLaw(DirectionCurve curve, Distribution coordinate) {
        this.curve = curve;
        this.coordinate = coordinate;
        this.segments = curve.segments();
        this.masses = new double[segments.size()];
        for (int i = 0; i < masses.length; i++) {
            masses[i] = coordinate.probability(
                    segments.get(i).low(), segments.get(i).high());
        }
        this.below = coordinate.cumulative(curve.low());
        this.above = coordinate.survival(curve.high());
    }

    /**
     * The law.
     *
     * @param curve φ, on an interval that holds nearly all of the coordinate
     * @param coordinate the law of ξ
     */
    public static CurveLaw of(DirectionCurve curve, Distribution coordinate) {
        return new CurveLaw(curve, coordinate);
    }

    /** φ. */
    public DirectionCurve curve() {
        return curve;
    }

    /** The law of ξ. */
    public Distribution coordinate() {
        return coordinate;
    }

    @Override
    public double logDensity(double eta) {
        double largest = Double.NEGATIVE_INFINITY;
        double[] parts = new double[8];
        int n = 0;
        Vector preimages = curve.preimages(eta);
        if (preimages.size() > parts.length) {
            parts = new double[preimages.size()];
        }
        for (int i = 0; i < preimages.size(); i++) {
            double s = preimages.get(i);
            double part = coordinate.logDensity(s) - Math.log(Math.abs(curve.slope(s)));
            parts[n++] = part;
            largest = Math.max(largest, part);
        }
        if (Double.isNaN(eta)) {
            return Double.NaN;
        }
        if (largest == Double.NEGATIVE_INFINITY || largest == Double.POSITIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(parts[i] - largest);
        }
        return largest + Math.log(sum);
    }

    /** By the branches, d log p_i/dη = [(log p_ξ)′ − φ″/φ′]/φ′ weighted by their densities. */
    @Override
    public double logDensityDerivative(double eta) {
        double sum = 0;
        double weights = 0;
        double largest = logDensity(eta);
        Vector preimages = curve.preimages(eta);
        for (int i = 0; i < preimages.size(); i++) {
            double s = preimages.get(i);
            double slope = curve.slope(s);
            double weight = Math.exp(coordinate.logDensity(s) - Math.log(Math.abs(slope)) - largest);
            sum += weight * (coordinate.logDensityDerivative(s) - curve.curvature(s) / slope) / slope;
            weights += weight;
        }
        return sum / weights;
    }

    @Override
    public double cumulative(double eta) {
        return part(eta, true);
    }

    @Override
    public double survival(double eta) {
        return part(eta, false);
    }

    /** P(φ ≤ η) or P(φ &gt; η), each as a sum of what belongs to it. */
    private double part(double eta, boolean lower) {
        if (Double.isNaN(eta)) {
            return Double.NaN;
        }
        double sum = 0;
        sum += lower == (curve.value(curve.low()) <= eta) ? below : 0;
        for (int i = 0; i < masses.length; i++) {
            DirectionCurve.Segment segment = segments.get(i);
            double least = Math.min(segment.valueLow(), segment.valueHigh());
            double most = Math.max(segment.valueLow(), segment.valueHigh());
            if (most <= eta) {
                sum += lower ? masses[i] : 0;
            } else if (least > eta) {
                sum += lower ? 0 : masses[i];
            } else {
                double s = curve.preimage(segment, eta);
                boolean left = segment.rising() == lower;
                sum += left ? coordinate.probability(segment.low(), s) : coordinate.probability(s, segment.high());
            }
        }
        sum += lower == (curve.value(curve.high()) <= eta) ? above : 0;
        return Math.min(1, sum);
    }

    @Override
    public double quantile(double p) {
        return inverse(p, true);
    }

    @Override
    public double survivalQuantile(double p) {
        return inverse(p, false);
    }

    private double inverse(double p, boolean lower) {
        if (!(p >= 0 && p <= 1)) {
            throw new InvalidInputException("Probability " + p + " is not in [0, 1].");
        }
        double low = support().low();
        double high = support().high();
        for (int step = 0; step < 200; step++) {
            double middle = 0.5 * (low + high);
            if (!(middle > low && middle < high)) {
                break;
            }
            boolean reached = lower ? cumulative(middle) >= p : survival(middle) <= p;
            if (reached) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** E[φ(ξ)], to about 2e-5 of the standard deviation: φ in the middle of each eighth of a segment, times its exact mass. */
    @Override
    public double mean() {
        return moment(0, 1);
    }

    @Override
    public double standardDeviation() {
        return Math.sqrt(moment(mean(), 2));
    }

    private double moment(double centre, int power) {
        double sum = below * Math.pow(curve.value(curve.low()) - centre, power)
                + above * Math.pow(curve.value(curve.high()) - centre, power);
        for (int i = 0; i < masses.length; i++) {
            DirectionCurve.Segment segment = segments.get(i);
            double width = (segment.high() - segment.low()) / PARTS;
            for (int k = 0; k < PARTS; k++) {
                double from = segment.low() + k * width;
                sum += coordinate.probability(from, from + width)
                        * Math.pow(curve.value(from + 0.5 * width) - centre, power);
            }
        }
        return sum;
    }

    @Override
    public Interval support() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (DirectionCurve.Segment segment : segments) {
            low = Math.min(low, Math.min(segment.valueLow(), segment.valueHigh()));
            high = Math.max(high, Math.max(segment.valueLow(), segment.valueHigh()));
        }
        return Interval.of(low, high);
    }

    /** The values at turning points and at the ends. */
    @Override
    public List<Double> kinks() {
        List<Double> kinks = new ArrayList<>(List.of(curve.value(curve.low()), curve.value(curve.high())));
        for (double s : curve.turningPoints()) {
            kinks.add(curve.value(s));
        }
        return kinks.stream().distinct().sorted().toList();
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        coordinate.sample(random, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = curve.value(out[i]);
        }
    }

    @Override
    public String toString() {
        return "law of φ(ξ), ξ of " + coordinate;
    }
}
