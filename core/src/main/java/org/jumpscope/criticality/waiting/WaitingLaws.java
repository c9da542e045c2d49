package org.jumpscope.criticality.waiting;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Two laws of waiting times w = 1, 2, ... by maximum likelihood, on all times: the geometric law P(w) = p(1 − p)^(w−1) of independent
 * events, and the power law P(w) = w^−k/Σ_(v=1..n) v^−k up to the length n of the series, for every real k.
 *
 * @param count number of times
 * @param probability p̂ = 1/mean
 * @param geometricLogLikelihood ln of the likelihood of the geometric law
 * @param exponent k̂
 * @param standardError 1/√(N Var ln w) under the fit
 * @param powerLogLikelihood ln of the likelihood of the power law
 * @param z Vuong's statistic R/(√N ω), R the log likelihood ratio of power law over geometric law and ω the deviation of its terms:
 *     above 0 the power law is nearer to the times; NaN where all terms are equal
 * @param pValue of both sides: how often laws that are equally near would differ by so much
 */
public record WaitingLaws(
        int count,
        double probability,
        double geometricLogLikelihood,
        double exponent,
        double standardError,
        double powerLogLikelihood,
        double z,
        double pValue) {
    private static final double WIDEST = 60;

    /**
     * Fits both.
     *
     * @param waiting the times
     * @throws InvalidInputException if there are fewer than two
     */
    public static WaitingLaws of(WaitingTimes waiting) {
        Vector times = waiting.times();
        int count = times.size();
        if (count < 2) {
            throw new InvalidInputException(
                    "There are " + count + " waiting times, too few for a law; lower the threshold.");
        }
        double[] logs = new double[waiting.length() + 1];
        for (int v = 1; v < logs.length; v++) {
            logs[v] = StrictMath.log(v);
        }
        double sum = 0;
        double logSum = 0;
        for (int i = 0; i < count; i++) {
            sum += times.get(i);
            logSum += logs[(int) times.get(i)];
        }
        double p = count / sum;
        double stay = p == 1 ? 0 : StrictMath.log1p(-p);
        double exponent = exponent(logs, logSum / count);
        Moments moments = Moments.of(logs, exponent);
        double ratio = 0;
        double squares = 0;
        double geometric = 0;
        double power = 0;
        for (int i = 0; i < count; i++) {
            double first = StrictMath.log(p) + (times.get(i) - 1) * stay;
            double second = -exponent * logs[(int) times.get(i)] - moments.logNormaliser;
            geometric += first;
            power += second;
            ratio += second - first;
            squares += (second - first) * (second - first);
        }
        double variance = squares / count - ratio / count * (ratio / count);
        double z = variance > 1e-12 * squares / count ? ratio / Math.sqrt(count * variance) : Double.NaN;
        return new WaitingLaws(
                count,
                p,
                geometric,
                exponent,
                1 / Math.sqrt(count * moments.variance),
                power,
                z,
                Double.isNaN(z) ? Double.NaN : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)));
    }

    /** k with E ln w = mean; the ends ±60 where the times are all 1 or all n. */
    private static double exponent(double[] logs, double mean) {
        double low = -WIDEST;
        double high = WIDEST;
        while (true) {
            double middle = 0.5 * (low + high);
            if (!(middle > low && middle < high)) {
                return middle;
            }
            // E ln w falls with k.
            if (Moments.of(logs, middle).mean > mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** ln Σ v^−k, E ln w and Var ln w. */
    private record Moments(double logNormaliser, double mean, double variance) {
        static Moments of(double[] logs, double k) {
            int n = logs.length - 1;
            double top = Math.max(0, -k * logs[n]);
            double total = 0;
            double first = 0;
            double second = 0;
            for (int v = 1; v <= n; v++) {
                double weight = StrictMath.exp(-k * logs[v] - top);
                total += weight;
                first += weight * logs[v];
                second += weight * logs[v] * logs[v];
            }
            double mean = first / total;
            return new Moments(top + StrictMath.log(total), mean, second / total - mean * mean);
        }
    }
}
