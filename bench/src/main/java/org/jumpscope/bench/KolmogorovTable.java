package org.jumpscope.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.OrderedSampler;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Builds the law of D* = (√n + 0.12 + 0.11/√n) D of a window whose exponent is fitted, by simulation, and prints it as the
 * resource {@code kolmogorov-law.csv} of the core.
 *
 * <p>At each knot (n, |t|) it draws the replicates, fits t, and takes the quantiles of D* on an even grid of ln(p/(1 − p)).
 * Below p = 0.0009 the quantiles come from ln p = constant − rate D*², the form of the tail of a Gaussian process, with
 * the rate of greatest likelihood of the excesses. Along n each quantile is a parabola in 1/√n by least squares.
 *
 * <p>Arguments: replicates for each knot, seed, threads. The answer does not depend on the threads.
 */
public final class KolmogorovTable {
    /** Numbers of values; their 1/√n are about even. */
    private static final int[] COUNTS = {16, 30, 60, 150, 600};
    /** |t| = 5 √(j/(10 − j)) for j from 0 to 10: even in t²/(t² + 25). */
    private static final int STEPS = 10;

    private static final double MIDDLE = 5;
    /** ln(p/(1 − p)) from 7 to −11.5. */
    private static final int PROBABILITIES = 38;

    private static final double FIRST_LOGIT = 7;
    private static final double LOGIT_STEP = 0.5;
    /** Quantiles below this logit come from the fitted tail. */
    private static final double TAIL_LOGIT = -7;
    /** The tail is fitted to what lies beyond this one. */
    private static final double EXCESS_LOGIT = -6;

    private KolmogorovTable() {}

