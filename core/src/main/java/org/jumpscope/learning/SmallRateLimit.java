package org.jumpscope.learning;

import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;

/**
 * Stochastic gradient descent about a minimum in the limit of a small rate γ and batch size M, to first order in γ/M.
 *
 * <p>The stationary covariance C of the state solves HC + CH = γS/M with the Hessian H and the covariance S of the
 * gradient of one sample; the mean is shifted by −½ H⁻¹ ∇(∇²R : C), the gradient of the trace of the Hessian times C
 * (theory §3).
 *
 * @param covariance C for γ/M = 1
 * @param shift mean − (w*, b*) for γ/M = 1, as (w, b)
 * @param minimum (w*, b*)
 */
public record SmallRateLimit(State minimum, StateMatrix covariance, Vector shift) {
    private static final int LEVELS = 6;
    /** First step of the differences of the Hessian, in the pre-activation's or the state's own unit. */
    private static final double FIRST_STEP = 0.08;

    /**
     * Computes the limit.
     *
     * @param risk the risk
     * @param minimum one of its minima, with a positive Hessian
     * @return covariance and shift
     */
    public static SmallRateLimit of(Risk risk, Minimum minimum) {
        StateMatrix h = minimum.hessian();
        StateMatrix c = stationary(h, minimum.point().gradientCovariance());
        State at = minimum.state();
        double unit = Math.min(1, Math.abs(risk.integral().standardWeight(at.weight())));
        if (unit == 0) {
            unit = 1;
        }
        double[] slope = new double[2];
        for (int i = 0; i < 2; i++) {
            double dw = i == 0 ? FIRST_STEP * unit / risk.integral().scale() : 0;
            // A move of the weight turns the line about the centre of the data, so that y moves by the unit there.
            double db = i == 0 ? -dw * risk.integral().centre() : FIRST_STEP * unit;
            slope[i] = directional(risk, at, dw, db, c) / (i == 0 ? dw : db);
        }
        double alongBias = slope[1];
        double alongWeight = slope[0] + risk.integral().centre() * alongBias;
        return new SmallRateLimit(at, c, h.solve(-0.5 * alongWeight, -0.5 * alongBias));
    }

    /** C of HC + CH = S: (det H · S + adj H · S · adj H)/(2 tr H det H). */
    private static StateMatrix stationary(StateMatrix h, StateMatrix s) {
        double det = h.determinant();
        double trace = h.weightWeight() + h.biasBias();
        double p = h.biasBias();
        double q = -h.weightBias();
        double r = h.weightWeight();
        double ww = p * p * s.weightWeight() + 2 * p * q * s.weightBias() + q * q * s.biasBias();
        double wb = p * q * s.weightWeight() + (p * r + q * q) * s.weightBias() + q * r * s.biasBias();
        double bb = q * q * s.weightWeight() + 2 * q * r * s.weightBias() + r * r * s.biasBias();
        return new StateMatrix(det * s.weightWeight() + ww, det * s.weightBias() + wb, det * s.biasBias() + bb)
                .times(1 / (2 * trace * det));
    }

    /**
     * The derivative of ∇²R : C along (dw, db) times the step, by central differences extrapolated to step 0 (Ridders);
     * exact third derivatives would need the kinks' own, which the differences have in them.
     */
    private static double directional(Risk risk, State at, double dw, double db, StateMatrix c) {
        double[][] table = new double[LEVELS][LEVELS];
        double best = Double.NaN;
        double smallestError = Double.POSITIVE_INFINITY;
        double factor = 1;
        for (int i = 0; i < LEVELS; i++) {
            double up = product(risk.at(moved(at, factor * dw, factor * db)).hessian(), c);
            double down = product(risk.at(moved(at, -factor * dw, -factor * db)).hessian(), c);
            table[i][0] = (up - down) / (2 * factor);
            double power = 1;
            for (int j = 1; j <= i; j++) {
                power *= 4;
                table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / (power - 1);
                double error =
                        Math.max(Math.abs(table[i][j] - table[i][j - 1]), Math.abs(table[i][j] - table[i - 1][j - 1]));
                if (error < smallestError) {
                    smallestError = error;
                    best = table[i][j];
                }
            }
            factor /= 2;
        }
        return best;
    }

    private static State moved(State at, double dw, double db) {
        return new State(at.weight() + dw, at.bias() + db);
    }

    private static double product(StateMatrix a, StateMatrix b) {
        return a.weightWeight() * b.weightWeight() + 2 * a.weightBias() * b.weightBias() + a.biasBias() * b.biasBias();
    }

    /**
     * Returns the predicted mean of the state.
     *
     * @param rateOverBatch γ/M
     * @return (w*, b*) + shift · γ/M
     */
    public State mean(double rateOverBatch) {
        return new State(
                minimum.weight() + rateOverBatch * shift.get(0), minimum.bias() + rateOverBatch * shift.get(1));
    }

    /**
     * Returns the predicted covariance of the state.
     *
     * @param rateOverBatch γ/M
     * @return C
     */
    public StateMatrix covariance(double rateOverBatch) {
        return covariance.times(rateOverBatch);
    }
}
