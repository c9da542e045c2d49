package org.jumpscope.criticality.fittest;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;

/**
 * What the laws on a window need of its values in O(1): means of y = ln(x/a), of y² and of x over the largest value.
 *
 * @param sample the sample
 * @param window the window
 * @param n number of values
 * @param mean mean of y
 * @param square mean of y²
 * @param largest y of the largest value
 * @param ratio mean of x over the largest value
 */
record WindowSums(SortedSample sample, Window window, int n, double mean, double square, double largest, double ratio) {

    static WindowSums of(SortedSample sample, Window window) {
        int n = window.count();
        if (n < 1) {
            throw new InvalidInputException("There is no value in [" + window.lower() + ", " + window.upper()
                    + "], so no law can be fitted there; give a wider range.");
        }
        double mean = sample.positionSum(window.from(), window.to(), window.logLower()) / n;
        if (!(mean > 0 && mean < window.logRange())) {
            throw new InvalidInputException("The values in [" + window.lower() + ", " + window.upper()
                    + "] do not lie inside it, so no law can be fitted there; give a wider range or more values.");
        }
        double square = sample.squaredPositionSum(window.from(), window.to(), window.logLower()) / n;
        int last = window.to() - 1;
        return new WindowSums(
                sample,
                window,
                n,
                mean,
                square,
                sample.log(last) - window.logLower(),
                sample.ratioSum(window.from(), window.to(), sample.value(last)) / n);
    }

    boolean unbounded() {
        return Double.isInfinite(window.upper());
    }

    /** The unit of y: L, or the mean of y where L is infinite. */
    double unit() {
        return unbounded() ? mean : window.logRange();
    }

    /** θ₁ of the fitted power law in that unit: t̂, or 1 where L is infinite. */
    double tilt() {
        return unbounded() ? 1 : TruncatedExponential.inverseMean(mean / window.logRange());
    }

    /** k̂. */
    double exponent() {
        return 1 + tilt() / unit();
    }

    /** Mean of ln g(y) over the values, g the density of y under the fitted power law. */
    double powerLawHeight() {
        if (unbounded()) {
            return -StrictMath.log(mean) - 1;
        }
        double t = tilt();
        double range = window.logRange();
        return TruncatedExponential.logNormaliser(t) - StrictMath.log(range) - t * (mean / range);
    }

    /** The largest value. */
    double largestValue() {
        return sample.value(window.to() - 1);
    }

    /** Whether all values are equal. */
    boolean allEqual() {
        return sample.log(window.from()) == sample.log(window.to() - 1);
    }

    /** Σ ln f(x) = n (height − mean of ln x), where height is the mean of ln g(y). */
    double logLikelihood(double height) {
        return n * (height - (window.logLower() + mean));
    }
}
