package org.jumpscope.design.asymptotics;

/** Why a formula has no expansion at an end of its domain; the answer there is unknown. */
public final class ExpansionFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of failure it is. */
    public enum Kind {
        /** More terms may help: everything that was kept has cancelled. */
        TOO_FEW_TERMS,
        /** The formula has no expansion in these scales. */
        NO_SCALE
    }

    private final Kind kind;

    private ExpansionFailure(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    static ExpansionFailure because(String reason) {
        return new ExpansionFailure(Kind.NO_SCALE, reason);
    }

    static ExpansionFailure tooFewTerms() {
        return new ExpansionFailure(
                Kind.TOO_FEW_TERMS, "its leading terms cancel further than the expansion has been worked out");
    }

    /**
     * A function that has an expansion, but not in whole powers.
     *
     * @return the failure
     */
    public static ExpansionFailure notAnalytic() {
        return because("it has no Taylor series there");
    }

    /**
     * Returns the kind of the failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
