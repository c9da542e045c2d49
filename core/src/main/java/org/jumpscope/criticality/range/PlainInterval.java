package org.jumpscope.criticality.range;

import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.IntervalMethod;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;

/**
 * The nominal interval on the range itself, honest where the range was given beforehand and not chosen by the data: there the
 * score interval covers 95 %; after a search it covers about 40 %.
 */
public record PlainInterval() implements IntervalRule {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public IntervalAnswer answer(SortedSample sample, Window window) {
        GuardSweep sweep = GuardSweep.of(sample, GuardSweep.finite(sample, window));
        PowerLawEstimate estimate = sample.estimate(window);
        ConfidenceInterval interval = estimate.interval(IntervalMethod.SCORE, 0.95);
        return new IntervalAnswer.Given(
                estimate.exponent(), estimate.standardError(), interval, window, List.of(), Optional.empty(), sweep);
    }
}
