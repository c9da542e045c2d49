package org.jumpscope.criticality.fittest;

import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.AlternativeFit.Maximum;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.Vector;

/**
 * Maximum likelihood of the stretched exponential. For a fixed shape β, w = (x^β − a^β)/(b^β − a^β) has the truncated
 * exponential law, so its rate has a closed form; what is left is a profile in β,
 *
 * <p>ℓ(β) = ln(β/(e^βL − 1)) + β·mean y + max over t ≥ 0 of (h(t) − t·mean w), y = ln(x/a),
 *
 * <p>with slope 1/β − L/(1 − e^−βL) + mean y − t̂ d(mean w)/dβ. It can have more than one maximum: a scan over β on at
 * most 1,024 of the values brackets the highest, and the slope over all of them is solved there. β → 0 is the power law with
 * k ≥ 1, and t̂ = 0 that with k = 1 − β &lt; 1: where the highest point is there, the fit says so.
 */
final class StretchedFit {
    private static final int THINNED = 1024;
    private static final int BLOCK = 1024;
    /** Below this βy the power series of e^βy − 1 is used, so that a small β costs no digits. */
    private static final double SMALL = 0.5;
    /** 1/(j + 1)!. */
    private static final double[] SERIES = new double[16];

    static {
        double factorial = 1;
        for (int j = 0; j < SERIES.length; j++) {
            factorial *= j + 1;
            SERIES[j] = 1 / factorial;
        }
    }

    private final double[] positions;
    private final int from;
    private final int to;
    private final double origin;
    private final double range;
    private final double largest;
    private final double mean;

    // At the last shape.
    private double height;
    private double slope;
    private double tilt;

    private final double[] in = new double[BLOCK];
    private final double[] out = new double[BLOCK];

