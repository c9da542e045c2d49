package org.jumpscope.formula;

import org.jumpscope.numeric.InvalidInputException;

/** A text is no formula; the message names what was found, its column and what was expected. */
public final class FormulaException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final int column;

    /**
     * Creates the exception.
     *
     * @param sentence what is wrong, where, and what to do
     * @param column the column of the text, from 1
     */
    public FormulaException(String sentence, int column) {
        super(sentence);
        this.column = column;
    }

    /**
     * Returns where the text is wrong.
     *
     * @return the column, from 1
     */
    public int column() {
        return column;
    }
}
