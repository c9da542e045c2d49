package org.jumpscope.design.classification;

/** The trainable variable whose jumps a law is about. */
public enum Variable {
    /** The weight, ẇ = −γ x h(wx + b). */
    WEIGHT("weight"),
    /** The bias, ḃ = −γ h(wx + b). */
    BIAS("bias");

    private final String text;

    Variable(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