    /**
     * Prints the table.
     *
     * @param arguments replicates, seed, threads
     */
    public static void main(String[] arguments) {
        int replicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        StringBuilder rows = new StringBuilder();
        double squares = 0;
        int freedom = 0;
        double[] beyond = new double[2];
        for (int j = 0; j <= STEPS; j++) {
            double t = j == STEPS ? Double.POSITIVE_INFINITY : MIDDLE * Math.sqrt(j / (double) (STEPS - j));
            double[][] quantiles = new double[COUNTS.length][];
            for (int i = 0; i < COUNTS.length; i++) {
                RandomBlocks blocks = RandomBlocks.of(seed).stream("kolmogorov " + COUNTS[i] + " " + j);
                double[] statistics = simulate(COUNTS[i], t, replicates, blocks, threads);
                quantiles[i] = quantiles(statistics);
                beyond[0] += share(statistics, tailQuantile(quantiles[i], 1e-4));
                beyond[1] += share(statistics, tailQuantile(quantiles[i], 1e-5));
                System.err.println(COUNTS[i] + " " + t + " " + Arrays.toString(quantiles[i]));
            }
            for (int m = 0; m <= PROBABILITIES; m++) {
                double[] column = new double[COUNTS.length];
                for (int i = 0; i < column.length; i++) {
                    column[i] = quantiles[i][m];
                }
                double[] parabola = parabola(column);
                for (int i = 0; m < PROBABILITIES && logit(m) >= TAIL_LOGIT && i < column.length; i++) {
                    double residual = column[i] - value(parabola, 1 / Math.sqrt(COUNTS[i]));
                    double error = error(quantiles[i], m, replicates);
                    squares += residual * residual / (error * error);
                }
                freedom += m < PROBABILITIES && logit(m) >= TAIL_LOGIT ? column.length - parabola.length : 0;
                rows.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%.6f,%.6f,%.6f%n",
                        t == Double.POSITIVE_INFINITY ? "Infinity" : String.format(Locale.ROOT, "%.6f", t),
                        m == PROBABILITIES ? "rate" : String.format(Locale.ROOT, "%.2f", logit(m)),
                        parabola[0],
                        parabola[1],
                        parabola[2]));
            }
        }
        int knots = COUNTS.length * (STEPS + 1);
        System.out.print("""
                # Law of D* = (sqrt n + 0.12 + 0.11/sqrt n) D, D the two-sided distance of Kolmogorov between n values and a
                # bounded power law whose exponent is fitted to them; it depends on n and |t|, t = (k - 1) ln(b/a), alone.
                # Rows: |t|; ln(p/(1 - p)); c0, c1, c2 of the quantile c0 + c1/sqrt n + c2/n of D* that is exceeded with
                # probability p. The row "rate" has the tail: ln p falls by rate times the growth of D*^2.
                """);
        System.out.printf(
                Locale.ROOT,
                "# Program: org.jumpscope.bench.KolmogorovTable %d %d THREADS (the answer does not depend on THREADS)%n"
                        + "# Replicates: %d at each of %d knots, n in %s; seed %d, %s%n"
                        + "# Parabolas in 1/sqrt n: mean squared residual %.2f of the Monte Carlo variance%n"
                        + "# Tail below p = 0.0009 fitted; replicates beyond its quantiles of 1e-4 and 1e-5: %.3g and %.3g%n"
                        + "steepness,logit,constant,root,inverse%n",
                replicates,
                seed,
                replicates,
                knots,
                Arrays.toString(COUNTS),
                seed,
                RandomBlocks.ALGORITHM,
                squares / freedom,
                beyond[0] / knots,
                beyond[1] / knots);
        System.out.print(rows);
    }

    private static double logit(int m) {
        return FIRST_LOGIT - LOGIT_STEP * m;
    }

    /** p of ln(p/(1 − p)). */
    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** D* of every replicate, ascending. */
    private static double[] simulate(int n, double t, int replicates, RandomBlocks blocks, int threads) {
        double[] statistics = new double[replicates];
        Thread[] workers = IntStream.range(0, threads)
                .mapToObj(worker -> new Thread(() -> {
                    Replicate replicate = new Replicate(n, t);
                    for (int r = worker; r < replicates; r += threads) {
                        statistics[r] = replicate.statistic(blocks, r);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread worker : workers) {
            worker.start();
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted", e);
            }
        }
        Arrays.sort(statistics);
        return statistics;
    }

    /** One sample, its fit, and D*. */
    private static final class Replicate {
        private final double t;
        private final double upper;
        private final double scale;
        private final double[] logs;
        private final OrderedSampler sampler = OrderedSampler.create();
        private final KolmogorovDistance distance;

        Replicate(int n, double t) {
            this.t = t;
            this.upper = t == Double.POSITIVE_INFINITY ? t : 1;
            this.scale = Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n);
            this.logs = new double[n];
            this.distance = KolmogorovDistance.ofSortedLogs(logs);
        }

        double statistic(RandomBlocks blocks, int index) {
            int n = logs.length;
            boolean infinite = upper == Double.POSITIVE_INFINITY;
            sampler.draw(blocks.block(index), infinite ? 2 : 1 + t, 0, upper, n, logs, 0);
            double sum = 0;
            for (double u : logs) {
                sum += u;
            }
            double fitted = infinite ? n / sum : TruncatedExponential.inverseMean(sum / n);
            return scale * distance.distance(0, n, 0, upper, 1 + fitted);
        }
    }

    /** The quantiles of the grid, the last ones from the tail, and after them the tail's rate. */
    private static double[] quantiles(double[] statistics) {
        double[] quantiles = new double[PROBABILITIES + 1];
        double start = quantile(statistics, probability(EXCESS_LOGIT));
        int beyond = 0;
        double excess = 0;
        for (int r = statistics.length - 1; statistics[r] > start; r--) {
            excess += (statistics[r] - start) * (statistics[r] + start);
            beyond++;
        }
        quantiles[PROBABILITIES] = beyond / excess;
        for (int m = 0; m < PROBABILITIES; m++) {
            quantiles[m] = logit(m) >= TAIL_LOGIT
                    ? quantile(statistics, probability(logit(m)))
                    : tailQuantile(quantiles, probability(logit(m)));
        }
        return quantiles;
    }

    private static double tailQuantile(double[] quantiles, double probability) {
        double start = quantiles[(int) Math.round((FIRST_LOGIT - TAIL_LOGIT) / LOGIT_STEP)];
        double falls = Math.log(probability(TAIL_LOGIT) / probability);
        return Math.sqrt(start * start + falls / quantiles[PROBABILITIES]);
    }

    /** What a share p of ascending numbers exceeds. */
    private static double quantile(double[] ascending, double p) {
        double place = (1 - p) * ascending.length - 0.5;
        int below = (int) Math.floor(place);
        double part = place - below;
        return ascending[below] * (1 - part) + ascending[below + 1] * part;
    }

    private static double share(double[] ascending, double limit) {
        int r = ascending.length;
        while (r > 0 && ascending[r - 1] > limit) {
            r--;
        }
        return (ascending.length - r) / (double) ascending.length;
    }

    /** Standard error of a quantile: that of p through the slope of the quantiles. */
    private static double error(double[] quantiles, int m, int replicates) {
        int before = Math.max(m - 1, 0);
        double slope = (quantiles[m + 1] - quantiles[before]) / ((m + 1 - before) * LOGIT_STEP);
        double p = probability(logit(m));
        return slope / Math.sqrt(p * (1 - p) * replicates);
    }

    private static double value(double[] parabola, double w) {
        return parabola[0] + w * (parabola[1] + w * parabola[2]);
    }

    /** Least squares of c0 + c1 w + c2 w², w = 1/√n, by the normal equations. */
    private static double[] parabola(double[] column) {
        double[][] a = new double[3][4];
        for (int i = 0; i < column.length; i++) {
            double w = 1 / Math.sqrt(COUNTS[i]);
            double[] powers = {1, w, w * w};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    a[r][c] += powers[r] * powers[c];
                }
                a[r][3] += powers[r] * column[i];
            }
        }
        for (int r = 0; r < 3; r++) {
            for (int below = r + 1; below < 3; below++) {
                double factor = a[below][r] / a[r][r];
                for (int c = r; c < 4; c++) {
                    a[below][c] -= factor * a[r][c];
                }
            }
        }
        double[] solution = new double[3];
        for (int r = 2; r >= 0; r--) {
            double rest = a[r][3];
            for (int c = r + 1; c < 3; c++) {
                rest -= a[r][c] * solution[c];
            }
            solution[r] = rest / a[r][r];
        }
        return solution;
    }
}
