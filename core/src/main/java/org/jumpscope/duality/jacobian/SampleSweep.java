package org.jumpscope.duality.jacobian;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * Something of the duality Jacobian at each of many samples, such as their singular values: samples are shared among threads,
 * answers arrive in order, and no bit depends on the number of threads.
 */
public final class SampleSweep {
    /** Samples of one thread between two deliveries. */
    private static final int CHUNK = 64;

    private final int threads;

    private SampleSweep(int threads) {
        this.threads = threads;
    }

    /** A sample: the N inputs and the targets of the neurons that the loss reads. */
    public record Sample(Vector x, Vector target) {}

    /** Where answers arrive, on the calling thread. */
    @FunctionalInterface
    public interface Sink<T> {
        /**
         * One answer.
         *
         * @param index of the sample, in ascending order from 0
         * @param answer of that sample
         */
        void accept(int index, T answer);
    }

    /** A sweep on one thread per processor. */
    public static SampleSweep withDefaults() {
        return new SampleSweep(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same on a number of threads.
     *
     * @param number of threads, 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public SampleSweep withThreads(int number) {
        return new SampleSweep(Workers.of(number).threads());
    }

    /**
     * Answers for the samples 0 to {@code count − 1}.
     *
     * @param jacobian of the network; each sample is done by one thread
     * @param count how many samples
     * @param samples gives a sample, called from any thread
     * @param question such as {@code SampleJacobian::singularValues}, called from any thread
     * @param sink takes the answers in order
     */
    public <T> void run(
            DualityJacobian jacobian,
            int count,
            IntFunction<Sample> samples,
            Function<SampleJacobian, T> question,
            Sink<T> sink) {
        DualityJacobian single = jacobian.withThreads(1);
        Workers workers = Workers.of(threads);
        Object[] answers = new Object[Math.min(count, CHUNK * threads)];
        for (int start = 0; start < count; start += answers.length) {
            int first = start;
            int size = Math.min(answers.length, count - first);
            workers.share(size, i -> {
                Sample sample = samples.apply(first + i);
                answers[i] = question.apply(single.at(sample.x(), sample.target()));
            });
            for (int i = 0; i < size; i++) {
                @SuppressWarnings("unchecked")
                T answer = (T) answers[i];
                sink.accept(first + i, answer);
            }
        }
    }
}
