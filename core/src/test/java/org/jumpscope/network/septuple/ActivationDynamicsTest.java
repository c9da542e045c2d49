package org.jumpscope.network.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class ActivationDynamicsTest {
    /** x₀ clamped to u drives x₁ ← a x₁ + u, which reads x₂; x₂ is compared with a target. */
    private static ActivationDynamics driven(double a, double feedback, Boundary.OutputState state, int steps) {
        SharedWeights weights = SharedWeights.of(
                3,
                2,
                List.of(new SharedWeights.Weight(1, 1, 0), new SharedWeights.Weight(1, 2, 1)),
                List.of(),
                List.of(new SharedWeights.FixedWeight(1, 0, 1), new SharedWeights.FixedWeight(2, 1, 1)),
                List.of());
        return ActivationDynamics.of(
                Boundary.of(3, List.of(0), List.of(2), state),
                weights.at(Vector.of(a, feedback)),
                ActivationMap.of(3, List.of()),
                steps);
    }

    /** x(t) = aᵗ x(0) + u (1 − aᵗ)/(1 − a). */
    @Test
    void aLinearCycleIsAGeometricSeries() {
        double a = 0.75;
        ActivationDynamics dynamics = driven(a, 0, Boundary.OutputState.PREDICTED, 6);
        var history = dynamics.run(BoundarySample.of(Vector.of(2), Vector.of(0)), Vector.of(99, 0.5, 7));
        for (int t = 0; t <= 6; t++) {
            double power = Math.pow(a, t);
            assertEquals(
                    power * 0.5 + 2 * (1 - power) / (1 - a), history.state(t).get(1), 1e-14);
            assertEquals(2, history.state(t).get(0));
        }
        assertEquals(history.state(5).get(1), dynamics.outputs(history).get(0));
        assertEquals(Vector.of(1, 0, 0), dynamics.boundary().projection());
        assertEquals(1, dynamics.boundary().dimension());
    }

    /** A clamped output acts on others by its target, a predicted one by its activation; both are compared alike. */
    @Test
    void anOutputIsClampedOrPredicted() {
        BoundarySample sample = BoundarySample.of(Vector.of(1), Vector.of(10));
        Vector zero = Vector.of(0, 0, 0);
        ActivationDynamics clamped = driven(0, 0.5, Boundary.OutputState.CLAMPED, 3);
        // x₁: 0, 1 + 5, 6, 6, and f₂ = x₁ of the step before.
        assertEquals(6, clamped.outputs(clamped.run(sample, zero)).get(0));
        assertEquals(10, clamped.run(sample, zero).state(2).get(2));
        assertEquals(2, clamped.boundary().dimension());
        ActivationDynamics predicted = driven(0, 0.5, Boundary.OutputState.PREDICTED, 4);
        // x₁: 0, 1, 1, 1.5; x₂: 0, 0, 1, 1, 1.5.
        assertEquals(1.5, predicted.outputs(predicted.run(sample, zero)).get(0));
    }

    @Test
    void aRandomInitialStateDependsOnTheDrawAlone() {
        InitialState random = InitialState.random(Normal.of(0, 1), 4);
        assertEquals(random.state(5, 3), InitialState.random(Normal.of(0, 1), 4).state(5, 3));
        assertNotEquals(random.state(5, 3), random.state(5, 4));
        assertEquals(Vector.of(0, 0), InitialState.zero().state(2, 9));
        assertEquals(Vector.of(1, 2), InitialState.of(Vector.of(1, 2)).state(2, 9));
        assertThrows(
                InvalidInputException.class,
                () -> InitialState.of(Vector.of(1, 2)).state(3, 0));
    }

    @Test
    void growthBeyondAllNumbersIsSaid() {
        ActivationDynamics dynamics = driven(1e200, 0, Boundary.OutputState.PREDICTED, 4);
        String message = assertThrows(
                        NoAnswerException.class,
                        () -> dynamics.run(BoundarySample.of(Vector.of(1), Vector.of(0)), Vector.of(0, 1, 0)))
                .getMessage();
        assertTrue(message.contains("Neuron 1") && message.contains("step 2"), message);
        assertThrows(InvalidInputException.class, () -> driven(1, 0, Boundary.OutputState.PREDICTED, 0));
        assertThrows(
                InvalidInputException.class,
                () -> dynamics.run(BoundarySample.of(Vector.of(1, 2), Vector.of(0)), Vector.of(0, 1, 0)));
    }

    /** The boundary is one draw for L time steps; each sample is drawn as often as the others, up to 5 standard deviations. */
    @Test
    void theBoundaryIsDrawnOnceInAnInterval() {
        LabelledSamples samples = LabelledSamples.of(new double[] {1, 2, 3, 4}, 1, new double[] {0, 1, 0, 2});
        BoundaryDynamics dynamics = BoundaryDynamics.of(BoundaryDynamics.uniform(samples, 3, TargetKind.LABEL, 11), 5);
        int[] counts = new int[4];
        for (long draw = 0; draw < 4000; draw++) {
            BoundarySample sample = dynamics.draw(draw);
            assertEquals(sample, dynamics.at(5 * draw));
            assertEquals(sample, dynamics.at(5 * draw + 4));
            int which = (int) sample.inputs().get(0) - 1;
            assertEquals(1, sample.targets().get((int) samples.label(which)));
            counts[which]++;
        }
        for (int count : counts) {
            assertEquals(1000, count, 5 * Math.sqrt(4000 * 0.25 * 0.75));
        }
        BoundarySample tied = BoundaryDynamics.sample(samples, 2, 1, TargetKind.INPUT);
        assertEquals(tied.inputs(), tied.targets());
        assertThrows(InvalidInputException.class, () -> BoundaryDynamics.uniform(samples, 3, TargetKind.INPUT, 1));
        assertThrows(InvalidInputException.class, () -> BoundaryDynamics.uniform(samples, 2, TargetKind.LABEL, 1));
    }

    /** f of a group is the catalogue's, of a neuron without a group the identity. */
    @Test
    void groupsOfNeuronsHaveActivationsOfTheirOwn() {
        ActivationMap map = ActivationMap.of(
                5,
                List.of(
                        ActivationMap.Group.of(List.of(3, 0), Activation.tanh()),
                        ActivationMap.Group.softmax(List.of(4, 1))));
        double[][] f = map.values(new double[][] {{0.3}, {1}, {-2}, {0.7}, {2}}, 1);
        assertEquals(Math.tanh(0.3), f[0][0], 1e-15);
        assertEquals(Math.tanh(0.7), f[3][0], 1e-15);
        assertEquals(-2, f[2][0]);
        assertEquals(1 / (1 + Math.E), f[1][0], 1e-15);
        assertEquals(1, f[1][0] + f[4][0], 1e-15);
    }
}
