package org.jumpscope.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * A number of threads that share the parts of one computation.
 *
 * <p>Which thread takes which part is left to chance, so a part may write only what no other part reads or writes; then the
 * answer has the same bits for any number of threads.
 */
public final class Workers {
    private static final Workers ONE = new Workers(1);

    private final int threads;

    private Workers(int threads) {
        this.threads = threads;
    }

    /** The calling thread alone. */
    public static Workers one() {
        return ONE;
    }

    /**
     * The calling thread and others.
     *
     * @param threads how many in all, 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new InvalidInputException("Number of threads " + threads + " is not positive; give 1 or more.");
        }
        return threads == 1 ? ONE : new Workers(threads);
    }

    /** The number of threads. */
    public int threads() {
        return threads;
    }

    /**
     * The answers of the parts 0 to {@code parts − 1}, in their order.
     *
     * @param parts how many
     * @param part answers one, in any order and on any of the threads; what it throws is thrown here
     */
    public <T> List<T> answers(int parts, IntFunction<T> part) {
        Object[] answers = new Object[parts];
        share(parts, i -> answers[i] = part.apply(i));
        List<T> list = new ArrayList<>(parts);
        for (Object each : answers) {
            @SuppressWarnings("unchecked")
            T answer = (T) each;
            list.add(answer);
        }
        return list;
    }

    /**
     * Does the parts 0 to {@code parts − 1}, each once, and returns when all are done.
     *
     * @param parts how many
     * @param part does one, in any order and on any of the threads; what it throws is thrown here
     */
    public void share(int parts, IntConsumer part) {
        int helpers = Math.min(threads, parts) - 1;
        if (helpers <= 0) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                part.accept(i);
            }
        };
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int i = 0; i < helpers; i++) {
            tasks.add(ForkJoinPool.commonPool().submit(loop));
        }
        try {
            loop.run();
        } finally {
            // After a failure nothing is left to take, and the others end with the part that they are at.
            next.set(parts);
            for (ForkJoinTask<?> task : tasks) {
                task.quietlyJoin();
            }
        }
        for (ForkJoinTask<?> task : tasks) {
            task.join();
        }
    }
}
