package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.formula.EnclosedFormula;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.EnclosedFunction;
import org.jumpscope.numeric.Interval;

/**
 * A smooth piece of the map in a coordinate that starts at one of its ends: x = x₀ + d, y = y₀ + wd.
 *
 * <p>Near a zero or a singularity of h at y₀ the difference y − y₀ has lost its digits long before the jump reaches its
 * limits: with the formulas rewritten in z = y − y₀ = wd, every power law is resolved down to d = 1e−300.
 */
final class Chart {
    static final int LOG_SLOPE = 0;
    static final int RHO = 1;
    static final int RHO_DERIVATIVE = 2;

    private final double originX;
    private final double weight;
    private final double logRate;
    private final int slopeSign;
    private final Formula rho;
    private final Formula rhoDerivative;
    private final FormulaKernel kernel;

    private Chart(
            double originX,
            double weight,
            double logRate,
            int slopeSign,
            Formula rho,
            Formula rhoDerivative,
            FormulaKernel kernel) {
        this.originX = originX;
        this.weight = weight;
        this.logRate = logRate;
        this.slopeSign = slopeSign;
        this.rho = rho;
        this.rhoDerivative = rhoDerivative;
        this.kernel = kernel;
    }

    static Chart of(Piece piece, double originX, double originY, double weight, double logRate) {
        LocalSlope local = LocalSlope.of(piece, originY);
        FormulaKernel kernel =
                FormulaKernel.of(LocalSlope.Z, List.of(local.logSlope(), local.rho(), local.rhoDerivative()));
        return new Chart(originX, weight, logRate, piece.sign(), local.rho(), local.rhoDerivative(), kernel);
    }

    double originX() {
        return originX;
    }

    int slopeSign() {
        return slopeSign;
    }

    /**
     * Evaluates u = log|v|, Λ = du/dx and, where asked for, Λ′ at x₀ + d.
     *
     * @param d displacements; not modified
     * @param n how many
     * @param work scratch space; modified
     */
    void evaluate(Coordinate coordinate, double[] d, int n, Scratch work) {
        work.ensure(n);
        for (int i = 0; i < n; i++) {
            work.z[i] = weight * d[i];
        }
        kernel.evaluate(work.z, n, work.outputs, work.workspace(kernel));
        double[] u = work.outputs[LOG_SLOPE];
        double[] slope = work.outputs[RHO];
        double[] curvature = work.outputs[RHO_DERIVATIVE];
        double square = weight * weight;
        for (int i = 0; i < n; i++) {
            double x = originX + d[i];
            u[i] += logRate + coordinate.logFactor(x);
            slope[i] = weight * slope[i] + coordinate.logFactorSlope(x);
            curvature[i] = square * curvature[i] + coordinate.logFactorCurvature(x);
        }
    }

    /** Λ as a function of d with its enclosures, for the isolation of folds. */
    EnclosedFunction logSlope(Coordinate coordinate, Effort effort) {
        EnclosedFormula inner = EnclosedFormula.ofContinuous(rho, rhoDerivative, effort);
        Interval w = Interval.point(weight);
        Interval square = w.multiply(w);
        Interval origin = Interval.point(originX);
        return new EnclosedFunction() {
            @Override
            public double value(double d) {
                return weight * inner.value(weight * d) + coordinate.logFactorSlope(originX + d);
            }

            @Override
            public Interval enclosure(Interval d) {
                return w.multiply(inner.enclosure(w.multiply(d))).add(coordinate.logFactorSlope(origin.add(d)));
            }

            @Override
            public Interval slopeEnclosure(Interval d) {
                return square.multiply(inner.slopeEnclosure(w.multiply(d)))
                        .add(coordinate.logFactorCurvature(origin.add(d)));
            }
        };
    }

    /** Whether Λ vanishes identically, so that the coordinate is constant here. */
    boolean isConstant(Coordinate coordinate) {
        return coordinate == Coordinate.BIAS && (weight == 0 || rho.equals(new Formula.Constant(0)));
    }

    /** Arrays that one thread reuses between evaluations. */
    static final class Scratch {
        private double[] z = new double[0];
        private double[][] outputs = new double[3][0];
        private FormulaKernel owner;
        private FormulaKernel.Workspace workspace;

        void ensure(int n) {
            if (z.length < n) {
                z = new double[n];
                outputs = new double[3][n];
            }
        }

        FormulaKernel.Workspace workspace(FormulaKernel kernel) {
            if (owner != kernel) {
                owner = kernel;
                workspace = kernel.workspace();
            }
            return workspace;
        }

        double[] logSize() {
            return outputs[LOG_SLOPE];
        }

        double[] slope() {
            return outputs[RHO];
        }

        double[] curvature() {
            return outputs[RHO_DERIVATIVE];
        }
    }
}
