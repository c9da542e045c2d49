package org.jumpscope.experiments.fit;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.range.Landscape;
import org.jumpscope.numeric.Vector;

/**
 * The exponent and the p-value of the Kolmogorov-Smirnov test on every window between cut points, k(a, b) and p(a, b), to be
 * drawn.
 *
 * @param lower the lower ends a, ascending
 * @param upper the upper ends b, the same places
 * @param exponents k̂ row by row, one row for each b; NaN where a window holds too few values
 * @param pValues p in the same order
 * @param passing p-value from which a window passes
 */
public record FitLandscape(Vector lower, Vector upper, Vector exponents, Vector pValues, double passing) {
    private static final int PLACES = 64;
    private static final int FEWEST = 50;

    /**
     * Fits all windows.
     *
     * @param sample the values; at least two different ones
     * @param passing p-value from which a window passes
     */
    static FitLandscape of(SortedSample sample, double passing) {
        Landscape landscape = Landscape.of(sample, PLACES, FEWEST);
        int n = landscape.ends().size();
        double[] exponents = new double[n * n];
        double[] pValues = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                exponents[row * n + column] = landscape.exponent(column, row);
                pValues[row * n + column] = landscape.pValue(column, row);
            }
        }
        return new FitLandscape(
                landscape.ends(), landscape.ends(), Vector.of(exponents), Vector.of(pValues), passing);
    }
}
