package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.design.asymptotics.Precise;
import org.jumpscope.formula.Formula;

/**
 * The exact family of a slope on a stretch: h = C + c|y + s|^m, or h = C + c e^(λy).
 *
 * <p>It is recognised by what it satisfies, not by how it is written: h′h‴/h″² is constant, (m − 2)/(m − 1), if and only if
 * h′ is a power m − 1 or (at 1) an exponential; then s = (m − 1)h′/h″ − y and C = h − h′(y + s)/m are constant too. The constancy is
 * tested with 64 digits at 12 places of the stretch, from Taylor coefficients of H as it was written.
 *
 * @param kind which family
 * @param power m; 0 for the exponential
 * @param shift s; 0 for a constant slope and the exponential
 * @param coefficient c
 * @param rate λ; 0 for a power
 * @param offset C
 * @param side the sign of y + s on the stretch; 1 for a whole m, where h = C + c(y + s)^m
 */
record SlopeFamily(
        Kind kind,
        BigDecimal power,
        BigDecimal shift,
        BigDecimal coefficient,
        BigDecimal rate,
        BigDecimal offset,
        int side) {
    private static final int PLACES = 12;
    private static final int TERMS = 7;
    private static final BigDecimal VANISHES = new BigDecimal("1e-42");
    private static final MathContext EQUAL = new MathContext(44);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    enum Kind {
        /** h = c: H is linear. */
        CONSTANT,
        /** h = C + c|y + s|^m; H is quadratic for m = 1, logarithmic for m = −1. */
        POWER,
        /** h = C + c e^(λy). */
        EXPONENTIAL
    }

    /** H‴ and so on at one place. */
    private record Place(BigDecimal y, BigDecimal h, BigDecimal first, BigDecimal second, BigDecimal third) {
        boolean isZero(BigDecimal value) {
            BigDecimal scale = h.abs().max(first.abs()).max(second.abs()).max(third.abs());
            return value.signum() == 0 || value.abs().compareTo(scale.multiply(VANISHES)) <= 0;
        }
    }

    /**
     * Seeks the family of h = H′ on a stretch.
     *
     * @param value H, best as it was written
     * @param stretch where
     * @return the family; empty if h is in none
     * @throws ExpansionFailure if H has no Taylor series to 64 digits inside the stretch
     */
    static Optional<SlopeFamily> of(Formula value, Stretch stretch) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            places.add(place(value, stretch.inside((i + 0.4142) / PLACES)));
            if (i == 2 && recognised(places).isEmpty()) {
                return Optional.empty();
            }
        }
        return recognised(places);
    }

    private static Place place(Formula value, BigDecimal y) {
        List<BigDecimal> a = PlacePolish.taylor(value, y, 1, TERMS);
        return new Place(
                y,
                a.get(1),
                a.get(2).multiply(TWO),
                a.get(3).multiply(BigDecimal.valueOf(6)),
                a.get(4).multiply(BigDecimal.valueOf(24)));
    }

    private static Optional<SlopeFamily> recognised(List<Place> places) {
        BigDecimal zero = BigDecimal.ZERO;
        if (places.stream().allMatch(p -> p.isZero(p.first()))) {
            return Optional.of(
                    new SlopeFamily(Kind.CONSTANT, zero, zero, places.get(0).h(), zero, zero, 1));
        }
        if (places.stream().anyMatch(p -> p.isZero(p.first()))) {
            return Optional.empty();
        }
        if (places.stream().allMatch(p -> p.isZero(p.second()))) {
            return powers(places, BigDecimal.ONE);
        }
        if (places.stream().anyMatch(p -> p.isZero(p.second()))) {
            return Optional.empty();
        }
        List<BigDecimal> bends = places.stream()
                .map(p -> p.first()
                        .multiply(p.third(), Precise.DIGITS)
                        .divide(p.second().multiply(p.second(), Precise.DIGITS), Precise.DIGITS))
                .toList();
        if (!areConstant(bends) || Precise.areEqual(bends.get(0), TWO)) {
            // At 2 the slope is a logarithm, which no power law has.
            return Optional.empty();
        }
        if (Precise.areEqual(bends.get(0), BigDecimal.ONE)) {
            return exponentials(places);
        }
        BigDecimal rest = BigDecimal.ONE.subtract(bends.get(0), Precise.DIGITS);
        BigDecimal m = BigDecimal.ONE.add(BigDecimal.ONE.divide(rest, Precise.DIGITS), Precise.DIGITS);
        return powers(places, rounded(m));
    }

    private static boolean areConstant(List<BigDecimal> values) {
        return values.stream().allMatch(v -> Precise.areEqual(v, values.get(0)));
    }

    /** A number without what its last digits have lost. */
    private static BigDecimal rounded(BigDecimal value) {
        return value.round(EQUAL).stripTrailingZeros();
    }

    private static Optional<SlopeFamily> powers(List<Place> places, BigDecimal m) {
        boolean linear = m.compareTo(BigDecimal.ONE) == 0;
        boolean whole = m.stripTrailingZeros().scale() <= 0;
        List<BigDecimal> shifts = new ArrayList<>();
        List<BigDecimal> offsets = new ArrayList<>();
        List<BigDecimal> coefficients = new ArrayList<>();
        int side = 0;
        for (Place p : places) {
            // y + s = m(h − C)/h′; for m = 1 any C will do, and 0 is taken.
            BigDecimal distance = linear
                    ? p.h().divide(p.first(), Precise.DIGITS)
                    : m.subtract(BigDecimal.ONE)
                            .multiply(p.first(), Precise.DIGITS)
                            .divide(p.second(), Precise.DIGITS);
            shifts.add(distance.subtract(p.y(), Precise.DIGITS));
            offsets.add(p.h().subtract(
                            p.first().multiply(distance, Precise.DIGITS).divide(m, Precise.DIGITS), Precise.DIGITS));
            side = whole ? 1 : distance.signum();
            BigDecimal size = Precise.pow(whole ? distance : distance.abs(), m.subtract(BigDecimal.ONE));
            coefficients.add(p.first()
                    .divide(m.multiply(size, Precise.DIGITS), Precise.DIGITS)
                    .multiply(BigDecimal.valueOf(side)));
        }
        BigDecimal scale =
                places.get(0).h().abs().max(places.get(places.size() - 1).h().abs());
        if (!areClose(shifts, BigDecimal.ONE) || !areClose(offsets, scale) || (!linear && !areConstant(coefficients))) {
            return Optional.empty();
        }
        if (linear) {
            // Here h = c(y + s) changes sign with y + s, which the coefficient must not.
            BigDecimal c = places.get(0).first();
            return Optional.of(new SlopeFamily(
                    Kind.POWER, m, clean(shifts.get(0), BigDecimal.ONE), c, BigDecimal.ZERO, BigDecimal.ZERO, 1));
        }
        return Optional.of(new SlopeFamily(
                Kind.POWER,
                m,
                clean(shifts.get(0), BigDecimal.ONE),
                rounded(coefficients.get(0)),
                BigDecimal.ZERO,
                clean(offsets.get(0), scale),
                side));
    }

    private static Optional<SlopeFamily> exponentials(List<Place> places) {
        List<BigDecimal> rates = new ArrayList<>();
        List<BigDecimal> offsets = new ArrayList<>();
        List<BigDecimal> coefficients = new ArrayList<>();
        for (Place p : places) {
            BigDecimal rate = p.second().divide(p.first(), Precise.DIGITS);
            BigDecimal rest = p.first().divide(rate, Precise.DIGITS);
            rates.add(rate);
            offsets.add(p.h().subtract(rest, Precise.DIGITS));
            coefficients.add(rest.divide(Precise.exp(rate.multiply(p.y(), Precise.DIGITS)), Precise.DIGITS));
        }
        BigDecimal scale =
                places.get(0).h().abs().max(places.get(places.size() - 1).h().abs());
        if (!areConstant(rates) || !areClose(offsets, scale) || !areConstant(coefficients)) {
            return Optional.empty();
        }
        return Optional.of(new SlopeFamily(
                Kind.EXPONENTIAL,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                rounded(coefficients.get(0)),
                rounded(rates.get(0)),
                clean(offsets.get(0), scale),
                1));
    }

    private static boolean areClose(List<BigDecimal> values, BigDecimal scale) {
        BigDecimal most = scale.max(values.get(0).abs()).multiply(VANISHES);
        return values.stream().allMatch(v -> v.subtract(values.get(0)).abs().compareTo(most) <= 0);
    }

    private static BigDecimal clean(BigDecimal value, BigDecimal scale) {
        return value.abs().compareTo(scale.multiply(VANISHES)) <= 0 ? BigDecimal.ZERO : rounded(value);
    }

    boolean isShifted() {
        return offset.signum() != 0;
    }

    boolean isQuadratic() {
        return kind == Kind.POWER && power.compareTo(BigDecimal.ONE) == 0;
    }

    boolean isLogarithmic() {
        return kind == Kind.POWER && power.compareTo(BigDecimal.ONE.negate()) == 0;
    }

    /** The place inside a stretch where h = c(y + s)^m vanishes to an order that hides it from a search by signs. */
    Optional<BigDecimal> hiddenZero(Stretch stretch) {
        BigDecimal zero = shift.negate();
        boolean inside = zero.doubleValue() > stretch.lower() && zero.doubleValue() < stretch.upper();
        return kind == Kind.POWER && !isShifted() && power.signum() > 0 && inside
                ? Optional.of(zero)
                : Optional.empty();
    }
}
