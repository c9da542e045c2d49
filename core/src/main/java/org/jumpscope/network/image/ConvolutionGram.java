package org.jumpscope.network.image;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** The part of a convolution's weights in the derivative of the gradient, and its Gram matrix by pairs of positions. */
final class ConvolutionGram {
    /** Directions at once, of which rows that are zero are left out. */
    static final int SLICE = 112;

    private final WindowRows window;
    /** F/g. */
    private final int ownFilters;

    private final int filterWeights;
    private final int positions;
    /** Filters of a part; divides F/g. */
    private final int partFilters;
    /** 1 with biases, 0 without. */
    private final double unit;

    ConvolutionGram(Convolution block, WindowRows window) {
        this.window = window;
        this.ownFilters = block.filters() / block.groups();
        this.filterWeights = block.filterWeights();
        this.positions = window.positions();
        this.partFilters = ConvolutionMap.partFilters(block);
        this.unit = block.biased() ? 1 : 0;
    }

    static int slices(int m) {
        return (m + SLICE - 1) / SLICE;
    }

    /** Which rows are not zero in some columns. */
    static boolean[] moving(double[][] rows, int from, int to) {
        boolean[] moving = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            for (int c = from; c < to && !moving[i]; c++) {
                moving[i] = row[c] != 0;
            }
        }
        return moving;
    }

    /** S(f, k) = Σ_p δ(f, p) A(p, k) of the filters of a part, W rows each. */
    void setMoved(int first, double[] delta, double[][] tangents, int m, double[][] rows, Workers workers) {
        workers.share(
                slices(m),
                slice -> setMoved(first, delta, tangents, slice * SLICE, Math.min(m, (slice + 1) * SLICE), rows));
    }

    private void setMoved(int first, double[] delta, double[][] tangents, int from, int to, double[][] rows) {
        for (int r = 0; r < partFilters * filterWeights; r++) {
            Arrays.fill(rows[r], from, to, 0);
        }
        boolean[] moving = moving(tangents, from, to);
        double[][] by = new double[partFilters][positions];
        double[][] moved = new double[positions][];
        double[][] own = new double[partFilters][];
        for (int k = 0; k < filterWeights; k++) {
            int count = 0;
            for (int p = 0; p < positions; p++) {
                int row = window.row(first / ownFilters, k, p);
                if (row >= 0 && moving[row]) {
                    moved[count] = tangents[row];
                    for (int f = 0; f < partFilters; f++) {
                        by[f][count] = delta[(first + f) * positions + p];
                    }
                    count++;
                }
            }
            for (int f = 0; f < partFilters; f++) {
                own[f] = rows[f * filterWeights + k];
            }
            MatrixProduct.addColumns(partFilters, count, from, to, by, moved, own);
        }
    }

    /**
     * With S = δᵀA summed over positions and ½(aaᵀ + 1) ∂δ + aS = V, of each filter, the Gram matrix is Σ_f (∂δᵀV + Vᵀ∂δ) + SᵀS; the
     * last is AᵀE with E = Σ_f δS gathered at the places that the window reads.
     */
    void addByPositions(
            int group,
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {
        double[][] read = window.read(in, group);
        double[][] half = new double[positions][positions];
        for (int p = 0; p < positions; p++) {
            for (int other = 0; other < positions; other++) {
                half[p][other] = 0.5 * (MatrixProduct.dot(filterWeights, read[p], read[other]) + unit);
            }
        }
        double[][] back = new double[window.inputs()][m];
        double[][] moved = new double[partFilters * filterWeights][m];
        double[][] along = new double[partFilters * positions][m];
        for (int first = group * ownFilters; first < (group + 1) * ownFilters; first += partFilters) {
            int start = first;
            setMoved(first, delta, tangents, m, moved, workers);
            double[][] changed =
                    Arrays.copyOfRange(deltaTangents, first * positions, (first + partFilters) * positions);
            workers.share(partFilters, f -> {
                double[][] own = Arrays.copyOfRange(along, f * positions, (f + 1) * positions);
                double[][] ofFilter = Arrays.copyOfRange(changed, f * positions, (f + 1) * positions);
                MatrixProduct.multiply(positions, positions, m, half, ofFilter, own);
                double[][] weighted = Arrays.copyOfRange(moved, f * filterWeights, (f + 1) * filterWeights);
                MatrixProduct.add(positions, filterWeights, m, read, weighted, own);
            });
            MatrixProduct.addSymmetric(changed.length, m, changed, along, gram, workers);
            MatrixProduct.addSymmetric(changed.length, m, along, changed, gram, workers);
            workers.share(window.ownChannels(), channel -> addBack(group, channel, start, delta, moved, m, back));
        }
        int firstInput = window.firstInput(group);
        double[][] own = Arrays.copyOfRange(tangents, firstInput, firstInput + window.inputs());
        MatrixProduct.addSymmetric(own.length, m, own, back, gram, workers);
    }

    /** E += Σ_f δ(f, p) S(f, k) at the places of one channel that the windows read. */
    private void addBack(int group, int channel, int first, double[] delta, double[][] moved, int m, double[][] back) {
        double[][] deltas = new double[positions][partFilters];
        for (int p = 0; p < positions; p++) {
            for (int f = 0; f < partFilters; f++) {
                deltas[p][f] = delta[(first + f) * positions + p];
            }
        }
        double[] lost = new double[m];
        double[][] read = new double[partFilters][];
        double[][] written = new double[positions][];
        for (int k = channel * window.size(); k < (channel + 1) * window.size(); k++) {
            for (int p = 0; p < positions; p++) {
                int row = window.row(group, k, p);
                written[p] = row < 0 ? lost : back[row - window.firstInput(group)];
            }
            for (int f = 0; f < partFilters; f++) {
                read[f] = moved[f * filterWeights + k];
            }
            MatrixProduct.add(positions, partFilters, m, deltas, read, written);
        }
    }
}
