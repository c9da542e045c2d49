package org.jumpscope.duality.septuple;

import java.util.Arrays;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * One neuron of N inputs, H(w·x + b), in closed form: the toy of Section 5 with N in the place of one input.
 *
 * <p>With h = H′, h′ = H″ at y = w·x + b: q̇ = −γ h (x, 1) and J = −γ [h′ (x, 1) wᵀ + h (1; 0)]. Along directions orthogonal to w
 * and x the singular values are γ|h|, N − 2 of them. The other two satisfy σ₁² + σ₂² = γ² (2h² + E),
 * E = 2 h h′ (w·x) + h′² |w|² (1 + |x|²), and σ₁ σ₂ = γ² |h| √((h + h′ w·x)² + h′² |w|²). For N = 1 there is one value,
 * γ √((h + h′ w x)² + h′² w²). As q̇ has the direction (x, 1), the map is one to one wherever h ≠ 0, and
 * √det JᵀJ = γ^N |h|^(N − 1) √((h + h′ w·x)² + h′² |w|²) makes the law of the jump on its N-dimensional image (3.15):
 * p(q̇) = p(x)/√det JᵀJ at x = q̇_w/q̇_b.
 */
public final class SingleNeuron {
    private final TargetComposition composition;
    private final Vector weights;
    private final double bias;
    private final double rate;

    private SingleNeuron(TargetComposition composition, Vector weights, double bias, double rate) {
        this.composition = composition;
        this.weights = weights;
        this.bias = bias;
        this.rate = rate;
    }

    /**
     * A neuron with γ = 1.
     *
     * @param composition H for its target
     * @param weights w, finite, at least one
     * @param bias b, finite
     * @throws InvalidInputException if a number is not finite, or there is no weight
     */
    public static SingleNeuron of(TargetComposition composition, Vector weights, double bias) {
        if (weights.size() < 1) {
            throw new InvalidInputException("A neuron without inputs was given; give at least one weight.");
        }
        if (!Double.isFinite(bias) || weights.stream().anyMatch(w -> !Double.isFinite(w))) {
            throw new InvalidInputException("A weight or the bias of the neuron is not finite; give finite numbers.");
        }
        return new SingleNeuron(composition, weights, bias, 1);
    }

    /**
     * The same with another rate.
     *
     * @param gamma γ, positive and finite
     * @throws InvalidInputException if it is not
     */
    public SingleNeuron withRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Rate " + gamma + " is not positive and finite.");
        }
        return new SingleNeuron(composition, weights, bias, gamma);
    }

    /** N. */
    public int inputs() {
        return weights.size();
    }

    private static double dot(Vector a, Vector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private double preActivation(Vector x) {
        if (x.size() != inputs()) {
            throw new InvalidInputException(
                    "The neuron has " + inputs() + " inputs, but the sample has " + x.size() + ".");
        }
        return dot(weights, x) + bias;
    }

    /**
     * q̇ = −γ h (x, 1).
     *
     * @param x the N inputs
     * @return the jumps of the weights, then that of the bias
     */
    public Vector jump(Vector x) {
        double factor = -rate * composition.slope(preActivation(x));
        double[] jump = new double[inputs() + 1];
        for (int i = 0; i < inputs(); i++) {
            jump[i] = factor * x.get(i);
        }
        jump[inputs()] = factor;
        return Vector.of(jump);
    }

    /**
     * The N singular values of J, largest first.
     *
     * @param x the N inputs
     */
    public Vector singularValues(Vector x) {
        double y = preActivation(x);
        double h = composition.slope(y);
        double slope = composition.slopeDerivative(y);
        double along = dot(weights, x);
        double ww = dot(weights, weights);
        double xx = dot(x, x);
        double volume = volume(h, slope, along, ww);
        int n = inputs();
        double[] values = new double[n];
        if (n == 1) {
            values[0] = rate * volume;
            return Vector.of(values);
        }
        // Half the difference of the squares is from the components of x along w and across, without cancellation.
        double excess = 2 * h * slope * along + slope * slope * ww * (1 + xx);
        double across = 2 * h * slope * Math.sqrt(Math.max(0, gramDeterminant(x)));
        double first = Math.sqrt(h * h + 0.5 * (excess + Math.hypot(excess, across)));
        Arrays.fill(values, rate * Math.abs(h));
        values[0] = rate * first;
        values[n - 1] = first == 0 ? 0 : rate * Math.abs(h) * volume / first;
        return Vector.of(values);
    }

    /** √((h + h′ w·x)² + h′² |w|²). */
    private static double volume(double h, double slope, double along, double ww) {
        return Math.hypot(h + slope * along, slope * Math.sqrt(ww));
    }

    /** |w|²|x|² − (w·x)², by Lagrange's identity Σ_(i<j) (w_i x_j − w_j x_i)². */
    private double gramDeterminant(Vector x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            for (int j = 0; j < i; j++) {
                double minor = weights.get(i) * x.get(j) - weights.get(j) * x.get(i);
                sum += minor * minor;
            }
        }
        return sum;
    }

    /** γ|h|, which N − 2 singular values equal. */
    public double plateau(Vector x) {
        return rate * Math.abs(composition.slope(preActivation(x)));
    }

    /**
     * log √det JᵀJ, which the log density of x loses on the way to that of its jump (3.15); −∞ where the map is singular.
     *
     * @param x the N inputs
     */
    public double logVolume(Vector x) {
        double y = preActivation(x);
        double h = composition.slope(y);
        double volume = volume(h, composition.slopeDerivative(y), dot(weights, x), dot(weights, weights));
        double shared = inputs() == 1 ? 0 : (inputs() - 1) * Math.log(Math.abs(h));
        return inputs() * Math.log(rate) + shared + Math.log(volume);
    }

    /**
     * The sample that makes a jump: x = q̇_w/q̇_b.
     *
     * @param jump the jumps of the N weights, then that of the bias, which is not zero
     * @throws InvalidInputException if it has another length, or the jump of the bias is zero
     */
    public Vector preimage(Vector jump) {
        if (jump.size() != inputs() + 1 || jump.get(inputs()) == 0) {
            throw new InvalidInputException("A jump of " + (inputs() + 1)
                    + " numbers, whose last one is not zero, was expected; without a jump of the bias no sample is"
                    + " known.");
        }
        double[] x = new double[inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = jump.get(i) / jump.get(inputs());
        }
        return Vector.of(x);
    }
}
