package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One scale of growth for z → ∞: exp(Σ c_i g_i) · Π l_i^(p_i) with l₀ = z, l₁ = log z, l₂ = log log z, ... and scales g_i
 * that grow without limit.
 *
 * @param exponent c_i and g_i in decreasing order of g_i, none of them a multiple of an l_i alone
 * @param powers p₀, p₁, ...; no zeros at the end
 */
public record Growth(List<Term> exponent, List<BigDecimal> powers) {
    /** The constant scale. */
    public static final Growth ONE = new Growth(List.of(), List.of());

    /**
     * A multiple of a scale.
     *
     * @param coefficient the factor, not 0
     * @param growth the scale
     */
    public record Term(BigDecimal coefficient, Growth growth) {}

    /** Copies the lists. */
    public Growth {
        exponent = List.copyOf(exponent);
        powers = List.copyOf(powers);
    }

    /**
     * A power of an iterated logarithm.
     *
     * @param index 0 for z, 1 for log z, and so on
     * @param power its power
     * @return the scale
     */
    static Growth ofLogarithm(int index, BigDecimal power) {
        List<BigDecimal> powers = new ArrayList<>();
        for (int i = 0; i < index; i++) {
            powers.add(BigDecimal.ZERO);
        }
        powers.add(power);
        return of(List.of(), powers);
    }

    private static Growth of(List<Term> exponent, List<BigDecimal> powers) {
        int length = powers.size();
        while (length > 0 && Numbers.isZero(powers.get(length - 1))) {
            length--;
        }
        if (length == 0 && exponent.isEmpty()) {
            return ONE;
        }
        return new Growth(exponent, powers.subList(0, length));
    }

    /** exp of a sum of terms that grow; a multiple of log z becomes a power of z, and so on. */
    static Growth exponentialOf(List<Term> growing) {
        List<Term> exponent = new ArrayList<>();
        Growth powers = ONE;
        for (Term term : growing) {
            int index = term.growth().indexOfLogarithm();
            if (index > 0) {
                powers = powers.times(ofLogarithm(index - 1, term.coefficient()));
            } else {
                exponent.add(term);
            }
        }
        return of(exponent, powers.powers());
    }

    /** i where this is l_i alone; −1 else. */
    private int indexOfLogarithm() {
        if (!exponent.isEmpty() || powers.isEmpty()) {
            return -1;
        }
        for (int i = 0; i < powers.size() - 1; i++) {
            if (!Numbers.isZero(powers.get(i))) {
                return -1;
            }
        }
        int last = powers.size() - 1;
        return Numbers.areEqual(powers.get(last), BigDecimal.ONE) ? last : -1;
    }

    BigDecimal power(int index) {
        return index < powers.size() ? powers.get(index) : BigDecimal.ZERO;
    }

    Growth times(Growth other) {
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        List<BigDecimal> sum = new ArrayList<>();
        for (int i = 0; i < Math.max(powers.size(), other.powers.size()); i++) {
            sum.add(Numbers.sum(power(i), other.power(i)));
        }
        return of(merged(exponent, other.exponent, BigDecimal.ONE), sum);
    }

    Growth raisedTo(BigDecimal r) {
        if (isOne() || Numbers.isZero(r)) {
            return ONE;
        }
        List<Term> scaled = exponent.stream()
                .map(t -> new Term(t.coefficient().multiply(r, Precise.DIGITS), t.growth()))
                .toList();
        return of(
                scaled, powers.stream().map(p -> p.multiply(r, Precise.DIGITS)).toList());
    }

    /** a + scale·b, in decreasing order. */
    private static List<Term> merged(List<Term> a, List<Term> b, BigDecimal scale) {
        if (b.isEmpty()) {
            return a;
        }
        List<Term> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            int order = i == a.size()
                    ? -1
                    : j == b.size() ? 1 : a.get(i).growth().compare(b.get(j).growth());
            if (order > 0) {
                result.add(a.get(i++));
                continue;
            }
            BigDecimal other = b.get(j).coefficient().multiply(scale, Precise.DIGITS);
            if (order < 0) {
                result.add(new Term(other, b.get(j++).growth()));
                continue;
            }
            BigDecimal sum = Numbers.sum(a.get(i).coefficient(), other);
            if (sum.signum() != 0) {
                result.add(new Term(sum, a.get(i).growth()));
            }
            i++;
            j++;
        }
        return result;
    }

    /**
     * Says whether this is the constant scale.
     *
     * @return whether nothing grows
     */
    public boolean isOne() {
        return exponent.isEmpty() && powers.isEmpty();
    }

    /**
     * Compares two scales.
     *
     * @param other the other scale
     * @return above 0 if this grows faster than the other, 0 if their quotient is constant, below 0 else
     */
    public int compare(Growth other) {
        int index = 0;
        int most = Math.max(powers.size(), other.powers.size());
        BigDecimal difference = BigDecimal.ZERO;
        while (index < most) {
            difference = Numbers.sum(power(index), other.power(index).negate());
            if (difference.signum() != 0) {
                break;
            }
            index++;
        }
        List<Term> rest = exponent.isEmpty() && other.exponent.isEmpty()
                ? List.of()
                : merged(exponent, other.exponent, BigDecimal.ONE.negate());
        if (rest.isEmpty()) {
            return difference.signum();
        }
        Term lead = rest.get(0);
        if (difference.signum() == 0) {
            return lead.coefficient().signum();
        }
        int order = lead.growth().compare(ofLogarithm(index + 1, BigDecimal.ONE));
        return order > 0 ? lead.coefficient().signum() : difference.signum();
    }

    /**
     * Says whether this grows without limit, stays, or tends to 0.
     *
     * @return 1, 0 or −1
     */
    public int direction() {
        return Integer.signum(compare(ONE));
    }

    /** How many scales it takes to write this down. */
    int depth() {
        return 1 + exponent.stream().mapToInt(t -> t.growth().depth()).max().orElse(0);
    }
}
