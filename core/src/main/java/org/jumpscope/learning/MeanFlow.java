package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The mean flow dq/dτ = −∇R(q) with τ = γ · steps: stochastic gradient descent without its noise, for small rates.
 *
 * <p>Integrated by RODAS3, a stiffly accurate Rosenbrock method of order 3 with the exact Hessian, so that a narrow
 * valley does not limit the step; the step is adapted to an error per step relative to 1 + |q|.
 */
public final class MeanFlow {
    private static final double DEFAULT_TOLERANCE = 1e-7;
    private static final double QUADRATURE = 1e-11;
    private static final int MOST_STEPS = 1_000_000;
    private static final double GAMMA = 0.5;

    private final Risk risk;
    private final double tolerance;

    private MeanFlow(Risk risk, double tolerance) {
        this.risk = risk;
        this.tolerance = tolerance;
    }

    /**
     * Creates the mean flow of a composition on a boundary distribution.
     *
     * @param composition H for every target
     * @param mixture the classes
     * @return the flow
     */
    public static MeanFlow of(Composition composition, ClassMixture mixture) {
        return new MeanFlow(Risk.of(composition, mixture).withTolerance(QUADRATURE), DEFAULT_TOLERANCE);
    }

    /**
     * Returns the same flow with another tolerance.
     *
     * @param relative error per step, in (0, 1)
     * @return the flow
     * @throws InvalidInputException if the tolerance is outside its domain
     */
    public MeanFlow withTolerance(double relative) {
        if (!(relative > 0 && relative < 1)) {
            throw new InvalidInputException(
                    "Tolerance " + relative + " is not between 0 and 1; give one such as 1e-7.");
        }
        return new MeanFlow(risk, relative);
    }

    /**
     * Follows the flow.
     *
     * @param start the state at τ = 0
     * @param times τ = γ · steps in increasing order, not negative
     * @return the states at these times
     * @throws InvalidInputException if the times are not in order
     * @throws NoAnswerException if the flow meets a state without a mean gradient
     */
    public List<State> path(State start, Vector times) {
        List<State> states = new ArrayList<>();
        double[] q = {start.weight(), start.bias()};
        double time = 0;
        double step = 0;
        for (int i = 0; i < times.size(); i++) {
            double until = times.get(i);
            if (!(until >= time && until < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("Time " + until + " does not come after " + time
                        + "; give finite times in increasing order, from 0.");
            }
            step = advance(q, time, until, step);
            time = until;
            states.add(new State(q[0], q[1]));
        }
        return states;
    }

    /** Moves q from one time to another; returns the step that the error control would take next. */
    private double advance(double[] q, double from, double until, double firstStep) {
        double time = from;
        double step = firstStep > 0 ? firstStep : 1e-3 * (until - from);
        double[] next = new double[2];
        for (int i = 0; i < MOST_STEPS; i++) {
            if (time >= until) {
                return step;
            }
            double taken = Math.min(step, until - time);
            double error = rosenbrock(q, taken, next);
            if (error <= 1) {
                time = taken == until - time ? until : time + taken;
                q[0] = next[0];
                q[1] = next[1];
            }
            double growth = Double.isNaN(error) ? 0.1 : 0.9 * Math.pow(Math.max(error, 1e-9), -1.0 / 3);
            double wanted = taken * Math.min(5, Math.max(0.1, growth));
            step = error <= 1 && taken < step ? Math.max(step, wanted) : wanted;
        }
        throw new NoAnswerException("The mean flow needs more than " + MOST_STEPS + " steps to reach " + until
                + "; give a shorter time or a larger tolerance.");
    }

    /** One step; returns its error in units of the tolerance. */
    private double rosenbrock(double[] q, double h, double[] next) {
        Risk.Point here = risk.at(new State(q[0], q[1]));
        double[] f = {-here.gradient().get(0), -here.gradient().get(1)};
        StateMatrix matrix = here.hessian().shifted(1 / (h * GAMMA));
        Vector k1 = matrix.solve(f[0], f[1]);
        Vector k2 = matrix.solve(f[0] + 4 * k1.get(0) / h, f[1] + 4 * k1.get(1) / h);
        double[] y = {q[0] + 2 * k1.get(0), q[1] + 2 * k1.get(1)};
        double[] f3 = slope(y);
        Vector k3 = matrix.solve(f3[0] + (k1.get(0) - k2.get(0)) / h, f3[1] + (k1.get(1) - k2.get(1)) / h);
        y[0] += k3.get(0);
        y[1] += k3.get(1);
        double[] f4 = slope(y);
        Vector k4 = matrix.solve(
                f4[0] + (k1.get(0) - k2.get(0) - 8.0 / 3 * k3.get(0)) / h,
                f4[1] + (k1.get(1) - k2.get(1) - 8.0 / 3 * k3.get(1)) / h);
        next[0] = y[0] + k4.get(0);
        next[1] = y[1] + k4.get(1);
        double scale = tolerance * (1 + Math.max(Math.hypot(q[0], q[1]), Math.hypot(next[0], next[1])));
        return Math.hypot(k4.get(0), k4.get(1)) / scale;
    }

    private double[] slope(double[] q) {
        if (!Double.isFinite(q[0]) || !Double.isFinite(q[1])) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Risk.Point point = risk.at(new State(q[0], q[1]));
        return new double[] {-point.gradient().get(0), -point.gradient().get(1)};
    }
}
