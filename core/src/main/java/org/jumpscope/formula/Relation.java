package org.jumpscope.formula;

/** A comparison of two numbers. */
public enum Relation {
    /** left &lt; right. */
    LESS("<"),
    /** left ≤ right. */
    LESS_OR_EQUAL("<="),
    /** left &gt; right. */
    GREATER(">"),
    /** left ≥ right. */
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    /**
     * Returns the symbol as written in a formula.
     *
     * @return the symbol, such as {@code <=}
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Compares two numbers.
     *
     * @param left left side
     * @param right right side
     * @return whether the relation holds; false if one is NaN
     */
    public boolean holds(double left, double right) {
        return switch (this) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    /**
     * Returns the relation with the sides exchanged: {@code a < b} is {@code b > a}.
     *
     * @return the mirrored relation
     */
    public Relation mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /**
     * Returns the relation that holds where this one does not.
     *
     * @return the opposite relation
     */
    public Relation opposite() {
        return switch (this) {
            case LESS -> GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> GREATER;
            case GREATER -> LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> LESS;
        };
    }
}
