package org.jumpscope.network.image;

import java.util.Arrays;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.Workers;

/** A pooling: linear where the largest of each window stays the same, so that it has no second derivative. */
public final class PoolingMap implements BlockMap {
    private final int channels;
    private final int inPositions;
    private final boolean largest;
    /** Of each output position, without padding. */
    private final int[][] places;

    PoolingMap(Pooling block) {
        this.channels = block.shape().channels();
        this.inPositions = block.shape().positions();
        this.largest = block.kind() == Pooling.Kind.LARGEST;
        this.places = block.window().places(block.shape());
        for (int p = 0; p < places.length; p++) {
            places[p] = Arrays.stream(places[p]).filter(place -> place >= 0).toArray();
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int channel = 0, o = 0; channel < channels; channel++) {
            int first = channel * inPositions;
            for (int p = 0; p < places.length; p++, o++) {
                int[] own = places[p];
                double[] row = out[o];
                System.arraycopy(in[first + own[0]], 0, row, 0, m);
                for (int k = 1; k < own.length; k++) {
                    if (largest) {
                        takeLarger(m, in[first + own[k]], row);
                    } else {
                        add(m, 1, in[first + own[k]], row);
                    }
                }
                if (!largest) {
                    scale(m, 1.0 / own.length, row);
                }
            }
        }
    }

    private static void takeLarger(int m, double[] x, double[] largest) {
        for (int c = 0; c < m; c++) {
            largest[c] = x[c] > largest[c] ? x[c] : largest[c];
        }
    }

    private static void add(int m, double s, double[] x, double[] to) {
        for (int c = 0; c < m; c++) {
            to[c] += s * x[c];
        }
    }

    private static void scale(int m, double s, double[] x) {
        for (int c = 0; c < m; c++) {
            x[c] *= s;
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        for (double[] row : alpha) {
            Arrays.fill(row, 0, m, 0);
        }
        for (int channel = 0, o = 0; channel < channels; channel++) {
            int first = channel * inPositions;
            for (int p = 0; p < places.length; p++, o++) {
                int[] own = places[p];
                if (!largest) {
                    for (int place : own) {
                        add(m, 1.0 / own.length, delta[o], alpha[first + place]);
                    }
                    continue;
                }
                for (int c = 0; c < m; c++) {
                    alpha[first + own[first(in, first, own, c)]][c] += delta[o][c];
                }
            }
        }
    }

    /** Which of a window's places has the largest value, the first of equals. */
    private static int first(double[][] in, int first, int[] own, int c) {
        int best = 0;
        for (int k = 1; k < own.length; k++) {
            best = in[first + own[k]][c] > in[first + own[best]][c] ? k : best;
        }
        return best;
    }

    private static int first(double[] in, int first, int[] own) {
        int best = 0;
        for (int k = 1; k < own.length; k++) {
            best = in[first + own[k]] > in[first + own[best]] ? k : best;
        }
        return best;
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        for (int channel = 0, o = 0; channel < channels; channel++) {
            int first = channel * inPositions;
            for (int p = 0; p < places.length; p++, o++) {
                int[] own = places[p];
                double[] row = outTangents[o];
                if (largest) {
                    System.arraycopy(tangents[first + own[first(in, first, own)]], 0, row, 0, m);
                    continue;
                }
                Arrays.fill(row, 0, m, 0);
                for (int place : own) {
                    add(m, 1.0 / own.length, tangents[first + place], row);
                }
            }
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
        for (double[] row : alphaTangents) {
            Arrays.fill(row, 0, m, 0);
        }
        for (int channel = 0, o = 0; channel < channels; channel++) {
            int first = channel * inPositions;
            for (int p = 0; p < places.length; p++, o++) {
                int[] own = places[p];
                if (largest) {
                    add(m, 1, deltaTangents[o], alphaTangents[first + own[first(in, first, own)]]);
                    continue;
                }
                for (int place : own) {
                    add(m, 1.0 / own.length, deltaTangents[o], alphaTangents[first + place]);
                }
            }
        }
    }
}
