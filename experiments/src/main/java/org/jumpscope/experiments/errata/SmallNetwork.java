package org.jumpscope.experiments.errata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/** A network of two layers with squared loss, on which rows 5, 8 and 10 are checked. */
final class SmallNetwork {
    private static final double STEP = 1e-2;
    private static final int LOOP = 400;
    private static final double RADIUS = 0.2;
    private static final int DRAWS = 400;

    private final NetworkLearningPass pass;
    private final DualityJacobian jacobian;
    private final Vector target;
    private final double[] origin;

    /**
     * A network with weights and biases from a seed.
     *
     * @param layers such as "3 4 tanh 2"
     */
    SmallNetwork(String layers) {
        Network network = Network.parse(layers);
        double[] q = RandomBlocks.of(1).stream("errata")
                .block(0)
                .doubles(network.trainables())
                .map(u -> 2 * u - 1)
                .toArray();
        this.pass = NetworkLearningPass.of(ActivationPass.of(network, q), new SquaredOutputs());
        this.jacobian = DualityJacobian.of(pass);
        this.target = pass.target(0);
        this.origin = new double[network.inputs()];
        for (int j = 0; j < origin.length; j++) {
            origin[j] = 0.3 - 0.2 * j;
        }
    }

    private int inputs() {
        return origin.length;
    }

    private Vector moved(double[] direction, double by) {
        double[] x = origin.clone();
        for (int j = 0; j < x.length; j++) {
            x[j] += by * direction[j];
        }
        return Vector.of(x);
    }

    private double[] jump(Vector x) {
        return pass.jump(x, target).toArray();
    }

