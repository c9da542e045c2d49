package org.jumpscope.design.classification;

import java.util.List;

/**
 * An exact power law of the jumps of one variable: p(v) ∝ |v + shift|^(−k) per preimage and unit of p(x), at every state.
 *
 * @param variable the variable
 * @param exponent k
 * @param theorem which theorem of theory §2 says so: 1 or 2
 * @param form H(y) on the stretch, with its constants
 * @param jump the jump as a power of a linear function of x: ±(A x + B)^m + C
 * @param conditions where it holds: inequalities in y, and in x where a state is given
 * @param constants the constants of the form, and of the jump where a state is given
 * @param shift what has to be added to the jump, C of Theorems 1 and 2, as a formula of the state; "0" if nothing
 */
public record ExactLaw(
        Variable variable,
        double exponent,
        int theorem,
        String form,
        String jump,
        List<String> conditions,
        List<NamedConstant> constants,
        String shift) {

    /**
     * A constant.
     *
     * @param name its name
     * @param value its value
     */
    public record NamedConstant(String name, double value) {}

    /** Copies the lists. */
    public ExactLaw {
        conditions = List.copyOf(conditions);
        constants = List.copyOf(constants);
    }

    /** Whether another law says the same of another stretch. */
    boolean isLike(ExactLaw other) {
        return variable == other.variable
                && exponent == other.exponent
                && form.equals(other.form)
                && constants.equals(other.constants);
    }

    ExactLaw alsoFor(List<String> others) {
        return new ExactLaw(
                variable, exponent, theorem, form, jump, Conditions.either(conditions, others), constants, shift);
    }
}
