package org.jumpscope.design;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * A loss after activation H(y) as a table: its slope h is a polynomial of degree 5 between any two knots, which takes h, h′
 * and h″ of the design at both, and H is the integral of these polynomials.
 *
 * <p>On y_i ≤ y ≤ y_(i+1) with t = (y − y_i)/(y_(i+1) − y_i): h(y) = Σ_j c_ij t^j, j = 0…5, and H(y) = H_i + (y_(i+1) − y_i)
 * Σ_j c_ij t^(j+1)/(j + 1). Below the first and above the last knot h is constant and H linear. The smallest H at a knot is 0.
 */
public final class TabulatedLoss {
    /** Coefficients of an interval. */
    static final int DEGREE = 5;

    private static final int WIDTH = DEGREE + 1;
    private static final int CELLS = 4096;

    private final double[] knots;
    private final double[] coefficients;
    private final double[] values;
    private final double worstError;
    /** For each of {@link #CELLS} equal cells of the table, the last interval that begins at or before the cell. */
    private final int[] cells;

    private final double cellsPerUnit;

    private TabulatedLoss(double[] knots, double[] coefficients, double[] values, double worstError) {
        this.knots = knots;
        this.coefficients = coefficients;
        this.values = values;
        this.worstError = worstError;
        this.cells = new int[CELLS + 1];
        double low = knots[0];
        double width = (knots[knots.length - 1] - low) / CELLS;
        this.cellsPerUnit = 1 / width;
        for (int cell = 0, i = 0; cell <= CELLS; cell++) {
            // A little early, since the cell of a y is found with rounding.
            while (i + 1 < knots.length && knots[i + 1] <= low + (cell - 1e-6) * width) {
                i++;
            }
            cells[cell] = i;
        }
    }

    /**
     * A table of given polynomials.
     *
     * @param knots n + 1 ascending values of y
     * @param coefficients n rows of c_0 … c_5
     * @param worstError largest relative error of h that was found between the knots
     */
    static TabulatedLoss of(double[] knots, double[][] coefficients, double worstError) {
        int n = coefficients.length;
        double[] flat = new double[n * WIDTH];
        double[] values = new double[n + 1];
        double least = 0;
        for (int i = 0; i < n; i++) {
            System.arraycopy(coefficients[i], 0, flat, i * WIDTH, WIDTH);
            values[i + 1] = values[i] + (knots[i + 1] - knots[i]) * integral(flat, i * WIDTH, 1);
            least = Math.min(least, values[i + 1]);
        }
        for (int i = 0; i <= n; i++) {
            values[i] -= least;
        }
        return new TabulatedLoss(knots.clone(), flat, values, worstError);
    }

    private static double integral(double[] c, int at, double t) {
        return t
                * (c[at]
                        + t
                                * (c[at + 1] / 2
                                        + t
                                                * (c[at + 2] / 3
                                                        + t
                                                                * (c[at + 3] / 4
                                                                        + t * (c[at + 4] / 5 + t * c[at + 5] / 6)))));
    }

    /** The interval of y: −1 below the table, n above it. */
    private int interval(double y) {
        if (y < knots[0]) {
            return -1;
        }
        if (!(y < knots[knots.length - 1])) {
            return knots.length - 1;
        }
        int cell = Math.min(CELLS - 1, (int) ((y - knots[0]) * cellsPerUnit));
        int first = cells[cell];
        int last = Math.min(knots.length - 1, cells[cell + 1] + 1);
        if (last - first <= 4) {
            while (knots[first + 1] <= y) {
                first++;
            }
            return first;
        }
        int found = Arrays.binarySearch(knots, first, last + 1, y);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Returns H(y).
     *
     * @param y the pre-activation
     * @return the loss, 0 at its least knot
     */
    public double value(double y) {
        int i = interval(y);
        if (i < 0) {
            return values[0] + slope(y) * (y - knots[0]);
        }
        int n = knots.length - 1;
        if (i >= n) {
            return values[n] + slope(y) * (y - knots[n]);
        }
        double width = knots[i + 1] - knots[i];
        return values[i] + width * integral(coefficients, i * WIDTH, (y - knots[i]) / width);
    }

    /**
     * Returns h(y) = H′(y); at a knot where it jumps, the value above.
     *
     * @param y the pre-activation
     * @return the slope
     */
    public double slope(double y) {
        int i = interval(y);
        if (i < 0) {
            return coefficients[0];
        }
        int last = knots.length - 2;
        if (i > last) {
            return polynomial(last * WIDTH, 1);
        }
        return polynomial(i * WIDTH, (y - knots[i]) / (knots[i + 1] - knots[i]));
    }

    private double polynomial(int at, double t) {
        double[] c = coefficients;
        return c[at] + t * (c[at + 1] + t * (c[at + 2] + t * (c[at + 3] + t * (c[at + 4] + t * c[at + 5]))));
    }

    /**
     * Returns h′(y), 0 outside of the table and without the jumps of h.
     *
     * @param y the pre-activation
     * @return the second derivative of the loss
     */
    public double slopeDerivative(double y) {
        int i = interval(y);
        if (i < 0 || i >= knots.length - 1) {
            return 0;
        }
        double[] c = coefficients;
        int at = i * WIDTH;
        double width = knots[i + 1] - knots[i];
        double t = (y - knots[i]) / width;
        return (c[at + 1] + t * (2 * c[at + 2] + t * (3 * c[at + 3] + t * (4 * c[at + 4] + t * 5 * c[at + 5]))))
                / width;
    }

    /** How far h jumps up at a knot. */
    double jumpAt(int knot) {
        if (knot <= 0 || knot >= knots.length - 1) {
            return 0;
        }
        return coefficients[knot * WIDTH] - polynomial((knot - 1) * WIDTH, 1);
    }

    /**
     * Returns the knots y_0 &lt; … &lt; y_n.
     *
     * @return n + 1 values
     */
    public Vector knots() {
        return Vector.of(knots);
    }

    /**
     * Returns H at the knots.
     *
     * @return n + 1 values
     */
    public Vector values() {
        return Vector.of(values);
    }

    /**
     * Returns the coefficients of h.
     *
     * @return n rows of c_0 … c_5
     */
    public Matrix coefficients() {
        return Matrix.of(knots.length - 1, WIDTH, coefficients);
    }

    /**
     * Returns the smallest y of the table.
     *
     * @return y_0
     */
    public double low() {
        return knots[0];
    }

    /**
     * Returns the largest y of the table.
     *
     * @return y_n
     */
    public double high() {
        return knots[knots.length - 1];
    }

    /**
     * Returns the largest relative error of h that was found between knots.
     *
     * @return the error, at most about 1e-10 of h, or the rounding of the design where that is more
     */
    public double worstError() {
        return worstError;
    }

    /**
     * Returns h at many points.
     *
     * @param y the points. Not modified.
     * @param n how many
     * @param out h at each. Modified.
     * @throws InvalidInputException if an array is shorter than n
     */
    public void slope(double[] y, int n, double[] out) {
        if (y.length < n || out.length < n) {
            throw new InvalidInputException("Arrays of " + y.length + " and " + out.length + " values are shorter than "
                    + n + "; give longer ones.");
        }
        for (int i = 0; i < n; i++) {
            out[i] = slope(y[i]);
        }
    }
}
