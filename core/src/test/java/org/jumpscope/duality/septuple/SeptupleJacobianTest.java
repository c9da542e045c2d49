package org.jumpscope.duality.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.composition.Activation;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.Metric;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.InitialState;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeptupleJacobianTest {
    private static final String CASES = "org.jumpscope.duality.septuple.RecurrenceCase#all";

    private static double largest(Vector values) {
        return values.stream().map(Math::abs).max().orElseThrow();
    }

    /** Both are products of some dozen matrices in double precision: off by a few hundred ulps of the largest at most. */
    @ParameterizedTest
    @MethodSource(CASES)
    void agreesWithDoubleBackwardThroughTheRecurrence(RecurrenceCase data) {
        SeptuplePass pass = data.pass();
        assertEquals(data.value(), pass.loss(data.sample()), 1e-13 * (1 + data.value()));
        Vector jump = pass.jump(data.sample());
        Vector expected = data.vector("jump");
        for (int l = 0; l < expected.size(); l++) {
            assertEquals(expected.get(l), jump.get(l), 1e-13 * largest(expected));
        }
        SeptupleSample all = SeptupleJacobian.of(pass)
                .with(TargetColumns.FREE)
                .with(SeptupleJacobian.InitialColumns.FREE)
                .at(data.sample());
        Matrix matrix = all.matrix();
        Matrix reference = data.matrix("jacobian");
        double scale = data.vector("singularValuesOfAll").get(0);
        assertEquals(reference.rows(), matrix.rows());
        assertEquals(reference.columns(), matrix.columns());
        for (int l = 0; l < matrix.rows(); l++) {
            for (int j = 0; j < matrix.columns(); j++) {
                assertEquals(reference.get(l, j), matrix.get(l, j), 1e-12 * scale);
            }
        }
        check(data.vector("singularValuesOfAll"), all.singularValues().values());
        check(
                data.vector("singularValues"),
                SeptupleJacobian.of(pass).at(data.sample()).singularValues().values());
    }

    private static void check(Vector expected, Vector values) {
        assertEquals(expected.size(), values.size());
        for (int i = 0; i < values.size(); i++) {
            assertEquals(expected.get(i), values.get(i), 1e-12 * expected.get(0));
        }
    }

    private static Vector random(int n, UniformRandomProvider random) {
        return Vector.of(random.doubles(n).map(u -> 2 * u - 1).toArray());
    }

    private static double dot(Vector a, Vector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private static double norm(Vector a) {
        return Math.sqrt(dot(a, a));
    }

    /** uᵀ(J v) = (Jᵀu)ᵀv, the two of which are computed in different ways, also under a metric and truncated. */
    @ParameterizedTest
    @MethodSource(CASES)
    void productsAreAdjoint(RecurrenceCase data) {
        var random = RandomBlocks.of(5).stream("directions").block(0);
        int k = data.vector("q").size();
        Vector diagonal = Vector.of(random.doubles(k).map(u -> 0.5 + u).toArray());
        SeptuplePass pass = data.pass().withRate(0.7).withMetric(Metric.diagonal("test", diagonal));
        for (TargetColumns targets : List.of(TargetColumns.FIXED, TargetColumns.FREE)) {
            for (var initial : SeptupleJacobian.InitialColumns.values()) {
                SeptupleJacobian jacobian =
                        SeptupleJacobian.of(pass).with(targets).with(initial);
                SeptupleSample at = jacobian.at(data.sample());
                for (int i = 0; i < 3; i++) {
                    Vector v = random(jacobian.columns(), random);
                    Vector u = random(k, random);
                    Vector forward = at.apply(v);
                    Vector back = at.transposedApply(u);
                    double scale = Math.max(norm(u) * norm(forward), norm(v) * norm(back));
                    assertEquals(dot(u, forward), dot(back, v), 1e-12 * scale);
                }
            }
        }
    }

    /**
     * Gradient and Jacobian against central differences of loss and jump. With the step h = 1e-5 the error is h²/6 times a third
     * derivative plus 1e-16/h: about 1e-10 of values of order 1, and the states here grow to some hundreds in one case.
     */
    @ParameterizedTest
    @MethodSource(CASES)
    void derivativesAreDifferences(RecurrenceCase data) {
        SeptuplePass pass = data.pass();
        double step = 1e-5;
        Vector q = data.vector("q");
        Vector jump = pass.jump(data.sample());
        if (pass.gradientSteps() == pass.dynamics().steps()) {
            for (int l = 0; l < q.size(); l++) {
                double difference =
                        (loss(pass, data, moved(q, l, step)) - loss(pass, data, moved(q, l, -step))) / (2 * step);
                assertEquals(-difference, jump.get(l), 1e-8 * (1 + largest(jump)));
            }
        }
        Matrix matrix = SeptupleJacobian.of(pass)
                .with(TargetColumns.FREE)
                .with(SeptupleJacobian.InitialColumns.FREE)
                .at(data.sample())
                .matrix();
        double scale = 1 + data.vector("singularValuesOfAll").get(0);
        Vector projection = pass.septuple().boundary().projection();
        int column = 0;
        for (String field : List.of("x", "t", "initial")) {
            Vector values = data.vector(field);
            for (int j = 0; j < values.size(); j++) {
                if (field.equals("initial") && projection.get(j) == 1) {
                    continue;
                }
                Vector after = jump(pass, data, field, moved(values, j, step));
                Vector before = jump(pass, data, field, moved(values, j, -step));
                for (int l = 0; l < after.size(); l++) {
                    assertEquals((after.get(l) - before.get(l)) / (2 * step), matrix.get(l, column), 1e-8 * scale);
                }
                column++;
            }
        }
        assertEquals(matrix.columns(), column);
    }

    private static double loss(SeptuplePass pass, RecurrenceCase data, Vector q) {
        return SeptuplePass.of(pass.septuple().at(q), pass.dynamics().steps())
                .withInitialState(pass.initialState())
                .loss(data.sample());
    }

    private static Vector moved(Vector values, int index, double step) {
        double[] moved = values.toArray();
        moved[index] += step;
        return Vector.of(moved);
    }

    private static Vector jump(SeptuplePass pass, RecurrenceCase data, String field, Vector values) {
        return pass.withInitialState(InitialState.of(field.equals("initial") ? values : data.vector("initial")))
                .jump(BoundarySample.of(
                        field.equals("x") ? values : data.vector("x"), field.equals("t") ? values : data.vector("t")));
    }

    /** Two of four neurons are inputs and outputs at once in the data: targets tied to inputs add their columns. */
    @Test
    void tiedTargetsAddTheirColumns() {
        SharedWeights weights = SharedWeights.dense(5);
        var random = RandomBlocks.of(3).stream("q").block(0);
        Septuple septuple = Septuple.of(
                weights,
                random(30, random),
                new Boundary(
                        5,
                        List.of(0, 1),
                        List.of(
                                new Boundary.Output(3, Boundary.OutputState.PREDICTED),
                                new Boundary.Output(4, Boundary.OutputState.CLAMPED))),
                ActivationMap.of(5, List.of(ActivationMap.Group.of(List.of(2, 3, 4), Activation.tanh()))),
                new SquaredOutputs());
        SeptuplePass pass = SeptuplePass.of(septuple, 4).withInitialState(InitialState.random(Normal.of(0, 1), 8));
        Vector x = Vector.of(0.4, -0.8);
        BoundarySample sample = BoundarySample.reproducing(x);
        SeptupleJacobian jacobian = SeptupleJacobian.of(pass);
        Matrix free = jacobian.with(TargetColumns.FREE).at(sample, 5).matrix();
        SeptupleSample tied = jacobian.with(TargetColumns.INPUTS).at(sample, 5);
        Matrix matrix = tied.matrix();
        for (int l = 0; l < 30; l++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(free.get(l, j) + free.get(l, 2 + j), matrix.get(l, j), 1e-14);
            }
        }
        Vector u = random(30, random);
        Vector back = tied.transposedApply(u);
        for (int j = 0; j < 2; j++) {
            assertEquals(dot(u, matrix.column(j)), back.get(j), 1e-13);
        }
        assertThrows(
                InvalidInputException.class,
                () -> jacobian.with(TargetColumns.INPUTS).at(BoundarySample.of(x, Vector.of(1, 2))));
    }

    @Test
    void refusesAMatrixThatIsTooLarge() {
        int n = 600;
        Septuple septuple = Septuple.of(
                SharedWeights.dense(n),
                Vector.of(new double[n * (n + 1)]),
                Boundary.of(
                        n, IntStream.range(0, 500).boxed().toList(), List.of(n - 1), Boundary.OutputState.PREDICTED),
                ActivationMap.of(n, List.of()),
                new SquaredOutputs());
        SeptupleSample at = SeptupleJacobian.of(SeptuplePass.of(septuple, 1))
                .at(BoundarySample.of(Vector.of(new double[500]), Vector.of(0)));
        String message = assertThrows(NoAnswerException.class, at::matrix).getMessage();
        assertTrue(message.contains("360600 × 500"), message);
    }
}
