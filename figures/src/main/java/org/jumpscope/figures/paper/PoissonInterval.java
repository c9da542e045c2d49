package org.jumpscope.figures.paper;

/**
 * The 68.3 % interval of the mean of a Poisson law from one count, by Gehrels' approximations (Astrophys. J. 303, 336
 * (1986), equations 9 and 12 at one standard deviation). Its lower end is above 0 for every count but 0, so that an error
 * bar has an end on a logarithmic axis.
 */
public final class PoissonInterval {
    private PoissonInterval() {}

    /** Lower end for a count n ≥ 0. */
    public static double lower(double n) {
        if (n < 1) {
            return 0;
        }
        // n = 1 exactly: −log(1 − 0.1587), which the approximation misses by 3 %.
        double root = 1 - 1 / (9 * n) - 1 / (3 * Math.sqrt(n));
        return n == 1 ? 0.17275 : n * root * root * root;
    }

    /** Upper end for a count n ≥ 0. */
    public static double upper(double n) {
        double m = n + 1;
        double root = 1 - 1 / (9 * m) + 1 / (3 * Math.sqrt(m));
        return m * root * root * root;
    }
}
