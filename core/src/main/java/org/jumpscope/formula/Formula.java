package org.jumpscope.formula;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * An immutable expression in one or more variables: parsed, differentiated, simplified, evaluated and printed.
 *
 * <p>A formula is data and is never executed as code. Equality is structural; {@link #simplify()} brings formulas that
 * mean the same to one well-conditioned form where it can.
 */
public sealed interface Formula {

    /**
     * A finite number.
     *
     * @param value the number; finite, minus zero is taken as zero
     */
    record Constant(double value) implements Formula {
        /** The number 0. */
        public static final Constant ZERO = new Constant(0);

        /** The number 1. */
        public static final Constant ONE = new Constant(1);

        /** The number −1. */
        public static final Constant MINUS_ONE = new Constant(-1);

        /**
         * Creates the constant.
         *
         * @throws InvalidInputException if the value is not finite
         */
        public Constant {
            if (!Double.isFinite(value)) {
                throw new InvalidInputException("The constants of the formula combine to " + value
                        + ", which is no finite number; rescale the formula.");
            }
            value += 0.0; // minus zero becomes zero
        }

        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * A named variable.
     *
     * @param name its name
     */
    record Variable(String name) implements Formula {
        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * Σ terms.
     *
     * @param terms the terms, in the order of evaluation
     */
    record Sum(List<Formula> terms) implements Formula {
        /** Creates the sum of a copy of the list. */
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * Π factors; a quotient has a factor with a negative exponent.
     *
     * @param factors the factors, in the order of evaluation
     */
    record Product(List<Formula> factors) implements Formula {
        /** Creates the product of a copy of the list. */
        public Product {
            factors = List.copyOf(factors);
        }

        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * base^exponent; a square root has the exponent 1/2.
     *
     * @param base the base
     * @param exponent the exponent
     */
    record Power(Formula base, Formula exponent) implements Formula {
        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * function(argument).
     *
     * @param function the function
     * @param argument its argument
     */
    record Apply(Function function, Formula argument) implements Formula {
        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * One formula where left stands in the relation to right, and another where it does not; undefined where left or
     * right is undefined.
     *
     * @param left left side of the comparison
     * @param relation the comparison
     * @param right right side of the comparison
     * @param whenTrue the formula where the comparison holds
     * @param whenFalse the formula where it does not
     */
    record Conditional(Formula left, Relation relation, Formula right, Formula whenTrue, Formula whenFalse)
            implements Formula {
        @Override
        public String toString() {
            return toText();
        }
    }

    /**
     * Reads a formula such as {@code 1/(1+exp(-y))}.
     *
     * @param text the formula: {@code + - * / ^}, parentheses, numbers, pi, e, the variables, {@link Function}s and
     *     {@code sqrt max min relu leaky_relu elu silu gelu identity if}
     * @param variables names of the variables that may occur
     * @return the formula as written, not simplified
     * @throws FormulaException if the text is no formula in these variables, with the column
     */
    static Formula parse(String text, String... variables) {
        return new Parser(text, List.of(variables)).parse();
    }

    /**
     * Returns a constant.
     *
     * @param value a finite number
     * @return the formula of that number
     */
    static Formula constant(double value) {
        return new Constant(value);
    }

    /**
     * Returns the sum of this formula and another.
     *
     * @param other the other term
     * @return this + other, not simplified
     */
    default Formula plus(Formula other) {
        return Terms.sum(this, other);
    }

    /**
     * Returns the difference of this formula and another.
     *
     * @param other what is subtracted
     * @return this − other, not simplified
     */
    default Formula minus(Formula other) {
        return Terms.sum(this, Terms.negate(other));
    }

    /**
     * Returns the product of this formula and another.
     *
     * @param other the other factor
     * @return this · other, not simplified
     */
    default Formula times(Formula other) {
        return Terms.product(this, other);
    }

    /**
     * Returns the quotient of this formula and another.
     *
     * @param other the denominator
     * @return this / other, not simplified
     */
    default Formula dividedBy(Formula other) {
        return Terms.quotient(this, other);
    }

    /**
     * Returns the derivative with respect to a variable, simplified.
     *
     * <p>A conditional has the conditional of the derivatives, abs(u) has sign(u)·u′ and sign(u) has zero, so jumps at
     * {@link BreakPoints} are not in it.
     *
     * @param variable the variable
     * @return the partial derivative in the form that {@link #simplify()} gives
     * @throws InvalidInputException if the derivative is too large to handle
     */
    default Formula derivative(Variable variable) {
        return Size.checked(new Derivative(variable).of(simplify()));
    }

    /**
     * Puts a formula in the place of a variable.
     *
     * @param variable the variable to replace
     * @param replacement what stands there instead
     * @return the formula with the replacement, not simplified
     */
    default Formula substitute(Variable variable, Formula replacement) {
        return Size.checked(new Substitution(variable, replacement).in(this));
    }

    /**
     * Rewrites the formula into a canonical form without avoidable cancellation, overflow or underflow.
     *
     * <p>Examples: 1/(1+exp(−y)) becomes sigmoid(y), 1 − sigmoid(y) becomes sigmoid(−y), log(sigmoid(y)) becomes
     * −softplus(−y), terms with a common factor become a product. The value is kept up to rounding wherever this
     * formula is defined and finite; the result may be defined at more points (y/y becomes 1, 0·y becomes 0).
     *
     * @return the simplified formula
     */
    default Formula simplify() {
        return Size.checked(Simplifier.simplify(Size.checked(this)));
    }

    /**
     * Evaluates a formula of at most one variable.
     *
     * @param value value of the variable
     * @return value of the formula by the rules of IEEE arithmetic; NaN outside the domain
     * @throws IllegalArgumentException if the formula has two variables
     */
    default double evaluate(double value) {
        return new Evaluation(value).of(this);
    }

    /**
     * Evaluates the formula.
     *
     * @param values value of each variable
     * @return value of the formula by the rules of IEEE arithmetic; NaN outside the domain
     * @throws IllegalArgumentException if a variable has no value
     */
    default double evaluate(Map<Variable, Double> values) {
        Formula formula = this;
        for (Map.Entry<Variable, Double> entry : values.entrySet()) {
            if (!Double.isFinite(entry.getValue())) {
                throw new InvalidInputException("Variable " + entry.getKey().name() + " has the value "
                        + entry.getValue() + "; give a finite number.");
            }
            formula = new Substitution(entry.getKey(), new Constant(entry.getValue())).in(formula);
        }
        Set<Variable> left = formula.variables();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "Variable " + left.iterator().next().name() + " has no value.");
        }
        return formula.evaluate(Double.NaN);
    }

    /**
     * Encloses the values of a formula of at most one variable.
     *
     * @param values values of the variable
     * @return an interval that contains the value of the formula at each of them where it is defined
     * @throws IllegalArgumentException if the formula has two variables
     */
    default Interval enclose(Interval values) {
        if (variables().size() > 1) {
            throw new IllegalArgumentException("The formula has " + variables().size()
                    + " variables; put a number in the place of all but one to enclose it.");
        }
        return Enclosure.of(this, values);
    }

    /**
     * Returns the formula as it is inside an interval of its only variable.
     *
     * @param values an interval; at its ends the limits from inside count
     * @return the simplified formula without the conditions, abs and sign that are settled there
     */
    default Formula within(Interval values) {
        return Enclosure.resolve(simplify(), values).simplify();
    }

    /**
     * Returns the variables that occur.
     *
     * @return the variables, in the order of their first occurrence
     */
    default Set<Variable> variables() {
        return Size.variables(this);
    }

    /**
     * Counts the operations, constants and variables of the formula as it is written out.
     *
     * @return their number, what occurs twice counted twice
     */
    default long size() {
        return Size.of(this);
    }

    /**
     * Prints the formula so that {@link #parse} reads an equal one.
     *
     * @return the text
     */
    default String toText() {
        return Printer.print(this);
    }

    /**
     * Prints the formula for reading.
     *
     * @return the formula in the mathematics of LaTeX (package amsmath), without dollar signs
     */
    default String toLatex() {
        return LatexPrinter.print(this);
    }
}
