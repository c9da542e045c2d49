package org.jumpscope.criticality.fittest;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.RandomBlocks;

/**
 * The law of a score statistic under the power law, simulated with the exponent refitted in each sample, at knots of
 * asinh t; between two knots the tails are interpolated. The same random numbers serve all knots, so that the tails change
 * smoothly with t. Kept in the object, and the same in every object.
 */
final class ScoreNull {
    /** The largest samples that are simulated. */
    static final int MOST_VALUES = 20_000;

    private static final int MOST_REPLICATES = 10_000;
    private static final int LEAST_REPLICATES = 1_000;
    private static final int DRAWS = 4_000_000;
    private static final double KNOT = 0.125;
    private static final int KEPT = 256;
    private static final long SEED = 1;

    private final ScoreTest.Direction direction;
    private final Map<Key, double[]> kept = new ConcurrentHashMap<>();

    private record Key(int n, double t, double range) {}

    ScoreNull(ScoreTest.Direction direction) {
        this.direction = direction;
    }

    /** P(Z ≤ z) and P(Z ≥ z). */
    double[] tails(double z, int n, double t, double range) {
        if (Double.isInfinite(t)) {
            return tails(z, statistics(new Key(n, t, 0)));
        }
        double place = ElementaryFunctions.asinh(t) / KNOT;
        double knot = Math.floor(place);
        double share = place - knot;
        double own = direction == ScoreTest.Direction.CURVATURE ? 0 : range;
        double[] left = tails(z, statistics(new Key(n, StrictMath.sinh(knot * KNOT), own)));
        double[] right = tails(z, statistics(new Key(n, StrictMath.sinh((knot + 1) * KNOT), own)));
        return new double[] {left[0] + share * (right[0] - left[0]), left[1] + share * (right[1] - left[1])};
    }

    static double normalBelow(double z) {
        return NormalDistribution.of(0, 1).cumulativeProbability(z);
    }

    private static double[] tails(double z, double[] ascending) {
        int below = count(ascending, z, true);
        int above = ascending.length - count(ascending, z, false);
        double all = ascending.length + 1;
        return new double[] {(1 + below) / all, (1 + above) / all};
    }

    /** How many are below z, or at most z. */
    private static int count(double[] ascending, double z, boolean equal) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < z || (equal && ascending[middle] == z)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double[] statistics(Key key) {
        double[] known = kept.get(key);
        if (known == null) {
            known = simulate(key);
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            kept.put(key, known);
        }
        return known;
    }

    private double[] simulate(Key key) {
        int n = key.n();
        int replicates = Math.max(LEAST_REPLICATES, Math.min(MOST_REPLICATES, DRAWS / n));
        RandomBlocks blocks = RandomBlocks.of(SEED).stream("score-test");
        double[] z = new double[n];
        double[] s = new double[n];
        double[] statistics = new double[replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            statistics[replicate] = statistic(blocks.block(replicate), key, z, s);
        }
        Arrays.sort(statistics);
        return statistics;
    }

    private double statistic(UniformRandomProvider random, Key key, double[] z, double[] s) {
        int n = key.n();
        double t = key.t();
        boolean exponential = Double.isInfinite(t);
        double size = Math.abs(t);
        // z = −ln(1 − p(1 − e^−|t|))/|t|, from the other end for t < 0; p itself where that is flat.
        boolean flat = size < 1e-6;
        double mass = exponential ? 1 : -StrictMath.expm1(-size);
        for (int i = 0; i < n; i++) {
            double p = random.nextDouble();
            z[i] = flat ? p : 1 - p * mass;
        }
        if (!flat) {
            ElementaryFunctions.log(z, n, z);
        }
        double scale = flat ? 1 : exponential ? -1 : -1 / size;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double value = z[i] * scale;
            if (t < 0) {
                value = 1 - value;
            }
            z[i] = value;
            sum += value;
            squares += value * value;
        }
        double mean = sum / n;
        if (exponential) {
            ScoreMoments moments = ScoreMoments.exponential();
            return StrictMath.sqrt(n)
                    * (squares / n / (mean * mean) - moments.mean())
                    / StrictMath.sqrt(moments.variance());
        }
        double fitted = TruncatedExponential.inverseMean(mean);
        double bend = squares / n;
        ScoreMoments moments;
        if (direction == ScoreTest.Direction.CURVATURE) {
            moments = ScoreMoments.curvature(fitted);
        } else {
            for (int i = 0; i < n; i++) {
                s[i] = -key.range() * (1 - z[i]);
            }
            ElementaryFunctions.exp(s, n, s);
            double ratios = 0;
            for (int i = 0; i < n; i++) {
                ratios += s[i];
            }
            bend = ratios / n;
            moments = ScoreMoments.cutoff(fitted, key.range());
        }
        return StrictMath.sqrt(n) * (bend - moments.mean()) / StrictMath.sqrt(moments.variance());
    }
}
