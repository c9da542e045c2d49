package org.jumpscope.experiments.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.composition.Composition;
import org.jumpscope.design.classification.Classification;
import org.jumpscope.design.classification.Settings;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.formula.Formula;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/** {@code classify}: the exact and asymptotic laws of one composition. */
public final class Classify {
    /** The targets of a composition for which none is named. */
    public static final List<Double> TARGETS = List.of(0.0, 1.0);

    private Classify() {}

    /** What is classified. */
    public sealed interface Subject {
        /**
         * A composition given as a whole.
         *
         * @param text H(y) as the user wrote it
         */
        record Whole(String text) implements Subject {}

        /**
         * Activation and loss.
         *
         * @param composition the composition
         * @param targets the targets
         */
        record Parts(Composition composition, List<Double> targets) implements Subject {
            /** Copies the list. */
            public Parts {
                targets = List.copyOf(targets);
            }
        }
    }

    /**
     * What is asked for.
     *
     * @param subject the composition
     * @param settings tolerance, ratio and state
     */
    public record Request(Subject subject, Settings settings) {

        /**
         * A request with tolerance 0.1 and ratio 10.
         *
         * @param subject the composition
         * @param state the state at which conditions become numbers
         * @return the request
         */
        public static Request of(Subject subject, Optional<State> state) {
            return new Request(subject, new Settings(Defaults.TOLERANCE, Defaults.RATIO, state));
        }
    }

    /**
     * Answers the request.
     *
     * @param request the request
     * @return the laws
     * @throws InvalidInputException if the formula is none in y, is undefined everywhere, or is too large
     */
    public static ClassifyResult run(Request request) {
        List<ClassifyResult.Exact> exact = new ArrayList<>();
        List<ClassifyResult.Inexact> inexact = new ArrayList<>();
        List<ClassifyResult.Asymptotic> asymptotic = new ArrayList<>();
        List<ClassifyResult.Subject> subjects = new ArrayList<>();
        if (request.subject() instanceof Subject.Whole whole) {
            Classification found = Classification.of(Formula.parse(whole.text(), "y"), request.settings());
            add(found, null, exact, inexact, asymptotic);
            subjects.add(ClassifyResult.subject(whole.text().strip(), null, found));
        } else {
            Subject.Parts parts = (Subject.Parts) request.subject();
            for (double target : parts.targets()) {
                Classification found = Classification.of(parts.composition(), target, request.settings());
                add(found, target, exact, inexact, asymptotic);
                subjects.add(ClassifyResult.subject(parts.composition().toString(), target, found));
            }
        }
        return new ClassifyResult(
                exact,
                asymptotic,
                inexact,
                subjects,
                request.settings().tolerance(),
                request.settings().ratio());
    }

    private static void add(
            Classification found,
            Double target,
            List<ClassifyResult.Exact> exact,
            List<ClassifyResult.Inexact> inexact,
            List<ClassifyResult.Asymptotic> asymptotic) {
        found.exact().forEach(law -> exact.add(ClassifyResult.Exact.of(law, target)));
        found.inexact().forEach(gap -> inexact.add(ClassifyResult.Inexact.of(gap, target)));
        found.asymptotic().forEach(law -> asymptotic.add(ClassifyResult.Asymptotic.of(law, target)));
    }
}
