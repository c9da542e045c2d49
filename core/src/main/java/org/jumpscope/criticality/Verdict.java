package org.jumpscope.criticality;

/**
 * What a sample says of a power law: one holds over a stated range, none does, or the data do not decide.
 *
 * <p>Each comes with its reason in one sentence and the whole report.
 */
public sealed interface Verdict {
    /** The reason in one sentence. */
    String reason();

    /** The numbers behind the verdict. */
    FitReport report();

    /** The words of the verdict: "power law", "no power law" or "undecided". */
    default String words() {
        if (this instanceof PowerLaw) {
            return "power law";
        }
        return this instanceof NoPowerLaw ? "no power law" : "undecided";
    }

    /**
     * A power law holds over the range: wide enough, not rejected, and with an interval of its exponent.
     *
     * @param reason the reason
     * @param report the numbers
     */
    record PowerLaw(String reason, FitReport report) implements Verdict {
        /** k̂. */
        public double exponent() {
            return report.fit().orElseThrow().exponent();
        }

        /** The standard error of k̂. */
        public double standardError() {
            return report.fit().orElseThrow().standardError();
        }

        /** log₁₀(b/a). */
        public double decades() {
            return report.fit().orElseThrow().decades();
        }

        /** The share of the chosen values that lie in the range. */
        public double share() {
            return report.fit().orElseThrow().share();
        }
    }

    /**
     * No power law: no range of the required length passes, or the given one is rejected.
     *
     * @param reason the reason
     * @param report the numbers; a fit in it is that of the best range
     */
    record NoPowerLaw(String reason, FitReport report) implements Verdict {}

    /**
     * The data do not decide: the range passes but the exponent has no honest interval, or an alternative fits as well with
     * the range not settled, or the search ran out of its budget.
     *
     * @param reason the reason
     * @param report the numbers
     */
    record Undecided(String reason, FitReport report) implements Verdict {}
}
