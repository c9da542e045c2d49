package org.jumpscope.experiments.exponents;

import java.util.function.ToDoubleBiFunction;
import org.jumpscope.network.State;

/**
 * Whether an exponent is exact: constant in x, and the same for several b (at one b every power can be had; theory §2).
 *
 * @param exponent mean over all points and biases, NaN if there is none
 * @param spread largest minus smallest value
 * @param exact whether the spread is at most {@link #TOLERANCE}
 */
public record Exactness(double exponent, double spread, boolean exact) {
    /** Spread up to which an exponent counts as constant: far above the rounding of a quotient of derivatives. */
    public static final double TOLERANCE = 1e-9;

    private static final double WEIGHT = 1.3;
    private static final double[] BIASES = {0.4, 0.9, 1.7};

    /**
     * The test at w = 1.3 and three biases, at 101 points from y + s = 0.05 to 8 for a power, x from −2 to 3 else.
     *
     * @param family the composition
     * @param exponent the exponent of the composition at a state and a point
     */
    public static Exactness of(SlopeFamily family, ToDoubleBiFunction<State, Double> exponent) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int n = 101;
        for (double b : BIASES) {
            State state = State.of(WEIGHT, b);
            double low = -2;
            double high = 3;
            if (family instanceof SlopeFamily.Power power) {
                low = (0.05 - power.s() - b) / WEIGHT;
                high = (8 - power.s() - b) / WEIGHT;
            }
            for (int i = 0; i < n; i++) {
                double k = exponent.applyAsDouble(state, low + (high - low) * i / (n - 1));
                if (Double.isNaN(k)) {
                    return new Exactness(Double.NaN, Double.NaN, false);
                }
                least = Math.min(least, k);
                most = Math.max(most, k);
                sum += k;
            }
        }
        return new Exactness(sum / (n * BIASES.length), most - least, most - least <= TOLERANCE);
    }

    /** The test of k_w, with the shift that Theorem 1 needs. */
    public static Exactness ofWeight(SlopeFamily family) {
        return of(family, family::shiftedWeightExponent);
    }

    /** The test of k_w of ẇ as it is. */
    public static Exactness ofUnshiftedWeight(SlopeFamily family) {
        return of(family, family::weightExponent);
    }

    /** The test of k_b. */
    public static Exactness ofBias(SlopeFamily family) {
        return of(family, family::biasExponent);
    }

    /** The test of k_J of q̇. */
    public static Exactness ofNorm(SlopeFamily family) {
        return of(family, family::normExponent);
    }
}
