package org.jumpscope.learning;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;

/** Stochastic gradient descent from a start: endless, until a {@link StoppingRule} or a limit of the stream ends it. */
public final class Trajectory {
    private final GradientDescent descent;
    private final State start;

    Trajectory(GradientDescent descent, State start) {
        this.descent = descent;
        this.start = start;
    }

    /** A trajectory that ends, ready to be summarised. */
    public final class Limited {
        private final StoppingRule rule;

        private Limited(StoppingRule rule) {
            this.rule = rule;
        }

        /**
         * Runs chains and averages them.
         *
         * @param chains the number of independent chains, 1 or more
         * @return the summary
         * @throws InvalidInputException if there is no chain
         */
        public TrajectorySummary summary(int chains) {
            return summary(chains, 0);
        }

        /**
         * Runs chains, averages them, and records the first steps of each in the averaging window.
         *
         * @param chains the number of independent chains, 1 or more
         * @param recordedSteps steps to record of each chain
         * @return the summary
         * @throws InvalidInputException if there is no chain or a negative number of steps to record
         */
        public TrajectorySummary summary(int chains, int recordedSteps) {
            if (chains < 1) {
                throw new InvalidInputException("The number of chains " + chains + " is not positive; give 1 or more.");
            }
            if (recordedSteps < 0) {
                throw new InvalidInputException(
                        "The number of steps to record, " + recordedSteps + ", is negative; give 0 or more.");
            }
            return new ChainRun(descent, start, rule, chains, recordedSteps).summary();
        }
    }

    /**
     * Ends the trajectory.
     *
     * @param rule when
     * @return the trajectory with an end
     */
    public Limited limit(StoppingRule rule) {
        return new Limited(rule);
    }

    /**
     * Returns the steps of one chain one by one, the same numbers as in a summary; it ends where the state is no longer
     * finite.
     *
     * @param chain the chain's number, from 0
     * @return an endless stream, to be limited
     */
    public Stream<Step> stream(int chain) {
        Iterator<Step> steps = new SingleChain(descent, start, chain);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(steps, Spliterator.ORDERED), false);
    }

    /** One chain, step by step. */
    private static final class SingleChain implements Iterator<Step> {
        private final GradientDescent descent;
        private final SampleSource source;
        private final LearningPass[] passes;
        private State state;
        private long number;
        private int position = SampleSource.RUN;
        private boolean isFinite = true;

        SingleChain(GradientDescent descent, State start, int chain) {
            this.descent = descent;
            this.state = start;
            this.source = new SampleSource(
                    descent.mixture(),
                    RandomBlocks.of(descent.seed()).stream("chains").block(chain));
            this.passes = descent.mixture().components().stream()
                    .map(c -> LearningPass.of(descent.composition().at(c.target()))
                            .withRate(descent.rate()))
                    .toArray(LearningPass[]::new);
        }

        @Override
        public boolean hasNext() {
            return isFinite;
        }

        @Override
        public Step next() {
            if (!isFinite) {
                throw new java.util.NoSuchElementException("The chain has diverged.");
            }
            double[] y = new double[1];
            double[] bias = new double[1];
            double dw = 0;
            double db = 0;
            int label = 0;
            double x = 0;
            for (int i = 0; i < descent.batch(); i++) {
                if (position == SampleSource.RUN) {
                    source.draw();
                    position = 0;
                }
                label = source.label[position];
                x = source.input[position++];
                y[0] = state.weight() * x + state.bias();
                passes[label].biasJumps(y, 1, bias, passes[label].workspace());
                db = i == 0 ? bias[0] : db + bias[0];
                dw = i == 0 ? x * bias[0] : dw + x * bias[0];
            }
            double inverse = 1.0 / descent.batch();
            boolean isSingle = descent.batch() == 1;
            double target = descent.mixture().component(label).target();
            Step step = new Step(
                    number++,
                    state,
                    isSingle ? target : Double.NaN,
                    isSingle ? x : Double.NaN,
                    inverse * dw,
                    inverse * db);
            double weight = state.weight() + step.weightStep();
            double nextBias = state.bias() + step.biasStep();
            isFinite = Double.isFinite(weight) && Double.isFinite(nextBias);
            if (isFinite) {
                state = new State(weight, nextBias);
            }
            return step;
        }
    }
}
