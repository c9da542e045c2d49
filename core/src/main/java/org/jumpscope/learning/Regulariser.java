package org.jumpscope.learning;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The part H_q of the loss that depends on trainable variables alone (Eq. 3.2): H_q = Σ (½ λ₂ w² + λ₁ |w|) over the weights.
 *
 * <p>Its force on a weight is −λ₂ w − λ₁ sign w, with sign 0 = 0, the same for every sample: it shifts all jumps alike and adds
 * nothing to the duality Jacobian. Biases are not penalised. λ₂ is what PyTorch calls weight decay (of an optimiser whose
 * decay is a part of the gradient).
 *
 * @param l2 λ₂, finite, not negative
 * @param l1 λ₁, finite, not negative
 */
public record Regulariser(double l2, double l1) {
    /** H_q = 0. */
    public static final Regulariser NONE = new Regulariser(0, 0);

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is negative or not finite
     */
    public Regulariser {
        check(l2, "L2");
        check(l1, "L1");
    }

    private static void check(double value, String what) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The " + what + " penalty " + value + " is not a number from 0 up; give one such as 1e-4.");
        }
    }

    /** Whether H_q = 0. */
    public boolean isNone() {
        return l2 == 0 && l1 == 0;
    }

    /** What one weight adds to H_q. */
    public double value(double weight) {
        return 0.5 * l2 * weight * weight + l1 * Math.abs(weight);
    }

    /** ∂H_q/∂w. */
    public double slope(double weight) {
        return l2 * weight + l1 * Math.signum(weight);
    }

    /**
     * H_q of a stretch of weights.
     *
     * @param q trainable variables. Not modified.
     * @param from the first weight
     * @param to after the last one
     */
    public double value(double[] q, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += value(q[i]);
        }
        return sum;
    }

    /**
     * Adds ∂H_q/∂q of a stretch of weights.
     *
     * @param q trainable variables. Not modified.
     * @param from the first weight
     * @param to after the last one
     * @param gradient ∂H/∂q. Modified.
     */
    public void addSlopes(double[] q, int from, int to, double[] gradient) {
        for (int i = from; i < to; i++) {
            gradient[i] += slope(q[i]);
        }
    }
}
