package org.jumpscope.figures;

import java.util.function.DoubleConsumer;

/**
 * The range of an axis: values become places between 0 (lower end) and 1 (upper end).
 *
 * @param logarithmic whether places go with the logarithm
 * @param low value, or common logarithm of the value, at place 0
 * @param high value, or common logarithm of the value, at place 1
 */
record Ruler(boolean logarithmic, double low, double high) {
    private static final double LINEAR_MARGIN = 0.04;
    private static final double LOGARITHMIC_MARGIN = 0.03;
    /** Beyond this a difference of two values could overflow. */
    private static final double LARGEST = 4e307;

    /** The place of a value; not finite where there is none. */
    double place(double value) {
        if (logarithmic) {
            return value > 0 ? (Math.log10(value) - low) / (high - low) : Double.NaN;
        }
        return (value - low) / (high - low);
    }

    double length() {
        return high - low;
    }

    /** Something that visits values. */
    interface Values {
        void visit(DoubleConsumer consumer);
    }

    /** The axis' own range where it has one, else that of the values with a small margin. */
    static Ruler of(Axis axis, Values values) {
        return of(axis, values, true);
    }

    /** The range without a margin, as a colour bar has it. */
    static Ruler tight(Axis axis, Values values) {
        return of(axis, values, false);
    }

    private static Ruler of(Axis axis, Values values, boolean margins) {
        boolean log = axis.logarithmic();
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        values.visit(value -> {
            if (Double.isFinite(value) && (!log || value > 0)) {
                ends[0] = Math.min(ends[0], value);
                ends[1] = Math.max(ends[1], value);
            }
        });
        boolean lowGiven = !Double.isNaN(axis.low());
        boolean highGiven = !Double.isNaN(axis.high());
        if (ends[0] > ends[1]) {
            ends[0] = lowGiven ? axis.low() : highGiven ? (log ? axis.high() / 10 : axis.high() - 1) : log ? 1 : 0;
            ends[1] = highGiven ? axis.high() : log ? ends[0] * 10 : ends[0] + 1;
        }
        double low = scaled(lowGiven ? axis.low() : ends[0], log);
        double high = scaled(highGiven ? axis.high() : ends[1], log);
        if (high <= low || (!log && high - low < Axis.NARROWEST)) {
            double half = log ? 0.5 : Math.abs(low) < Axis.NARROWEST ? 1 : Math.abs(low) * 0.1;
            high = highGiven ? high : Math.max(low, high) + half;
            low = lowGiven ? low : Math.min(low, high) - half;
        } else if (margins) {
            double margin = (high - low) * (log ? LOGARITHMIC_MARGIN : LINEAR_MARGIN);
            boolean fromZero = !log && low >= 0 && low <= margin;
            low = lowGiven ? low : fromZero ? 0 : low - margin;
            high = highGiven ? high : high + margin;
        }
        return new Ruler(log, low, high);
    }

    private static double scaled(double value, boolean log) {
        return log ? Math.log10(value) : Math.max(-LARGEST, Math.min(LARGEST, value));
    }
}
