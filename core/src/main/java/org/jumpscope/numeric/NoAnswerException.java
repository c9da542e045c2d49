package org.jumpscope.numeric;

/**
 * A well-posed question that has no answer, such as the equilibrium of separable classes.
 *
 * <p>The message is one sentence that says why there is none and what would have one.
 */
public class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param sentence why there is no answer, and what would have one
     */
    public NoAnswerException(String sentence) {
        super(sentence);
    }
}
