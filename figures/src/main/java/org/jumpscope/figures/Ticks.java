package org.jumpscope.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The ticks of an axis and the power of ten that is common to its labels.
 *
 * @param ticks ticks within the range, the labelled ones first
 * @param factor exponent of the power of ten that multiplies every label of a linear axis; 0 for none
 */
record Ticks(List<Ticks.Tick> ticks, int factor) {
    private static final int[] STEPS_IN_DECADES = {1, 2, 5, 10, 20, 50, 100, 200, 4, 3, 25, 30, 40};
    private static final int FEW = 5;
    private static final int MANY = 8;
    private static final double READABLE_DECADES = 1.9;
    private static final int[][] MANTISSAS = {{1, 2, 5}, {1, 2, 3, 5, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
    /** Rounding of a place may push a tick at the very end of the range out of it. */
    private static final double SLACK = 1e-9;

    /**
     * One tick.
     *
     * @param value where it stands
     * @param label its text in the notation of {@link Figure}; empty for a minor tick
     */
    record Tick(double value, String label) {
        boolean labelled() {
            return !label.isEmpty();
        }
    }

    Ticks {
        ticks = List.copyOf(ticks);
    }

    List<Tick> labelled() {
        return ticks.stream().filter(Tick::labelled).toList();
    }

    /**
     * Chooses ticks.
     *
     * @param ruler the range
     * @param most largest number of labels, at least 2
     * @return the ticks
     */
    static Ticks of(Ruler ruler, int most) {
        if (!ruler.logarithmic()) {
            return linear(ruler, most);
        }
        return new Ticks(ruler.length() < READABLE_DECADES ? readable(ruler, most) : decades(ruler, most), 0);
    }

    private static List<Tick> decades(Ruler ruler, int most) {
        long first = (long) Math.ceil(ruler.low() - SLACK);
        long last = (long) Math.floor(ruler.high() + SLACK);
        int step = stepInDecades(first, last, most);
        boolean plain = first >= -2 && last <= 3;
        List<Tick> ticks = new ArrayList<>();
        List<Tick> minor = new ArrayList<>();
        for (long e = first; e <= last; e++) {
            double value = power(1, e);
            if (Math.floorMod(e, step) == 0) {
                ticks.add(new Tick(value, plain ? plain(1, e) : "$10^{" + e + "}$"));
            } else if ((last - first) / minorStep(step) < 60 && Math.floorMod(e, minorStep(step)) == 0) {
                minor.add(new Tick(value, ""));
            }
        }
        if (step == 1) {
            addMantissas(ruler, first - 1, last, minor);
        }
        ticks.addAll(minor);
        return ticks;
    }

    private static int minorStep(int step) {
        return step <= 5 ? 1 : step % 5 == 0 ? step / 5 : step;
    }

    private static int stepInDecades(long first, long last, int most) {
        int fallback = Integer.MAX_VALUE;
        for (int step : STEPS_IN_DECADES) {
            long count = Math.floorDiv(last, step) - Math.floorDiv(first - 1, step);
            if (count >= Math.min(FEW, most) && count <= Math.min(MANY, most)) {
                return step;
            }
            if (count <= Math.min(MANY, most)) {
                fallback = Math.min(fallback, step);
            }
        }
        return fallback == Integer.MAX_VALUE ? STEPS_IN_DECADES[7] : fallback;
    }

    private static void addMantissas(Ruler ruler, long first, long last, List<Tick> ticks) {
        for (long e = first; e <= last; e++) {
            for (int m = 2; m <= 9; m++) {
                if (inside(ruler, power(m, e))) {
                    ticks.add(new Tick(power(m, e), ""));
                }
            }
        }
    }

    /** Less than about two decades: 1, 2, 5, ... or equal steps, as plain numbers where they are short. */
    private static List<Tick> readable(Ruler ruler, int most) {
        long first = (long) Math.floor(ruler.low()) - 1;
        long last = (long) Math.floor(ruler.high()) + 1;
        List<Tick> best = List.of();
        int labels = 2;
        for (int[] mantissas : MANTISSAS) {
            List<Tick> ticks = new ArrayList<>();
            List<Tick> minor = new ArrayList<>();
            for (long e = first; e <= last; e++) {
                for (int m = 1; m <= 9; m++) {
                    double value = power(m, e);
                    if (inside(ruler, value)) {
                        boolean labelled = contains(mantissas, m);
                        (labelled ? ticks : minor).add(new Tick(value, labelled ? number(m, e) : ""));
                    }
                }
            }
            if (labels < FEW && ticks.size() > labels && ticks.size() <= Math.min(most, MANY)) {
                labels = ticks.size();
                ticks.addAll(minor);
                best = ticks;
            }
        }
        return best.isEmpty() ? equalSteps(ruler, most) : best;
    }

    private static List<Tick> equalSteps(Ruler ruler, int most) {
        long e = (long) Math.floor(ruler.low());
        Ruler mantissas = new Ruler(false, Math.pow(10, ruler.low() - e), Math.pow(10, ruler.high() - e));
        List<Tick> ticks = new ArrayList<>();
        for (Tick tick : linear(mantissas, Math.min(most, MANY)).ticks) {
            BigDecimal mantissa = BigDecimal.valueOf(tick.value);
            double value = Double.parseDouble(mantissa + "E" + e);
            if (inside(ruler, value)) {
                ticks.add(new Tick(value, tick.labelled() ? number(mantissa, e) : ""));
            }
        }
        return ticks;
    }

    private static boolean contains(int[] values, int wanted) {
        for (int value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean inside(Ruler ruler, double value) {
        double place = ruler.place(value);
        return place >= -SLACK && place <= 1 + SLACK;
    }

    /** Mantissa times a power of ten, correctly rounded down to the smallest numbers. */
    private static double power(int mantissa, long exponent) {
        return Double.parseDouble(mantissa + "E" + exponent);
    }

    private static String number(int mantissa, long exponent) {
        return number(BigDecimal.valueOf(mantissa), exponent);
    }

    private static String number(BigDecimal mantissa, long exponent) {
        if (exponent >= -4 && exponent <= 4) {
            return plain(mantissa.scaleByPowerOfTen((int) exponent));
        }
        boolean one = mantissa.compareTo(BigDecimal.ONE) == 0;
        return "$" + (one ? "" : plain(mantissa) + "×") + "10^{" + exponent + "}$";
    }

    private static String plain(int mantissa, long exponent) {
        return plain(BigDecimal.valueOf(mantissa).scaleByPowerOfTen((int) exponent));
    }

    private static String plain(BigDecimal value) {
        String text = value.stripTrailingZeros().toPlainString();
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }

    private static Ticks linear(Ruler ruler, int most) {
        int exponent = (int) Math.floor(Math.log10(ruler.length() / most)) - 1;
        int index = 0;
        int[] mantissas = {1, 2, 5};
        while (count(ruler, step(mantissas[index], exponent)) > most) {
            index++;
            if (index == mantissas.length) {
                index = 0;
                exponent++;
            }
        }
        BigDecimal step = step(mantissas[index], exponent);
        int parts = mantissas[index] == 2 ? 4 : 5;
        BigDecimal small = step.divide(BigDecimal.valueOf(parts));
        double largest = Math.max(Math.abs(ruler.low()), Math.abs(ruler.high()));
        int factor = largest >= 1e5 || largest < 1e-3 ? (int) Math.floor(Math.log10(largest)) : 0;
        int decimals = Math.max(0, factor - exponent);
        List<Tick> ticks = new ArrayList<>();
        List<Tick> minor = new ArrayList<>();
        BigDecimal first = multiple(ruler.low(), small, false);
        BigDecimal last = multiple(ruler.high(), small, true);
        for (BigDecimal k = first; k.compareTo(last) <= 0; k = k.add(BigDecimal.ONE)) {
            BigDecimal value = k.multiply(small);
            boolean labelled = k.remainder(BigDecimal.valueOf(parts)).signum() == 0;
            String label = value.scaleByPowerOfTen(-factor)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString()
                    .replace('-', '−');
            (labelled ? ticks : minor).add(new Tick(value.doubleValue(), labelled ? label : ""));
        }
        ticks.addAll(minor);
        return new Ticks(ticks, factor);
    }

    private static BigDecimal step(int mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
    }

    private static int count(Ruler ruler, BigDecimal step) {
        return multiple(ruler.high(), step, true)
                        .subtract(multiple(ruler.low(), step, false))
                        .intValue()
                + 1;
    }

    /** The number of steps in a value, rounded down or up, but to the nearest when the value is all but a multiple. */
    private static BigDecimal multiple(double value, BigDecimal step, boolean down) {
        MathContext digits = MathContext.DECIMAL128;
        BigDecimal steps = new BigDecimal(value).divide(step, digits);
        BigDecimal nearest = steps.setScale(0, RoundingMode.HALF_EVEN);
        boolean close = steps.subtract(nearest).abs().doubleValue() < SLACK;
        return close ? nearest : steps.setScale(0, down ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }
}
