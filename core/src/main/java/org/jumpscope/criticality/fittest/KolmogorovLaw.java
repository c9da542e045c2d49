package org.jumpscope.criticality.fittest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The law of the Kolmogorov distance D between n values and the bounded power law that was fitted to them on the same range.
 *
 * <p>The law of D* = (√n + 0.12 + 0.11/√n) D depends on n and |t| alone, t = (k − 1) ln(b/a), and on n weakly
 * (statistics §4.3); t → ∞ is the exponential law with a fitted mean, which is Pareto's with b = ∞. The quantiles come from
 * a simulation that the resource {@code kolmogorov-law.csv} describes in its header: parabolas in 1/√n, cubic in
 * t²/(t² + 25) and in ln(p/(1 − p)), and beyond p = 1e-5 the tail ln p = constant − rate D*².
 *
 * <p>Critical distances are right to 0.2 % for p ≥ 0.01 and n ≥ 16, to 0.8 % for p ≥ 0.001, and to 1 % for n from 10 to 15;
 * 1 % of D is about a tenth of p at p = 0.05 and a fifth at p = 0.001.
 *
 * <p>The law holds for values without ties in a range that was given. Where the range was chosen with the same values, the
 * p-value is one given the range.
 */
public final class KolmogorovLaw {
    private static final String TABLE = "kolmogorov-law.csv";
    private static final int STEPS = 10;
    private static final double MIDDLE_SQUARED = 25;
    private static final int PROBABILITIES = 38;
    private static final double FIRST_LOGIT = 7;
    private static final double LOGIT_STEP = 0.5;
    private static final double LAST_LOGIT = FIRST_LOGIT - LOGIT_STEP * (PROBABILITIES - 1);
    private static final int FEWEST = 10;
    /** Beyond this |t| the law is that of |t| = ∞. */
    private static final double STEEPEST = 1e8;

    /** Rows for each |t|: a parabola for each quantile, and that of the tail's rate. */
    private static final int ROWS = PROBABILITIES + 1;

    private final double[] coefficients;

    private KolmogorovLaw(double[] coefficients) {
        this.coefficients = coefficients;
    }

    /** Read when first asked for. */
    private static final class Holder {
        private static final KolmogorovLaw FITTED = read();
    }

    /** The law for a fitted exponent. */
    public static KolmogorovLaw fitted() {
        return Holder.FITTED;
    }

    private static KolmogorovLaw read() {
        String text;
        try (InputStream in = KolmogorovLaw.class.getResourceAsStream(TABLE)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Resource " + TABLE + " cannot be read", e);
        }
        double[] coefficients = new double[(STEPS + 1) * ROWS * 3];
        int row = 0;
        for (String line : text.lines().toList()) {
            if (line.startsWith("#") || line.startsWith("steepness")) {
                continue;
            }
            // |t| and ln(p/(1 − p)) are even grids that this class knows.
            int at = line.indexOf(',', line.indexOf(',') + 1) + 1;
            for (int c = 0; c < 3; c++) {
                int end = line.indexOf(',', at);
                coefficients[3 * row + c] = Double.parseDouble(line.substring(at, end < 0 ? line.length() : end));
                at = end + 1;
            }
            row++;
        }
        if (3 * row != coefficients.length) {
            throw new IllegalStateException("Resource " + TABLE + " has " + row + " rows");
        }
        return new KolmogorovLaw(coefficients);
    }

    /**
     * D* = (√n + 0.12 + 0.11/√n) D, whose law hardly depends on n (Stephens, J. R. Stat. Soc. B 32, 115, 1970).
     *
     * @param distance D
     * @param n number of values
     */
    public static double statistic(double distance, double n) {
        double root = Math.sqrt(n);
        return (root + 0.12 + 0.11 / root) * distance;
    }

