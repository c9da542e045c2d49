package org.jumpscope.learning;

import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.InvalidInputException;

/**
 * H = Σ_i H_i(y_i; t_i): a loss of its own for each output neuron, as a function of its pre-activation y_i. It takes in the
 * activation at the end of a network, also a softmax, of whose inputs it is a function.
 *
 * <p>Targets are fixed labels, so there are no derivatives by them.
 */
public record SeparableOutputs(List<UnitLoss> units) implements OutputLoss {

    /** The loss of one neuron. */
    public interface UnitLoss {
        /**
         * H(y; t).
         *
         * @param y the pre-activation
         * @param target t
         */
        double value(double y, double target);

        /**
         * h = ∂H/∂y.
         *
         * @param y the pre-activation
         * @param target t
         */
        double slope(double y, double target);

        /**
         * ∂²H/∂y².
         *
         * @param y the pre-activation
         * @param target t
         */
        double curvature(double y, double target);

        /**
         * The least mean loss of one y for all samples.
         *
         * @param share the share of samples with the target 1; the others have 0
         */
        double leastMean(double share);
    }

    /**
     * Keeps a copy of the list.
     *
     * @throws InvalidInputException if there is no neuron
     */
    public SeparableOutputs {
        if (units.isEmpty()) {
            throw new InvalidInputException("A loss of no outputs is empty; give one for each output.");
        }
        units = List.copyOf(units);
    }

    @Override
    public void values(double[][] out, double[][] targets, int m, double[] losses) {
        for (int c = 0; c < m; c++) {
            double sum = 0;
            for (int i = 0; i < out.length; i++) {
                sum += units.get(i).value(out[i][c], targets[i][c]);
            }
            losses[c] = sum;
        }
    }

    @Override
    public void delta(double[][] out, double[][] targets, int m, double[][] delta) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                delta[i][c] = units.get(i).slope(out[i][c], targets[i][c]);
            }
        }
    }

    @Override
    public void deltaTangent(double[] out, double[] targets, double[][] tangents, int m, double[][] deltaTangents) {
        for (int i = 0; i < out.length; i++) {
            double curvature = units.get(i).curvature(out[i], targets[i]);
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] = curvature * tangents[i][c];
            }
        }
    }

    /** Σ_i of the least mean of each output. */
    @Override
    public double bestConstant(LabelledSamples samples, int outputs) {
        double[] shares = samples.targetMeans(outputs);
        double sum = 0;
        for (int i = 0; i < outputs; i++) {
            sum += units.get(i).leastMean(shares[i]);
        }
        return sum;
    }

    /**
     * Refuses: targets are labels.
     *
     * @throws InvalidInputException always
     */
    @Override
    public void addTargetTangent(double[] out, double[][] targetTangents, int m, double[][] deltaTangents) {
        throw fixed();
    }

    /**
     * Refuses: targets are labels.
     *
     * @throws InvalidInputException always
     */
    @Override
    public void targetChange(double[] out, double[][] tangents, int m, double[][] targetChanges) {
        throw fixed();
    }

    private static InvalidInputException fixed() {
        return new InvalidInputException(
                "The targets of losses of single outputs are labels, which do not move: ask for derivatives by inputs.");
    }

    /** Any activation, and a softmax. */
    @Override
    public boolean takesIn(Block last) {
        return last instanceof Pointwise || last instanceof Softmax;
    }

    @Override
    public boolean takesLogits() {
        return false;
    }
}
