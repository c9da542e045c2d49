package org.jumpscope.learning;

import java.util.List;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The learning pass of the toy model for one target: a sample x becomes a jump of the trainable variables.
 *
 * <p>ḃ = −γ h(wx + b), ẇ = x ḃ, q̇ = γ |h| √(1 + x²), with the slope h = H′ of the composition and the learning rate γ;
 * (2.3), (5.3).
 */
public final class LearningPass {
    private final TargetComposition composition;
    private final double rate;
    private final FormulaKernel slope;

    private LearningPass(TargetComposition composition, double rate) {
        this.composition = composition;
        this.rate = checkedRate(rate);
        this.slope = FormulaKernel.of(new Formula.Variable("y"), List.of(composition.slope()));
    }

    /**
     * The jump that one sample makes.
     *
     * @param weight ẇ
     * @param bias ḃ; its sign is the sign of the fluctuation
     */
    public record Jump(double weight, double bias) {
        /**
         * Returns the size of the jump.
         *
         * @return q̇ = √(ẇ² + ḃ²), without overflow
         */
        public double size() {
            return Math.hypot(weight, bias);
        }
    }

    /**
     * Creates the learning pass with the learning rate 1.
     *
     * @param composition H for the class's target
     * @return the learning pass
     */
    public static LearningPass of(TargetComposition composition) {
        return new LearningPass(composition, 1);
    }

    /**
     * Returns the same pass with another learning rate, which scales the jumps.
     *
     * @param gamma the learning rate γ, positive and finite
     * @return the learning pass
     * @throws InvalidInputException if the rate is outside its domain
     */
    public LearningPass withRate(double gamma) {
        return new LearningPass(composition, gamma);
    }

    /**
     * Checks a learning rate.
     *
     * @throws InvalidInputException if the rate is not positive and finite
     */
    static double checkedRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Learning rate " + gamma + " is not above 0 and finite; give a positive number.");
        }
        return gamma;
    }

    /**
     * Returns the learning rate.
     *
     * @return γ
     */
    public double rate() {
        return rate;
    }

    /**
     * Returns the jump that a sample makes at a state.
     *
     * @param state (w, b)
     * @param x the input
     * @return (ẇ, ḃ)
     */
    public Jump jump(State state, double x) {
        double h = composition.slope(state.preActivation(x));
        // In the dead zone the jump is 0 for any x, also where x overflows the product.
        double bias = h == 0 ? 0 : -rate * h;
        return new Jump(bias == 0 ? 0 : x * bias, bias);
    }

    /**
     * Returns working memory for {@link #biasJumps}, for one thread at a time.
     *
     * @return a new workspace
     */
    public FormulaKernel.Workspace workspace() {
        return slope.workspace();
    }

    /**
     * Computes ḃ for a block of pre-activations; the samples' own ẇ is x ḃ.
     *
     * @param preActivations y = wx + b. Not modified.
     * @param n how many
     * @param biasJumps ḃ, of length n or more. Modified.
     * @param workspace working memory of this pass
     */
    public void biasJumps(double[] preActivations, int n, double[] biasJumps, FormulaKernel.Workspace workspace) {
        slope.evaluate(preActivations, n, new double[][] {biasJumps}, workspace);
        for (int i = 0; i < n; i++) {
            biasJumps[i] *= -rate;
        }
    }
}
