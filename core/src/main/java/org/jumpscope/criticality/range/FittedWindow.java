package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.KolmogorovDistance;

/** The bounded power law of greatest likelihood on one stretch of a sorted sample after another, and its distance there. */
final class FittedWindow {

    private static final int PROBES = 8;

    private final SortedSample sample;
    private final KolmogorovDistance law;

    private int from;
    private int to;
    private double logLower;
    private double logUpper;
    private double exponent;
    private double parameter;

    FittedWindow(SortedSample sample, KolmogorovDistance.Convention convention) {
        this.sample = sample;
        this.law = KolmogorovDistance.of(sample, convention);
    }

    /** F evaluated so many times since the object was made. */
    long evaluations() {
        return law.work();
    }

    int count() {
        return to - from;
    }

    /** k̂. */
    double exponent() {
        return exponent;
    }

    /** t̂ = (k̂ − 1) L; infinite for b = ∞. */
    double parameter() {
        return parameter;
    }

    /**
     * Fits the ranks from ≤ r &lt; to on [a, b]; by Hill's formula if b = ∞.
     *
     * @return whether there is an estimate: for b = ∞ a value above a, else a mean of positions strictly inside (0, 1)
     */
    boolean fit(int first, int end, double lower, double upper) {
        from = first;
        to = end;
        logLower = lower;
        logUpper = upper;
        if (!(sample.log(end - 1) > lower && sample.log(first) < upper)) {
            return false;
        }
        double sum = sample.positionSum(first, end, lower);
        if (upper == Double.POSITIVE_INFINITY) {
            exponent = 1 + (end - first) / sum;
            parameter = Double.POSITIVE_INFINITY;
            return sum > 0 && exponent < Double.POSITIVE_INFINITY;
        }
        double range = upper - lower;
        double mean = sum / ((end - first) * range);
        if (!(mean > 0 && mean < 1)) {
            return false;
        }
        parameter = TruncatedExponential.inverseMean(mean);
        exponent = 1 + parameter / range;
        return true;
    }

    /** D, to the bits that a comparison of every value gives. */
    double distance() {
        return law.distance(from, to, logLower, logUpper, exponent);
    }

    /** D after {@link #exceeds}, from what that saw. */
    double distanceThere() {
        return law.distanceThere();
    }

    /** A lower bound of D from a few values. */
    double deviation() {
        return law.deviation(from, to, logLower, logUpper, exponent, PROBES);
    }

    /** The rank of the deviation that was last found above a cut-off; −1 before. */
    int violator() {
        return law.violator();
    }

    /** The largest deviation that was looked at in this window; at most D. */
    double largest() {
        return law.largest();
    }

    /** Whether D is above a cut-off. */
    boolean exceeds(double cutoff) {
        return law.exceeds(from, to, logLower, logUpper, exponent, cutoff);
    }

    /** The window as a whole. */
    Window window(double lower, double upper) {
        return new Window(from, to, lower, upper, logLower, logUpper);
    }

    /** The estimate on the window. */
    PowerLawEstimate estimate(Window window) {
        return sample.estimate(window);
    }
}
