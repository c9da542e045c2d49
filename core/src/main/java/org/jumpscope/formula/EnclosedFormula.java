package org.jumpscope.formula;

import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.EnclosedFunction;
import org.jumpscope.numeric.Interval;

/**
 * A formula of one variable as a function that bounds itself and its slope, for the isolation of its roots.
 *
 * <p>Not for use by several threads at once.
 */
public final class EnclosedFormula implements EnclosedFunction {
    private final Formula formula;
    private final boolean continuous;
    private final DistinctParts value;
    private final DistinctParts slope;
    private final Effort effort;

    private EnclosedFormula(Formula formula, Formula slope, boolean continuous, Effort effort) {
        this.formula = formula;
        this.continuous = continuous;
        this.value = DistinctParts.of(formula);
        this.slope = DistinctParts.of(slope);
        this.effort = effort;
    }

    /**
     * Takes a formula and works out its derivative.
     *
     * @param formula the formula f, which may jump where a condition changes
     * @param variable its only variable
     * @param effort counts the operations of all evaluations; modified
     * @return f as a function
     */
    public static EnclosedFormula of(Formula formula, Variable variable, Effort effort) {
        boolean continuous =
                !Size.contains(formula, Formula.Conditional.class) && !Size.applies(formula, Function.SIGN);
        return new EnclosedFormula(formula, formula.derivative(variable), continuous, effort);
    }

    /**
     * Takes a formula that is known to be continuous where it is defined, and its slope.
     *
     * @param formula the formula f
     * @param slope its derivative f′
     * @param effort counts the operations of all evaluations; modified
     * @return f as a function
     */
    public static EnclosedFormula ofContinuous(Formula formula, Formula slope, Effort effort) {
        return new EnclosedFormula(formula, slope, true, effort);
    }

    @Override
    public double value(double x) {
        effort.spend(value.operations());
        return value.evaluate(x);
    }

    @Override
    public Interval enclosure(Interval x) {
        effort.spend(value.operations());
        return value.enclose(x);
    }

    @Override
    public Interval slopeEnclosure(Interval x) {
        effort.spend(slope.operations());
        return !continuous && Enclosure.mayJump(formula, x) ? Interval.ENTIRE : slope.enclose(x);
    }
}
