package org.jumpscope.experiments.escape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Normal;
import org.jumpscope.experiments.Progress;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitEscapeTest {
    /** Normal quantiles in place of the images: zeros are wide, ones narrow. */
    private static DigitEscape.Images images(int n) {
        return new DigitEscape.Images(quantiles(0, 0.23, n), quantiles(1, 0.08, n));
    }

    private static Vector quantiles(double mean, double deviation, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Normal.of(mean, deviation).quantile((i + 0.5) / n);
        }
        return Vector.of(x);
    }

    private static DigitEscape.Digits digits(int n) {
        return new DigitEscape.Digits(images(n), images(n / 2));
    }

    /** Jumps of all images at the equilibrium, from the gradients of single images. */
    private static double[] jumps(DigitEscape.Well well) {
        double[] jumps = new double[well.learnt().images()];
        double[] g = new double[2];
        for (int i = 0; i < jumps.length; i++) {
            well.learnt().gradient(DigitEscape.Well.start(), i, g);
            jumps[i] = Math.hypot(g[0], g[1]);
        }
        return jumps;
    }

    /**
     * Against the closed form F(q) = (1 − (q/a)^(1−k))/(1 − (b/a)^(1−k)) on [a, b] with b/a = 100. The design is for the samples
     * smoothed, so that they follow it up to the smoothing: Kolmogorov's distance is far below its 95 % point 1.36/√n = 0.068 of an
     * independent sample.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 2.5})
    void lossesHaveEqualMeanSquareAndTheirExponent(double exponent) {
        DigitEscape.Well well = DigitEscape.Well.of(digits(200), exponent);
        double[] jumps = jumps(well);
        double square = 0;
        for (double jump : jumps) {
            square += jump * jump / jumps.length;
        }
        // The factor makes it 1 to rounding.
        assertEquals(1, square, 1e-12);
        Arrays.sort(jumps);
        double low = jumps[0];
        assertTrue(jumps[jumps.length - 1] <= 100.1 * low);
        double distance = 0;
        for (int i = 0; i < jumps.length; i++) {
            double f = (1 - Math.pow(jumps[i] / low, 1 - exponent)) / (1 - Math.pow(100, 1 - exponent));
            distance = Math.max(distance, Math.abs(f - (i + 0.5) / jumps.length));
        }
        assertTrue(distance < 0.04, "distance " + distance);
        assertEquals(exponent, well.loss().exponentMeasured(), 2 * well.loss().standardError());
        assertTrue(well.loss().standardError() < 0.1);
    }

    /** The gradient is that of the risk by central differences (error of order δ², rounding 1e-16/δ), and nearly 0 at the state. */
    @Test
    void gradientsAreThoseOfTheRisk() {
        DigitEscape.Well well = DigitEscape.Well.of(digits(200), 2);
        DigitNeuron neuron = well.learnt();
        double[] q = {7, -5.1};
        double[] mean = new double[2];
        double[] weighted = new double[2];
        double[] weights = new double[neuron.images()];
        weights[3] = 2;
        neuron.gradients(q, weights, mean, weighted);
        double delta = 1e-5;
        for (int j = 0; j < 2; j++) {
            double[] up = q.clone();
            double[] down = q.clone();
            up[j] += delta;
            down[j] -= delta;
            assertEquals((neuron.risk(up) - neuron.risk(down)) / (2 * delta), mean[j], 1e-6);
        }
        double[] single = new double[2];
        neuron.gradient(q, 3, single);
        assertEquals(2 * single[0], weighted[0], 1e-14);
        assertEquals(2 * single[1], weighted[1], 1e-14);
        // At the designed state the mean of 400 gradients of mean square 1 is much smaller than their error 1/√400.
        assertTrue(well.loss().meanGradient() < 0.05, "gradient " + well.loss().meanGradient());
        assertTrue(well.loss().curvature() > 0);
        assertTrue(well.loss().riskWithoutWeight() > 0);
    }

    /** Mean ḡ and covariance (1/n) Σ (g − ḡ)(g − ḡ)ᵀ, away from the equilibrium: five standard errors of each, 6e-7. */
    @ParameterizedTest
    @EnumSource(DigitDescent.Law.class)
    void noisesHaveTheSameMeanAndCovariance(DigitDescent.Law law) {
        DigitEscape.Well well = DigitEscape.Well.of(digits(60), 2);
        DigitNeuron neuron = well.learnt();
        double[] q = {5, -3};
        double[][] g = new double[neuron.images()][2];
        for (int i = 0; i < g.length; i++) {
            neuron.gradient(q, i, g[i]);
        }
        double[] mean = {average(g, 0, -1), average(g, 1, -1)};
        double[][] centred = centred(g, mean);
        DigitDescent descent = new DigitDescent(neuron, 1);
        UniformRandomProvider random = RandomBlocks.of(9).block(0);
        int draws = 100_000;
        double[][] drawn = new double[draws][];
        for (int i = 0; i < draws; i++) {
            drawn[i] = descent.draw(q, law, random);
        }
        double[][] deviations = centred(drawn, mean);
        for (int j = 0; j < 2; j++) {
            double variance = average(centred, j, j);
            assertEquals(0, average(deviations, j, -1), 5 * Math.sqrt(variance / draws));
            for (int k = j; k < 2; k++) {
                double product = average(deviations, j, k);
                double square = 0;
                for (double[] each : deviations) {
                    square += each[j] * each[k] * each[j] * each[k] / draws;
                }
                double error = Math.sqrt((square - product * product) / draws);
                assertEquals(average(centred, j, k), product, 5 * error);
            }
        }
        double kurtosis = fourth(deviations) / Math.pow(average(deviations, 1, 1), 2);
        double expected = law == DigitDescent.Law.NORMAL ? 3 : fourth(centred) / Math.pow(average(centred, 1, 1), 2);
        // The fourth moment of a normal law has a relative error √(96/9/n) = 1 %.
        assertEquals(expected, kurtosis, 0.05 * expected);
    }

    private static double[][] centred(double[][] values, double[] mean) {
        double[][] centred = new double[values.length][2];
        for (int i = 0; i < values.length; i++) {
            centred[i][0] = values[i][0] - mean[0];
            centred[i][1] = values[i][1] - mean[1];
        }
        return centred;
    }

    /** The mean of component j times component k; of component j alone for k = −1. */
    private static double average(double[][] values, int j, int k) {
        double sum = 0;
        for (double[] each : values) {
            sum += each[j] * (k < 0 ? 1 : each[k]);
        }
        return sum / values.length;
    }

    private static double fourth(double[][] values) {
        double sum = 0;
        for (double[] each : values) {
            sum += Math.pow(each[1], 4);
        }
        return sum / values.length;
    }

    /** By hand: 140 steps for 2 runs that left; the ratio 70/35 with relative errors 0.3 and 0.4 has exp(±1.96 · 0.5). */
    @Test
    void timesToLeaveCountAllSteps() {
        EscapeTime time = EscapeTime.of(new long[] {10, 30, 100}, 100);
        assertEquals(2, time.escaped());
        assertEquals(70, time.meanSteps(), 1e-12);
        assertEquals(70 / Math.sqrt(2), time.standardError(), 1e-12);
        // The mean of squares is 1000/2, the square of the mean 20².
        assertEquals(
                Math.sqrt(100 / 2.0), EscapeTime.of(new long[] {10, 30}, 100).standardError(), 1e-12);
        EscapeTime none = EscapeTime.of(new long[] {100, 100}, 100);
        assertEquals(200, none.meanSteps(), 1e-12);
        assertEquals(List.of(0.0, Double.POSITIVE_INFINITY), none.interval(time));
        List<Double> interval = new EscapeTime(9, 70, 21).interval(new EscapeTime(9, 35, 14));
        assertEquals(2 * Math.exp(-1.959964 * 0.5), interval.get(0), 1e-6);
        assertEquals(2 * Math.exp(1.959964 * 0.5), interval.get(1), 1e-6);
    }

    /** A rate so small that a state moves by less than the well is wide never leaves; a level below the start is left at once. */
    @Test
    void runsEndWhenTheyLeave() {
        DigitEscape.Well well = DigitEscape.Well.of(digits(60), 2);
        DigitDescent descent = new DigitDescent(well.learnt(), 1e-9);
        double risk = well.learnt().risk(DigitEscape.Well.start());
        RandomBlocks random = RandomBlocks.of(1);
        double[] start = DigitEscape.Well.start();
        assertEquals(200, descent.stepsTo(start, DigitDescent.Law.JUMPS, risk + 1, 200, random));
        assertEquals(DigitDescent.LOOK, descent.stepsTo(start, DigitDescent.Law.JUMPS, risk - 1, 200, random));
        assertEquals(
                risk, descent.end(start, DigitDescent.Law.NORMAL, 100, random).risk(), 1e-6);
    }

    @Test
    void doesNotDependOnThreads() {
        DigitEscape.Result one = DigitEscape.run(new DigitEscape.Request(digits(60), 2, 2, 3, 1), Progress.NONE);
        assertEquals(one, DigitEscape.run(new DigitEscape.Request(digits(60), 2, 2, 3, 2), Progress.NONE));
        assertEquals(120, one.images());
        assertEquals(3, one.losses().size());
        assertEquals(18, one.cells().size());
        assertEquals(9, one.ends().size());
        for (DigitEscape.Cell cell : one.cells()) {
            assertEquals(2, cell.escaped());
            assertTrue(cell.interval().get(0) <= cell.ratio()
                    && cell.ratio() <= cell.interval().get(1));
        }
    }

    @Test
    void refusesTooFewRuns() {
        DigitEscape.Digits few = digits(60);
        assertThrows(
                InvalidInputException.class,
                () -> DigitEscape.run(new DigitEscape.Request(few, 1, 5, 1, 1), Progress.NONE));
    }
}
