package org.jumpscope.network.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class SharedWeightsTest {

    private static Vector random(int n, String name) {
        return Vector.of(RandomBlocks.of(7).stream(name)
                .block(0)
                .doubles(n)
                .map(u -> 2 * u - 1)
                .toArray());
    }

    /** The corrected index N(i − 1) + j, here from 0, gives each weight and bias a variable of its own; the printed one does not. */
    @Test
    void denseWeightsHaveDifferentVariables() {
        int n = 4;
        SharedWeights dense = SharedWeights.dense(n);
        assertEquals(n * n + n, dense.trainables());
        double[] q = new double[dense.trainables()];
        for (int l = 0; l < q.length; l++) {
            q[l] = l;
        }
        Connections at = dense.at(Vector.of(q));
        Set<Double> seen = new HashSet<>();
        Set<Integer> printed = new HashSet<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(n * i + j, at.weights().get(i, j));
                seen.add(at.weights().get(i, j));
                printed.add((i + 1) * (n - 1) + j + 1);
            }
            assertEquals(n * n + i, at.biases().get(i));
            seen.add(at.biases().get(i));
        }
        assertEquals(q.length, seen.size());
        assertTrue(printed.size() < n * n);
    }

    /** One kernel of three weights and a bias over eight neurons, average pooling in pairs, and a skip. */
    @Test
    void holdsConvolutionPoolingAndSkips() {
        List<SharedWeights.Weight> weights = new ArrayList<>();
        List<SharedWeights.Bias> biases = new ArrayList<>();
        List<SharedWeights.FixedWeight> fixed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 3; k++) {
                weights.add(new SharedWeights.Weight(8 + i, i + k, k));
            }
            biases.add(new SharedWeights.Bias(8 + i, 3));
            fixed.add(new SharedWeights.FixedWeight(14 + i / 2, 8 + i, 0.5));
        }
        fixed.add(new SharedWeights.FixedWeight(16, 7, 1));
        SharedWeights shared = SharedWeights.of(17, 4, weights, biases, fixed, List.of());
        assertEquals(18 + 6 + 1, shared.connections());
        assertEquals(List.of(0, 1, 2), shared.variablesOfWeights());
        assertEquals(List.of(7, 12, 13), shared.sourcesOf(16));
        Vector q = Vector.of(0.5, -1, 2, 0.25);
        Vector x = random(8, "x");
        ActivationDynamics dynamics = ActivationDynamics.of(
                Boundary.of(17, List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(14, 15, 16), Boundary.OutputState.PREDICTED),
                shared.at(q),
                ActivationMap.of(17, List.of()),
                2);
        BoundarySample sample = BoundarySample.of(x, Vector.of(0, 0, 0));
        Vector out = dynamics.outputs(dynamics.run(sample, Vector.of(new double[17])));
        for (int p = 0; p < 3; p++) {
            double mean = 0;
            for (int i = 2 * p; i < 2 * p + 2; i++) {
                mean += (0.5 * x.get(i) - x.get(i + 1) + 2 * x.get(i + 2) + 0.25) / 2;
            }
            assertEquals(mean + (p == 2 ? x.get(7) : 0), out.get(p), 1e-15);
        }
    }

    /** ⟨W u, G⟩ + ⟨B u, g⟩ = ⟨u, Wᵀ G + Bᵀ g⟩, with shared variables, two terms of a pair, and constants, which do not move. */
    @Test
    void pullsBackByTheTranspose() {
        SharedWeights shared = SharedWeights.of(
                3,
                4,
                List.of(
                        new SharedWeights.Weight(0, 1, 0, 2),
                        new SharedWeights.Weight(0, 1, 2, -1.5),
                        new SharedWeights.Weight(2, 0, 0, 0.5),
                        new SharedWeights.Weight(1, 1, 3)),
                List.of(new SharedWeights.Bias(2, 1, -3), new SharedWeights.Bias(0, 0)),
                List.of(new SharedWeights.FixedWeight(0, 1, 10), new SharedWeights.FixedWeight(1, 2, 4)),
                List.of(new SharedWeights.FixedBias(1, 5)));
        Vector q = random(4, "q");
        Connections at = shared.at(q);
        assertEquals(2 * q.get(0) - 1.5 * q.get(2) + 10, at.weights().get(0, 1), 1e-14);
        assertEquals(4, at.weights().get(1, 2));
        assertEquals(0, at.weights().get(2, 2));
        assertEquals(5, at.biases().get(1));
        Vector u = random(4, "u");
        Vector delta = random(3, "delta");
        Vector x = random(3, "x");
        Matrix along = shared.along(u).weights();
        double forward = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                forward += along.get(i, j) * delta.get(i) * x.get(j);
            }
            forward += shared.along(u).biases().get(i) * delta.get(i);
        }
        double[][] weights = new double[shared.connections()][1];
        double[][] column = new double[3][1];
        for (int i = 0; i < 3; i++) {
            column[i][0] = delta.get(i);
        }
        at.addOuter(column, x.toArray(), 1, weights);
        double[][] gradient = new double[4][1];
        shared.addPulledBack(weights, column, 1, gradient);
        double back = 0;
        for (int l = 0; l < 4; l++) {
            back += u.get(l) * gradient[l][0];
        }
        assertEquals(forward, back, 1e-14);
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThrows(InvalidInputException.class, () -> SharedWeights.dense(0));
        assertThrows(InvalidInputException.class, () -> SharedWeights.dense(2049));
        assertThrows(
                InvalidInputException.class,
                () -> SharedWeights.of(2, 1, List.of(new SharedWeights.Weight(0, 2, 0)), List.of()));
        assertThrows(
                InvalidInputException.class,
                () -> SharedWeights.of(2, 1, List.of(new SharedWeights.Weight(0, 1, 1)), List.of()));
        assertThrows(
                InvalidInputException.class,
                () -> SharedWeights.of(2, 1, List.of(), List.of(new SharedWeights.Bias(0, 0, Double.NaN))));
        SharedWeights shared = SharedWeights.dense(2);
        assertThrows(InvalidInputException.class, () -> shared.at(Vector.of(1, 2)));
        assertThrows(InvalidInputException.class, () -> shared.at(Vector.of(1, 2, 3, 4, Double.NaN, 6)));
        assertThrows(
                InvalidInputException.class,
                () -> Boundary.of(3, List.of(0, 1), List.of(1), Boundary.OutputState.CLAMPED));
        assertThrows(
                InvalidInputException.class,
                () -> Boundary.of(3, List.of(0, 1), List.of(), Boundary.OutputState.CLAMPED));
        assertThrows(
                InvalidInputException.class,
                () -> ActivationMap.of(
                        3,
                        List.of(ActivationMap.Group.softmax(List.of(1, 2)), ActivationMap.Group.softmax(List.of(2)))));
    }
}
