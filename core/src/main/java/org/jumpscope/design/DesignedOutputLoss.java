package org.jumpscope.design;

import org.jumpscope.composition.Activation;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A designed loss as one of the output of a network: L(f) = H(f⁻¹(f)) for an activation that rises or falls everywhere on the
 * table, dL/df = h(y)/f′(y) at y = f⁻¹(f).
 */
public final class DesignedOutputLoss {
    private static final Formula.Variable Y = new Formula.Variable("y");
    /** Up to here from zero an activation has to have a slope; beyond, it may round to none. */
    private static final double SATURATED = 15;

    private static final int PROBES = 2001;
    private static final int HALVINGS = 200;

    private final TabulatedLoss loss;
    private final Activation activation;
    private final Formula slope;
    private final boolean rises;

    private DesignedOutputLoss(TabulatedLoss loss, Activation activation, Formula slope, boolean rises) {
        this.loss = loss;
        this.activation = activation;
        this.slope = slope;
        this.rises = rises;
    }

    /**
     * The loss of the output.
     *
     * @param loss H
     * @param activation f
     * @throws InvalidInputException if f does not rise everywhere or fall everywhere on the table
     */
    public static DesignedOutputLoss of(TabulatedLoss loss, Activation activation) {
        Formula slope = activation.formula().derivative(Y);
        double direction = 0;
        for (int i = 0; i < PROBES; i++) {
            double y = loss.low() + (loss.high() - loss.low()) * i / (PROBES - 1);
            double here = slope.evaluate(y);
            boolean flat = !(Math.abs(here) > 0);
            if (flat ? Math.abs(y) <= SATURATED : here * direction < 0) {
                throw new InvalidInputException(
                        "Activation " + activation.name() + (flat ? " is flat at y = " : " turns at y = ")
                                + y
                                + ", so that a loss of its output cannot tell pre-activations apart; give an activation that rises"
                                + " everywhere, such as sigmoid.");
            }
            direction = direction == 0 && !flat ? here : direction;
        }
        return new DesignedOutputLoss(loss, activation, slope, direction > 0);
    }

    /**
     * Returns the pre-activation of an output, held inside the table.
     *
     * @param output f
     * @return y with f(y) = f; the end of the table for an output beyond it
     */
    public double preActivation(double output) {
        double low = loss.low();
        double high = loss.high();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (activation.formula().evaluate(middle) < output == rises) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /**
     * Returns L(f).
     *
     * @param output f, in the range of the activation
     * @return the loss
     */
    public double value(double output) {
        return loss.value(preActivation(output));
    }

    /**
     * Returns dL/df.
     *
     * @param output f, in the range of the activation
     * @return the slope, infinite where the activation rounds to a constant
     */
    public double slope(double output) {
        double y = preActivation(output);
        return loss.slope(y) / slope.evaluate(y);
    }

    /**
     * Returns the outputs at the ends of the table.
     *
     * @return f at the smallest and the largest y
     */
    public Vector ends() {
        return Vector.of(
                activation.formula().evaluate(loss.low()), activation.formula().evaluate(loss.high()));
    }
}
