package org.jumpscope.experiments.errata;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jumpscope.experiments.errata.Erratum.Evidence;
import org.jumpscope.experiments.errata.Erratum.Kind;
import org.jumpscope.experiments.errata.Erratum.Measure;
import org.jumpscope.experiments.errata.Erratum.Verdict;

/**
 * One row before it is judged: the texts and the check.
 *
 * @param number its number in theory §1
 * @param equation the equation or passage
 * @param kind what kind of remark it is
 * @param problem what is wrong
 * @param printed the printed form
 * @param corrected the corrected form
 * @param check how it is decided
 */
record Row(int number, String equation, Kind kind, String problem, String printed, String corrected, Check check) {

    /** How a row is decided. */
    sealed interface Check permits Comparison, Nothing {}

    /** How far a form is from an independent computation; 0 where it holds exactly. */
    @FunctionalInterface
    interface Misfit<F> {
        double of(F form);
    }

    /**
     * Both forms are put into the same computation, which knows nothing of the verdict.
     *
     * @param <F> what a form is: a function, a condition, a set
     * @param description what is computed
     * @param unit what the misfit measures
     * @param printed the printed form as something that can be evaluated
     * @param corrected the corrected form
     * @param misfit the computation
     * @param tolerance the largest misfit with which a form holds
     * @param measures further numbers
     */
    record Comparison<F>(
            String description,
            String unit,
            F printed,
            F corrected,
            Misfit<F> misfit,
            double tolerance,
            Supplier<List<Measure>> measures)
            implements Check {

        Evidence evidence() {
            return new Evidence(unit, misfit.of(printed), misfit.of(corrected), tolerance, measures.get());
        }

        Comparison<F> with(Supplier<List<Measure>> more) {
            return new Comparison<>(description, unit, printed, corrected, misfit, tolerance, more);
        }

        /** The same computation fed with other forms. */
        Comparison<F> fed(F asPrinted, F asCorrected) {
            return new Comparison<>(description, unit, asPrinted, asCorrected, misfit, tolerance, measures);
        }

        /** The computation fed with the printed form twice. */
        Comparison<F> withoutCorrection() {
            return fed(printed, printed);
        }

        /** The computation fed with the corrected form twice. */
        Comparison<F> withoutError() {
            return fed(corrected, corrected);
        }
    }

    /**
     * No check.
     *
     * @param reason why there is none
     */
    record Nothing(String reason) implements Check {}

    static <F> Comparison<F> compare(
            String description, String unit, F printed, F corrected, double tolerance, Misfit<F> misfit) {
        return new Comparison<>(description, unit, printed, corrected, misfit, tolerance, List::of);
    }

    /** Runs the check. */
    Erratum judge() {
        if (check instanceof Comparison<?> comparison) {
            Evidence evidence = comparison.evidence();
            return erratum(comparison.description(), Optional.of(evidence), evidence.verdict(), sentence(evidence));
        }
        String reason = ((Nothing) check).reason();
        return erratum("", Optional.empty(), Verdict.NOT_CHECKABLE, reason);
    }

    private Erratum erratum(String description, Optional<Evidence> evidence, Verdict verdict, String finding) {
        return new Erratum(
                number, equation, kind, problem, printed, corrected, description, evidence, verdict, finding);
    }

    private static String sentence(Evidence evidence) {
        StringBuilder text = new StringBuilder(evidence.misfit());
        text.append(": printed ").append(Digits.of(evidence.printed()));
        text.append(", corrected ").append(Digits.of(evidence.corrected()));
        text.append(" (holds up to ").append(Digits.of(evidence.tolerance())).append(")");
        for (Measure measure : evidence.measures()) {
            text.append("; ").append(measure.name()).append(" ").append(Digits.of(measure.value()));
        }
        return text.append(".").toString();
    }
}
