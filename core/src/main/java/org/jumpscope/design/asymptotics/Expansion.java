package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The expansion of a function for z → ∞: Σ c_i g_i + O(error), with scales g_i in decreasing order.
 *
 * <p>The functions are germs of a Hardy field (compositions of exp, log, powers and functions that are analytic at a finite
 * limit), so that an expansion may be differentiated term by term, its error included.
 *
 * @param terms c_i and g_i
 * @param error the order of what is left out; null if nothing is
 * @param most the number of terms after which the rest is left out
 */
public record Expansion(List<Growth.Term> terms, Growth error, int most) {

    /** Copies the list. */
    public Expansion {
        terms = List.copyOf(terms);
    }

    static Expansion constant(BigDecimal value, int most) {
        return value.signum() == 0
                ? new Expansion(List.of(), null, most)
                : new Expansion(List.of(new Growth.Term(value, Growth.ONE)), null, most);
    }

    static Expansion of(BigDecimal coefficient, Growth growth, int most) {
        return new Expansion(List.of(new Growth.Term(coefficient, growth)), null, most);
    }

    /**
     * Says whether this is exactly 0.
     *
     * @return whether there is no term and no error
     */
    public boolean isZero() {
        return terms.isEmpty() && error == null;
    }

    /**
     * Returns the leading term.
     *
     * @return the first term
     * @throws ExpansionFailure if it is zero or not known
     */
    public Growth.Term lead() {
        if (terms.isEmpty()) {
            if (error == null) {
                throw ExpansionFailure.because("a part of it vanishes identically");
            }
            throw ExpansionFailure.tooFewTerms();
        }
        return terms.get(0);
    }

    /**
     * Returns the limit's direction.
     *
     * @return 1 where the function grows without limit, 0 where it tends to a number other than 0, −1 where it tends to 0
     */
    public int direction() {
        if (isZero()) {
            return -1;
        }
        if (terms.isEmpty()) {
            if (error.direction() < 0) {
                return -1;
            }
            throw ExpansionFailure.tooFewTerms();
        }
        return lead().growth().direction();
    }

    /**
     * Returns the limit of a function that has one.
     *
     * @return the coefficient of the constant scale, 0 if the function tends to 0
     * @throws ExpansionFailure if the function grows without limit or the limit is not known
     */
    public BigDecimal limit() {
        if (error != null && error.direction() >= 0) {
            throw ExpansionFailure.tooFewTerms();
        }
        if (terms.isEmpty() || lead().growth().direction() < 0) {
            return BigDecimal.ZERO;
        }
        if (lead().growth().direction() > 0) {
            throw ExpansionFailure.because("it grows without limit");
        }
        return lead().coefficient();
    }

    /**
     * Without leading terms whose coefficients are only rounding: 44 digits below those of later terms.
     *
     * @return the expansion, or this if there are none
     */
    public Expansion withoutRounding() {
        int first = 0;
        while (first + 1 < terms.size() && isRounding(terms.get(first), terms.get(first + 1))) {
            first++;
        }
        return first == 0 ? this : new Expansion(terms.subList(first, terms.size()), error, most);
    }

    private static boolean isRounding(Growth.Term term, Growth.Term next) {
        return term.coefficient().abs().compareTo(next.coefficient().abs().movePointLeft(44)) < 0;
    }

    private static Growth larger(Growth a, Growth b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compare(b) >= 0 ? a : b;
    }

    /** Terms in decreasing order, cut at the error and at the number of terms. */
    private static Expansion cut(List<Growth.Term> sorted, Growth error, int most) {
        List<Growth.Term> kept = new ArrayList<>();
        Growth rest = error;
        for (Growth.Term term : sorted) {
            if (error != null && term.growth().compare(error) <= 0) {
                break;
            }
            if (kept.size() == most) {
                rest = larger(term.growth(), error);
                break;
            }
            kept.add(term);
        }
        return new Expansion(kept, rest, most);
    }

    /** Adds a term to a list in decreasing order. */
    private static void insert(List<Growth.Term> sorted, Growth.Term term) {
        int i = sorted.size();
        while (i > 0) {
            Growth.Term before = sorted.get(i - 1);
            int order = before.growth().compare(term.growth());
            if (order > 0) {
                break;
            }
            if (order == 0) {
                BigDecimal sum = Numbers.sum(before.coefficient(), term.coefficient());
                if (sum.signum() == 0) {
                    sorted.remove(i - 1);
                } else {
                    sorted.set(i - 1, new Growth.Term(sum, before.growth()));
                }
                return;
            }
            i--;
        }
        sorted.add(i, term);
    }

    /**
     * Adds another expansion.
     *
     * @param other the other term
     * @return this + other
     */
    public Expansion plus(Expansion other) {
        List<Growth.Term> sum = new ArrayList<>(terms);
        other.terms.forEach(term -> insert(sum, term));
        return cut(sum, larger(error, other.error), most);
    }

    /**
     * Subtracts another expansion.
     *
     * @param other what is subtracted
     * @return this − other
     */
    public Expansion minus(Expansion other) {
        return plus(other.times(BigDecimal.ONE.negate()));
    }

    Expansion times(BigDecimal factor) {
        if (factor.signum() == 0) {
            return constant(BigDecimal.ZERO, most);
        }
        return new Expansion(
                terms.stream()
                        .map(t -> new Growth.Term(t.coefficient().multiply(factor, Precise.DIGITS), t.growth()))
                        .toList(),
                error,
                most);
    }

    private Expansion times(Growth.Term factor) {
        return new Expansion(
                terms.stream()
                        .map(t -> new Growth.Term(
                                t.coefficient().multiply(factor.coefficient(), Precise.DIGITS),
                                t.growth().times(factor.growth())))
                        .toList(),
                error == null ? null : error.times(factor.growth()),
                most);
    }

