package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRanges;
import org.jumpscope.learning.Equilibrium;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/** The Java of the README and the guide: what stands between two comments here is what stands there. */
class UserGuideTest {
    private static final Path SOURCE = Path.of("src/test/java/org/jumpscope/app/UserGuideTest.java");
    private static final String START = "// shown from here";
    private static final String END = "// to here";

    /** References: mpmath, 30 digits, from the closed forms of the sigmoid with squared loss at (16, −8). */
    @Test
    void readme() {
        // shown from here
        var data = ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
        var composition = Composition.of(Activation.sigmoid(), Loss.squared());
        var state = Equilibrium.withDefaults().find(composition, data).orElseThrow(); // w = 16, b = -8
        var map = ScalarDuality.of(composition, data.component(0), state);
        double logDensity = map.law(Coordinate.NORM).logDensity(1e-6); // 10.7993
        var exponent = map.exponentAt(0.1); // 0.9997 of the map, 0.0500 of the data
        var range = ScalingRanges.of(map).widestJacobian(1, 0).orElseThrow(); // 17.78 decades
        // to here
        assertEquals(16, state.weight(), 1e-9);
        assertEquals(-8, state.bias(), 1e-9);
        assertEquals(10.7993369786749923, logDensity, 1e-9);
        assertEquals(0.999706066334669924, exponent.jacobian(), 1e-10);
        assertEquals(0.0499697254527861893, exponent.dataset(), 1e-10);
        assertEquals(17.7824640699447880, range.decades(), 1e-8);
    }

    /** The median of a law divides it in halves; ḃ is a factor of q̇. */
    @Test
    void guide() {
        // shown from here
        var composition = Composition.of(Activation.relu(), Loss.parse("(f - t)^4"));
        var classes = ClassMixture.of(0, 0.7, DistributionParser.parse("normal(0, 0.25)"))
                .and(1, 0.3, Normal.of(1, 0.25));
        var search = Equilibrium.withDefaults().find(composition, classes);
        if (search instanceof Equilibrium.Found found) {
            var state = found.best().state();
            var map = ScalarDuality.of(composition, classes.component(1), state).withRate(0.1);
            var law = map.law(Coordinate.BIAS);
            double median = law.quantile(0.5);
            double below = law.cumulative(median); // 0.5
            double deviation = law.standardDeviation();
            // to here
            assertEquals(0.5, below, 1e-9);
            assertTrue(deviation > 0 && deviation < 1);
        } else {
            fail("there is an equilibrium");
        }
    }

    /** Values of the law itself: the range is all of them, and k within five of its errors. */
    @Test
    void fit() {
        // shown from here
        double[] values = new double[10_000];
        BoundedPowerLaw.of(0.75, 0.001, 1).sample(RandomBlocks.of(1).block(0), values, values.length);
        var verdict = BoundedFit.withDefaults()
                .with(RangeSearch.joint())
                .withComparisons()
                .fit(values);
        if (verdict instanceof Verdict.PowerLaw found) {
            double k = found.exponent(); // 0.75 to about its error
            double error = found.standardError();
            double decades = found.decades(); // about 3
            double share = found.share(); // nearly 1
            // to here
            assertEquals(0.75, k, 5 * error);
            assertEquals(3, decades, 0.1);
            assertEquals(1, share, 0.1);
        } else {
            fail(verdict.reason());
        }
    }

    @Test
    void pagesShowThisSource() {
        List<List<String>> shown =
                GuidePage.blocks("java").stream().map(b -> stripped(b.lines())).toList();
        assertEquals(source(), shown);
    }

    private static List<List<String>> source() {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = null;
        for (String line : GuidePage.lines(SOURCE)) {
            if (line.strip().equals(START)) {
                part = new ArrayList<>();
            } else if (line.strip().equals(END)) {
                parts.add(stripped(part));
                part = null;
            } else if (part != null) {
                part.add(line);
            }
        }
        return parts;
    }

    /** Without indentation, which is another in a method, and without the line that closes a condition. */
    private static List<String> stripped(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.equals("}"))
                .toList();
    }
}
