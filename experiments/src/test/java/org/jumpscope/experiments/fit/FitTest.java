package org.jumpscope.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.CountsFit;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.experiments.fit.Measurements.Form;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitTest {
    @TempDir
    private Path folder;

    private static Fit.Request request(Measurements data, Side side, RangeSearch search) {
        return new Fit.Request(
                data,
                BoundedFit.withDefaults().with(side).with(search),
                CountsFit.withDefaults().with(search),
                Optional.empty(),
                Fit.Order.NONE,
                "a search");
    }

    private Measurements bins(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bins.csv"), text);
        return Measurements.read(new Measurements.SourceFile(file), Form.HISTOGRAM, Optional.empty(), Optional.empty());
    }

    private static double[] quantiles(double exponent, double lower, double upper, int n, double sign) {
        BoundedPowerLaw law = BoundedPowerLaw.of(exponent, lower, upper);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = sign * law.quantile((i + 0.5) / n);
        }
        return values;
    }

    /** At the law's own quantiles everything is as it should be, and the curves are the law's. */
    @Test
    void fitsValuesOfOneSide() {
        Measurements data = Measurements.of("made", quantiles(1.25, 0.01, 10, 1000, -1));
        Fit.Run run = Fit.run(request(data, Side.NEGATIVE, RangeSearch.given(0.01, 10)));
        FitResult result = run.result();
        assertEquals("power law", result.verdict());
        assertEquals("negative", result.settings().sign());
        assertEquals(1.25, result.exponent(), 0.2 * result.standardError());
        assertEquals(1000L, result.n());
        assertEquals(1000, result.counts().negative());
        FitCurves curves = run.curves();
        double x = curves.fitPlace().get(50);
        assertEquals(
                BoundedPowerLaw.of(result.exponent(), 0.01, 10).density(x),
                curves.fitDensity().get(50),
                1e-12);
        FitLandscape landscape = run.landscape();
        assertEquals(
                landscape.lower().size() * landscape.upper().size(),
                landscape.exponents().size());
        InvalidInputException none = assertThrows(
                InvalidInputException.class, () -> Fit.run(request(data, Side.POSITIVE, RangeSearch.joint())));
        assertTrue(none.getMessage().contains("say --sign negative"), none.getMessage());
    }

    /** The bins of the negative side, mirrored, with a gap that is an empty bin. */
    @Test
    void mirrorsAHistogram() throws IOException {
        Measurements data = bins("-32,-16,100\n-16,-8,200\n-4,-2,400\n-2,-1,800\n-1,1,9\n1,2,50\n");
        Fit.Run run = Fit.run(request(data, Side.NEGATIVE, RangeSearch.given(1, 32)));
        assertEquals(1500L, run.result().n());
        assertEquals(new FitResult.Counts(1559, 50, 1500, 9, 0), run.result().counts());
        FitCurves curves = run.curves();
        assertEquals(1, curves.binLow().get(0));
        assertEquals(800, curves.binCount().get(0));
        assertEquals(0, curves.binCount().get(2), "the gap from 4 to 8");
        assertEquals(100, curves.binCount().get(4));
        assertTrue(Double.isNaN(run.landscape().exponents().get(0)));
    }

    /** Without a range there is nothing to say of one, and no fitted line. */
    @Test
    void saysNothingOfARangeThatIsNone() {
        Measurements data = Measurements.of("made", quantiles(1, 1, 2, 40, 1));
        Fit.Run run = Fit.run(request(data, Side.POSITIVE, RangeSearch.joint()));
        assertEquals("no power law", run.result().verdict());
        assertNull(run.result().exponent());
        assertNull(run.result().range());
        assertNull(run.result().pValue());
        assertEquals(0, run.curves().fitPlace().size());
    }
}
