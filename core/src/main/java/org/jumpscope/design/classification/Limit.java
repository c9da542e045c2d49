package org.jumpscope.design.classification;

import java.math.BigDecimal;
import org.jumpscope.design.asymptotics.End;
import org.jumpscope.design.asymptotics.Expansion;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.design.asymptotics.Growth;

/**
 * What the local exponent k = v v″/v′² of a function v tends to at an end, and how: k = limit + next + ....
 *
 * @param outcome whether there is a power law
 * @param exponent the limit, where there is one
 * @param next the leading term of k − limit; null if it is none or not known
 * @param bound the order that k − limit does not exceed; null where it vanishes identically
 * @param reason why there is no law
 */
record Limit(Outcome outcome, BigDecimal exponent, Growth.Term next, Growth bound, String reason) {

    static Limit of(Expansion v, End end) {
        Growth.Term lead = v.lead();
        Expansion first = end.derivative(v);
        if (first.isZero() || lead.growth().isOne()) {
            return none("it tends to the constant " + Sizes.of(lead.coefficient()));
        }
        Expansion second = end.derivative(first);
        if (second.isZero()) {
            return new Limit(Outcome.LAW, BigDecimal.ZERO, null, null, "");
        }
        Expansion k = v.times(second).times(first.raisedTo(BigDecimal.valueOf(-2)));
        if (k.direction() > 0) {
            return none("it changes so slowly that its local exponent grows without limit");
        }
        BigDecimal limit = k.limit().round(new java.math.MathContext(44)).stripTrailingZeros();
        Expansion rest = k.minus(
                k.terms().isEmpty() || limit.signum() == 0
                        ? k.minus(k)
                        : new Expansion(k.terms().subList(0, 1), null, k.most()));
        Growth.Term next = rest.terms().isEmpty() ? null : rest.terms().get(0);
        Growth bound = next == null ? rest.error() : next.growth();
        return new Limit(Outcome.LAW, limit, next, bound, "");
    }

    static Limit none(String reason) {
        return new Limit(Outcome.NONE, null, null, null, reason);
    }

    static Limit unknown(ExpansionFailure failure) {
        return new Limit(Outcome.UNKNOWN, null, null, null, failure.getMessage());
    }

    boolean isLaw() {
        return outcome == Outcome.LAW;
    }

    double value() {
        return isLaw() ? exponent.doubleValue() : Double.NaN;
    }
}
