package org.jumpscope.duality.jacobian;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The coordinates u_iᵀq̇(x′) of the jumps of many samples along left singular vectors of the duality Jacobian at one reference
 * sample x, from activations and deltas alone (theory §6). A singular vector has no sign of its own: here each points to the side
 * of the reference's own jump, u_iᵀq̇(x) ≥ 0. No bit depends on the number of threads.
 */
public final class JumpProjections {
    private static final int CHUNK = 32;

    private final double[][] values;
    private final Vector reference;

    private JumpProjections(double[][] values, Vector reference) {
        this.values = values;
        this.reference = reference;
    }

    /**
     * Takes samples through the network.
     *
     * @param directions left singular vectors at the reference
     * @param x inputs of the reference
     * @param target its targets
     * @param samples the inputs of all; their labels are not looked at
     * @param targets the targets of a sample by its position; called from any thread
     * @param threads how many threads
     * @param progress hears of the share that is done, on one thread at a time
     * @throws NoAnswerException if a coordinate is not finite
     */
    public static JumpProjections of(
            LeftVectors directions,
            Vector x,
            Vector target,
            LabelledSamples samples,
            DatasetJumps.Targets targets,
            int threads,
            DoubleConsumer progress) {
        int k = directions.count();
        int n = samples.size();
        double[] own =
                directions.project(column(x), column(target), 1).column(0).toArray();
        double[] signs = new double[k];
        for (int i = 0; i < k; i++) {
            signs[i] = own[i] < 0 ? -1 : 1;
            own[i] = Math.abs(own[i]);
        }
        double[][] values = new double[k][n];
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share((n + CHUNK - 1) / CHUNK, chunk -> {
            int from = chunk * CHUNK;
            int m = Math.min(CHUNK, n - from);
            int[] rows = new int[m];
            double[][] inputs = new double[samples.inputs()][m];
            double[][] wanted = new double[target.size()][m];
            for (int c = 0; c < m; c++) {
                rows[c] = from + c;
                Vector aims = targets.of(from + c);
                for (int j = 0; j < wanted.length; j++) {
                    wanted[j][c] = aims.get(j);
                }
            }
            samples.inputs(rows, 0, m, inputs);
            Matrix found = directions.project(inputs, wanted, m);
            for (int i = 0; i < k; i++) {
                for (int c = 0; c < m; c++) {
                    double value = signs[i] * found.get(i, c);
                    if (!Double.isFinite(value)) {
                        throw new NoAnswerException("The jump of sample " + (from + c)
                                + " is not finite: values or gradients of the network grow beyond all numbers there.");
                    }
                    values[i][from + c] = value;
                }
            }
            synchronized (done) {
                progress.accept(done.addAndGet(m) / (double) n);
            }
        });
        return new JumpProjections(values, Vector.of(own));
    }

    private static double[][] column(Vector vector) {
        double[][] rows = new double[vector.size()][1];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = vector.get(i);
        }
        return rows;
    }

    /** For each direction one coordinate a sample. */
    public List<Vector> values() {
        List<Vector> all = new ArrayList<>();
        for (double[] each : values) {
            all.add(Vector.of(each));
        }
        return all;
    }

    /** The coordinates of the reference's own jump, none below 0. */
    public Vector reference() {
        return reference;
    }
}
