package org.jumpscope.experiments.fit;

import java.util.Arrays;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.BinnedFit;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.range.Landscape;
import org.jumpscope.numeric.Vector;

/**
 * The exponent and the p-value of the test of fit on every window between cut points, k(a, b) and p(a, b), to be
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
    private static final int FEWEST_BINS = 4;

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
        return new FitLandscape(landscape.ends(), landscape.ends(), Vector.of(exponents), Vector.of(pValues), passing);
    }

    /**
     * Fits all windows between edges of bins; p is that of the chi-square test.
     *
     * @param given the counts
     * @param passing p-value from which a window passes
     */
    static FitLandscape of(BinnedCounts given, double passing) {
        BinnedCounts bins = given.size() > PLACES ? given.rebin(PLACES) : given;
        int n = bins.size() + (Double.isInfinite(bins.edge(bins.size())) ? 0 : 1);
        double[] ends = new double[n];
        double[] exponents = new double[n * n];
        double[] pValues = new double[n * n];
        Arrays.fill(exponents, Double.NaN);
        Arrays.fill(pValues, Double.NaN);
        for (int row = 0; row < n; row++) {
            ends[row] = bins.edge(row);
            for (int column = 0; column + FEWEST_BINS <= row; column++) {
                double count = bins.count(column, row);
                if (count >= FEWEST && bins.count(column) < count && bins.count(row - 1) < count) {
                    BinnedFit fit = BinnedFit.between(bins, column, row);
                    exponents[row * n + column] = fit.maximum().exponent();
                    pValues[row * n + column] = fit.chiSquare().pValue();
                }
            }
        }
        return new FitLandscape(Vector.of(ends), Vector.of(ends), Vector.of(exponents), Vector.of(pValues), passing);
    }
}
