package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.design.asymptotics.End;
import org.jumpscope.design.asymptotics.Expander;
import org.jumpscope.design.asymptotics.Expansion;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.design.asymptotics.Growth;
import org.jumpscope.design.classification.AsymptoticLaw.Shown;
import org.jumpscope.formula.Formula;
import org.jumpscope.network.State;

/**
 * The laws at one end of a stretch (Theorem 3).
 *
 * <p>At a finite end |L| → ∞, or h tends to a number and there is no law. At infinity, with h growing or falling faster than every
 * power, k_q and k_b have the same limit. If h behaves like y^m there, q̇ behaves like x^(m+1) for |x| ≫ 1, so that k_q = m/(m + 1), and
 * k_q = k_b = (m − 1)/m where the direction of (ẇ, ḃ) hardly changes (errata 40, 41, 44).
 */
final class EndClassifier {
    private static final int[] TERMS = {4, 8, 16};
    private static final MathContext READABLE = new MathContext(6);
    private static final Formula.Variable Y = new Formula.Variable("y");

    /** A bias at which nothing cancels, for the order of an error when no state is given. */
    private static final double GENERIC_BIAS = 0.7390851332;

    private final Formula value;
    private final Formula slopeFormula;
    private final Settings settings;
    private final Stretch stretch;
    private final boolean fromLower;
    private final End end;
    private final Reach reach;
    private final boolean exactBias;

    EndClassifier(
            Formula value,
            Formula slopeFormula,
            Settings settings,
            Stretch stretch,
            boolean fromLower,
            boolean exactBias) {
        this.value = value;
        this.slopeFormula = slopeFormula;
        this.settings = settings;
        this.stretch = stretch;
        this.fromLower = fromLower;
        this.exactBias = exactBias;
        this.end = fromLower ? stretch.lowerEnd() : stretch.upperEnd();
        this.reach = fromLower ? Reach.fromLower(stretch) : Reach.fromUpper(stretch);
    }

    /** The regions at this end. */
    List<EndRegion> classify() {
        if (end == null) {
            return List.of(without(
                    Outcome.UNKNOWN,
                    Double.NaN,
                    Shown.NOTHING,
                    "the place of this end could not be worked out to 60 digits"));
        }
        ExpansionFailure failure = null;
        for (int terms : TERMS) {
            try {
                Expansion composition = Expander.expand(value, end, terms);
                return regions(composition, end.derivative(composition).withoutRounding(), terms);
            } catch (ExpansionFailure failed) {
                failure = failed;
                if (failed.kind() != ExpansionFailure.Kind.TOO_FEW_TERMS) {
                    break;
                }
            }
        }
        if (failure.kind() == ExpansionFailure.Kind.TOO_FEW_TERMS) {
            // In h, simplified, may have cancelled exactly what in H cancels term by term.
            try {
                int terms = TERMS[1];
                Expansion none = new Expansion(List.of(), null, terms);
                return regions(none, Expander.expand(slopeFormula, end, terms).withoutRounding(), terms);
            } catch (ExpansionFailure failed) {
                failure = failed;
            }
        }
        return List.of(
                without(Outcome.UNKNOWN, Double.NaN, Shown.NOTHING, "the expansion fails: " + failure.getMessage()));
    }

    private double place() {
        return fromLower ? stretch.lower() : stretch.upper();
    }

    private String region() {
        if (end != null && end.isInfinite()) {
            return end.toString();
        }
        return "y -> " + Sizes.of(place()) + (fromLower ? " from above" : " from below");
    }

    private List<EndRegion> regions(Expansion composition, Expansion slope, int terms) {
        Growth.Term lead = slope.lead();
        Limit bias = limit(slope);
        if (!end.isInfinite()) {
            // Without a state x is not 0 at this end, so that the weight's jump is like that of the bias.
            double weight = settings.state().isEmpty()
                    ? bias.value()
                    : limit(slope.times(Expander.expand(weightFactor(), end, terms)))
                            .value();
            return List.of(finite(composition, lead, bias, weight));
        }
        Expansion variable = Expander.expand(Y, end, terms);
        Expansion first = end.derivative(slope);
        boolean beyondPowers = !first.isZero()
                && variable.times(first)
                                .times(slope.raisedTo(BigDecimal.ONE.negate()))
                                .direction()
                        > 0;
        Expansion norm = slope.times(Expander.expand(stateFactor(), end, terms));
        Limit weight = limit(slope.times(Expander.expand(weightFactor(), end, terms)));
        if (beyondPowers) {
            return List.of(biasLike(composition, lead, bias, weight.value(), exponentialReason(lead)));
        }
        List<EndRegion> regions = new ArrayList<>();
        regions.add(far(composition, slope, lead, bias, weight, limit(norm)));
        // An exact k_b that reaches the other, finite end is said there.
        boolean saidThere = exactBias && Double.isFinite(fromLower ? stretch.upper() : stretch.lower());
        if (bias.isLaw() && lead.growth().direction() != 0 && !saidThere) {
            regions.add(near(composition, lead, bias));
        }
        return regions;
    }