    /** Values are positions[from..to) − origin. */
    private StretchedFit(double[] positions, int from, int to, double origin, double range) {
        this.positions = positions;
        this.from = from;
        this.to = to;
        this.origin = origin;
        this.range = range;
        this.largest = positions[to - 1] - origin;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += positions[i] - origin;
        }
        this.mean = sum / (to - from);
    }

    static AlternativeFit of(WindowSums sums) {
        if (sums.allEqual()) {
            return TiltedFits.nowhere(Alternative.STRETCHED_EXPONENTIAL, sums);
        }
        Window window = sums.window();
        double range = window.logRange();
        double[] logs = sums.sample().sharedLogs();
        int n = sums.n();
        StretchedFit whole = new StretchedFit(logs, window.from(), window.to(), window.logLower(), range);
        StretchedFit scan = whole;
        if (n > THINNED) {
            double[] thinned = new double[THINNED];
            for (int i = 0; i < THINNED; i++) {
                thinned[i] = logs[window.from() + (int) ((i + 0.5) * n / THINNED)];
            }
            scan = new StretchedFit(thinned, 0, THINNED, window.logLower(), range);
        }
        double spread = StrictMath.sqrt(Math.max(sums.square() - sums.mean() * sums.mean(), 0));
        double best = scan.highest(spread);
        double shape = whole.solve(best, 1e-5 / spread, 64 / spread);
        double powerLaw = sums.powerLawHeight();
        if (!(shape > 0) || !(whole.tilt > 0) || !(whole.height > powerLaw)) {
            // Nothing is gained over the power law.
            double slopeThere = sums.tilt() / sums.unit();
            double logNormaliser = sums.unbounded()
                    ? StrictMath.log(sums.mean())
                    : StrictMath.log(range) - TruncatedExponential.logNormaliser(sums.tilt());
            return TiltedFits.powerLaw(
                    Alternative.STRETCHED_EXPONENTIAL,
                    sums,
                    Math.max(-slopeThere, 0),
                    Math.max(slopeThere, 0),
                    logNormaliser);
        }
        // t w = (δ/β)(e^βy − 1), so δ = β t/(e^βL − 1); t = 1/mean w, w = e^βy − 1, where L is infinite.
        double logDecay = StrictMath.log(shape)
                + StrictMath.log(whole.tilt)
                - (Double.isInfinite(range) ? 0 : logPowerOfRange(shape, range));
        double logNormaliser = Double.isInfinite(range)
                ? -logDecay
                : logPowerOfRange(shape, range)
                        - StrictMath.log(shape)
                        - TruncatedExponential.logNormaliser(whole.tilt);
        return new AlternativeFit(
                Alternative.STRETCHED_EXPONENTIAL,
                Maximum.INTERIOR,
                Vector.of(shape, StrictMath.exp(logDecay)),
                sums.logLikelihood(whole.height),
                window.lower(),
                window.upper(),
                logNormaliser);
    }

    /** βy − (δ/β)(e^βy − 1), with its limit −δy at β = 0. */
    static double exponent(double y, double shape, double decay) {
        return shape == 0 ? -decay * y : shape * y - decay * (StrictMath.expm1(shape * y) / shape);
    }

    /** ln(e^βL − 1). */
    private static double logPowerOfRange(double shape, double range) {
        double x = shape * range;
        return x < 1 ? StrictMath.log(StrictMath.expm1(x)) : x + StrictMath.log1p(-StrictMath.exp(-x));
    }

    private double highest(double spread) {
        double best = 0;
        double top = Double.NEGATIVE_INFINITY;
        for (double scaled = 1.0 / 256; scaled < 20; scaled *= 1.4142135623730951) {
            evaluate(scaled / spread);
            if (height > top) {
                top = height;
                best = scaled / spread;
            }
        }
        return best;
    }

    /** The root of the slope next to a shape, by bracketing and false position with halved ends; 0 if the slope falls from the least on. */
    private double solve(double start, double least, double most) {
        double low = start;
        evaluate(start);
        double lowSlope = slope;
        double high = start;
        double highSlope = slope;
        double factor = 1.2;
        while (lowSlope < 0) {
            high = low;
            highSlope = lowSlope;
            low /= factor;
            factor *= 1.5;
            if (low < least) {
                return 0;
            }
            evaluate(low);
            lowSlope = slope;
        }
        factor = 1.2;
        while (highSlope > 0) {
            low = high;
            lowSlope = highSlope;
            high *= factor;
            factor *= 1.2;
            if (high > most) {
                return 0;
            }
            evaluate(high);
            highSlope = slope;
        }
        double shape = 0.5 * (low + high);
        int side = 0;
        for (int step = 0; step < 100 && high - low > 1e-13 * high; step++) {
            shape = (low * highSlope - high * lowSlope) / (highSlope - lowSlope);
            if (!(shape > low && shape < high)) {
                shape = 0.5 * (low + high);
            }
            evaluate(shape);
            if (slope == 0 || Math.abs(slope) * shape < 1e-14) {
                break;
            }
            if (slope > 0) {
                low = shape;
                lowSlope = slope;
                if (side == 1) {
                    highSlope *= 0.5;
                }
                side = 1;
            } else {
                high = shape;
                highSlope = slope;
                if (side == -1) {
                    lowSlope *= 0.5;
                }
                side = -1;
            }
        }
        evaluate(shape);
        return shape;
    }

    /** Computes height, slope and the rate at a shape: two sums over the values. */
    private void evaluate(double shape) {
        int n = to - from;
        // Means of (e^βy − 1)/e^βY and of y e^βy/e^βY, Y the largest y, so that nothing overflows.
        double power = 0;
        double moment = 0;
        boolean series = shape * largest < SMALL;
        double scale = series ? 0 : shape * largest;
        if (series) {
            for (int i = from; i < to; i++) {
                double y = positions[i] - origin;
                double x = shape * y;
                double p = SERIES[SERIES.length - 1];
                for (int j = SERIES.length - 2; j >= 0; j--) {
                    p = p * x + SERIES[j];
                }
                double v = x * p;
                power += v;
                moment += y * (1 + v);
            }
            power /= n;
            moment /= n;
        } else {
            for (int block = from; block < to; block += BLOCK) {
                int size = Math.min(BLOCK, to - block);
                for (int i = 0; i < size; i++) {
                    in[i] = shape * (positions[block + i] - origin - largest);
                }
                ElementaryFunctions.exp(in, size, out);
                double part = 0;
                double partMoment = 0;
                for (int i = 0; i < size; i++) {
                    part += out[i];
                    partMoment += out[i] * (positions[block + i] - origin);
                }
                power += part;
                moment += partMoment;
            }
            power = power / n - StrictMath.exp(-scale);
            moment /= n;
        }
        double logPower = StrictMath.log(power) + scale;
        double ownMean = mean;
        if (Double.isInfinite(range)) {
            height = StrictMath.log(shape) + shape * ownMean - logPower - 1;
            slope = 1 / shape + ownMean - moment / power;
            tilt = StrictMath.exp(-logPower);
            return;
        }
        double logWhole = logPowerOfRange(shape, range);
        // 1 − e^−βL
        double rest = -StrictMath.expm1(-shape * range);
        double logW = logPower - logWhole;
        height = StrictMath.log(shape) - logWhole + shape * ownMean;
        slope = 1 / shape - range / rest + ownMean;
        if (logW < -600) {
            height += -logW - 1;
            slope -= moment / power - range / rest;
            tilt = StrictMath.exp(-logW);
            return;
        }
        double w = StrictMath.exp(logW);
        if (w >= 0.5) {
            tilt = 0;
            return;
        }
        tilt = TruncatedExponential.inverseMean(w);
        height += TruncatedExponential.logNormaliser(tilt) - tilt * w;
        slope -= tilt * w * (moment / power - range / rest);
    }
}
