package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against 50 digits of mpmath: truncated_exponential.py beside its output. */
class TruncatedExponentialTest {
    private static final double ULP = 0x1p-52;

    /** Relative error of a difference 1/t − e/(1 − e) that keeps at least a third of its first term. */
    @Test
    void momentsAndTheirDerivatives() {
        for (double[] row : ReferenceRows.of("truncated-exponential.txt")) {
            double t = row[0];
            // 1/t² − 1/(4 sinh²) keeps 70 %, the third moment a third, of its larger term from |t| = 4 on.
            assertEquals(row[1], TruncatedExponential.mean(t), 4 * ULP * row[1], "mean at t = " + t);
            assertEquals(row[2], TruncatedExponential.variance(t), 6 * ULP * row[2], "variance at t = " + t);
            assertEquals(
                    row[3],
                    TruncatedExponential.varianceDerivative(t),
                    12 * ULP * Math.abs(row[3]),
                    "derivative of the variance at t = " + t);
            assertEquals(
                    row[4], TruncatedExponential.logNormaliser(t), 4 * ULP * Math.abs(row[4]), "height at t = " + t);
        }
    }

    /** Up the recurrence for |t| > 8, a relative error of r/|t| of the one before; series of positive terms else. */
    @Test
    void rawMoments() {
        double[] moments = new double[5];
        for (double[] row : ReferenceRows.of("truncated-exponential.txt")) {
            double t = row[0];
            TruncatedExponential.moments(t, moments);
            assertEquals(1, moments[0], 0);
            for (int r = 1; r <= 4; r++) {
                double expected = r == 1 ? row[1] : row[3 + r];
                assertEquals(expected, moments[r], 24 * ULP * expected, "moment " + r + " at t = " + t);
                assertEquals(moments[r], TruncatedExponential.moment(r, t), 24 * ULP * expected);
            }
        }
    }

    /**
     * The probability carries the rounding of t·z in its exponent, t(1 − z)/2 ulp where t is negative; so does the
     * quantile, whose logarithm of a sum near one loses up to 1/(t z).
     */
    @Test
    void probabilitiesAndQuantiles() {
        for (double[] row : ReferenceRows.of("truncated-exponential-points.txt")) {
            double t = row[0];
            double z = row[1];
            assertEquals(
                    row[2],
                    TruncatedExponential.cumulative(z, t),
                    (4 + Math.abs(t)) * ULP * row[2] + Double.MIN_NORMAL,
                    "t = " + t + ", z = " + z);
            assertEquals(
                    row[3],
                    TruncatedExponential.quantile(z, t),
                    6 * ULP * row[3] + Double.MIN_NORMAL,
                    "t = " + t + ", p = " + z);
            assertEquals(1 - row[2], TruncatedExponential.survival(z, t), 4 * ULP, "survival at t = " + t);
        }
        assertEquals(0, TruncatedExponential.cumulative(-1, 2), 0);
        assertEquals(1, TruncatedExponential.cumulative(2, 2), 0);
        assertEquals(0, TruncatedExponential.quantile(0, -5), 0);
        assertEquals(1, TruncatedExponential.quantile(1, -5), 0);
    }

    /** A mean with a relative error of 2 ulps determines t to that times mean/(v |t|) of relative error. */
    @Test
    void inverseMeanUndoesMean() {
        for (double[] row : ReferenceRows.of("truncated-exponential.txt")) {
            double t = row[0];
            double mean = TruncatedExponential.mean(t);
            double rest = TruncatedExponential.mean(-t);
            double smaller = Math.min(mean, rest);
            double tolerance = 6 * ULP * (Math.abs(t) + smaller / row[2]);
            assertEquals(t, TruncatedExponential.inverseMean(mean, rest), tolerance, "t = " + t);
            if (mean < 0.9) {
                assertEquals(t, TruncatedExponential.inverseMean(mean), tolerance, "t = " + t);
            }
        }
        assertEquals(0, TruncatedExponential.inverseMean(0.5), 0);
        // μ ≈ 1/t for means near either end.
        assertEquals(1e12, TruncatedExponential.inverseMean(1e-12), 1e-3);
        assertEquals(-1e300, TruncatedExponential.inverseMean(1, 1e-300), 1e286);
    }

    /** On a dense grid of means the inverse leaves no residual beyond the rounding of the mean. */
    @Test
    void inverseMeanEverywhere() {
        for (int i = 1; i < 4000; i++) {
            double m = i / 8000.0;
            double t = TruncatedExponential.inverseMean(m);
            assertEquals(m, TruncatedExponential.mean(t), 4 * ULP * m, "m = " + m);
        }
    }
}
