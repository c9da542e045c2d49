package org.jumpscope.criticality.estimate;

import java.util.OptionalInt;

/**
 * The autocorrelation of a stationary series, C(j) = Σ (y_i − ȳ)(y_{i+j} − ȳ)/Σ (y_i − ȳ)², and what it does to errors.
 *
 * <p>The mean of n values of the series has the variance of n/(1 + 2 Σ_{j ≥ 1} C(j)) independent ones.
 */
public final class Autocorrelation {
    /** The sum ends at the first lag that is this many times the integrated time (Madras &amp; Sokal, J. Stat. Phys. 50, 109, 1988). */
    private static final double WINDOW = 5;
    /** 99 % point of the standard normal law. */
    private static final double NORMAL_99 = 2.3263478740408408;

    private final double[] centred;
    private final double sum;

    private Autocorrelation(double[] centred, double sum) {
        this.centred = centred;
        this.sum = sum;
    }

    /**
     * The autocorrelation of a series.
     *
     * @param series its values in order, finite. Not modified.
     */
    public static Autocorrelation of(double[] series) {
        double mean = 0;
        for (double value : series) {
            mean += value;
        }
        mean /= series.length;
        double[] centred = new double[series.length];
        double sum = 0;
        for (int i = 0; i < series.length; i++) {
            centred[i] = series[i] - mean;
            sum += centred[i] * centred[i];
        }
        return new Autocorrelation(centred, sum);
    }

    /**
     * C(j); 0 for a constant series.
     *
     * @param lag j, from 0 to below the length
     */
    public double at(int lag) {
        if (sum == 0) {
            return lag == 0 ? 1 : 0;
        }
        double product = 0;
        for (int i = lag; i < centred.length; i++) {
            product += centred[i] * centred[i - lag];
        }
        return product / sum;
    }

    /**
     * 1 + 2 Σ C(j), not below 1, summed up to the first lag of five times its own value: so that the noise of C beyond is left out.
     *
     * @param most the largest lag that is summed, below the length
     */
    public double integratedTime(int most) {
        double time = 1;
        for (int lag = 1; lag <= most; lag++) {
            time += 2 * at(lag);
            if (lag >= WINDOW * time) {
                break;
            }
        }
        return Math.max(1, time);
    }

    /**
     * The first lag at which C lies in the band from 1 to 99 % of shuffled series, −1/n ± 2.33/√n (Gerlach &amp; Altmann, Phys. Rev.
     * Lett. 122, 168301, 2019).
     *
     * @param most the largest lag that is tried
     * @return the lag, 1 for independent values; empty if there is none up to the largest
     */
    public OptionalInt independentLag(int most) {
        double n = centred.length;
        for (int lag = 1; lag <= most; lag++) {
            if (Math.abs(at(lag) + 1 / n) <= NORMAL_99 / Math.sqrt(n)) {
                return OptionalInt.of(lag);
            }
        }
        return OptionalInt.empty();
    }
}
