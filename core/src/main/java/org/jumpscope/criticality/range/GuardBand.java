package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.estimate.IntervalMethod;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The interval on the range without a band at either end, for joints that are sharp (statistics §4.6, §4.9).
 *
 * <p>Where the exponent drifts with the guard ({@link GuardSweep}), the joint is not sharp: the interval is that of a model with
 * the joint in it, if one is preferred to the pure law on the same values, and is withheld otherwise.
 *
 * @param fraction share of ln(b/a) that is left out at either end, 0 to below 0.5
 */
public record GuardBand(double fraction) implements IntervalRule {
    /** The share where none is given, see {@link #withDefaults}. */
    public static final double DEFAULT = 0.15;
    /** Twice the log-likelihood by which a model of the joint has to be better than the pure law on the same values. */
    private static final double PREFERRED = 8;

    /** Checks the share. */
    public GuardBand {
        if (!(fraction >= 0 && fraction < 0.5)) {
            throw new InvalidInputException(
                    "Guard " + fraction + " is not a share of the range from 0 to below 0.5; give for example 0.1.");
        }
    }

    /**
     * A guard of 15 %: for sharp joints and 10,000 values it covers 93.5–97.3 % for k from 0 to 2 (one of 10 %: 92.0–95.5 %, and
     * a fifth narrower), by the quality study.
     */
    public static GuardBand withDefaults() {
        return new GuardBand(DEFAULT);
    }

    @Override
    public String name() {
        return "guard " + Math.round(100 * fraction) + " %";
    }

    @Override
    public IntervalAnswer answer(SortedSample sample, Window window) {
        Window whole = GuardSweep.finite(sample, window);
        GuardSweep sweep = GuardSweep.of(sample, whole);
        Window guarded = GuardSweep.cut(sample, whole, fraction, fraction);
        if (sweep.drift().isPresent()) {
            return modelled(sample, whole, guarded, sweep);
        }
        if (GuardSweep.Estimate.of(sample, guarded) == null) {
            return new IntervalAnswer.Withheld(
                    "The " + name() + " leaves fewer than 2 values; no interval is given.", Optional.empty(), sweep);
        }
        PowerLawEstimate estimate = sample.estimate(guarded);
        return new IntervalAnswer.Given(
                estimate.exponent(),
                estimate.standardError(),
                estimate.interval(IntervalMethod.SCORE, 0.95),
                guarded,
                List.of(),
                Optional.empty(),
                sweep);
    }

    private IntervalAnswer modelled(SortedSample sample, Window window, Window guarded, GuardSweep sweep) {
        GuardSweep.JointNotSharp drift = sweep.drift().orElseThrow();
        List<JointFit> preferred = new ArrayList<>();
        for (JointFit fit : new JointModels(sample, window, fraction).fitAll()) {
            boolean tapered = fit.leftStrength() > 0 || fit.rightStrength() > 0;
            if (tapered && fit.gain() > PREFERRED) {
                preferred.add(fit);
            }
        }
        if (preferred.isEmpty()) {
            return new IntervalAnswer.Withheld(
                    drift.sentence() + " No model of the joint is preferred, so no interval is given.",
                    Optional.of(guarded),
                    sweep);
        }
        return JointHull.over(preferred, JointHull.Combination.MIXTURE, guarded, sweep);
    }
}
