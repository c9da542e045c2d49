package org.jumpscope.design;

import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.LogNormal;

/**
 * How wide a target law has to be for jumps of one sign per class to balance (theory §5): the ratio Q = b/a of the ends of a
 * bounded power law, or the standard deviation σ of the logarithm of a log-normal law.
 *
 * @param mirrored Q* of the mirror choice H1(y) = H0(2(wc + b) − y), E_0[(x − c) h_0] = 0; empty where the classes are no mirror
 *     images about c or the law has no width to change; infinite where no width is enough
 * @param exact the width from which both classes can follow the target exactly; empty where the law has no width to change;
 *     infinite where no width is enough
 */
public record Threshold(OptionalDouble mirrored, OptionalDouble exact) {
    private static final double NARROWEST_DECADES = 0.05;
    private static final double NARROWEST_DEVIATION = 0.02;
    private static final double WIDEST_DECADES = 300;
    private static final double WIDEST_DEVIATION = 20;

    static Threshold of(FacingClasses classes, Distribution target) {
        ToDoubleFunction<Distribution> mismatch = law -> new Conditions(classes, law).mismatch(Fold.NONE, 0);
        ToDoubleFunction<Distribution> mirror = law -> new Conditions(classes, law).mirrorMoment();
        return new Threshold(
                classes.mirrored() ? width(target, mirror) : OptionalDouble.empty(), width(target, mismatch));
    }

    /** Whether the narrowest law that was tried balances already. */
    boolean atAnyWidth(Distribution target) {
        double width = exact.orElse(Double.POSITIVE_INFINITY);
        return width <= (target instanceof BoundedPowerLaw ? Math.pow(10, NARROWEST_DECADES) : NARROWEST_DEVIATION);
    }

    private static OptionalDouble width(Distribution target, ToDoubleFunction<Distribution> condition) {
        if (target instanceof BoundedPowerLaw power) {
            double k = power.exponent();
            double decades = first(
                    d -> BoundedPowerLaw.of(k, Math.pow(10, -d), 1),
                    condition,
                    NARROWEST_DECADES,
                    WIDEST_DECADES,
                    d -> d < 12 ? d + 0.5 : 1.5 * d);
            return OptionalDouble.of(Math.pow(10, decades));
        }
        if (target instanceof LogNormal) {
            return OptionalDouble.of(first(
                    s -> LogNormal.of(0, s),
                    condition,
                    NARROWEST_DEVIATION,
                    WIDEST_DEVIATION,
                    s -> Math.max(s + 0.25, 1.3 * s)));
        }
        return OptionalDouble.empty();
    }

    private static double first(
            DoubleFunction<Distribution> family,
            ToDoubleFunction<Distribution> condition,
            double narrowest,
            double widest,
            java.util.function.DoubleUnaryOperator next) {
        double low = narrowest;
        double atLow = condition.applyAsDouble(family.apply(low));
        if (atLow >= 0) {
            return low;
        }
        for (double width = next.applyAsDouble(low); width <= widest; width = next.applyAsDouble(width)) {
            double value = condition.applyAsDouble(family.apply(width));
            if (value >= 0) {
                return Conditions.root(w -> condition.applyAsDouble(family.apply(w)), low, atLow, width, value);
            }
            low = width;
            atLow = value;
        }
        return Double.POSITIVE_INFINITY;
    }
}