    private static double[] unit(int size, int j) {
        double[] unit = new double[size];
        unit[j] = 1;
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] minus(double[] a, double[] b, double factor) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= factor * b[i];
        }
        return difference;
    }

    // --- Row 5

    /** Orthonormal vectors that span the columns of J at the origin, from central differences of the jump. */
    private List<double[]> plane() {
        List<double[]> basis = new ArrayList<>();
        for (int j = 0; j < inputs(); j++) {
            double[] column = difference(unit(inputs(), j));
            for (int sweep = 0; sweep < 2; sweep++) {
                for (double[] vector : basis) {
                    column = minus(column, vector, dot(vector, column));
                }
            }
            double length = Math.sqrt(dot(column, column));
            double[] normal = column.clone();
            for (int i = 0; i < normal.length; i++) {
                normal[i] /= length;
            }
            basis.add(normal);
        }
        return basis;
    }

    private double[] difference(double[] direction) {
        int size = jump(Vector.of(origin)).length;
        double[] derivative = new double[size];
        for (int i = 0; i < size; i++) {
            int element = i;
            derivative[i] = Differences.first(h -> jump(moved(direction, h))[element], 0, STEP);
        }
        return derivative;
    }

    private static double[] outside(List<double[]> plane, double[] vector) {
        double[] rest = vector;
        for (double[] direction : plane) {
            rest = minus(rest, direction, dot(direction, rest));
        }
        return rest;
    }

    /**
     * Distance of the constrained part of q̇ from a constant, relative to |q̇ − q̇(x0)|.
     *
     * @param form what multiplies the part at x0 to give the constant
     */
    double constraint(DoubleUnaryOperator form) {
        List<double[]> plane = plane();
        double[] start = jump(Vector.of(origin));
        double[] constant = outside(plane, start);
        for (int i = 0; i < constant.length; i++) {
            constant[i] = form.applyAsDouble(constant[i]);
        }
        double worst = 0;
        for (double by : new double[] {-1e-3, -3e-4, 3e-4, 1e-3}) {
            for (int j = 0; j < inputs(); j++) {
                double[] jump = jump(moved(unit(inputs(), j), by));
                double[] off = minus(outside(plane, jump), constant, 1);
                double[] moved = minus(jump, start, 1);
                worst = Math.max(worst, Math.sqrt(dot(off, off) / dot(moved, moved)));
            }
        }
        return worst;
    }

    /** The share of |q̇ − q̇(x0)|² outside the plane at a distance from x0, as a mean over the directions of the inputs. */
    double shareOutside(double distance) {
        List<double[]> plane = plane();
        double[] start = jump(Vector.of(origin));
        double share = 0;
        for (int j = 0; j < inputs(); j++) {
            double[] moved = minus(jump(moved(unit(inputs(), j), distance)), start, 1);
            double[] off = outside(plane, moved);
            share += dot(off, off) / dot(moved, moved) / inputs();
        }
        return share;
    }

    // --- Row 8

    /**
     * dq̇/dx as a form has it, against central differences of q̇.
     *
     * @param weight by which (df/dx) ∂²H/∂f² counts, from what it is in truth
     */
    double totalDerivative(DoubleUnaryOperator weight) {
        SampleJacobian at = jacobian.at(Vector.of(origin), target);
        double worst = 0;
        for (int j = 0; j < inputs(); j++) {
            double[] direction = unit(inputs(), j);
            double[] exact = difference(direction);
            // At ∂H/∂f fixed the targets of a squared loss would have to follow the outputs; q̇ is linear in the
            // targets.
            double[] following = new double[target.size()];
            for (int k = 0; k < following.length; k++) {
                int output = k;
                double slope = Differences.first(
                        h -> pass.activation().outputs(moved(direction, h)).get(output), 0, STEP);
                following[k] = target.get(k) + slope - weight.applyAsDouble(slope);
            }
            double[] lost =
                    minus(pass.jump(Vector.of(origin), Vector.of(following)).toArray(), jump(Vector.of(origin)), 1);
            double[] form = minus(at.apply(Vector.of(direction)).toArray(), lost, -1);
            double[] off = minus(form, exact, 1);
            worst = Math.max(worst, Math.sqrt(dot(off, off) / dot(exact, exact)));
        }
        return worst;
    }

    // --- Row 10

    /** |∮ v·dx| of the first right singular vector over a circle of the first two inputs, relative to its length. */
    double loopIntegral(IntUnaryOperator frameStep) {
        double[] before = unit(inputs(), 0);
        double integral = 0;
        for (int i = 0; i < LOOP; i++) {
            double at = 2 * Math.PI * frameStep.applyAsInt(i) / LOOP;
            double[] x = origin.clone();
            x[0] += RADIUS * Math.cos(at);
            x[1] += RADIUS * Math.sin(at);
            double[] v = jacobian.at(Vector.of(x), target)
                    .spectrum()
                    .rightVectors(1)
                    .row(0)
                    .toArray();
            // A singular vector has no sign of its own; it is kept continuous along the loop.
            double sign = dot(v, before) < 0 ? -1 : 1;
            for (int j = 0; j < v.length; j++) {
                v[j] *= sign;
            }
            before = v;
            double angle = 2 * Math.PI * i / LOOP;
            integral += (-Math.sin(angle) * v[0] + Math.cos(angle) * v[1]) / LOOP;
        }
        return Math.abs(integral);
    }

    /**
     * The share of |J|² that a fixed frame leaves off the diagonal, E[1 − Σ (u_iᵀ J(x) v_i)²/|J(x)|²], for inputs that are normal
     * around x0 (theory §7, D1): 0 where the modes are decoupled.
     *
     * @param spread their standard deviation
     */
    double coupling(double spread) {
        SampleJacobian start = jacobian.at(Vector.of(origin), target);
        int n = inputs();
        var spectrum = start.spectrum();
        var right = spectrum.rightVectors(n);
        List<double[]> left = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] column = start.apply(right.row(i)).toArray();
            double value = Math.sqrt(dot(column, column));
            for (int k = 0; k < column.length; k++) {
                column[k] /= value;
            }
            left.add(column);
        }
        var random = RandomBlocks.of(1).stream("errata-coupling").block(0);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] x = origin.clone();
            for (int j = 0; j < n; j++) {
                // Normal to the fourth moment: twelve uniform numbers.
                double normal = random.doubles(12).sum() - 6;
                x[j] += spread * normal;
            }
            SampleJacobian at = jacobian.at(Vector.of(x), target);
            double diagonal = 0;
            double all = 0;
            for (int i = 0; i < n; i++) {
                double[] column = at.apply(right.row(i)).toArray();
                double own = dot(left.get(i), column);
                diagonal += own * own;
                all += dot(column, column);
            }
            sum += 1 - diagonal / all;
        }
        return sum / DRAWS;
    }
}