    private Limit limit(Expansion v) {
        return Limit.of(v, end);
    }

    private State state() {
        return settings.state().orElse(State.of(1, GENERIC_BIAS));
    }

    /** √(1 + x²). */
    private Formula stateFactor() {
        Formula x = weightFactor();
        return new Formula.Power(
                Formula.constant(1).plus(new Formula.Power(x, Formula.constant(2))), Formula.constant(0.5));
    }

    /** x = (y − b)/w. */
    private Formula weightFactor() {
        return Y.minus(Formula.constant(state().bias())).dividedBy(Formula.constant(state().weight()));
    }

    private EndRegion without(Outcome outcome, double bias, Shown slope, String reason) {
        return new EndRegion(
                new AsymptoticLaw(
                        region(),
                        place(),
                        outcome,
                        Double.NaN,
                        bias,
                        Double.NaN,
                        Shown.NOTHING,
                        slope,
                        Shown.NOTHING,
                        Double.NaN,
                        List.of(),
                        Double.NaN,
                        reason),
                EndRegion.Extremum.NONE,
                null);
    }

    private EndRegion finite(Expansion composition, Growth.Term lead, Limit bias, double weightExponent) {
        if (lead.growth().direction() == 0) {
            return without(
                    Outcome.NONE,
                    Double.NaN,
                    shown(lead),
                    "h tends to " + Sizes.of(lead.coefficient())
                            + ", so the jumps end there at a size that is not scale free");
        }
        if (!bias.isLaw()) {
            return without(
                    bias.outcome(),
                    Double.NaN,
                    shown(lead),
                    "h ~ " + shown(lead).text() + ": " + bias.reason());
        }
        return biasLike(composition, lead, bias, weightExponent, finiteReason(lead, bias));
    }

    /** The part of the stretch from this end up to a place; all of it where the place is the other end. */
    private String fromEnd(double begins) {
        return begins == (fromLower ? stretch.upper() : stretch.lower())
                ? Conditions.between("y", stretch.lower(), stretch.upper())
                : Conditions.upTo("y", place(), begins, fromLower);
    }

    /** A region in which k_q tends to the limit of k_b. */
    private EndRegion biasLike(Expansion composition, Growth.Term lead, Limit bias, double weight, String reason) {
        double k = bias.value();
        double begins = begins(bias);
        List<String> conditions = new ArrayList<>();
        if (!Double.isNaN(begins)) {
            conditions.add(fromEnd(begins));
        }
        conditions.add(dominance(k));
        double decades = Double.NaN;
        if (settings.state().isPresent()) {
            State state = settings.state().get();
            double leaves = reach.whereItLeaves(y -> reach.jacobianExponent(y, state), k, settings.tolerance());
            decades = addReach(conditions, state, leaves);
        }
        return new EndRegion(
                law(
                        region(),
                        k,
                        bias.value(),
                        weight,
                        composition,
                        lead,
                        biasError(bias),
                        begins,
                        conditions,
                        decades,
                        reason),
                extremum(lead),
                bias.next());
    }

    /**
     * Where |k_b − k| leaves the tolerance; nowhere on the stretch where k_b is exact. Where the closed forms underflow before the
     * law is reached, the leading error says it.
     */
    private double begins(Limit bias) {
        if (exactBias) {
            return fromLower ? stretch.upper() : stretch.lower();
        }
        double begins = reach.whereItLeaves(reach::biasExponent, bias.value(), settings.tolerance());
        if (Double.isNaN(begins) && bias.next() != null) {
            Formula error = end.formula(bias.next());
            return reach.whereItLeaves(error::evaluate, 0, settings.tolerance());
        }
        return begins;
    }

    private double addReach(List<String> conditions, State state, double leaves) {
        String what = " " + Conditions.at(state) + " (|k_J - k| <= " + Sizes.of(settings.tolerance()) + ")";
        if (Double.isNaN(leaves)) {
            conditions.add("nowhere in x as far as numbers reach" + what);
            return 0;
        }
        conditions.add(Conditions.upToInput(place(), leaves, fromLower, state) + what);
        return Double.POSITIVE_INFINITY;
    }

