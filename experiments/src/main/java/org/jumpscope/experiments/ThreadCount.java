package org.jumpscope.experiments;

import org.jumpscope.numeric.InvalidInputException;

/** The number of threads that a request asks for. */
public final class ThreadCount {
    private static final int MOST = 1024;

    private ThreadCount() {}

    /**
     * Checks a number of threads.
     *
     * @throws InvalidInputException if it is not 1 to 1024
     */
    public static void check(int threads) {
        if (threads < 1 || threads > MOST) {
            throw new InvalidInputException(
                    "--threads " + threads + " is not a number of threads: give 1 to " + MOST + ".");
        }
    }
}
