package org.jumpscope.figures;

import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;

/**
 * One axis of a figure.
 *
 * @param label text beside the axis; may hold mathematics (see {@link Figure})
 * @param scale linear or logarithmic
 * @param low lower end of the range, or NaN: from the data with a small margin
 * @param high upper end of the range, or NaN: from the data with a small margin
 */
public record Axis(String label, Scale scale, double low, double high) {
    /** Narrowest range of a linear axis; below it the steps between ticks would have too few digits. */
    static final double NARROWEST = 1e-300;

    /** How values become places. */
    public enum Scale {
        /** Equal steps. */
        LINEAR,
        /** Equal ratios; only positive values have a place. */
        LOGARITHMIC
    }

    /** Checks the range. */
    public Axis {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(scale, "scale");
        if (Double.isInfinite(low) || Double.isInfinite(high) || low >= high) {
            throw new InvalidInputException("The range of axis '" + label + "' is " + low + " to " + high
                    + "; give a lower end below a finite upper end.");
        }
        if (scale == Scale.LINEAR && high - low < NARROWEST) {
            throw new InvalidInputException("The range of the linear axis '" + label + "' is " + low + " to " + high
                    + "; give a range wider than " + NARROWEST + " or a logarithmic axis.");
        }
        if (scale == Scale.LOGARITHMIC && (low <= 0 || high <= 0)) {
            throw new InvalidInputException("The range of the logarithmic axis '" + label + "' is " + low + " to "
                    + high + "; give positive ends.");
        }
    }

    /**
     * Returns a linear axis with a range from the data.
     *
     * @param label text beside the axis
     * @return the axis
     */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN);
    }

    /**
     * Returns a logarithmic axis with a range from the data.
     *
     * @param label text beside the axis
     * @return the axis
     */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC, Double.NaN, Double.NaN);
    }

    /**
     * Returns this axis with a range of its own.
     *
     * @param newLow lower end, or NaN: from the data
     * @param newHigh upper end, or NaN: from the data
     * @return the axis
     * @throws InvalidInputException if the ends are not in order, or not positive on a logarithmic axis
     */
    public Axis within(double newLow, double newHigh) {
        return new Axis(label, scale, newLow, newHigh);
    }

    boolean logarithmic() {
        return scale == Scale.LOGARITHMIC;
    }
}
