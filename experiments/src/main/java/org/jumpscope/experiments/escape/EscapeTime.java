package org.jumpscope.experiments.escape;

import java.util.List;

/**
 * The mean time to leave, from runs of which some may have been ended before they left.
 *
 * @param escaped runs that left
 * @param meanSteps all steps over runs that left; all steps, which is a lower bound, if none did
 * @param standardError the standard deviation of the steps over √runs if all left; else that of the maximum likelihood of an
 *     exponential law, the mean over √escaped, infinite if none did
 */
record EscapeTime(int escaped, double meanSteps, double standardError) {
    private static final double NORMAL_95 = 1.959963984540054;

    /**
     * Of runs.
     *
     * @param steps steps of each run
     * @param most the steps at which a run that has not left is ended
     */
    static EscapeTime of(long[] steps, long most) {
        double all = 0;
        double square = 0;
        int escaped = 0;
        for (long n : steps) {
            all += n;
            square += (double) n * n;
            escaped += n < most ? 1 : 0;
        }
        double runs = steps.length;
        double deviation = Math.sqrt(Math.max(0, square / runs - all / runs * (all / runs)));
        double mean = all / Math.max(1, escaped);
        double error = escaped == steps.length ? deviation / Math.sqrt(runs) : mean / Math.sqrt(escaped);
        return new EscapeTime(escaped, mean, error);
    }

    /** This mean over another. */
    double ratio(EscapeTime other) {
        return meanSteps / other.meanSteps;
    }

    /** The 95 % interval of the ratio r: exp(ln r ± 1.96 s) with s² the sum of both squared relative errors. */
    List<Double> interval(EscapeTime other) {
        double logError = Math.hypot(standardError / meanSteps, other.standardError / other.meanSteps);
        double ratio = ratio(other);
        return List.of(ratio * Math.exp(-NORMAL_95 * logError), ratio * Math.exp(NORMAL_95 * logError));
    }
}
