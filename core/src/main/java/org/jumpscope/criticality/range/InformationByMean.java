package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.TruncatedExponential;

/**
 * v(t̂(m)), the Fisher information per value and L² of the fit to a mean position m, from a table: windows are ordered by it,
 * and thousands are ordered for one that is fitted.
 *
 * <p>Tabulated is v/(m(1 − m))², which runs from 1 at the ends to 4/3 in the middle; a cubic through four knots is right to
 * 1e-9.
 */
final class InformationByMean {
    private static final int STEPS = 1024;
    private static final double[] RATIO = table();

    private InformationByMean() {}

    private static double[] table() {
        double[] ratio = new double[STEPS + 1];
        ratio[0] = 1;
        ratio[STEPS] = 1;
        for (int i = 1; i < STEPS; i++) {
            double m = (double) i / STEPS;
            double square = m * (1 - m) * m * (1 - m);
            ratio[i] = TruncatedExponential.variance(TruncatedExponential.inverseMean(m)) / square;
        }
        return ratio;
    }

    /** v(t̂(m)) for 0 &lt; m &lt; 1. */
    static double at(double m) {
        double place = m * STEPS;
        int i = Math.min(Math.max((int) place, 1), STEPS - 2);
        double x = place - i;
        double ratio = RATIO[i - 1] * (-x * (x - 1) * (x - 2) / 6)
                + RATIO[i] * ((x + 1) * (x - 1) * (x - 2) / 2)
                + RATIO[i + 1] * (-(x + 1) * x * (x - 2) / 2)
                + RATIO[i + 2] * ((x + 1) * x * (x - 1) / 6);
        double spread = m * (1 - m);
        return ratio * spread * spread;
    }
}