    /**
     * Multiplies by another expansion.
     *
     * @param other the other factor
     * @return this · other
     */
    public Expansion times(Expansion other) {
        if (isZero() || other.isZero()) {
            return constant(BigDecimal.ZERO, most);
        }
        if (other.error == null && other.terms.size() == 1) {
            return times(other.lead());
        }
        Growth rest = null;
        if (error != null) {
            Growth size = other.terms.isEmpty() ? other.error : other.lead().growth();
            rest = error.times(size);
        }
        if (other.error != null) {
            Growth size = terms.isEmpty() ? error : lead().growth();
            rest = larger(rest, other.error.times(size));
        }
        List<Growth.Term> product = new ArrayList<>();
        for (Growth.Term a : terms) {
            for (Growth.Term b : other.terms) {
                Growth growth = a.growth().times(b.growth());
                if (rest != null && growth.compare(rest) <= 0) {
                    break;
                }
                insert(product, new Growth.Term(a.coefficient().multiply(b.coefficient(), Precise.DIGITS), growth));
            }
        }
        return cut(product, rest, most);
    }

    /** Σ a_k this^k for a function that tends to 0. */
    Expansion composed(List<BigDecimal> coefficients) {
        Expansion sum = constant(coefficients.get(0), most);
        if (isZero()) {
            return sum;
        }
        Growth size = terms.isEmpty() ? error : lead().growth();
        if (size.direction() >= 0) {
            throw ExpansionFailure.tooFewTerms();
        }
        Expansion power = constant(BigDecimal.ONE, most);
        Growth order = Growth.ONE;
        for (int k = 1; k < coefficients.size(); k++) {
            order = order.times(size);
            if (sum.error != null && order.compare(sum.error) <= 0) {
                return sum;
            }
            power = power.times(this);
            sum = sum.plus(power.times(coefficients.get(k)));
        }
        return cut(sum.terms, larger(sum.error, order.times(size)), most);
    }

    /** The part that grows without limit. */
    List<Growth.Term> growing() {
        return terms.stream().filter(t -> t.growth().direction() > 0).toList();
    }

    /** The part that tends to 0. */
    Expansion vanishing() {
        return new Expansion(
                terms.stream().filter(t -> t.growth().direction() < 0).toList(), error, most);
    }

    /** this/lead − 1. */
    Expansion relativeRest() {
        Growth.Term lead = lead();
        Growth.Term inverse = new Growth.Term(
                BigDecimal.ONE.divide(lead.coefficient(), Precise.DIGITS),
                lead.growth().raisedTo(BigDecimal.ONE.negate()));
        return new Expansion(terms.subList(1, terms.size()), error, most).times(inverse);
    }

    /**
     * Raises a function that is not 0 to a constant power.
     *
     * @param r the exponent
     * @return this^r
     * @throws ExpansionFailure if the function is negative and r is no whole number
     */
    public Expansion raisedTo(BigDecimal r) {
        BigDecimal whole = r.stripTrailingZeros();
        boolean natural = r.signum() >= 0 && whole.scale() <= 0 && r.compareTo(BigDecimal.valueOf(64)) <= 0;
        if (natural) {
            Expansion power = constant(BigDecimal.ONE, most);
            for (int i = 0; i < whole.intValueExact(); i++) {
                power = power.times(this);
            }
            return power;
        }
        if (isZero() && r.signum() > 0) {
            return this;
        }
        Growth.Term lead = lead();
        Growth.Term outer = new Growth.Term(
                Precise.pow(lead.coefficient(), r), lead.growth().raisedTo(r));
        List<BigDecimal> binomials = new ArrayList<>();
        BigDecimal binomial = BigDecimal.ONE;
        for (int k = 0; k <= most; k++) {
            binomials.add(binomial);
            binomial = binomial.multiply(r.subtract(BigDecimal.valueOf(k)), Precise.DIGITS)
                    .divide(BigDecimal.valueOf(k + 1L), Precise.DIGITS);
        }
        return relativeRest().composed(binomials).times(outer);
    }

    /**
     * Differentiates by z.
     *
     * @return the derivative
     */
    public Expansion derivative() {
        Expansion sum = constant(BigDecimal.ZERO, most);
        for (Growth.Term term : terms) {
            sum = sum.plus(relativeDerivative(term.growth(), most).times(term));
        }
        if (error == null) {
            return sum;
        }
        // What is left out is at most constant: its derivative is below 1/z, as 1/z has an unbounded integral.
        Growth rest = error.direction() == 0
                        && error.exponent().isEmpty()
                        && error.powers().isEmpty()
                ? Growth.ofLogarithm(0, BigDecimal.ONE.negate())
                : relativeDerivative(error, most).lead().growth().times(error);
        return cut(sum.terms, larger(sum.error, rest), most);
    }

    /** g′/g = Σ c_i g_i′ + Σ p_i/(l₀ l₁ … l_i). */
    private static Expansion relativeDerivative(Growth growth, int most) {
        Expansion sum = constant(BigDecimal.ZERO, most);
        for (Growth.Term term : growth.exponent()) {
            sum = sum.plus(relativeDerivative(term.growth(), most).times(term));
        }
        Growth inverse = Growth.ONE;
        for (int i = 0; i < growth.powers().size(); i++) {
            inverse = inverse.times(Growth.ofLogarithm(i, BigDecimal.ONE.negate()));
            BigDecimal power = growth.powers().get(i);
            if (!Numbers.isZero(power)) {
                sum = sum.plus(of(power, inverse, most));
            }
        }
        return sum;
    }
}
