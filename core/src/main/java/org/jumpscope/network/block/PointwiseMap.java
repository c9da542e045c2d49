package org.jumpscope.network.block;

import java.util.List;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.numeric.Workers;

/** An activation applied to each neuron: f, f′ and f″ by the same formula kernels as the toy model's. */
public final class PointwiseMap implements BlockMap {
    /** Rows from this length on go through the kernel by themselves. */
    private static final int LONG_ROW = 256;
    /** Elements that shorter rows are gathered to: they stay in the first-level cache. */
    private static final int GATHERED = 2048;

    private final int size;
    private final FormulaKernel value;
    private final FormulaKernel slope;
    private final FormulaKernel slopes;

    PointwiseMap(Pointwise block) {
        this.size = block.inputs();
        Formula.Variable y = new Formula.Variable("y");
        Formula f = block.activation().formula();
        Formula first = f.derivative(y);
        this.value = FormulaKernel.of(y, List.of(f));
        this.slope = FormulaKernel.of(y, List.of(first));
        this.slopes = FormulaKernel.of(y, List.of(first, first.derivative(y)));
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        evaluate(value, in, m, out);
    }

    /** The first output of a kernel at the elements of the rows. */
    private void evaluate(FormulaKernel kernel, double[][] in, int m, double[][] out) {
        FormulaKernel.Workspace workspace = kernel.workspace();
        if (m >= LONG_ROW) {
            double[][] results = new double[kernel.outputs()][m];
            for (int i = 0; i < size; i++) {
                kernel.evaluate(in[i], m, results, workspace);
                System.arraycopy(results[0], 0, out[i], 0, m);
            }
            return;
        }
        // Short rows are gathered, so that the kernel is not called for a few numbers at a time.
        int rows = Math.max(1, Math.min(size, GATHERED / m));
        double[] all = new double[rows * m];
        double[][] results = new double[kernel.outputs()][rows * m];
        for (int from = 0; from < size; from += rows) {
            int some = Math.min(rows, size - from);
            for (int i = 0; i < some; i++) {
                System.arraycopy(in[from + i], 0, all, i * m, m);
            }
            kernel.evaluate(all, some * m, results, workspace);
            for (int i = 0; i < some; i++) {
                System.arraycopy(results[0], i * m, out[from + i], 0, m);
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        evaluate(slope, in, m, alpha);
        for (int i = 0; i < size; i++) {
            double[] a = alpha[i];
            double[] d = delta[i];
            for (int c = 0; c < m; c++) {
                a[c] *= d[c];
            }
        }
    }

    /** f′ and f″ at the inputs of one sample. */
    private double[][] slopes(double[] in) {
        double[][] both = new double[2][size];
        slopes.evaluate(in, size, both, slopes.workspace());
        return both;
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        double[] first = slopes(in)[0];
        for (int i = 0; i < size; i++) {
            scale(m, first[i], tangents[i], outTangents[i]);
        }
    }

    @Override
    public void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents,
            Workers workers) {
        double[][] both = slopes(in);
        for (int i = 0; i < size; i++) {
            combine(m, both[1][i] * delta[i], tangents[i], both[0][i], deltaTangents[i], alphaTangents[i]);
        }
    }

    private static void scale(int n, double s, double[] x, double[] y) {
        for (int j = 0; j < n; j++) {
            y[j] = s * x[j];
        }
    }

    private static void combine(int n, double s, double[] x, double t, double[] y, double[] out) {
        for (int j = 0; j < n; j++) {
            out[j] = s * x[j] + t * y[j];
        }
    }
}
