package org.jumpscope.criticality.estimate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;

/**
 * How finely values were recorded, so that each stands for the cell of all numbers that round to it.
 *
 * <p>The cells are bins, and the exact likelihood of bins has no rounding bias, where the fit of the values as they are
 * counts each as lying at the middle of its cell (statistics §4.7).
 */
public final class Resolution {
    /** The share of values with a tie from which recorded digits are looked for. */
    private static final double TIES = 0.01;
    /** The most significant digits that are read as rounding; doubles have 15 to 17 of their own. */
    private static final int MOST_DIGITS = 9;

    private final double step;
    private final int digits;

    private Resolution(double step, int digits) {
        this.step = step;
        this.digits = digits;
    }

    /**
     * Multiples of a step: x stands for [x − step/2, x + step/2].
     *
     * @param step such as 1 for integers or 0.01
     * @throws InvalidInputException if it is not positive and finite
     */
    public static Resolution absolute(double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Step " + step + " is not positive and finite; give for example 0.01 for two decimals.");
        }
        return new Resolution(step, 0);
    }

    /**
     * Decimal numbers of d significant digits.
     *
     * @param digits d, 1 to 15
     * @throws InvalidInputException if it is outside that range
     */
    public static Resolution significantDigits(int digits) {
        if (digits < 1 || digits > 15) {
            throw new InvalidInputException(
                    digits + " significant digits are not 1 to 15, what a double tells apart; give for example 2.");
        }
        return new Resolution(0, digits);
    }

    /**
     * Finds the resolution of values with ties, if there is one: where at least 1 % of the values equal another, the
     * coarser of a common step (the least difference, or the last decimal place) and of the number of significant digits.
     *
     * @param values positive finite numbers in any order. Not modified.
     * @return none if there are fewer ties, or no common step nor few digits
     */
    public static Optional<Resolution> detect(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        if (values.length == 0 || !(sorted[0] > 0) || values.length - distinct < TIES * values.length) {
            return Optional.empty();
        }
        double gap = Double.POSITIVE_INFINITY;
        int places = Integer.MIN_VALUE;
        int digits = 1;
        for (int i = 0; i < distinct; i++) {
            gap = i > 0 ? Math.min(gap, sorted[i] - sorted[i - 1]) : gap;
            BigDecimal decimal = new BigDecimal(Double.toString(sorted[i])).stripTrailingZeros();
            places = Math.max(places, decimal.scale());
            digits = Math.max(digits, decimal.precision());
        }
        double range = sorted[distinct - 1] - sorted[0];
        double[] steps = {gap, Double.parseDouble("1e" + -places)};
        double best = Double.POSITIVE_INFINITY;
        Resolution found = null;
        for (double step : steps) {
            if (step < Double.POSITIVE_INFINITY && range / step < best && multiples(sorted, distinct, step)) {
                best = range / step;
                found = absolute(step);
            }
        }
        double decades = StrictMath.log10(sorted[distinct - 1] / sorted[0]);
        double cells = 9 * StrictMath.pow(10, digits - 1) * Math.max(decades, 1);
        if (digits <= MOST_DIGITS && cells < best) {
            best = cells;
            found = significantDigits(digits);
        }
        return best < StrictMath.pow(10, MOST_DIGITS) ? Optional.ofNullable(found) : Optional.empty();
    }

    private static boolean multiples(double[] sorted, int count, double step) {
        for (int i = 0; i < count; i++) {
            double ratio = sorted[i] / step;
            // A decimal fraction is off by half an ulp, of itself and of the step.
            if (Math.abs(ratio - Math.rint(ratio)) > 1e-3 || ratio < 0.5 || ratio > 1e12) {
                return false;
            }
        }
        return true;
    }

    /** The middle of the cell that holds a value. */
    private double cell(double value) {
        if (digits == 0) {
            return Math.rint(value / step);
        }
        return new BigDecimal(value)
                .round(new java.math.MathContext(digits, java.math.RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    private double lowerEdge(double cell) {
        if (digits == 0) {
            return (cell - 0.5) * step;
        }
        // Below a power of ten the cells are ten times as narrow.
        BigDecimal middle = new BigDecimal(Double.toString(cell)).stripTrailingZeros();
        int exponent = middle.precision() - middle.scale() - 1;
        boolean power = middle.unscaledValue().equals(java.math.BigInteger.ONE);
        return middle.subtract(BigDecimal.valueOf(5, digits - exponent + (power ? 1 : 0)))
                .doubleValue();
    }

    private double upperEdge(double cell) {
        if (digits == 0) {
            return (cell + 0.5) * step;
        }
        BigDecimal middle = new BigDecimal(Double.toString(cell)).stripTrailingZeros();
        int exponent = middle.precision() - middle.scale() - 1;
        return middle.add(BigDecimal.valueOf(5, digits - exponent)).doubleValue();
    }

    /**
     * Counts values by their cells; empty cells between two are one bin, which is all the same to the likelihood.
     *
     * @param values positive finite numbers in any order. Not modified.
     * @throws InvalidInputException if a value is not positive and finite, is below half a step, or there is none
     */
    public BinnedCounts bin(double... values) {
        if (values.length == 0) {
            throw new InvalidInputException("There is no value to count; give at least one.");
        }
        double[] cells = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("Value " + values[i] + " at place " + (i + 1)
                        + " is not positive and finite; a power law has only positive values, so leave it out.");
            }
            cells[i] = cell(values[i]);
            if (!(cells[i] > 0)) {
                throw new InvalidInputException("Value " + values[i] + " at place " + (i + 1)
                        + " rounds to 0 in steps of " + step + "; give the step that it was rounded to.");
            }
        }
        Arrays.sort(cells);
        double[] edges = new double[2 * cells.length + 1];
        double[] counts = new double[2 * cells.length];
        int bins = 0;
        edges[0] = lowerEdge(cells[0]);
        for (int i = 0; i < cells.length; i++) {
            if (i > 0 && cells[i] == cells[i - 1]) {
                counts[bins - 1]++;
                continue;
            }
            double low = lowerEdge(cells[i]);
            if (low > edges[bins]) {
                edges[++bins] = low;
            }
            counts[bins] = 1;
            edges[++bins] = upperEdge(cells[i]);
        }
        return BinnedCounts.of(Arrays.copyOf(edges, bins + 1), Arrays.copyOf(counts, bins));
    }

    /** The step, or 0 for significant digits. */
    public double step() {
        return step;
    }

    /** The number of significant digits, or 0 for a step. */
    public int digits() {
        return digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resolution that && step == that.step && digits == that.digits;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(step) + digits;
    }

    @Override
    public String toString() {
        return digits == 0 ? "multiples of " + step : digits + " significant digits";
    }
}
