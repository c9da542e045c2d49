package org.jumpscope.learning;

import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * What makes a jump of the force −∂H/∂q: a diagonal metric, frozen, so that the jump is γ · metric · force (Eq. 2.3 has the
 * identity).
 *
 * @param name what it belongs to, as results report it, such as "identity" or "adam(0.9, 0.999, 1e-8), frozen after step 100"
 * @param diagonal its diagonal, of length K; empty for the identity
 */
public record Metric(String name, Optional<Vector> diagonal) {

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is not positive and finite
     */
    public Metric {
        if (diagonal.isPresent()) {
            Vector values = diagonal.get();
            for (int i = 0; i < values.size(); i++) {
                if (!(values.get(i) > 0 && values.get(i) < Double.POSITIVE_INFINITY)) {
                    throw new InvalidInputException("The metric of trainable variable " + i + " is " + values.get(i)
                            + "; give a positive number.");
                }
            }
        }
    }

    /** The metric of plain gradient descent. */
    public static Metric identity() {
        return new Metric("identity", Optional.empty());
    }

    /**
     * A diagonal metric.
     *
     * @param name what it belongs to
     * @param diagonal its diagonal, positive
     */
    public static Metric diagonal(String name, Vector diagonal) {
        return new Metric(name, Optional.of(diagonal));
    }

    /** Its value for a trainable variable. */
    public double factor(int variable) {
        return diagonal.isEmpty() ? 1 : diagonal.get().get(variable);
    }

    /**
     * Checks that it is a metric of K variables.
     *
     * @throws InvalidInputException if it is of another number
     */
    public void check(int trainables) {
        if (diagonal.isPresent() && diagonal.get().size() != trainables) {
            throw new InvalidInputException("The metric '" + name + "' is of "
                    + diagonal.get().size() + " trainable variables; the network has " + trainables + ".");
        }
    }

    /**
     * Metric times force.
     *
     * @param force of length K
     * @throws InvalidInputException if it has another length
     */
    public Vector apply(Vector force) {
        check(force.size());
        double[] product = force.toArray();
        for (int i = 0; diagonal.isPresent() && i < product.length; i++) {
            product[i] *= diagonal.get().get(i);
        }
        return Vector.of(product);
    }
}
