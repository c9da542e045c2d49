package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Rule J: a change-point cut, then one interval over sixteen models of how the range ends (statistics §4.10).
 *
 * <p>The pairs of side models of {@link SideModel} are fitted to what the cut leaves and to values beyond it. The interval
 * combines them ({@link Combination}). It is withheld where the cut leaves less than the minimum of decades, or where one
 * truncated lognormal describes the range and nine tenths of what lies outside it as well as the best of the models.
 */
public final class JointHull implements IntervalRule {
    /** How the intervals of several models become one. */
    public enum Combination {
        /** The hull of k̂ ± 1.96 standard errors over all fits whose error is at most twice the smallest. */
        HULL,
        /**
         * From the 2.5 % to the 97.5 % point of the mixture of the normal laws N(k̂, SE²) of all fits, weighted by 1/SE²; the
         * exponent is its median. Narrower than the hull at the same coverage in the quality study, and wider where
         * the models disagree. Where the exponent drifts slowly ({@link IntervalAnswer.Given#slowDrift}), the interval is
         * widened to take in that model's own.
         */
        MIXTURE
    }

    private static final double LEVEL = 0.95;
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double GREATEST_ERROR_RATIO = 2;
    /** Share of the outside values that its model has to describe. */
    private static final double LEAST_EXTENSION = 0.9;

    private static final double LEAST_GROWTH = 1.1;
    private static final double GREATEST_DEFICIT = 8;

    private final double minimumDecades;
    private final double guard;
    private final ChangePoint changePoint;
    private final Combination combination;

    private JointHull(double minimumDecades, double guard, ChangePoint changePoint, Combination combination) {
        this.minimumDecades = minimumDecades;
        this.guard = guard;
        this.changePoint = changePoint;
        this.combination = combination;
    }

    /** At least 1.5 decades after the cut, a guard of 10 % where an end has no model, the cut's defaults, the mixture. */
    public static JointHull withDefaults() {
        return new JointHull(1.5, 0.10, ChangePoint.withDefaults(), Combination.MIXTURE);
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
        return new JointHull(decades, guard, changePoint, combination);
    }

    /** The same with another change-point cut. */
    public JointHull with(ChangePoint cut) {
        return new JointHull(minimumDecades, guard, cut, combination);
    }

    /** The same with another way of combining the models. */
    public JointHull with(Combination way) {
        return new JointHull(minimumDecades, guard, changePoint, way);
    }

    @Override
    public String name() {
        return combination == Combination.HULL ? "joint hull" : "joint models";
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
        return over(fits, combination, guarded, sweep);
    }

    /** One interval over fits. */
    static IntervalAnswer over(List<JointFit> fits, Combination combination, Window guarded, GuardSweep sweep) {
        return combination == Combination.HULL ? hull(fits, guarded, sweep) : mixture(fits, guarded, sweep);
    }

    private static IntervalAnswer hull(List<JointFit> fits, Window guarded, GuardSweep sweep) {
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
        return given(0.5 * (lower + upper), lower, upper, guarded, kept, Optional.empty(), sweep);
    }

    private static IntervalAnswer mixture(List<JointFit> fits, Window guarded, GuardSweep sweep) {
        double tail = 0.5 * (1 - LEVEL);
        double lower = quantile(fits, tail);
        double upper = quantile(fits, 1 - tail);
        Optional<JointFit> drift = slowDrift(fits);
        if (drift.isPresent()) {
            double reach = NORMAL_QUANTILE * drift.get().standardError();
            lower = Math.min(lower, drift.get().exponent() - reach);
            upper = Math.max(upper, drift.get().exponent() + reach);
        }
        return given(quantile(fits, 0.5), lower, upper, guarded, fits, drift, sweep);
    }

    /**
     * The fit by which the exponent drifts slowly: on one side a stretched cut-off with β below 0.7 passes on at least nine tenths
     * of what lies outside, and the exponential cut-off with the same other side does not, or is clearly worse there.
     * Of several, the one that stands out most, and of those the first.
     */
    private static Optional<JointFit> slowDrift(List<JointFit> fits) {
        JointFit drift = null;
        double most = GREATEST_DEFICIT;
        for (SideBasis.Side side : SideBasis.Side.values()) {
            for (JointFit fit : fits) {
                boolean stretched = model(fit, side) == SideModel.STRETCHED
                        && (side == SideBasis.Side.LEFT ? fit.leftShape() : fit.rightShape()) < SideModel.SLOW_STRETCH
                        && fit.extension() >= LEAST_EXTENSION;
                if (!stretched) {
                    continue;
                }
                double lead = Double.POSITIVE_INFINITY;
                for (JointFit other : fits) {
                    if (model(other, side) == SideModel.EXPONENTIAL
                            && model(other, opposite(side)) == model(fit, opposite(side))
                            && other.extension() >= fit.extension()) {
                        lead = other.extension() == fit.extension()
                                ? 2 * (fit.logLikelihood() - other.logLikelihood())
                                : Double.NEGATIVE_INFINITY;
                    }
                }
                if (lead > most) {
                    most = lead;
                    drift = fit;
                }
            }
        }
        return Optional.ofNullable(drift);
    }

    private static SideModel model(JointFit fit, SideBasis.Side side) {
        return side == SideBasis.Side.LEFT ? fit.left() : fit.right();
    }

    private static SideBasis.Side opposite(SideBasis.Side side) {
        return side == SideBasis.Side.LEFT ? SideBasis.Side.RIGHT : SideBasis.Side.LEFT;
    }

    private static IntervalAnswer given(
            double exponent,
            double lower,
            double upper,
            Window guarded,
            List<JointFit> kept,
            Optional<JointFit> drift,
            GuardSweep sweep) {
        return new IntervalAnswer.Given(
                exponent,
                (upper - lower) / (2 * NORMAL_QUANTILE),
                new ConfidenceInterval(lower, upper, LEVEL),
                guarded,
                kept,
                drift,
                sweep);
    }

    /** The p-quantile of Σ w N(k̂, SE²)/Σ w with w = 1/SE², by bisection to the last bit. */
    private static double quantile(List<JointFit> fits, double p) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double total = 0;
        for (JointFit fit : fits) {
            low = Math.min(low, fit.exponent() - 9 * fit.standardError());
            high = Math.max(high, fit.exponent() + 9 * fit.standardError());
            total += 1 / (fit.standardError() * fit.standardError());
        }
        while (true) {
            double middle = 0.5 * low + 0.5 * high;
            if (!(middle > low && middle < high)) {
                return middle;
            }
            double mass = 0;
            for (JointFit fit : fits) {
                double z = (middle - fit.exponent()) / fit.standardError();
                mass += 0.5
                        * (1 + ElementaryFunctions.erf(z * SQRT_HALF))
                        / (fit.standardError() * fit.standardError());
            }
            if (mass < p * total) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
