package org.jumpscope.network.graph;

import java.util.Arrays;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.Workers;

/** Row by row a softmax of what the row sees. */
public final class AttentionWeightsMap implements BlockMap {
    private final int positions;
    private final AttentionWeights.View view;
    /** By the number of positions that are seen. */
    private final BlockMap[] softmax;

    AttentionWeightsMap(AttentionWeights block) {
        this.positions = block.positions();
        this.view = block.view();
        this.softmax = new BlockMap[positions + 1];
        for (int seen = 1; seen <= positions; seen++) {
            softmax[seen] = new Softmax(seen).at(new double[0], 0);
        }
    }

    private int seen(int row) {
        return view == AttentionWeights.View.ALL ? positions : row + 1;
    }

    private double[][] of(double[][] rows, int row) {
        return Arrays.copyOfRange(rows, row * positions, row * positions + seen(row));
    }

    private double[] of(double[] values, int row) {
        return Arrays.copyOfRange(values, row * positions, row * positions + seen(row));
    }

    private void hide(double[][] rows, int row, int m) {
        for (int s = seen(row); s < positions; s++) {
            Arrays.fill(rows[row * positions + s], 0, m, 0);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int t = 0; t < positions; t++) {
            softmax[seen(t)].forward(of(in, t), m, of(out, t));
            hide(out, t, m);
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        for (int t = 0; t < positions; t++) {
            softmax[seen(t)].backward(of(in, t), of(out, t), of(delta, t), m, of(alpha, t));
            hide(alpha, t, m);
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        for (int t = 0; t < positions; t++) {
            softmax[seen(t)].tangent(of(in, t), of(out, t), of(tangents, t), m, of(outTangents, t), workers);
            hide(outTangents, t, m);
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
        for (int t = 0; t < positions; t++) {
            softmax[seen(t)].backwardTangent(
                    of(in, t),
                    of(out, t),
                    of(tangents, t),
                    of(outTangents, t),
                    of(delta, t),
                    of(deltaTangents, t),
                    m,
                    of(alphaTangents, t),
                    workers);
            hide(alphaTangents, t, m);
        }
    }
}
