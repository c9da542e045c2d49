package org.jumpscope.criticality.fittest;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.ScoreTestResult.NullLaw;
import org.jumpscope.criticality.fittest.ScoreTestResult.Side;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Score tests of a bounded power law against what bends it, from sums over the window alone: nothing is fitted but the exponent.
 *
 * <p>With z = ln(x/a)/ln(b/a) and s(z) = z² (curvature, as of a lognormal law: Z &lt; 0) or s(z) = x/b (exponential
 * cut-off: Z &lt; 0), the law x^−k e^(−c s) contains the power law at the inner point c = 0, and
 *
 * <p>Z = √n (mean s − E s)/√(Var s − Cov(s, z)²/Var z),
 *
 * <p>moments under the fitted power law, is normal for many values (statistics §4.4). For few values its law is lopsided, the
 * more the further t = (k − 1) ln(b/a) is from 0: where its third moment says so, samples of the same size are
 * simulated, at two values of t about the fitted one, and the p-value is taken by side. These samples depend on the seed, n, t and b/a only, and are kept in the object.
 *
 * <p>b = ∞ is allowed for the curvature, z being ln(x/a) over its mean, and refused for the cut-off, whose moments need not
 * exist there.
 */
public final class ScoreTest {
    /** Third moment of Z above which the normal law errs by more than 0.003 at a one-sided level of 0.025. */
    private static final double LOPSIDED = 0.1;

    /** What bends the law. */
    enum Direction {
        CURVATURE,
        CUTOFF
    }

    private final Direction direction;
    private final boolean simulates;
    private final ScoreNull simulated;

    private ScoreTest(Direction direction, boolean simulates) {
        this.direction = direction;
        this.simulates = simulates;
        this.simulated = new ScoreNull(direction);
    }

    /** The test against curvature in ln x: s = z². */
    public static ScoreTest curvature() {
        return new ScoreTest(Direction.CURVATURE, true);
    }

    /** The test against an exponential cut-off (or rise): s = x/b. */
    public static ScoreTest cutoff() {
        return new ScoreTest(Direction.CUTOFF, true);
    }

    /** The same test with the p-value of the normal limit whatever n is, in O(1), for scans over many windows. */
    public ScoreTest withNormalLaw() {
        return new ScoreTest(direction, false);
    }

    /**
     * Tests the power law on a window.
     *
     * @param sample the sample
     * @param window a window of it
     * @throws InvalidInputException if the window has fewer than 2 values between its ends, or is infinite where a cut-off is
     *     tested
     */
    public ScoreTestResult test(SortedSample sample, Window window) {
        int n = window.count();
        if (n < 2) {
            throw new InvalidInputException("A score test needs at least 2 values, and [" + window.lower() + ", "
                    + window.upper() + "] has " + n + "; give a wider range.");
        }
        WindowSums sums = WindowSums.of(sample, window);
        double range = window.logRange();
        if (sums.unbounded()) {
            if (direction == Direction.CUTOFF) {
                throw new InvalidInputException("Upper bound Infinity gives the score test for a cut-off no scale;"
                        + " give a finite one, or compare with a power law with cut-off.");
            }
            ScoreMoments moments = ScoreMoments.exponential();
            double z = StrictMath.sqrt(n)
                    * (sums.square() / (sums.mean() * sums.mean()) - moments.mean())
                    / StrictMath.sqrt(moments.variance());
            return answer(z, n, Double.POSITIVE_INFINITY, range);
        }
        double t = TruncatedExponential.inverseMean(sums.mean() / range);
        double bend = direction == Direction.CURVATURE
                ? sums.square() / (range * range)
                : sums.ratio() * StrictMath.exp(sums.largest() - range);
        ScoreMoments moments =
                direction == Direction.CURVATURE ? ScoreMoments.curvature(t) : ScoreMoments.cutoff(t, range);
        double z = StrictMath.sqrt(n) * (bend - moments.mean()) / StrictMath.sqrt(moments.variance());
        return answer(z, n, t, range);
    }

    private double skewness(double t, double range) {
        if (Double.isInfinite(t)) {
            return ScoreMoments.EXPONENTIAL_SKEWNESS;
        }
        return direction == Direction.CURVATURE
                ? ScoreMoments.curvatureSkewness(t)
                : ScoreMoments.cutoffSkewness(t, range);
    }

    private ScoreTestResult answer(double z, int n, double t, double range) {
        double below;
        double above;
        NullLaw law = NullLaw.NORMAL;
        if (simulates && n <= ScoreNull.MOST_VALUES && skewness(t, range) > LOPSIDED * StrictMath.sqrt(n)) {
            law = NullLaw.SIMULATED;
            double[] tails = simulated.tails(z, n, t, range);
            below = tails[0];
            above = tails[1];
        } else {
            below = ScoreNull.normalBelow(z);
            above = ScoreNull.normalBelow(-z);
        }
        return new ScoreTestResult(
                z, Math.min(1, 2 * Math.min(below, above)), below < above ? Side.BELOW : Side.ABOVE, law);
    }
}
