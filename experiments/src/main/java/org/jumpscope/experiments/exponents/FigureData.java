package org.jumpscope.experiments.exponents;

import java.util.List;
import org.jumpscope.numeric.Vector;

/**
 * The numbers of one figure, before anything is drawn.
 *
 * @param name file name without ending
 * @param title what the figure shows
 * @param horizontal its horizontal axis
 * @param vertical its vertical axis
 * @param curves curves and points
 * @param ranges ranges of the horizontal axis that are marked
 */
public record FigureData(
        String name, String title, Axis horizontal, Axis vertical, List<Curve> curves, List<Range> ranges) {

    /** Keeps unmodifiable copies. */
    public FigureData {
        curves = List.copyOf(curves);
        ranges = List.copyOf(ranges);
    }

    /** How an axis runs. */
    public enum Scale {
        /** Evenly in the logarithm. */
        LOGARITHMIC,
        /** Evenly in the value. */
        LINEAR
    }

    /**
     * An axis.
     *
     * @param label what it measures
     * @param scale how it runs
     */
    public record Axis(String label, Scale scale) {}

    /** What a curve is, which decides how it is drawn. */
    public enum Role {
        /** An exact density or another exact curve. */
        EXACT,
        /** The contribution of the Jacobian. */
        JACOBIAN,
        /** Monte Carlo or fitted values, with errors. */
        MEASURED,
        /** A power law or a level that theory predicts. */
        PREDICTED
    }

    /**
     * A curve or a set of points.
     *
     * @param name text of the legend
     * @param role what it is
     * @param x abscissae
     * @param y ordinates, as many
     * @param low lower ends of error bars, as many or none
     * @param high upper ends of error bars, as many or none
     */
    public record Curve(String name, Role role, Vector x, Vector y, Vector low, Vector high) {
        static Curve of(String name, Role role, Vector x, Vector y) {
            return new Curve(name, role, x, y, Vector.of(), Vector.of());
        }
    }

    /**
     * A marked range of the horizontal axis.
     *
     * @param name what holds there
     * @param lower lower end
     * @param upper upper end
     */
    public record Range(String name, double lower, double upper) {}
}
