package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Rule J: a change-point cut, then the hull of the intervals over sixteen models of how the range ends (statistics §4.10).
 *
 * <p>The pairs of side models of {@link SideModel} are fitted to what the cut leaves and to values beyond it; the interval is the
 * hull of k̂ ± 1.96 standard errors over all fits whose error is at most twice the smallest. It is withheld where the cut
 * leaves less than the minimum of decades, or where one truncated lognormal describes the range and nine tenths of what lies
 * outside it as well as the best of the models.
 */
public final class JointHull implements IntervalRule {
    private static final double LEVEL = 0.95;
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final double GREATEST_ERROR_RATIO = 2;
    private static final double LEAST_GROWTH = 1.1;
    private static final double GREATEST_DEFICIT = 8;

    private final double minimumDecades;
    private final double guard;
    private final ChangePoint changePoint;

    private JointHull(double minimumDecades, double guard, ChangePoint changePoint) {
        this.minimumDecades = minimumDecades;
        this.guard = guard;
        this.changePoint = changePoint;
    }

    /** At least 1.5 decades after the cut, a guard of 10 % where an end has no model, and the cut's defaults. */
    public static JointHull withDefaults() {
        return new JointHull(1.5, 0.10, ChangePoint.withDefaults());
    }

    /**
     * The same with another minimum of decades log₁₀(b/a).
     *
     * @throws InvalidInputException if it is negative or not finite
     */
    public JointHull withMinimumDecades(double decades) {
        if (!(decades >= 0 && decades < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Minimum of " + decades + " decades is not a length; give 0 or more.");
        }
        return new JointHull(decades, guard, changePoint);
    }

    /** The same with another change-point cut. */
    public JointHull with(ChangePoint cut) {
        return new JointHull(minimumDecades, guard, cut);
    }

    @Override
    public String name() {
        return "joint hull";
    }

    @Override
    public IntervalAnswer answer(SortedSample sample, Window window) {
        Window cut = changePoint.cut(sample, GuardSweep.finite(sample, window));
        GuardSweep sweep = GuardSweep.of(sample, cut);
        Window guarded = GuardSweep.cut(sample, cut, guard, guard);
        if (cut.decades() < minimumDecades) {
            return new IntervalAnswer.Withheld(
                    String.format(
                            Locale.ROOT,
                            "The range breaks at a change point; what is left spans %.2f decades, fewer than %s, so no interval is given.",
                            cut.decades(),
                            minimumDecades),
                    Optional.of(cut),
                    sweep);
        }
        JointModels models = new JointModels(sample, cut, guard);
        List<JointFit> fits = models.fitAll();
        if (fits.isEmpty()) {
            return new IntervalAnswer.Withheld(
                    "No model of the ends of the range can be fitted; no interval is given.",
                    Optional.of(guarded),
                    sweep);
        }
        JointModels.LognormalComparison lognormal = models.lognormal(LEAST_GROWTH, GREATEST_DEFICIT);
        if (lognormal != null) {
            return new IntervalAnswer.Withheld(
                    String.format(
                            Locale.ROOT,
                            "A lognormal describes %d values, %d of them outside the range, as well as a power law with an end does; no interval is given.",
                            lognormal.count(),
                            lognormal.count() - cut.count()),
                    Optional.of(guarded),
                    sweep);
        }
        return over(fits, guarded, sweep);
    }

    /** The hull over fits. */
    static IntervalAnswer over(List<JointFit> fits, Window guarded, GuardSweep sweep) {
        double least = Double.POSITIVE_INFINITY;
        for (JointFit fit : fits) {
            least = Math.min(least, fit.standardError());
        }
        List<JointFit> kept = new ArrayList<>();
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (JointFit fit : fits) {
            if (fit.standardError() <= GREATEST_ERROR_RATIO * least) {
                kept.add(fit);
                lower = Math.min(lower, fit.exponent() - NORMAL_QUANTILE * fit.standardError());
                upper = Math.max(upper, fit.exponent() + NORMAL_QUANTILE * fit.standardError());
            }
        }
        return new IntervalAnswer.Given(
                0.5 * (lower + upper),
                (upper - lower) / (2 * NORMAL_QUANTILE),
                new ConfidenceInterval(lower, upper, LEVEL),
                guarded,
                kept,
                sweep);
    }
}
