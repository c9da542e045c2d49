package org.jumpscope.duality.septuple;

import java.util.List;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.learning.septuple.SeptuplePass.Deltas;
import org.jumpscope.network.septuple.ActivationDynamics;
import org.jumpscope.network.septuple.ActivationDynamics.History;
import org.jumpscope.network.septuple.ActivationDynamics.Tangents;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.Connections;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.SingularValues;
import org.jumpscope.numeric.Vector;

/**
 * The duality Jacobian of a septuple at one sample.
 *
 * <p>Along m directions of the boundary, X(τ), Y(τ) and D(τ) are the changes of x(τ), y(τ) and δ(τ):
 * D(τ) = F′ᵀ ∂α(τ + 1) + (F″ Y(τ))ᵀ α(τ + 1), ∂α(τ) = (1 − P̂) ŵᵀ D(τ), and the change of ∂H/∂w_ij is
 * Σ_τ D_i(τ) x_j(τ) + δ_i(τ) X_j(τ), over the steps that the gradient goes through.
 */
public final class SeptupleSample {
    /** Elements of a matrix that is written out, at most: 256 MB. */
    private static final long MOST = 1L << 25;

    private final SeptupleJacobian jacobian;
    private final Septuple septuple;
    private final ActivationDynamics dynamics;
    private final SeptuplePass pass;
    private final BoundarySample sample;
    private final History history;
    private final Deltas deltas;
    private final List<Integer> bulk;

    SeptupleSample(SeptupleJacobian jacobian, BoundarySample sample, long draw) {
        this.jacobian = jacobian;
        this.pass = jacobian.pass();
        this.septuple = pass.septuple();
        this.dynamics = pass.dynamics();
        this.sample = sample;
        this.history = pass.history(sample, draw);
        this.deltas = pass.deltas(history, sample);
        this.bulk = jacobian.bulk();
    }

    private int inputs() {
        return septuple.boundary().inputs().size();
    }

    private int outputs() {
        return septuple.boundary().outputs().size();
    }

    /** The first column of the initial state. */
    private int firstInitial() {
        return jacobian.columns() - bulk.size();
    }

    private int firstStep() {
        return history.steps() - pass.gradientSteps();
    }

    /**
     * J v.
     *
     * @param v one number a column
     * @return of length K
     * @throws InvalidInputException if it has another length
     */
    public Vector apply(Vector v) {
        check(v, jacobian.columns());
        double[][] rows = changes(column(v.toArray()), 1);
        double[] product = new double[rows.length];
        for (int l = 0; l < product.length; l++) {
            product[l] = rows[l][0];
        }
        return Vector.of(product);
    }

    /**
     * J, K × number of columns.
     *
     * @throws NoAnswerException if it has more than 33,554,432 elements
     */
    public Matrix matrix() {
        int m = jacobian.columns();
        int k = septuple.weights().trainables();
        if ((long) k * m > MOST) {
            throw new NoAnswerException("The Jacobian of " + k + " × " + m + " is larger than " + MOST
                    + " elements: write a layered network as such, whose Jacobian is never written out, or ask for"
                    + " products with it.");
        }
        double[][] unit = new double[m][m];
        for (int c = 0; c < m; c++) {
            unit[c][c] = 1;
        }
        double[][] rows = changes(unit, m);
        double[] flat = new double[k * m];
        for (int l = 0; l < k; l++) {
            System.arraycopy(rows[l], 0, flat, l * m, m);
        }
        return Matrix.of(k, m, flat);
    }

    /** J = U diag(σ) Vᵀ (Eq. 4.4). */
    public SingularValues singularValues() {
        return SingularValues.of(matrix());
    }

