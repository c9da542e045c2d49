package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.AlternativeFit.Maximum;
import org.jumpscope.numeric.GaussLegendre;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class AlternativeFitTest {
    private static final Map<String, Alternative> LAWS = Map.of(
            "lognormal", Alternative.LOGNORMAL,
            "exponential", Alternative.EXPONENTIAL,
            "stretched", Alternative.STRETCHED_EXPONENTIAL,
            "cutoff", Alternative.POWER_LAW_WITH_CUTOFF);

    private static List<String[]> rows(String name) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AlternativeFitTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split(";", -1));
                }
            }
        }
        return rows;
    }

    private static Map<String, double[]> samples() throws IOException {
        Map<String, List<Double>> lists = new HashMap<>();
        for (String[] row : rows("alternative-samples.csv")) {
            lists.computeIfAbsent(row[0], name -> new ArrayList<>()).add(Double.parseDouble(row[1]));
        }
        Map<String, double[]> samples = new HashMap<>();
        lists.forEach((name, list) ->
                samples.put(name, list.stream().mapToDouble(Double::doubleValue).toArray()));
        return samples;
    }

    private static double bound(String text) {
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /**
     * Parameters and log likelihoods of fits that mpmath made at 30 digits. A likelihood is flat at its maximum, so that it holds to
     * rounding; the curvature of a lognormal law in a long range is known less well than 1e-9 by none of the sums.
     */
    @Test
    void agreesWithIndependentFits() throws IOException {
        Map<String, double[]> samples = samples();
        List<String[]> fits = rows("alternative-fits.csv");
        assertTrue(fits.size() >= 38);
        for (String[] row : fits) {
            SortedSample sample = SortedSample.of(samples.get(row[0]));
            Window window = sample.between(bound(row[1]), bound(row[2]));
            AlternativeFit fit = LAWS.get(row[3]).fit(sample, window);
            String what = row[0] + " " + row[2] + " " + row[3];
            double expected = Double.parseDouble(row[4]);
            assertEquals(Maximum.INTERIOR, fit.maximum(), what);
            assertEquals(expected, fit.logLikelihood(), 1e-13 * Math.abs(expected) + 1e-12, what);
            for (int i = 5; i < row.length; i++) {
                double parameter = Double.parseDouble(row[i]);
                assertEquals(parameter, fit.parameters().get(i - 5), 1e-9 * Math.abs(parameter), what);
            }
            double sum = 0;
            for (double x : samples.get(row[0])) {
                sum += fit.logDensity(x);
            }
            assertEquals(expected, sum, 1e-11 * Math.abs(expected), what);
        }
    }

    /** Multiplying all values by a power of two moves the fits by nothing but rounding, from the smallest to the largest numbers. */
    @Test
    void knowsNoScale() throws IOException {
        double[] values = samples().get("cut-k0.5");
        for (Alternative alternative : Alternative.values()) {
            SortedSample plain = SortedSample.of(values);
            AlternativeFit fit = alternative.fit(plain, plain.between(0.001, 30));
            for (int power : new int[] {-900, 900}) {
                double scale = Math.scalb(1.0, power);
                double[] moved = new double[values.length];
                for (int i = 0; i < moved.length; i++) {
                    moved[i] = values[i] * scale;
                }
                SortedSample sample = SortedSample.of(moved);
                AlternativeFit other = alternative.fit(sample, sample.between(0.001 * scale, 30 * scale));
                // Logarithms near 624 are rounded to 1e-13, which each of 80 terms of size k feels.
                assertEquals(
                        fit.logLikelihood() - values.length * power * Math.log(2),
                        other.logLikelihood(),
                        1e-9,
                        alternative.words());
            }
        }
    }

    /** The density integrates to 1 in ln x wherever the fit lies: inside, and where the alternative is the power law. */
    @Test
    void densitiesHaveMassOne() throws IOException {
        GaussLegendre rule = GaussLegendre.of(30);
        Map<String, double[]> samples = samples();
        int atPowerLaw = 0;
        for (String name : List.of("cut-k0.5", "cut-k2", "weibull", "valley", "rising")) {
            double[] values = samples.get(name);
            double low = name.equals("valley") || name.equals("rising") ? 1 : 1e-3;
            double high = name.equals("valley") ? 3 : name.equals("rising") ? 10 : 30;
            SortedSample sample = SortedSample.of(values);
            for (Alternative alternative : Alternative.values()) {
                AlternativeFit fit = alternative.fit(sample, sample.between(low, high));
                if (fit.maximum() == Maximum.POWER_LAW) {
                    atPowerLaw++;
                }
                double mass = rule.integrate(
                        u -> Math.exp(fit.logDensity(Math.exp(u)) + u),
                        Math.log(low) + 1e-15,
                        Math.log(high) - 1e-15,
                        200);
                assertEquals(1, mass, 1e-11, name + " " + alternative.words());
            }
            assertEquals(
                    Double.NEGATIVE_INFINITY,
                    Alternative.EXPONENTIAL
                            .fit(sample, sample.between(low, high))
                            .logDensity(2 * high));
        }
        assertTrue(atPowerLaw >= 3, "only " + atPowerLaw + " fits at the power law");
    }

    /** Quantiles of e^x on [1, 10], which rises faster than any power law and so bends away from a cut-off. */
    @Test
    void saysWhereAnAlternativeIsThePowerLaw() {
        double[] values = new double[100];
        for (int i = 0; i < 100; i++) {
            values[i] = Math.log(Math.E + (i + 0.5) / 100 * (Math.exp(10) - Math.E));
        }
        SortedSample rising = SortedSample.of(values);
        Window window = rising.between(1, 10);
        double powerLaw = rising.estimate(window).exponent();
        for (Alternative alternative : List.of(Alternative.POWER_LAW_WITH_CUTOFF, Alternative.STRETCHED_EXPONENTIAL)) {
            AlternativeFit fit = alternative.fit(rising, window);
            assertEquals(Maximum.POWER_LAW, fit.maximum());
            if (alternative == Alternative.POWER_LAW_WITH_CUTOFF) {
                assertEquals(powerLaw, fit.parameter("exponent"), 1e-12);
                assertEquals(0, fit.parameter("rate"));
            } else {
                assertEquals(1 - powerLaw, fit.parameter("shape"), 1e-12);
                assertEquals(0, fit.parameter("decay"));
            }
        }
    }

    /** Values within a thousandth of the range: the normal law of ln x is all but untruncated, so its fit is a closed form. */
    @Test
    void fitsANarrowPeak() throws IOException {
        double[] values = samples().get("narrow");
        SortedSample sample = SortedSample.of(values);
        AlternativeFit fit = Alternative.LOGNORMAL.fit(sample, sample.between(1, 1000));
        double mean = 0;
        for (double x : values) {
            mean += Math.log(x) / values.length;
        }
        double variance = 0;
        for (double x : values) {
            variance += (Math.log(x) - mean) * (Math.log(x) - mean) / values.length;
        }
        assertEquals(0.5 / variance, fit.parameter("curvature"), 1e-8 / variance);
        assertEquals(
                -0.5 * values.length * (Math.log(2 * Math.PI * variance) + 1) - values.length * mean,
                fit.logLikelihood(),
                1e-8);
    }

    @Test
    void saysWhereThereIsNoMaximum() {
        SortedSample equal = SortedSample.of(2, 2, 2, 2);
        for (Alternative alternative : Alternative.values()) {
            if (alternative != Alternative.EXPONENTIAL) {
                AlternativeFit fit = alternative.fit(equal, equal.between(1, 4));
                assertEquals(Maximum.NONE, fit.maximum());
                assertTrue(Double.isNaN(fit.logDensity(2)));
            }
        }
        assertEquals(
                "There is no value in [5.0, 6.0], so no law can be fitted there; give a wider range.",
                assertThrows(InvalidInputException.class, () -> Alternative.LOGNORMAL.fit(equal, equal.between(5, 6)))
                        .getMessage());
        AlternativeFit fit = Alternative.EXPONENTIAL.fit(equal, equal.between(1, 4));
        assertThrows(InvalidInputException.class, () -> fit.parameter("scale"));
    }
}
