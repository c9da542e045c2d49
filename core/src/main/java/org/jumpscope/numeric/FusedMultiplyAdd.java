package org.jumpscope.numeric;

/**
 * Whether the processor multiplies and adds in one instruction. Where it does not, {@link Math#fma} is exact but runs a
 * thousand times slower, in decimal arithmetic.
 */
final class FusedMultiplyAdd {
    /** A few operations in hardware take less than a microsecond even when interpreted, in software at least ten. */
    private static final long LONGEST = 8_000;

    private static final int TRIES = 200;
    private static final int OPERATIONS = 16;

    /** Whether {@link Math#fma} is fast here; the same for the life of the process. */
    static final boolean FAST = measure();

    private FusedMultiplyAdd() {}

    private static boolean measure() {
        double x = 1.0 / 3;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            for (int j = 0; j < OPERATIONS; j++) {
                x = Math.fma(x, 0.75, 0.3);
            }
            // One quick try is proof; an interruption of the thread makes a try slow, but not all of them.
            if (System.nanoTime() - start < LONGEST && x < 2) {
                return true;
            }
        }
        return false;
    }
}
