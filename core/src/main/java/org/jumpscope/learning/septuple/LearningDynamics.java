package org.jumpscope.learning.septuple;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.learning.Metric;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.network.septuple.BoundaryDynamics;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The dynamics on the longest time scale ML: after M draws of the boundary q makes the step that an optimiser makes of the mean
 * force −∂⟨H⟩_M/∂q (Eq. 2.3).
 *
 * <p>A step is what training really makes; the jump of a sample at a state is γ times the optimiser's metric, frozen there, times
 * the sample's force, of {@link #pass}.
 */
public final class LearningDynamics {
    private final SeptuplePass pass;
    private final BoundaryDynamics boundary;
    private final int batch;
    private final Optimiser optimiser;

    private LearningDynamics(SeptuplePass pass, BoundaryDynamics boundary, int batch, Optimiser optimiser) {
        this.pass = pass;
        this.boundary = boundary;
        this.batch = batch;
        this.optimiser = optimiser;
    }

    /**
     * Plain gradient descent with M = 1 at the rate of a pass.
     *
     * @param pass the learning pass; its metric is not used
     * @param boundary draws of the boundary; their interval L has to be as long as the activation pass
     * @throws InvalidInputException if L is shorter
     */
    public static LearningDynamics of(SeptuplePass pass, BoundaryDynamics boundary) {
        if (boundary.interval() < pass.dynamics().steps()) {
            throw new InvalidInputException("The boundary changes after " + boundary.interval()
                    + " time steps, before the activation pass of "
                    + pass.dynamics().steps() + " is over; give a longer interval.");
        }
        return new LearningDynamics(pass, boundary, 1, new Optimiser.Sgd());
    }

    /**
     * The same with mini-batches.
     *
     * @param size M, 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public LearningDynamics withBatch(int size) {
        if (size < 1) {
            throw new InvalidInputException("Batch size " + size + " is not positive; give 1 or more.");
        }
        return new LearningDynamics(pass, boundary, size, optimiser);
    }

    /** The same with another optimiser. */
    public LearningDynamics with(Optimiser other) {
        return new LearningDynamics(pass, boundary, batch, other);
    }

    /**
     * Where learning is.
     *
     * @param step steps made
     * @param trainables q
     * @param accumulators the optimiser's memory, each of length K
     */
    public record LearningState(long step, Vector trainables, List<Vector> accumulators) {
        /** Keeps a copy of the list. */
        public LearningState {
            accumulators = List.copyOf(accumulators);
        }
    }

    /** M. */
    public int batch() {
        return batch;
    }

    /** The unit time steps of a learning step, ML. */
    public long interval() {
        return (long) batch * boundary.interval();
    }

    /** The state before the first step. */
    public LearningState start() {
        Vector q = pass.septuple().trainables();
        List<Vector> memory = new ArrayList<>();
        for (int i = 0; i < optimiser.accumulators(); i++) {
            memory.add(Vector.of(new double[q.size()]));
        }
        return new LearningState(0, q, memory);
    }

    /**
     * Makes steps.
     *
     * @param from where to go on
     * @param steps how many
     * @throws NoAnswerException if a variable grows beyond all numbers
     */
    public LearningState run(LearningState from, long steps) {
        LearningState state = from;
        for (long i = 0; i < steps; i++) {
            state = next(state);
        }
        return state;
    }

    private LearningState next(LearningState state) {
        List<BoundarySample> samples = new ArrayList<>();
        long first = state.step() * batch;
        for (int s = 0; s < batch; s++) {
            samples.add(boundary.draw(first + s));
        }
        double[] gradient = pass.at(state.trainables()).meanGradient(samples, first);
        double[] q = state.trainables().toArray();
        double[][] memory = memory(state);
        optimiser.step(pass.rate(), state.step() + 1, gradient, q, memory, 0, q.length);
        for (int l = 0; l < q.length; l++) {
            if (!Double.isFinite(q[l])) {
                throw new NoAnswerException("The training diverges at step " + (state.step() + 1)
                        + ": trainable variable " + l + " is " + q[l] + "; give a smaller rate than " + pass.rate()
                        + ".");
            }
        }
        List<Vector> kept = new ArrayList<>();
        for (double[] each : memory) {
            kept.add(Vector.of(each));
        }
        return new LearningState(state.step() + 1, Vector.of(q), kept);
    }

    private static double[][] memory(LearningState state) {
        return state.accumulators().stream().map(Vector::toArray).toArray(double[][]::new);
    }

    /**
     * The learning pass at a state: its jumps are γ · metric · force, with the optimiser's metric frozen there; before the first
     * step, where memories are empty, that of plain gradient descent.
     */
    public SeptuplePass pass(LearningState state) {
        SeptuplePass there = pass.at(state.trainables());
        if (state.step() == 0) {
            return there.withMetric(Metric.identity());
        }
        return there.withMetric(optimiser.frozen(
                state.step(), state.accumulators(), state.trainables().size()));
    }

    /**
     * The law of jumps at a state by sampling, along one direction: uᵀ of the mean jump of M draws, with the optimiser's metric
     * frozen. For M = 1 this is the law of single jumps, over the boundary alone (3.9) or also over a random initial state (3.8);
     * beside it stands that of mini-batches.
     *
     * @param state where q stays
     * @param direction u, of length K
     * @param size M, 1 or more
     * @param count how many values
     * @return value i from the draws iM to iM + M − 1 of the boundary
     * @throws InvalidInputException if the direction has another length, or M is not positive
     */
    public Vector jumpsAlong(LearningState state, Vector direction, int size, int count) {
        int k = state.trainables().size();
        if (direction.size() != k) {
            throw new InvalidInputException(
                    "The direction has " + direction.size() + " elements; give " + k + " of them.");
        }
        SeptuplePass there = withBatch(size).pass(state);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            long first = (long) i * size;
            List<BoundarySample> samples = new ArrayList<>();
            for (int s = 0; s < size; s++) {
                samples.add(boundary.draw(first + s));
            }
            Vector jump = there.meanJump(samples, first);
            for (int l = 0; l < k; l++) {
                values[i] += direction.get(l) * jump.get(l);
            }
        }
        return Vector.of(values);
    }
}
