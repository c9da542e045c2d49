package org.jumpscope.numeric;

/**
 * A count of the operations of one analysis, with a limit that refuses what is too large.
 *
 * <p>It counts instead of looking at a clock, so that the same input is refused or answered everywhere.
 */
public final class Effort {
    private final String refusal;
    private final long most;
    private long spent;

    private Effort(String refusal, long most) {
        this.refusal = refusal;
        this.most = most;
    }

    /**
     * Creates a count that stands at zero.
     *
     * @param most operations that are allowed, at least 1
     * @param refusal the sentence that refuses more, in the user's words
     * @return the count
     * @throws IllegalArgumentException if nothing is allowed
     */
    public static Effort of(long most, String refusal) {
        if (most < 1) {
            throw new IllegalArgumentException("An effort of " + most + " operations allows nothing.");
        }
        return new Effort(refusal, most);
    }

    /**
     * Counts operations before they are done.
     *
     * @param operations how many, at least 0
     * @throws InvalidInputException if they are more than are left
     */
    public void spend(long operations) {
        spent += operations;
        if (spent > most) {
            throw new InvalidInputException(refusal);
        }
    }

    /** Returns the operations counted so far. */
    public long spent() {
        return spent;
    }
}
