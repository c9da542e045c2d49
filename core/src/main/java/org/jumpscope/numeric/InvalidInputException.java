package org.jumpscope.numeric;

/**
 * A value that the user gave cannot be used.
 *
 * <p>The message is one sentence in the user's words: the value, where it is, and what to do about it. It is thrown
 * where the value enters.
 */
public class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param sentence what is wrong, with the value and what to do
     */
    public InvalidInputException(String sentence) {
        super(sentence);
    }
}