    /**
     * The probability that the distance of such a sample exceeds D.
     *
     * @param distance D, two-sided
     * @param n number of values; fewer than 10 are taken as 10 for the correction of D*
     * @param t (k − 1) ln(b/a) as fitted, of either sign; may be infinite
     * @return p in [0, 1]
     * @throws InvalidInputException if the distance is not in [0, 1], n not positive or t not a number
     */
    public double pValue(double distance, double n, double t) {
        if (!(distance >= 0 && distance <= 1)) {
            throw new InvalidInputException("Kolmogorov distance " + distance + " is not between 0 and 1.");
        }
        check(n, t);
        double target = statistic(distance, n);
        double w = inverseRoot(n);
        double place = place(t);
        int knot = knot(place);
        double a = weight(0, place - knot);
        double b = weight(1, place - knot);
        double c = weight(2, place - knot);
        double d = weight(3, place - knot);
        int low = 0;
        int high = PROBABILITIES - 1;
        double first = row(knot, low, w, a, b, c, d);
        if (target < first) {
            double slope = row(knot, 1, w, a, b, c, d) - first;
            return probability(FIRST_LOGIT + LOGIT_STEP * (first - target) / slope);
        }
        double last = row(knot, high, w, a, b, c, d);
        if (target >= last) {
            double rate = row(knot, PROBABILITIES, w, a, b, c, d);
            return probability(LAST_LOGIT) * StrictMath.exp(-rate * (target - last) * (target + last));
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (row(knot, middle, w, a, b, c, d) <= target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int start = Math.min(Math.max(low - 1, 0), PROBABILITIES - 4);
        double solution = start
                + inverseCubic(
                        target,
                        low - start,
                        row(knot, start, w, a, b, c, d),
                        row(knot, start + 1, w, a, b, c, d),
                        row(knot, start + 2, w, a, b, c, d),
                        row(knot, start + 3, w, a, b, c, d));
        return probability(FIRST_LOGIT - LOGIT_STEP * solution);
    }

    /**
     * The distance that such a sample exceeds with probability p.
     *
     * @param p the probability, between 0 and 1
     * @param n number of values; fewer than 10 are taken as 10 for the correction of D*
     * @param t (k − 1) ln(b/a) as fitted, of either sign; may be infinite
     * @throws InvalidInputException if p is not inside (0, 1), n not positive or t not a number
     */
    public double criticalDistance(double p, double n, double t) {
        return critical(p).distance(n, t);
    }

    /**
     * The critical distances of one probability, for many windows.
     *
     * @param p the probability, between 0 and 1
     * @throws InvalidInputException if p is not inside (0, 1)
     */
    public Critical critical(double p) {
        if (!(p > 0 && p < 1)) {
            throw new InvalidInputException("Probability " + p + " is not between 0 and 1.");
        }
        double logit = StrictMath.log(p) - StrictMath.log1p(-p);
        double[] quantiles = new double[3 * (STEPS + 1)];
        double[] rates = null;
        double falls = 0;
        double place = (FIRST_LOGIT - logit) / LOGIT_STEP;
        int start = (int) Math.min(Math.max(Math.floor(place) - 1, 0), PROBABILITIES - 4);
        double[] weights = new double[4];
        if (place > PROBABILITIES - 1) {
            rates = new double[3 * (STEPS + 1)];
            falls = StrictMath.log(probability(LAST_LOGIT) / p);
            weights[3] = 1;
        } else if (place < 0) {
            weights[0] = 1 - place;
            weights[1] = place;
        } else {
            for (int i = 0; i < 4; i++) {
                weights[i] = weight(i, place - start);
            }
        }
        for (int j = 0; j <= STEPS; j++) {
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    sum += weights[i] * coefficients[3 * (j * ROWS + start + i) + c];
                }
                quantiles[3 * j + c] = sum;
                if (rates != null) {
                    rates[3 * j + c] = coefficients[3 * (j * ROWS + PROBABILITIES) + c];
                }
            }
        }
        return new Critical(p, quantiles, rates, falls);
    }

    /** The critical distances of one probability; allocates nothing. */
    public static final class Critical {
        private final double probability;
        private final double[] quantiles;
        private final double[] rates;
        private final double falls;