    private EndRegion far(
            Expansion composition, Expansion slope, Growth.Term lead, Limit bias, Limit weight, Limit norm) {
        String region = region() + " with |x| >> 1";
        if (!norm.isLaw()) {
            EndRegion none = without(norm.outcome(), bias.value(), shown(lead), "q ~ |h x|: " + norm.reason());
            return none.in(region);
        }
        double k = norm.value();
        double begins = reach.whereItLeaves(this::scaleFreeExponent, k, settings.tolerance());
        List<String> conditions = new ArrayList<>();
        if (!Double.isNaN(begins)) {
            conditions.add(fromEnd(begins));
        }
        String centre = Conditions.sum("b", shift(slope));
        conditions.add("|x| >= " + Sizes.of(settings.ratio()) + ", |x - xbar| >= " + Sizes.of(settings.ratio())
                + " |xbar|, xbar = -" + (centre.equals("b") ? "b" : "(" + centre + ")") + "/w");
        double decades = Double.NaN;
        if (settings.state().isPresent()) {
            State state = settings.state().get();
            decades = addReach(
                    conditions,
                    state,
                    reach.whereItLeaves(y -> reach.jacobianExponent(y, state), k, settings.tolerance()));
        }
        Shown error = settings.state().isPresent()
                ? error(norm)
                : norm.bound() == null ? new Shown("0", "0") : order(norm.bound());
        String reason = lead.growth().isOne()
                ? "h tends to " + Sizes.of(lead.coefficient()) + ", so q ~ |x|"
                : powerOf(lead) + ", so q ~ |h x| far out and k_q = m/(m + 1)";
        return new EndRegion(
                law(
                        region,
                        k,
                        bias.value(),
                        weight.value(),
                        composition,
                        lead,
                        error,
                        begins,
                        conditions,
                        decades,
                        reason),
                EndRegion.Extremum.NONE,
                norm.next());
    }

    /** k of h·y, what k_q is for |x| ≫ 1 and b = 0. */
    private double scaleFreeExponent(double y) {
        double slope = stretch.rho(y) + 1 / y;
        return 1 + (stretch.rhoDerivative(y) - 1 / y / y) / slope / slope;
    }

    /** s of h ~ c(y + s)^m at infinity. */
    private double shift(Expansion slope) {
        if (slope.terms().size() < 2) {
            return 0;
        }
        Growth.Term lead = slope.terms().get(0);
        Growth.Term second = slope.terms().get(1);
        Growth quotient = second.growth();
        boolean plain = lead.growth().exponent().isEmpty()
                && lead.growth().powers().size() == 1
                && quotient.exponent().isEmpty()
                && quotient.powers().size() <= 1;
        if (!plain) {
            return 0;
        }
        BigDecimal m = lead.growth().powers().get(0);
        BigDecimal next = quotient.powers().isEmpty()
                ? BigDecimal.ZERO
                : quotient.powers().get(0);
        if (m.subtract(next).subtract(BigDecimal.ONE).abs().doubleValue() > 1e-30) {
            return 0;
        }
        return end.side()
                * second.coefficient()
                        .divide(lead.coefficient().multiply(m, MathContext.DECIMAL128), MathContext.DECIMAL128)
                        .doubleValue();
    }

    private EndRegion near(Expansion composition, Growth.Term lead, Limit bias) {
        double k = bias.value();
        double begins = begins(bias);
        List<String> conditions = new ArrayList<>();
        if (!Double.isNaN(begins)) {
            conditions.add(fromEnd(begins));
        }
        conditions.add(dominance(k));
        double decades = Double.NaN;
        if (settings.state().isPresent()) {
            State state = settings.state().get();
            double[] widest = reach.widest(state, k, settings.tolerance());
            String what = " " + Conditions.at(state) + " (|k_J - k| <= " + Sizes.of(settings.tolerance()) + ")";
            decades = 0;
            if (widest == null) {
                conditions.add("nowhere in x" + what);
            } else {
                double a = Conditions.input(widest[0], state);
                double b = Conditions.input(widest[1], state);
                conditions.add(Sizes.of(Math.min(a, b)) + " <= x <= " + Sizes.of(Math.max(a, b)) + what);
                decades = Math.abs(reach.logJump(widest[1], state) - reach.logJump(widest[0], state)) / Math.log(10);
            }
        }
        return new EndRegion(
                law(
                        region() + " where the direction of the jump hardly turns",
                        k,
                        bias.value(),
                        k,
                        composition,
                        lead,
                        biasError(bias),
                        begins,
                        conditions,
                        decades,
                        powerOf(lead) + ", so k_q = k_b = (m - 1)/m where |w h'/h| dominates"),
                EndRegion.Extremum.NONE,
                bias.next());
    }

