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
import org.jumpscope.duality.septuple.SeptupleJacobian;
import org.jumpscope.learning.Equilibrium;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.ActivationMap.Group;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.Boundary.OutputState;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.network.septuple.SharedWeights.Weight;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
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

    /**
     * After 40 steps the state is the fixed point a = tanh(0.8x + 0.5c), c = tanh(1.2a) to 0.6⁴⁰ times less, so that implicit
     * differentiation gives the gradient: da = s(x dq₀ + c dq₁ + q₁ dc), dc = r(a dq₂ + q₂ da).
     */
    @Test
    void septuple() {
        // shown from here
        var weights = SharedWeights.of(
                3, 3, List.of(new Weight(1, 0, 0), new Weight(1, 2, 1), new Weight(2, 1, 2)), List.of());
        var recurrent = Septuple.of(
                weights,
                Vector.of(0.8, 0.5, 1.2),
                Boundary.of(3, List.of(0), List.of(2), OutputState.PREDICTED),
                ActivationMap.of(3, List.of(Group.of(List.of(1, 2), Activation.tanh()))),
                new SquaredOutputs());
        var pass = SeptuplePass.of(recurrent, 40); // 40 steps of activation
        var sample = BoundarySample.of(Vector.of(0.6), Vector.of(0));
        var jump = pass.jump(sample); // through all steps
        var first = pass.withGradientSteps(1).jump(sample); // the first term of (3.4)
        var jacobian = SeptupleJacobian.of(pass).at(sample).singularValues();
        double largest = jacobian.values().get(0);
        // to here
        double a = 0.5;
        for (int i = 0; i < 200; i++) {
            a = Math.tanh(0.8 * 0.6 + 0.5 * Math.tanh(1.2 * a));
        }
        double c = Math.tanh(1.2 * a);
        double s = 1 - a * a;
        double r = 1 - c * c;
        double factor = -2 * c / (1 - 0.5 * 1.2 * s * r);
        assertEquals(factor * r * 1.2 * s * 0.6, jump.get(0), 1e-9);
        assertEquals(factor * r * 1.2 * s * c, jump.get(1), 1e-9);
        assertEquals(factor * r * a, jump.get(2), 1e-9);
        assertEquals(0, first.get(0), 1e-15);
        assertEquals(-2 * c * r * a, first.get(2), 1e-9);
        var after = pass.jump(BoundarySample.of(Vector.of(0.6 + 1e-5), Vector.of(0)));
        var before = pass.jump(BoundarySample.of(Vector.of(0.6 - 1e-5), Vector.of(0)));
        double square = 0;
        for (int l = 0; l < 3; l++) {
            square += Math.pow((after.get(l) - before.get(l)) / 2e-5, 2);
        }
        // A central difference with the step 1e-5 is off by about 1e-10.
        assertEquals(Math.sqrt(square), largest, 1e-8);
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
