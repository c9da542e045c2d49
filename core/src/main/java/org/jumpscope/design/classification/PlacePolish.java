package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.design.asymptotics.End;
import org.jumpscope.design.asymptotics.Expander;
import org.jumpscope.design.asymptotics.Expansion;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.design.asymptotics.Growth;
import org.jumpscope.design.asymptotics.Precise;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Function;
import org.jumpscope.numeric.Interval;

/** Kinks, singularities and zeros of h that are known to a double, worked out to 60 digits by Newton's method. */
final class PlacePolish {
    private static final int MOST_ORDER = 12;
    private static final int TERMS = 4;
    private static final int STEPS = 9;
    private static final double NEAR = 1e-8;
    private static final BigDecimal CONVERGED = new BigDecimal("1e-52");
    private static final BigDecimal VANISHES = new BigDecimal("1e-44");

    private final Formula value;
    private final List<Formula> critical = new ArrayList<>();

    PlacePolish(Formula value) {
        this.value = value;
        collect(value);
    }

    /**
     * The place of a break point to 60 digits.
     *
     * @param y its place as a double
     * @param side 1 if y is approached from above, −1 from below
     * @return the place where H is not smooth or h vanishes; null if none is found at y
     */
    BigDecimal polish(double y, int side) {
        BigDecimal written = BigDecimal.valueOf(y);
        if (isCritical(written, side)) {
            return written;
        }
        for (Formula formula : critical) {
            BigDecimal root = root(formula, written, side, 0, near(y));
            if (root != null) {
                return snapped(root);
            }
        }
        return snapped(root(value, written, side, 1, near(y)));
    }

    /** A zero of h, of any order up to 12, in an interval; null if there is none. */
    BigDecimal zeroOfSlope(Interval where) {
        BigDecimal middle = BigDecimal.valueOf(where.midpoint());
        return snapped(root(value, middle, 1, 1, Math.max(NEAR, where.width())));
    }

    /** A root that is a short decimal number, without its rounding error. */
    private static BigDecimal snapped(BigDecimal root) {
        if (root == null) {
            return null;
        }
        BigDecimal brief = BigDecimal.valueOf(root.round(new MathContext(15)).doubleValue());
        BigDecimal scale = BigDecimal.ONE.max(root.abs());
        return brief.subtract(root).abs().compareTo(scale.multiply(new BigDecimal("1e-40"))) < 0 ? brief : root;
    }

    /** Whether a formula whose zeros are kinks or singularities vanishes at a place, or h does. */
    private boolean isCritical(BigDecimal y, int side) {
        for (Formula formula : critical) {
            try {
                if (taylor(formula, y, side, 2).get(0).signum() == 0) {
                    return true;
                }
            } catch (ExpansionFailure elsewhere) {
                // Another part is singular here.
            }
        }
        try {
            // Where h vanishes identically H is constant: the place has fallen on the other side of a kink.
            End end = End.at(y, side);
            Expansion slope = end.derivative(Expander.expand(value, end, TERMS));
            return !slope.isZero() && slope.lead().growth().direction() != 0;
        } catch (ExpansionFailure singular) {
            return false;
        }
    }

    private static double near(double y) {
        return NEAR * Math.max(1, Math.abs(y));
    }

    /** A zero of the derivative of some order of a formula near y, of any multiplicity up to 12. */
    private static BigDecimal root(Formula formula, BigDecimal y, int side, int derivative, double near) {
        for (int order = derivative; order < derivative + MOST_ORDER; order++) {
            try {
                BigDecimal root = newton(formula, y, side, order, near);
                if (root != null && vanishesBelow(taylor(formula, root, side, order + 2), derivative, order)) {
                    return root;
                }
            } catch (ExpansionFailure | ArithmeticException next) {
                // The order is not this one.
            }
        }
        return null;
    }

    private static boolean vanishesBelow(List<BigDecimal> taylor, int derivative, int order) {
        BigDecimal scale = taylor.get(order + 1).abs();
        for (int k = derivative; k <= order; k++) {
            if (taylor.get(k).abs().compareTo(scale.multiply(VANISHES)) > 0) {
                return false;
            }
        }
        return scale.signum() != 0;
    }

    /** Newton's method for the zero of f^(order); null if it leaves y or does not converge. */
    private static BigDecimal newton(Formula formula, BigDecimal y, int side, int order, double near) {
        BigDecimal x = y;
        for (int i = 0; i < STEPS; i++) {
            List<BigDecimal> a = taylor(formula, x, side, order + 2);
            BigDecimal slope = a.get(order + 1).multiply(BigDecimal.valueOf(order + 1L));
            if (slope.signum() == 0) {
                return null;
            }
            BigDecimal step = a.get(order).divide(slope, Precise.DIGITS);
            x = x.subtract(step, Precise.DIGITS);
            if (!(x.subtract(y).abs().doubleValue() <= near)) {
                return null;
            }
            if (step.abs().compareTo(CONVERGED.multiply(BigDecimal.ONE.max(x.abs()))) < 0) {
                return x;
            }
        }
        return null;
    }

    /**
     * Taylor coefficients on one side of a point.
     *
     * @param formula the formula
     * @param y the point
     * @param side the side whose piece counts, 1 or −1
     * @param count how many coefficients
     * @throws ExpansionFailure if there is no Taylor series there
     */
    static List<BigDecimal> taylor(Formula formula, BigDecimal y, int side, int count) {
        Expansion expansion = Expander.expand(formula, End.at(y, side), count);
        List<BigDecimal> coefficients = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            coefficients.add(BigDecimal.ZERO);
        }
        for (Growth.Term term : expansion.terms()) {
            Growth growth = term.growth();
            if (!growth.exponent().isEmpty() || growth.powers().size() > 1) {
                throw ExpansionFailure.notAnalytic();
            }
            BigDecimal power = growth.powers().isEmpty()
                    ? BigDecimal.ZERO
                    : growth.powers().get(0).negate().stripTrailingZeros();
            if (power.signum() < 0 || power.scale() > 0) {
                throw ExpansionFailure.notAnalytic();
            }
            int k = power.intValueExact();
            if (k < count) {
                boolean mirrored = side < 0 && BigInteger.valueOf(k).testBit(0);
                coefficients.set(k, mirrored ? term.coefficient().negate() : term.coefficient());
            }
        }
        return coefficients;
    }

    /** The formulas whose zeros are kinks and singularities. */
    private void collect(Formula formula) {
        Formula one = Formula.constant(1);
        if (formula instanceof Conditional c) {
            critical.add(c.left().minus(c.right()));
            List.of(c.left(), c.right(), c.whenTrue(), c.whenFalse()).forEach(this::collect);
        } else if (formula instanceof Sum sum) {
            sum.terms().forEach(this::collect);
        } else if (formula instanceof Product product) {
            product.factors().forEach(this::collect);
        } else if (formula instanceof Power power) {
            boolean natural =
                    power.exponent() instanceof Constant c && c.value() >= 0 && c.value() == Math.rint(c.value());
            if (!natural) {
                critical.add(power.base());
            }
            collect(power.base());
            collect(power.exponent());
        } else if (formula instanceof Apply apply) {
            Formula u = apply.argument();
            switch (apply.function()) {
                case ABS, SIGN, LOG -> critical.add(u);
                case LOG1P -> critical.add(u.plus(one));
                case TAN -> critical.add(new Apply(Function.COS, u));
                case ASIN, ACOS, ATANH -> critical.addAll(List.of(u.plus(one), u.minus(one)));
                default -> {
                    // Analytic everywhere.
                }
            }
            collect(u);
        }
    }
}