    private AsymptoticLaw law(
            String region,
            double k,
            double bias,
            double weight,
            Expansion composition,
            Growth.Term lead,
            Shown error,
            double begins,
            List<String> conditions,
            double decades,
            String reason) {
        return new AsymptoticLaw(
                region,
                place(),
                Outcome.LAW,
                k,
                bias,
                weight,
                tendsTo(composition),
                shown(lead),
                error,
                begins,
                conditions,
                decades,
                reason);
    }

    /** |w h′/h| ≥ R max(|t|, √|t′|), with R so that 2|k − 1|/R is within the tolerance (theory §2, error law). */
    private String dominance(double k) {
        double ratio = Math.max(settings.ratio(), 2 * Math.abs(k - 1) / settings.tolerance());
        return "|w h'/h| >= " + Sizes.of(Math.ceil(ratio - 1e-9)) + " max(|t|, sqrt|t'|), t = x/(1 + x^2)";
    }

    private EndRegion.Extremum extremum(Growth.Term lead) {
        if (end.isInfinite() || lead.growth().direction() >= 0) {
            return EndRegion.Extremum.NONE;
        }
        boolean rises = lead.coefficient().signum() > 0;
        return rises == fromLower ? EndRegion.Extremum.MINIMUM : EndRegion.Extremum.MAXIMUM;
    }

    /** The error of a limit of k_b. */
    private Shown biasError(Limit limit) {
        return exactBias ? new Shown("0", "0") : error(limit);
    }

    private Shown error(Limit limit) {
        if (limit.next() != null) {
            return shown(limit.next());
        }
        return limit.bound() == null ? new Shown("0", "0") : order(limit.bound());
    }

    private Shown order(Growth growth) {
        Formula formula = end.formula(growth);
        return new Shown("O(" + formula.toText() + ")", "O\\left(" + formula.toLatex() + "\\right)");
    }

    private Shown shown(Growth.Term term) {
        Formula formula = end.formula(term);
        return new Shown(formula.toText(), formula.toLatex());
    }

    /** The leading term of H that changes, after its limit if it has one. */
    private Shown tendsTo(Expansion composition) {
        List<Growth.Term> terms = composition.terms();
        if (terms.isEmpty()) {
            return Shown.NOTHING;
        }
        Growth.Term lead = terms.get(0);
        if (!lead.growth().isOne()) {
            return shown(lead);
        }
        Formula limit = Formula.constant(lead.coefficient().round(READABLE).doubleValue());
        if (terms.size() == 1) {
            return new Shown(limit.toText(), limit.toLatex());
        }
        Formula sum = new Formula.Sum(List.of(limit, end.formula(terms.get(1))));
        return new Shown(sum.toText(), sum.toLatex());
    }

    private static boolean hasLogarithms(Growth growth) {
        return growth.powers().size() > 1;
    }

    private static double power(Growth growth) {
        return growth.powers().isEmpty() ? 0 : growth.powers().get(0).doubleValue();
    }

    private String powerOf(Growth.Term lead) {
        return "h ~ " + shown(lead).text() + ", m = " + Sizes.fraction(power(lead.growth()));
    }

    private String exponentialReason(Growth.Term lead) {
        return "h ~ " + shown(lead).text() + " changes faster than every power, so k tends to 1";
    }

    private String finiteReason(Growth.Term lead, Limit bias) {
        Growth growth = lead.growth();
        if (!growth.exponent().isEmpty()) {
            return growth.direction() < 0
                    ? "h vanishes faster than every power of the distance, so this is no minimum of finite order n; k is 1, the limit of (n - 2)/(n - 1)"
                    : "h diverges faster than every power of the distance, so k is 1";
        }
        double m = -power(growth);
        String logarithms = hasLogarithms(growth) ? ", with logarithms, which make the approach slow" : "";
        if (m == -1 && !hasLogarithms(growth)) {
            return "H diverges like a logarithm, so k = 2, the total exponent too";
        }
        String n = Sizes.fraction(m + 1);
        String law = ", so k = (n - 2)/(n - 1) = " + Sizes.fraction(bias.value()) + ", the total exponent too";
        return m > 0
                ? "H - H(" + Sizes.of(place()) + ") vanishes like the power n = " + n + logarithms + law
                : "h diverges like the power n - 1 = " + Sizes.fraction(m) + logarithms + law;
    }
}
