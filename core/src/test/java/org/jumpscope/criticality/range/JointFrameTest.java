package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jumpscope.criticality.estimate.SortedSample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits with modelled ends against mpmath (joint_models.py beside the numbers), and exact distances against all ranks. */
class JointFrameTest {
    private static final int N = 200;
    private static final Map<String, SideModel> MODELS = Map.of(
            "N", SideModel.GUARDED, "E", SideModel.EXPONENTIAL, "G", SideModel.GAUSSIAN, "W", SideModel.STRETCHED);

    private static final SortedSample SAMPLE = SortedSample.ofSortedLogs(logs());

    private static double[] logs() {
        double[] logs = new double[N];
        for (int i = 0; i < N; i++) {
            double p = (i + 0.5) / N;
            double q = 2 * p - 1;
            logs[i] = -7.5 + 9 * (p + q * q * q * q * q / 4);
        }
        return logs;
    }

    static Stream<String> references() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(JointFrameTest.class.getResourceAsStream("joint-models.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    private static List<SideBasis> bases(String model, double shape, SideBasis.Side side, double end) {
        return model.equals("N") ? List.of() : List.of(new SideBasis(MODELS.get(model), side, shape, end));
    }

    private static double[] sums(List<SideBasis> bases) {
        double[] sums = new double[bases.size()];
        for (int j = 0; j < sums.length; j++) {
            double[] g = bases.get(j).at(java.util.Arrays.copyOfRange(SAMPLE.sharedLogs(), 1, N - 1));
            for (double value : g) {
                sums[j] += value;
            }
        }
        return sums;
    }

    private static JointFrame frame(List<SideBasis> left, List<SideBasis> right) {
        return new JointFrame(
                SAMPLE,
                new JointFrame.End(1, SAMPLE.log(0)),
                new JointFrame.End(N - 1, SAMPLE.log(N - 1)),
                1,
                0.3,
                left,
                sums(left),
                right,
                sums(right));
    }

    @ParameterizedTest
    @MethodSource("references")
    void fitsAsMpmath(String line) {
        String[] field = line.split(" ", -1);
        double a = SAMPLE.log(0) + 1.25;
        double b = SAMPLE.log(N - 1) - 1.5;
        List<SideBasis> left = bases(field[0], Double.parseDouble(field[1]), SideBasis.Side.LEFT, a);
        List<SideBasis> right = bases(field[2], Double.parseDouble(field[3]), SideBasis.Side.RIGHT, b);
        JointFrame frame = frame(left, right);
        JointFrame.Candidate best = frame.best(MODELS.get(field[0]), MODELS.get(field[2]), 0.3);
        JointFit fit = frame.describe(best, 0.5);
        double variance = Double.parseDouble(field[8]);
        // The fit stops at a Newton decrement of 2e-11 a value: an error of 5e-6 of √(variance a value).
        double tolerance = 5e-6 * Math.sqrt(variance);
        assertEquals(Double.parseDouble(field[4]), fit.exponent() - 1, tolerance, "slope");
        assertEquals(Double.parseDouble(field[5]), fit.leftStrength(), 1e-4, "left");
        assertEquals(Double.parseDouble(field[6]), fit.rightStrength(), 1e-4, "right");
        assertEquals(Double.parseDouble(field[7]), fit.logLikelihood(), 1e-7, "log-likelihood");
        assertEquals(Math.sqrt(variance / (N - 2)), fit.standardError(), 1e-4 * fit.standardError(), "error");
        // The taper sums are O(1); here they are checked against the sum over all values.
        for (SideBasis basis : left) {
            if (basis.model() == SideModel.GAUSSIAN) {
                assertEquals(sums(left)[0], basis.taperSum(SAMPLE, 1, N - 1), 1e-10);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void findsTheDistanceOfAllRanks(String line) {
        String[] field = line.split(" ", -1);
        List<SideBasis> left = bases(field[0], Double.parseDouble(field[1]), SideBasis.Side.LEFT, SAMPLE.log(0) + 1.25);
        List<SideBasis> right =
                bases(field[2], Double.parseDouble(field[3]), SideBasis.Side.RIGHT, SAMPLE.log(N - 1) - 1.5);
        JointFrame frame = frame(left, right);
        JointFrame.Candidate best = frame.best(MODELS.get(field[0]), MODELS.get(field[2]), 0.3);
        JointFit fit = frame.describe(best, 0.5);
        // F by the trapezoidal rule on 100 000 steps, error below 1e-8.
        int steps = 100_000;
        double low = SAMPLE.log(0);
        double width = (SAMPLE.log(N - 1) - low) / steps;
        double[] u = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            u[i] = low + i * width;
        }
        double[] gl = left.isEmpty() ? new double[steps + 1] : left.get(0).at(u);
        double[] gr = right.isEmpty() ? new double[steps + 1] : right.get(0).at(u);
        double[] cumulative = new double[steps + 1];
        double before = 0;
        for (int i = 0; i <= steps; i++) {
            double f = Math.exp(
                    -(fit.exponent() - 1) * (u[i] - low) - fit.leftStrength() * gl[i] - fit.rightStrength() * gr[i]);
            cumulative[i] = i == 0 ? 0 : cumulative[i - 1] + 0.5 * (f + before) * width;
            before = f;
        }
        double distance = 0;
        for (int r = 1; r < N - 1; r++) {
            double place = (SAMPLE.log(r) - low) / width;
            int i = Math.min(steps - 1, (int) place);
            double value = (cumulative[i] + (place - i) * (cumulative[i + 1] - cumulative[i])) / cumulative[steps];
            double n = N - 2;
            distance = Math.max(distance, Math.max(value - (r - 1) / n, r / n - value));
        }
        double root = Math.sqrt(N - 2);
        double expected = distance * (root + 0.12 + 0.11 / root);
        assertEquals(expected, frame.distance(best, Double.POSITIVE_INFINITY), 2e-6);
        double limit = 0.5 * expected;
        double stopped = frame.distance(best, limit);
        assertTrue(stopped > limit && stopped <= expected + 2e-6, "stopped at " + stopped);
    }
}
