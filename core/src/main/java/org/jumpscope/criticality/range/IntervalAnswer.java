package org.jumpscope.criticality.range;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.Window;

/** What a rule says of the exponent on a range that was chosen by the same data. */
public sealed interface IntervalAnswer {
    /** The exponent with growing parts of the range left out, and whether it drifts. */
    GuardSweep sweep();

    /**
     * An interval.
     *
     * @param exponent k̂, inside the interval
     * @param standardError its standard error: half of the width of the interval over the normal quantile of its level
     * @param interval the confidence interval
     * @param guarded the range that the exponent is from
     * @param models the models of the ends that the interval covers; empty where none was fitted
     * @param slowDrift the model by which the exponent drifts slowly through the range, if one stands out: a stretched
     *     cut-off with β below 0.7 that describes nine tenths of what lies outside, where an exponential one does not
     * @param sweep the exponent with growing guards
     */
    record Given(
            double exponent,
            double standardError,
            ConfidenceInterval interval,
            Window guarded,
            List<JointFit> models,
            Optional<JointFit> slowDrift,
            GuardSweep sweep)
            implements IntervalAnswer {
        /** Copies the list. */
        public Given {
            models = List.copyOf(models);
        }

        /** One sentence about the slow drift, if there is one. */
        public Optional<String> slowDriftSentence() {
            return slowDrift.map(model -> String.format(
                    Locale.ROOT,
                    "The exponent drifts slowly through the range: a stretched cut-off describes what lies beyond and an exponential one does not, so the interval is widened to what that model allows, %.3f ± %.3f.",
                    model.exponent(),
                    model.standardError()));
        }
    }

    /**
     * No interval, since none would be honest.
     *
     * @param reason one sentence
     * @param guarded the range that an exponent would have been from, if there is one
     * @param sweep the exponent with growing guards
     */
    record Withheld(String reason, Optional<Window> guarded, GuardSweep sweep) implements IntervalAnswer {}
}
