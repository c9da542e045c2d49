package org.jumpscope.composition;

import java.util.List;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * H(y) = ℓ(f(y), t) for one target t, with its slope h = H′ and the derivatives h′, h″ in closed form.
 *
 * <p>The composition is simplified as a whole before it is differentiated, so that parts that cancel do so exactly:
 * sigmoid with cross-entropy is softplus(y) for t = 0, with slope sigmoid(y), at any |y|. {@link #pieces(Interval)}
 * cuts it into smooth pieces at kinks, singularities and zeros of h.
 */
public final class TargetComposition {
    static final Formula.Variable Y = new Formula.Variable("y");
    private static final Formula.Variable F = new Formula.Variable("f");
    private static final Formula.Variable T = new Formula.Variable("t");

    private final double target;
    private final Formula value;
    /** f(y); null if H was given as a whole. */
    private final Formula activation;
    /** ∂ℓ/∂f as a formula in f; null if H was given as a whole. */
    private final Formula lossSlope;

    private final Formula slope;
    private final Formula slopeDerivative;
    private final Formula slopeSecondDerivative;

    private TargetComposition(double target, Formula value, Formula activation, Formula lossSlope) {
        this.target = target;
        this.value = value;
        this.activation = activation;
        this.lossSlope = lossSlope;
        this.slope = slope(value, activation, lossSlope);
        this.slopeDerivative = slope.derivative(Y);
        this.slopeSecondDerivative = slopeDerivative.derivative(Y);
    }

    static TargetComposition of(Activation activation, Loss loss, double target) {
        if (!Double.isFinite(target)) {
            throw new InvalidInputException("Target " + target + " is not finite; give a number such as 0 or 1.");
        }
        Formula atTarget =
                loss.formula().substitute(T, Formula.constant(target)).simplify();
        Formula composed = atTarget.substitute(F, activation.formula()).simplify();
        return new TargetComposition(target, composed, activation.formula(), atTarget.derivative(F));
    }

    /**
     * A composition given directly by H(y).
     *
     * @param value H as a formula in {@code y}
     * @param target the target t that it stands for
     */
    public static TargetComposition of(Formula value, double target) {
        return new TargetComposition(target, value.simplify(), null, null);
    }

    /**
     * h as the derivative of the simplified H, or by the chain rule as ℓ′(f(y)) f′(y), whichever is shorter: the first
     * cancels what cancels between activation and loss, the second keeps a product whose factors H has lost.
     */
    static Formula slope(Formula value, Formula activation, Formula lossSlope) {
        Formula whole = value.derivative(Y);
        if (activation == null) {
            return whole;
        }
        Formula inner = activation.derivative(Y);
        if (inner.equals(Formula.constant(0))) {
            return inner;
        }
        try {
            Formula chained = lossSlope.substitute(F, activation).times(inner).simplify();
            return chained.toText().length() < whole.toText().length() ? chained : whole;
        } catch (InvalidInputException singularPiece) {
            // A constant piece of f on which ℓ′ is infinite, as f = 0 under −log f; H is constant there.
            return whole;
        }
    }

    /** The target t. */
    public double target() {
        return target;
    }

    /** H(y), with its conditions. */
    public Formula value() {
        return value;
    }

    /** h = H′, with its conditions. */
    public Formula slope() {
        return slope;
    }

    /** h′ = H″, with its conditions and without the jumps of h at kinks. */
    public Formula slopeDerivative() {
        return slopeDerivative;
    }

    /** h″ = H‴, with its conditions. */
    public Formula slopeSecondDerivative() {
        return slopeSecondDerivative;
    }

    /** H(y). */
    public double value(double y) {
        return value.evaluate(y);
    }

    /** h(y). */
    public double slope(double y) {
        return slope.evaluate(y);
    }

    /** h′(y). */
    public double slopeDerivative(double y) {
        return slopeDerivative.evaluate(y);
    }

    /**
     * The smooth pieces that cover a window of y, in order of y, each with h of one sign, zero, or undefined.
     *
     * @param window interval of y
     * @throws InvalidInputException if kinks, singularities or zeros of h are too many to be told apart
     */
    public List<Piece> pieces(Interval window) {
        return new PieceFinder(value, activation, lossSlope, window).find();
    }

    @Override
    public String toString() {
        return "H(y) = " + value.toText() + " for t = " + target;
    }
}
