package org.jumpscope.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.FitReport;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.junit.jupiter.api.Test;

class FitCurvesTest {
    private static final FitResult.Settings SETTINGS = new FitResult.Settings("positive", "given", 0.95, "values");

    private static FitResult result(double exponent, double lower, double upper, long count, long n) {
        FitReport.Fit fit = new FitReport.Fit(
                exponent,
                0.01,
                Optional.of(new ConfidenceInterval(exponent - 0.02, exponent + 0.02, 0.95)),
                "plain",
                lower,
                upper,
                lower,
                upper,
                Math.log10(upper / lower),
                count,
                (double) count / n);
        FitReport.Tests tests = new FitReport.Tests(
                0.01, 0.5, new FitReport.Score(0.1, 0.9), Optional.of(new FitReport.Score(0.2, 0.8)));
        return FitResult.of(
                new Verdict.PowerLaw(
                        "it fits",
                        new FitReport(
                                new ValueCounts(n, n, 0, 0, 0),
                                n,
                                Optional.of(fit),
                                Optional.of(tests),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                List.of())),
                SETTINGS);
    }

    /** At the quantiles of a law itself, histogram and survival function are those of the law, to the width of a step. */
    @Test
    void drawsTheLawOfItsQuantiles() {
        int n = 20_000;
        BoundedPowerLaw law = BoundedPowerLaw.of(1.5, 0.01, 10);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = law.quantile((i + 0.5) / n);
        }
        FitResult result = result(1.5, 0.05, 2, 5000, n);
        FitCurves curves = FitCurves.of(SortedSample.of(values), result);
        double mass = 0;
        double counted = 0;
        for (int i = 0; i < curves.binLow().size(); i++) {
            double low = curves.binLow().get(i);
            double high = curves.binHigh().get(i);
            mass += curves.binDensity().get(i) * (high - low);
            counted += curves.binCount().get(i);
            double expected = (law.cumulative(high) - law.cumulative(low)) / (high - low);
            // A bin's count is that of the law to two values, its least one 60.
            assertEquals(expected, curves.binDensity().get(i), 2.0 / 60 * expected);
        }
        assertEquals(1, mass, 1e-12);
        assertEquals(n, counted, 1e-6);
        assertTrue(curves.binLow().stream().anyMatch(x -> x == 0.05), "the range begins with a bin");
        assertTrue(curves.binLow().stream().anyMatch(x -> x == 2), "the range ends with a bin");
        for (int i = 0; i < curves.place().size(); i++) {
            assertEquals(law.survival(curves.place().get(i)), curves.survival().get(i), 1.0 / n);
        }
        assertEquals(1, curves.survival().get(0));
    }

    /** The fitted law has the mass of the range and joins the survival function at its upper end. */
    @Test
    void drawsTheFittedLaw() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        FitResult result = result(0, 2, 6, 5, 10);
        FitCurves curves = FitCurves.of(SortedSample.of(values), result);
        int last = curves.fitPlace().size() - 1;
        assertEquals(2, curves.fitPlace().get(0));
        assertEquals(6, curves.fitPlace().get(last));
        // Uniform with mass 1/2 on a length of 4; 4 of 10 values are above 6.
        assertEquals(0.125, curves.fitDensity().get(3), 1e-15);
        assertEquals(0.4, curves.fitSurvival().get(last), 1e-15);
        assertEquals(0.9, curves.fitSurvival().get(0), 1e-15);
    }

    @Test
    void takesBinsAsTheyAre() {
        FitCurves curves = FitCurves.ofBins(
                BinnedCounts.of(new double[] {1, 2, 4, 8}, new double[] {6, 3, 1}), result(2, 1, 4, 9, 10));
        assertEquals(
                List.of(0.6, 0.15, 0.025), curves.binDensity().stream().boxed().toList());
        assertEquals(List.of(1.0, 0.4, 0.1), curves.survival().stream().boxed().toList());
        assertEquals(0.1, curves.fitSurvival().get(curves.fitSurvival().size() - 1), 1e-15);
    }
}
