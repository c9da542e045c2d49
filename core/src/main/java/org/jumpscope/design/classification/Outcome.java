package org.jumpscope.design.classification;

/** Whether the jumps follow a power law in a region. */
public enum Outcome {
    /** The local exponent tends to a number. */
    LAW("law"),
    /** It does not: there is none. */
    NONE("none"),
    /** The expansion that would say so failed. */
    UNKNOWN("unknown");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
