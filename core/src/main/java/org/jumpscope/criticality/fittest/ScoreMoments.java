package org.jumpscope.criticality.fittest;

import java.util.function.DoubleUnaryOperator;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.GaussLegendre;

/**
 * Moments of a direction s of a score test under a power law: its mean, the variance of what is left of it beside its part
 * linear in z, and the third moment of that rest.
 *
 * @param mean E s
 * @param variance of e = s − E s − β(z − E z), β = Cov(s, z)/Var z
 */
record ScoreMoments(double mean, double variance) {
    private static final GaussLegendre RULE = GaussLegendre.of(20);

    /** |E e³|/variance^(3/2) of the curvature for an exponential law. */
    static final double EXPONENTIAL_SKEWNESS = 10;

    /** Moments of z² where z is exponential of mean 1: e = z² − 4z + 2. */
    static ScoreMoments exponential() {
        return new ScoreMoments(2, 4);
    }

    /**
     * Moments of s = z².
     *
     * @param t (k − 1)L
     */
    static ScoreMoments curvature(double t) {
        // About 1 for t < 0, where nearly all values are: z² = 1 − 2(1 − z) + (1 − z)², and only the square is not
        // linear.
        double[] m = new double[5];
        TruncatedExponential.moments(Math.abs(t), m);
        double spread = TruncatedExponential.variance(t);
        double covariance = m[3] - m[1] * m[2];
        double variance = (m[4] - m[2] * m[2]) - covariance * covariance / spread;
        return new ScoreMoments(t < 0 ? 1 - 2 * m[1] + m[2] : m[2], variance);
    }

    /**
     * |E e³|/variance^(3/2) of the curvature.
     *
     * @param t (k − 1)L
     */
    static double curvatureSkewness(double t) {
        double size = Math.abs(t);
        double[] m = new double[5];
        TruncatedExponential.moments(size, m);
        double slope = (m[3] - m[1] * m[2]) / TruncatedExponential.variance(t);
        double mean = m[2];
        return skewness(size, size, z -> z * z - mean - slope * (z - m[1]));
    }

    /**
     * Moments of s = x/b = e^(−L(1 − z)): E s^j = e^(−jL) N(t − jL)/N(t) with N(t) = (1 − e^−t)/t, and
     * E zs = E s μ(t − L).
     *
     * @param t (k − 1)L
     * @param range L
     */
    static ScoreMoments cutoff(double t, double range) {
        double h = TruncatedExponential.logNormaliser(t);
        double[] power = new double[3];
        for (int j = 1; j <= 2; j++) {
            power[j] = StrictMath.exp(h - TruncatedExponential.logNormaliser(t - j * range) - j * range);
        }
        double m = TruncatedExponential.mean(t);
        double covariance = power[1] * (TruncatedExponential.mean(t - range) - m);
        double variance = (power[2] - power[1] * power[1]) - covariance * covariance / TruncatedExponential.variance(t);
        return new ScoreMoments(power[1], variance);
    }

    /**
     * |E e³|/variance^(3/2) of the cut-off.
     *
     * @param t (k − 1)L
     * @param range L
     */
    static double cutoffSkewness(double t, double range) {
        double mean = cutoff(t, range).mean();
        double m = TruncatedExponential.mean(t);
        double slope = mean * (TruncatedExponential.mean(t - range) - m) / TruncatedExponential.variance(t);
        double steepest = Math.max(Math.abs(t), Math.max(Math.abs(t - 3 * range), range));
        return skewness(t, steepest, z -> StrictMath.exp(-range * (1 - z)) - mean - slope * (z - m));
    }

    private static double skewness(double t, double steepest, DoubleUnaryOperator rest) {
        double h = TruncatedExponential.logNormaliser(t);
        int panels = (int) Math.min(400, Math.max(2, Math.ceil(steepest / 8)));
        double second = RULE.integrate(
                z -> {
                    double e = rest.applyAsDouble(z);
                    return e * e * StrictMath.exp(h - t * z);
                },
                0,
                1,
                panels);
        double third = RULE.integrate(
                z -> {
                    double e = rest.applyAsDouble(z);
                    return e * e * e * StrictMath.exp(h - t * z);
                },
                0,
                1,
                panels);
        return Math.abs(third) / StrictMath.pow(second, 1.5);
    }
}
