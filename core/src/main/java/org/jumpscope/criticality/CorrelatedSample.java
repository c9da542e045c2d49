package org.jumpscope.criticality;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.criticality.estimate.Autocorrelation;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.NoAnswerException;

/**
 * The magnitudes of the chosen side of a stationary series whose neighbours depend on each other, such as the steps of one
 * training, in their order.
 *
 * <p>With τ the first lag at which the autocorrelation of ln x is lost in noise, every τ-th value is taken for an independent one,
 * from any of the first τ on: τ thinned samples (Gerlach &amp; Altmann, Phys. Rev. Lett. 122, 168301, 2019; statistics §4.8).
 */
public final class CorrelatedSample {
    /** The fewest values that a thinned sample is tested with. */
    static final int FEWEST = 50;
    /** No more than this many thinned samples are tested. */
    private static final int MOST_THINNINGS = 25;
    /** A series that is correlated for longer than this is refused; a lag costs a pass through it. */
    private static final int MOST_LAGS = 10_000;

    private final double[] magnitudes;
    private final double[] logs;
    private final ValueCounts counts;
    private final int lag;
    private final double integratedTime;

    private CorrelatedSample(double[] magnitudes, double[] logs, ValueCounts counts, int lag, double integratedTime) {
        this.magnitudes = magnitudes;
        this.logs = logs;
        this.counts = counts;
        this.lag = lag;
        this.integratedTime = integratedTime;
    }

    /**
     * Selects the values of a series by their sign.
     *
     * @param side which values
     * @param series the values in their order; zeros and NaN are counted and left out. Not modified.
     * @throws org.jumpscope.numeric.InvalidInputException if a value is infinite
     * @throws NoAnswerException if the series is correlated over more than a fiftieth of its length
     */
    public static CorrelatedSample of(Side side, double... series) {
        SignedSample.Selection selection = SignedSample.select(side, series);
        double[] magnitudes = selection.magnitudes();
        double[] logs = new double[magnitudes.length];
        ElementaryFunctions.log(magnitudes, logs.length, logs);
        Autocorrelation correlation = Autocorrelation.of(logs);
        int most = Math.min(MOST_LAGS, logs.length / FEWEST);
        int lag = logs.length < 2 * FEWEST
                ? 1
                : correlation
                        .independentLag(most)
                        .orElseThrow(() -> new NoAnswerException("The series of " + logs.length
                                + " values is still correlated, by "
                                + Sentences.number(correlation.at(most), 2) + ", after " + most
                                + " of them, so that fewer than " + FEWEST
                                + " are independent; give a longer or a stationary series."));
        return new CorrelatedSample(
                magnitudes, logs, selection.counts(), lag, correlation.integratedTime(mostSummed(lag, logs.length)));
    }

    /** Sums of the correlation end far beyond where it is lost in noise, at the latest. */
    private static int mostSummed(int lag, int length) {
        return Math.min(10 * lag + 100, length / 2);
    }

    /** τ: every τ-th value is taken for an independent one. */
    public int lag() {
        return lag;
    }

    /** 1 + 2 Σ of the autocorrelation of ln x. */
    public double integratedTime() {
        return integratedTime;
    }

    /** Every τ-th value, from the first on. */
    public SignedSample thinned() {
        return SignedSample.of(counts, every(0));
    }

    private double[] every(int first) {
        double[] values = new double[(magnitudes.length - first + lag - 1) / lag];
        for (int i = 0; i < values.length; i++) {
            values[i] = magnitudes[first + i * lag];
        }
        return values;
    }

    /** The other thinned samples, at most 24 evenly spaced ones. */
    List<SortedSample> otherThinnings() {
        int number = Math.min(lag, MOST_THINNINGS);
        List<SortedSample> others = new ArrayList<>();
        for (int i = 1; i < number; i++) {
            others.add(SortedSample.of(every((int) ((long) lag * i / number))));
        }
        return others;
    }

    /**
     * The exponent on [a, b] from all values there, with the error of the estimating equation Σ ψ = 0 of a correlated series:
     * ψ_i = ln x_i − E inside the range and 0 outside, Var Σψ = (1 + 2 Σ C_ψ) Σψ².
     *
     * @param lower a
     * @param upper b; may be infinite
     */
    PowerLawEstimate estimate(double lower, double upper) {
        SortedSample all = SortedSample.of(magnitudes);
        Window window = all.between(lower, upper);
        PowerLawEstimate estimate = all.estimate(window);
        double mean = window.logLower()
                + (upper < Double.POSITIVE_INFINITY
                        ? window.logRange() * TruncatedExponential.mean(estimate.t())
                        : 1 / (estimate.exponent() - 1));
        double[] terms = new double[logs.length];
        for (int i = 0; i < terms.length; i++) {
            boolean inside = magnitudes[i] >= lower && magnitudes[i] <= upper;
            terms[i] = inside ? logs[i] - mean : 0;
        }
        double time = Autocorrelation.of(terms).integratedTime(mostSummed(lag, terms.length));
        return estimate.withStandardError(estimate.standardError() * Math.sqrt(time), estimate.count() / time);
    }

    /** What a reader has to know. */
    Finding finding() {
        String independent = Sentences.number(magnitudes.length / integratedTime, 3);
        return new Finding.CorrelatedValues(
                lag,
                integratedTime,
                lag == 1
                        ? "The values show no correlation with the one before; all of them are used."
                        : "The values are correlated over " + lag + " of them: tests and searches use every " + lag
                                + "th, and for errors all are worth about " + independent + " independent ones.");
    }
}
