package org.jumpscope.experiments.errata;

import java.util.List;
import java.util.Optional;

/**
 * One row of the errata, judged by a check that ran.
 *
 * @param number its number in theory §1
 * @param equation the equation or passage of the paper
 * @param kind what kind of remark it is
 * @param problem what is wrong, in one sentence
 * @param printed the printed form, in the paper's symbols
 * @param corrected the corrected form
 * @param check what is computed and compared
 * @param evidence the numbers found; empty where nothing can be computed
 * @param verdict what follows from them
 * @param finding the numbers and the verdict in one sentence
 */
public record Erratum(
        int number,
        String equation,
        Kind kind,
        String problem,
        String printed,
        String corrected,
        String check,
        Optional<Evidence> evidence,
        Verdict verdict,
        String finding) {

    /** What kind of remark a row is. */
    public enum Kind {
        /** A mathematical error. */
        ERROR("E"),
        /** A wrong or unneeded condition. */
        CONDITION("C"),
        /** A misprint. */
        TYPO("T"),
        /** A remark or a gap. */
        REMARK("R"),
        /** Suspected, and right. */
        RIGHT("ok");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** The letter that theory §1 uses. */
        @Override
        public String toString() {
            return symbol;
        }
    }

    /** What a check says about the printed form. */
    public enum Verdict {
        /** The printed form holds. */
        CONFIRMED("confirmed"),
        /** The printed form fails and the corrected form holds. */
        CORRECTED("corrected"),
        /** The printed form fails, and so does the corrected one or there is none. */
        REFUTED("refuted"),
        /** No machine can check it. */
        NOT_CHECKABLE("not checkable");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** The verdict as the tables write it. */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * What a check found.
     *
     * @param misfit what the two numbers measure; 0 where a form holds exactly
     * @param printed misfit of the printed form
     * @param corrected misfit of the corrected form
     * @param tolerance the largest misfit with which a form holds
     * @param measures further numbers that were computed
     */
    public record Evidence(String misfit, double printed, double corrected, double tolerance, List<Measure> measures) {
        /** Keeps an unmodifiable copy of the measures. */
        public Evidence {
            measures = List.copyOf(measures);
        }

        /** The verdict that the numbers give; a misfit that is no number fails. */
        public Verdict verdict() {
            if (printed <= tolerance) {
                return Verdict.CONFIRMED;
            }
            return corrected <= tolerance ? Verdict.CORRECTED : Verdict.REFUTED;
        }
    }

    /**
     * A number that a check computed along the way.
     *
     * @param name what it is
     * @param value the number
     */
    public record Measure(String name, double value) {}
}
