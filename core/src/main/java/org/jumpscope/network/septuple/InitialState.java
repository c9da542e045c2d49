package org.jumpscope.network.septuple;

import java.util.Arrays;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The state x(t₀) of the bulk before the activation pass: constant, as in (3.9), or random, as in (3.8).
 */
public sealed interface InitialState {
    /**
     * The state of all N neurons for a draw of the boundary; that of clamped neurons is not used.
     *
     * @param neurons N
     * @param draw number of the draw, from 0
     * @throws InvalidInputException if it is of another number of neurons
     */
    Vector state(int neurons, long draw);

    /** Zero for each neuron. */
    static InitialState zero() {
        return new Same(0);
    }

    /** One number for each neuron, the same at every draw. */
    static InitialState of(Vector state) {
        return new Constant(state);
    }

    /** Independent numbers of a law for each neuron, new at every draw. */
    static InitialState random(Distribution law, long seed) {
        return new Random(law, RandomBlocks.of(seed).stream("initial state"));
    }

    /**
     * The same number for all neurons.
     *
     * @param value finite
     */
    record Same(double value) implements InitialState {
        /**
         * Checks the number.
         *
         * @throws InvalidInputException if it is not finite
         */
        public Same {
            if (!Double.isFinite(value)) {
                throw new InvalidInputException("Initial state " + value + " is not finite; give a number such as 0.");
            }
        }

        @Override
        public Vector state(int neurons, long draw) {
            double[] state = new double[neurons];
            Arrays.fill(state, value);
            return Vector.of(state);
        }
    }

    /**
     * A number for each neuron.
     *
     * @param state of length N, finite
     */
    record Constant(Vector state) implements InitialState {
        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if one is not finite
         */
        public Constant {
            for (int i = 0; i < state.size(); i++) {
                new Same(state.get(i));
            }
        }

        @Override
        public Vector state(int neurons, long draw) {
            if (state.size() != neurons) {
                throw new InvalidInputException(
                        "The initial state is of " + state.size() + " neurons; the network has " + neurons + ".");
            }
            return state;
        }
    }

    /**
     * Independent random numbers, which depend on the seed and the number of the draw alone.
     *
     * @param law their distribution
     * @param random a generator for each draw
     */
    record Random(Distribution law, RandomBlocks random) implements InitialState {
        @Override
        public Vector state(int neurons, long draw) {
            double[] state = new double[neurons];
            law.sample(random.block(draw), state, neurons);
            return Vector.of(state);
        }
    }
}