        private Critical(double probability, double[] quantiles, double[] rates, double falls) {
            this.probability = probability;
            this.quantiles = quantiles;
            this.rates = rates;
            this.falls = falls;
        }

        /** p. */
        public double probability() {
            return probability;
        }

        /**
         * The distance that is exceeded with this probability.
         *
         * @param n number of values; fewer than 10 are taken as 10 for the correction of D*
         * @param t (k − 1) ln(b/a) as fitted, of either sign; may be infinite
         * @throws InvalidInputException if n is not positive or t not a number
         */
        public double distance(double n, double t) {
            check(n, t);
            double w = inverseRoot(n);
            double place = place(t);
            int knot = knot(place);
            double quantile = 0;
            double rate = 0;
            for (int i = 0; i < 4; i++) {
                double weight = weight(i, place - knot);
                quantile += weight * parabola(quantiles, 3 * (knot + i), w);
                if (rates != null) {
                    rate += weight * parabola(rates, 3 * (knot + i), w);
                }
            }
            double starred = rates == null ? quantile : Math.sqrt(quantile * quantile + falls / rate);
            return Math.min(Math.max(starred, 0) / statistic(1, n), 1);
        }
    }

    private static void check(double n, double t) {
        if (!(n > 0)) {
            throw new InvalidInputException(
                    "Number of values " + n + " is not positive; give a range with values in it.");
        }
        if (Double.isNaN(t)) {
            throw new InvalidInputException("The slope t = (k - 1) ln(b/a) is not a number.");
        }
    }

    private static double inverseRoot(double n) {
        return 1 / Math.sqrt(Math.max(n, FEWEST));
    }

    /** Where |t| lies on the even grid of t²/(t² + 25). */
    private static double place(double t) {
        double size = Math.abs(t);
        return size > STEEPEST ? STEPS : STEPS * (size * size / (size * size + MIDDLE_SQUARED));
    }

    /** The first of the four knots around a place. */
    private static int knot(double place) {
        return Math.min(Math.max((int) place - 1, 0), STEPS - 3);
    }

    /** Lagrange's weight of node i of 0, 1, 2, 3 at x. */
    private static double weight(int i, double x) {
        return switch (i) {
            case 0 -> (x - 1) * (x - 2) * (3 - x) / 6;
            case 1 -> x * (x - 2) * (x - 3) / 2;
            case 2 -> x * (x - 1) * (3 - x) / 2;
            default -> x * (x - 1) * (x - 2) / 6;
        };
    }

    private static double parabola(double[] coefficients, int at, double w) {
        return coefficients[at] + w * (coefficients[at + 1] + w * coefficients[at + 2]);
    }

    /** A row of the table at 1/√n = w, between the four |t| from a knot on. */
    private double row(int knot, int row, double w, double a, double b, double c, double d) {
        int at = 3 * (knot * ROWS + row);
        return a * parabola(coefficients, at, w)
                + b * parabola(coefficients, at + 3 * ROWS, w)
                + c * parabola(coefficients, at + 6 * ROWS, w)
                + d * parabola(coefficients, at + 9 * ROWS, w);
    }

    /** Where the cubic through four ascending values at 0, 1, 2, 3 takes a value in [low, low + 1]. */
    private static double inverseCubic(double value, int low, double q0, double q1, double q2, double q3) {
        double lower = low;
        double upper = low + 1;
        double x = lower + 0.5;
        for (int step = 0; step < 60 && upper - lower > 1e-14; step++) {
            double cubic = weight(0, x) * q0 + weight(1, x) * q1 + weight(2, x) * q2 + weight(3, x) * q3;
            if (cubic <= value) {
                lower = x;
            } else {
                upper = x;
            }
            // The chord of the interval is near the tangent; a step outside is replaced by halving.
            double next = x + (value - cubic) / (low == 0 ? q1 - q0 : low == 1 ? q2 - q1 : q3 - q2);
            if (Math.abs(next - x) < 1e-14) {
                return next;
            }
            x = next > lower && next < upper ? next : 0.5 * (lower + upper);
        }
        return x;
    }

    private static double probability(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
