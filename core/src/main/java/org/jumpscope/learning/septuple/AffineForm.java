package org.jumpscope.learning.septuple;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a neuron may read as its pre-activation: Σ (factor · q_variable) x_from over its terms, in which a fixed value stands for
 * q and 1 for the state of a bias.
 *
 * @param terms of W, w⁰, B and b⁰
 */
record AffineForm(List<Term> terms) {
    /** Stands for the state of a bias, which is 1. */
    static final int BIAS = -1;

    /** Stands for what is not trainable, which is 1. */
    static final int FIXED = -1;

    /**
     * One term.
     *
     * @param from the neuron that is read, or {@link AffineForm#BIAS}
     * @param variable the trainable variable, or {@link AffineForm#FIXED}
     * @param factor by which it is multiplied
     */
    record Term(int from, int variable, double factor) {}

    /** Keeps a copy. */
    AffineForm {
        terms = List.copyOf(terms);
    }

    /** The state of a neuron. */
    static AffineForm state(int neuron) {
        return new AffineForm(List.of(new Term(neuron, FIXED, 1)));
    }

    /** A constant; 0 has no terms. */
    static AffineForm constant(double value) {
        return new AffineForm(value == 0 ? List.of() : List.of(new Term(BIAS, FIXED, value)));
    }

    /** Terms of this times a, and of another times b. */
    AffineForm plus(double a, double b, AffineForm other) {
        List<Term> sum = new ArrayList<>();
        addTimes(a, terms, sum);
        addTimes(b, other.terms, sum);
        return new AffineForm(sum);
    }

    private static void addTimes(double factor, List<Term> terms, List<Term> sum) {
        for (Term term : terms) {
            sum.add(new Term(term.from(), term.variable(), factor * term.factor()));
        }
    }

    /** The same with one more term of b. */
    AffineForm plusBias(int variable) {
        return plus(1, 1, new AffineForm(List.of(new Term(BIAS, variable, 1))));
    }

    /** The neuron whose state it is, if it is nothing else. */
    OptionalInt neuron() {
        boolean state = terms.size() == 1
                && terms.get(0).from() != BIAS
                && terms.get(0).variable() == FIXED
                && terms.get(0).factor() == 1;
        return state ? OptionalInt.of(terms.get(0).from()) : OptionalInt.empty();
    }
}
