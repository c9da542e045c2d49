package org.jumpscope.formula;

import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** Value of a formula of one variable at one point. */
final class Evaluation {
    /** Largest integer exponent that is worked out by multiplications. */
    static final int MULTIPLIED = 64;

    private final double value;
    private String name;

    Evaluation(double value) {
        this.value = value;
    }

    double of(Formula formula) {
        if (formula instanceof Variable variable) {
            return variable(variable);
        } else if (formula instanceof Constant constant) {
            return constant.value();
        } else if (formula instanceof Apply apply) {
            return apply.function().value(of(apply.argument()));
        } else if (formula instanceof Product product) {
            List<Formula> factors = product.factors();
            double result = 1;
            for (int i = 0; i < factors.size(); i++) {
                result *= of(factors.get(i));
            }
            return result;
        } else if (formula instanceof Power power) {
            return power(of(power.base()), of(power.exponent()));
        } else if (formula instanceof Sum sum) {
            List<Formula> terms = sum.terms();
            double result = 0;
            for (int i = 0; i < terms.size(); i++) {
                result += of(terms.get(i));
            }
            return result;
        }
        Conditional c = (Conditional) formula;
        double left = of(c.left());
        double right = of(c.right());
        if (c.relation().holds(left, right)) {
            return of(c.whenTrue());
        }
        return Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : of(c.whenFalse());
    }

    private double variable(Variable variable) {
        if (name == null) {
            name = variable.name();
        } else if (!name.equals(variable.name())) {
            throw new IllegalArgumentException(
                    "The formula has the variables " + name + " and " + variable.name() + "; give a value for each.");
        }
        return value;
    }

    static double power(double base, double exponent) {
        if (exponent == 0.5) {
            return Math.sqrt(base);
        } else if (exponent == -0.5) {
            return 1 / Math.sqrt(base);
        } else if (exponent == Math.rint(exponent) && Math.abs(exponent) <= MULTIPLIED) {
            return integerPower(base, (int) exponent);
        }
        // Java's (-inf)^1.5 is infinite; a negative base has no fractional power.
        boolean undefined = base < 0 && exponent != Math.rint(exponent);
        return undefined ? Double.NaN : StrictMath.pow(base, exponent);
    }

    static double integerPower(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int n = Math.abs(exponent); n != 0; n >>= 1) {
            if ((n & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return exponent < 0 ? 1 / result : result;
    }
}