    /** The changes of the jump along directions: K rows. */
    private double[][] changes(double[][] directions, int m) {
        int n = septuple.neurons();
        double[][] inputs = new double[inputs()][m];
        double[][] targets = new double[outputs()][m];
        double[][] initial = new double[n][m];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = directions[i];
        }
        for (int k = 0; k < targets.length; k++) {
            if (jacobian.targets() != TargetColumns.FIXED) {
                targets[k] = directions[jacobian.targets() == TargetColumns.FREE ? inputs.length + k : k];
            }
        }
        for (int i = 0; i < bulk.size(); i++) {
            initial[bulk.get(i)] = directions[firstInitial() + i];
        }
        Tangents tangents = dynamics.tangents(history, inputs, targets, initial, m);
        double[][] alpha = outputChanges(tangents, m);
        double[][] out = new double[targets.length][];
        for (int k = 0; k < out.length; k++) {
            out[k] = alpha[outputNeuron(k)];
        }
        septuple.loss().addTargetTangent(dynamics.outputs(history).toArray(), targets, m, out);
        Connections connections = dynamics.connections();
        double[][] weights = new double[septuple.weights().connections()][m];
        double[][] biases = new double[n][m];
        Vector clamped = septuple.boundary().projection();
        for (int step = history.steps() - 1; step >= firstStep(); step--) {
            double[][] changed = backward(step, tangents, alpha, m);
            connections.addOuter(changed, history.sharedState(step), m, weights);
            connections.addOuter(deltas.sharedDelta(step), tangents.sharedState(step), m, weights);
            alpha = new double[n][m];
            connections.addTransposed(changed, m, alpha);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < m; c++) {
                    biases[i][c] += changed[i][c];
                    alpha[i][c] *= 1 - clamped.get(i);
                }
            }
        }
        double[][] rows = new double[septuple.weights().trainables()][m];
        septuple.weights().addPulledBack(weights, biases, m, rows);
        for (int l = 0; l < rows.length; l++) {
            for (int c = 0; c < m; c++) {
                rows[l][c] *= -pass.rate() * pass.metric().factor(l);
            }
        }
        return rows;
    }

    /** D of a step. */
    private double[][] backward(int step, Tangents tangents, double[][] alpha, int m) {
        return septuple.map()
                .backwardTangent(
                        history.sharedPreActivation(step),
                        history.sharedActivation(step),
                        tangents.sharedPreActivation(step),
                        tangents.sharedActivation(step),
                        deltas.sharedAlpha(step),
                        alpha,
                        m);
    }

    /** (∂²H/∂f²) ∂f of the last step, N rows. */
    private double[][] outputChanges(Tangents tangents, int m) {
        double[][] moved = new double[outputs()][];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = tangents.sharedActivation(history.steps() - 1)[outputNeuron(k)];
        }
        double[][] changes = new double[outputs()][m];
        septuple.loss()
                .deltaTangent(
                        dynamics.outputs(history).toArray(), sample.targets().toArray(), moved, m, changes);
        double[][] alpha = new double[septuple.neurons()][m];
        for (int k = 0; k < moved.length; k++) {
            alpha[outputNeuron(k)] = changes[k];
        }
        return alpha;
    }

    private int outputNeuron(int k) {
        return septuple.boundary().outputs().get(k).neuron();
    }

    /**
     * Jᵀ u, the gradient of uᵀq̇ with respect to the boundary, by reverse accumulation of its own: the change of H as the trainable
     * variables move along u through the last k steps, differentiated back through all t.
     *
     * @param u of length K
     * @return one number a column
     * @throws InvalidInputException if it has another length
     */
    public Vector transposedApply(Vector u) {
        check(u, septuple.weights().trainables());
        double[] direction = u.toArray();
        for (int l = 0; l < direction.length; l++) {
            direction[l] *= -pass.rate() * pass.metric().factor(l);
        }
        int n = septuple.neurons();
        Connections along = septuple.weights().along(Vector.of(direction));
        Connections connections = dynamics.connections();
        Tangents tangents = dynamics.trainableTangents(history, along, firstStep());
        double[][] alpha = outputChanges(tangents, 1);
        Vector clamped = septuple.boundary().projection();
        double[] boundary = new double[n];
        for (int step = history.steps() - 1; step >= 0; step--) {
            double[][] next = new double[n][1];
            if (step >= firstStep()) {
                connections.addTransposed(backward(step, tangents, alpha, 1), 1, next);
                along.addTransposed(column(deltas.sharedDelta(step)), 1, next);
            } else {
                double[] through = septuple.map()
                        .backward(history.sharedPreActivation(step), history.sharedActivation(step), single(alpha));
                connections.addTransposed(column(through), 1, next);
            }
            for (int i = 0; i < n; i++) {
                boundary[i] += clamped.get(i) * next[i][0];
                next[i][0] *= 1 - clamped.get(i);
            }
            alpha = next;
        }
        return Vector.of(columns(boundary, targetChanges(tangents), single(alpha)));
    }

    /** ∂/∂t of the change of H. */
    private double[] targetChanges(Tangents tangents) {
        double[][] moved = new double[outputs()][];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = tangents.sharedActivation(history.steps() - 1)[outputNeuron(k)];
        }
        double[][] changes = new double[outputs()][1];
        septuple.loss().targetChange(dynamics.outputs(history).toArray(), moved, 1, changes);
        return single(changes);
    }

    /** Gathers derivatives with respect to clamped neurons, targets and the initial state by column. */
    private double[] columns(double[] boundary, double[] targets, double[] initial) {
        double[] gathered = new double[jacobian.columns()];
        List<Integer> inputs = septuple.boundary().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            gathered[i] = boundary[inputs.get(i)];
        }
        for (int k = 0; k < targets.length; k++) {
            Boundary.Output output = septuple.boundary().outputs().get(k);
            double change =
                    targets[k] + (output.state() == Boundary.OutputState.CLAMPED ? boundary[output.neuron()] : 0);
            if (jacobian.targets() == TargetColumns.FREE) {
                gathered[inputs.size() + k] = change;
            } else if (jacobian.targets() == TargetColumns.INPUTS) {
                gathered[k] += change;
            }
        }
        for (int i = 0; i < bulk.size(); i++) {
            gathered[firstInitial() + i] = initial[bulk.get(i)];
        }
        return gathered;
    }

    private static void check(Vector direction, int expected) {
        if (direction.size() != expected) {
            throw new InvalidInputException(
                    "The direction has " + direction.size() + " elements; give " + expected + " of them.");
        }
    }

    private static double[][] column(double[] values) {
        double[][] column = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    private static double[] single(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }
}
