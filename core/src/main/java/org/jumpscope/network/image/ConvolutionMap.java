package org.jumpscope.network.image;

import java.util.Arrays;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.OuterProductSums;
import org.jumpscope.network.block.SharedWeightsMap;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/**
 * A convolution at given weights. A batch is worked on position by position: what the window reads there are rows of the
 * batch, taken by reference, so that each position is a product of small matrices and nothing is copied.
 */
public final class ConvolutionMap extends SharedWeightsMap {
    /** Rows of a part of the Jacobian, about. */
    private static final int PART = 2048;
    /** Columns from which products column by column pay. */
    private static final int FEW = 8;

    private final Convolution block;
    private final WindowRows window;
    private final ConvolutionGram gram;
    private final int filters;
    private final int groups;
    /** F/g. */
    private final int ownFilters;

    private final int filterWeights;
    private final int positions;

    private final double[][] weights;
    private final double[][] transposed;
    /** One for each filter; none where there are no biases. */
    private final double[] biases;
    /** Filters of a part; divides F/g. */
    private final int partFilters;

    ConvolutionMap(Convolution block, double[] q, int offset) {
        super(offset, block.trainables());
        this.block = block;
        this.window = new WindowRows(block);
        this.gram = new ConvolutionGram(block, window);
        this.filters = block.filters();
        this.groups = block.groups();
        this.ownFilters = filters / groups;
        this.filterWeights = block.filterWeights();
        this.positions = window.positions();
        this.weights = new double[filters][];
        for (int f = 0; f < filters; f++) {
            int at = offset + f * filterWeights;
            weights[f] = Arrays.copyOfRange(q, at, at + filterWeights);
        }
        this.transposed = new double[groups * filterWeights][ownFilters];
        for (int f = 0; f < filters; f++) {
            for (int k = 0; k < filterWeights; k++) {
                transposed[f / ownFilters * filterWeights + k][f % ownFilters] = weights[f][k];
            }
        }
        int start = offset + filters * filterWeights;
        this.biases = Arrays.copyOfRange(q, start, start + (block.biased() ? filters : 0));
        this.partFilters = partFilters(block);
    }

    /** Filters that are worked on at once. */
    static int partFilters(Convolution block) {
        int own = block.filters() / block.groups();
        int some = Math.max(1, Math.min(own, PART / block.filterWeights()));
        while (own % some != 0) {
            some--;
        }
        return some;
    }

    private double[][] ofGroup(double[][] rows, int group, int size) {
        return groups == 1 ? rows : Arrays.copyOfRange(rows, group * size, (group + 1) * size);
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int f = 0; f < filters; f++) {
            for (int p = 0; p < positions; p++) {
                Arrays.fill(out[f * positions + p], 0, m, f < biases.length ? biases[f] : 0);
            }
        }
        addWeighted(in, m, out);
    }

    /** Z += Σ w a. */
    private void addWeighted(double[][] in, int m, double[][] out) {
        if (m == 1) {
            double[] sums = new double[filters * positions];
            addWeighted(flat(in), weights, sums);
            for (int i = 0; i < sums.length; i++) {
                out[i][0] += sums[i];
            }
            return;
        }
        double[] padding = new double[m];
        double[][] read = new double[filterWeights][];
        double[][] written = new double[ownFilters][];
        for (int g = 0; g < groups; g++) {
            double[][] own = ofGroup(weights, g, ownFilters);
            for (int p = 0; p < positions; p++) {
                window.gather(in, g, p, padding, read);
                window.filters(out, g * ownFilters, ownFilters, p, written);
                MatrixProduct.add(ownFilters, filterWeights, m, own, read, written);
            }
        }
    }

    private void addWeighted(double[] in, double[][] by, double[] out) {
        double[] read = new double[filterWeights];
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < positions; p++) {
                window.gather(in, g, p, read);
                for (int f = g * ownFilters; f < (g + 1) * ownFilters; f++) {
                    out[f * positions + p] += MatrixProduct.dot(filterWeights, by[f], read);
                }
            }
        }
    }

    private static double[] flat(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        setTransposed(delta, m, alpha, Workers.one());
    }

    /** ∂H/∂a = Σ w δ. */
    private void setTransposed(double[][] delta, int m, double[][] alpha, Workers workers) {
        for (double[] row : alpha) {
            Arrays.fill(row, 0, m, 0);
        }
        if (m == 1) {
            double[] sums = new double[alpha.length];
            addTransposed(flat(delta), weights, sums);
            for (int i = 0; i < sums.length; i++) {
                alpha[i][0] = sums[i];
            }
            return;
        }
        // Positions write to the same places, channels do not.
        int channels = window.ownChannels();
        int ranges = Math.min(channels, workers.threads());
        workers.share(groups * ranges, part -> {
            int range = part % ranges;
            addTransposed(delta, m, part / ranges, range * channels / ranges, (range + 1) * channels / ranges, alpha);
        });
    }

    /** The part of some channels of a group. */
    private void addTransposed(double[][] delta, int m, int group, int from, int to, double[][] alpha) {
        int size = window.size();
        double[] lost = new double[m];
        double[][] read = new double[ownFilters][];
        double[][] written = new double[(to - from) * size][];
        double[][] own =
                Arrays.copyOfRange(transposed, group * filterWeights + from * size, group * filterWeights + to * size);
        for (int p = 0; p < positions; p++) {
            window.filters(delta, group * ownFilters, ownFilters, p, read);
            window.gather(alpha, group, p, lost, from, to, written);
            MatrixProduct.add(written.length, ownFilters, m, own, read, written);
        }
    }

    private void addTransposed(double[] delta, double[][] by, double[] alpha) {
        double[] sum = new double[filterWeights];
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < positions; p++) {
                Arrays.fill(sum, 0);
                for (int f = g * ownFilters; f < (g + 1) * ownFilters; f++) {
                    MatrixProduct.axpy(filterWeights, delta[f * positions + p], by[f], sum);
                }
                window.scatter(sum, g, p, alpha);
            }
        }
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        double[] padding = new double[m];
        double[][] read = new double[filterWeights][];
        double[][] samples = new double[m][filterWeights];
        double[][] moved = new double[ownFilters][];
        double[][] sum = new double[filters][filterWeights];
        for (int g = 0; g < groups; g++) {
            double[][] own = ofGroup(sum, g, ownFilters);
            for (int p = 0; p < positions; p++) {
                window.gather(in, g, p, padding, read);
                MatrixProduct.transpose(filterWeights, m, read, samples);
                window.filters(delta, g * ownFilters, ownFilters, p, moved);
                MatrixProduct.add(ownFilters, m, filterWeights, moved, samples, own);
            }
        }
        int biasAt = offset() + filters * filterWeights;
        for (int f = 0; f < filters; f++) {
            int at = offset() + f * filterWeights;
            for (int k = 0; k < filterWeights; k++) {
                gradient[at + k] += sum[f][k];
            }
        }
        for (int f = 0; f < biases.length; f++) {
            double total = 0;
            for (int p = 0; p < positions; p++) {
                double[] row = delta[f * positions + p];
                for (int c = 0; c < m; c++) {
                    total += row[c];
                }
            }
            gradient[biasAt + f] += total;
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        if (m == 1) {
            for (double[] row : outTangents) {
                row[0] = 0;
            }
            addWeighted(tangents, m, outTangents);
            return;
        }
        workers.share(
                ConvolutionGram.slices(m),
                slice -> tangent(
                        tangents,
                        slice * ConvolutionGram.SLICE,
                        Math.min(m, (slice + 1) * ConvolutionGram.SLICE),
                        outTangents));
    }

    /** Z of some directions. Near the inputs most rows are zero there, and are left out. */
    private void tangent(double[][] tangents, int from, int to, double[][] outTangents) {
        for (double[] row : outTangents) {
            Arrays.fill(row, from, to, 0);
        }
        boolean[] moving = ConvolutionGram.moving(tangents, from, to);
        double[][] read = new double[filterWeights][];
        double[][] written = new double[ownFilters][];
        double[][] by = new double[ownFilters][filterWeights];
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < positions; p++) {
                int count = 0;
                for (int k = 0; k < filterWeights; k++) {
                    int row = window.row(g, k, p);
                    if (row >= 0 && moving[row]) {
                        read[count] = tangents[row];
                        for (int f = 0; f < ownFilters; f++) {
                            by[f][count] = weights[g * ownFilters + f][k];
                        }
                        count++;
                    }
                }
                window.filters(outTangents, g * ownFilters, ownFilters, p, written);
                MatrixProduct.addColumns(ownFilters, count, from, to, by, read, written);
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
        setTransposed(deltaTangents, m, alphaTangents, workers);
    }

    @Override
    public void writeTrainables(double[] q) {
        for (int f = 0; f < filters; f++) {
            System.arraycopy(weights[f], 0, q, offset() + f * filterWeights, filterWeights);
        }
        System.arraycopy(biases, 0, q, offset() + filters * filterWeights, biases.length);
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        addOuterProducts(in, delta, gradient);
        addSums(delta, gradient);
    }

    @Override
    public double[] sampleProduct(double[] in, double[] tangent, double[] delta, double[] deltaTangent) {
        double[] derivative = new double[trainables()];
        addOuterProducts(in, deltaTangent, derivative);
        addOuterProducts(tangent, delta, derivative);
        addSums(deltaTangent, derivative);
        return derivative;
    }

    /** Σ over the positions of δ aᵀ, which is bilinear. */
    private void addOuterProducts(double[] in, double[] delta, double[] gradient) {
        double[][] deltas = new double[ownFilters][];
        double[][] sums = new double[ownFilters][filterWeights];
        for (int g = 0; g < groups; g++) {
            double[][] read = window.read(in, g);
            for (int f = 0; f < ownFilters; f++) {
                int at = (g * ownFilters + f) * positions;
                deltas[f] = Arrays.copyOfRange(delta, at, at + positions);
            }
            MatrixProduct.multiply(ownFilters, positions, filterWeights, deltas, read, sums);
            for (int f = 0; f < ownFilters; f++) {
                int at = (g * ownFilters + f) * filterWeights;
                for (int k = 0; k < filterWeights; k++) {
                    gradient[at + k] += sums[f][k];
                }
            }
        }
    }

    /** The biases: Σ over the positions of δ. */
    private void addSums(double[] delta, double[] gradient) {
        for (int f = 0; f < biases.length; f++) {
            double sum = 0;
            for (int p = 0; p < positions; p++) {
                sum += delta[f * positions + p];
            }
            gradient[filters * filterWeights + f] += sum;
        }
    }

    /** Some filters' weights each, and the biases at the end where there are some. */
    @Override
    protected int parts() {
        return filters / partFilters + (biases.length > 0 ? 1 : 0);
    }

    @Override
    protected int partStart(int part) {
        return part == parts() ? trainables() : part * partFilters * filterWeights;
    }

    @Override
    protected void derivative(
            int part,
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            Workers workers) {
        if (part == filters / partFilters) {
            for (int f = 0; f < filters; f++) {
                Arrays.fill(rows[f], 0, m, 0);
                for (int p = 0; p < positions; p++) {
                    MatrixProduct.axpy(m, 1, deltaTangents[f * positions + p], rows[f]);
                }
            }
            return;
        }
        int first = part * partFilters;
        // Σ_p δ(f, p) A(p, k), and Σ_p ∂δ(f, p) a(p, k): for each filter a product with what the window reads.
        double[][] standing = new double[filterWeights][positions];
        MatrixProduct.transpose(positions, filterWeights, window.read(in, first / ownFilters), standing);
        gram.setMoved(first, delta, tangents, m, rows, workers);
        workers.share(partFilters, f -> {
            int from = (first + f) * positions;
            MatrixProduct.add(
                    filterWeights,
                    positions,
                    m,
                    standing,
                    Arrays.copyOfRange(deltaTangents, from, from + positions),
                    Arrays.copyOfRange(rows, f * filterWeights, (f + 1) * filterWeights));
        });
    }

    @Override
    public long gramBytes(int m) {
        return block.gramWork(m).stream().mapToLong(work -> (long) work.bytes()).sum();
    }

    @Override
    public void addGram(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {
        if (block.gramWork(m).get(0).way() == GradientWork.Way.MATERIALISED) {
            super.addGram(in, tangents, delta, deltaTangents, m, gram, workers);
            return;
        }
        for (int g = 0; g < groups; g++) {
            this.gram.addByPositions(g, in, tangents, delta, deltaTangents, m, gram, workers);
        }
    }

    @Override
    public void addSquaredNorms(double[][] in, double[][] delta, int m, double[] norms) {
        if (m < FEW) {
            super.addSquaredNorms(in, delta, m, norms);
            return;
        }
        double[] padding = new double[m];
        for (int g = 0; g < groups; g++) {
            OuterProductSums.addSquaredNorms(
                    block.normWork().get(0).way(),
                    window.byWeight(in, g, padding),
                    window.byFilter(delta, g),
                    biases.length > 0,
                    m,
                    norms);
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        addWeighted(in, weights(direction), outTangent);
        int biasAt = offset() + filters * filterWeights;
        for (int f = 0; f < biases.length; f++) {
            for (int p = 0; p < positions; p++) {
                outTangent[f * positions + p] += direction[biasAt + f];
            }
        }
    }

    @Override
    public void addTrainableBackward(double[] in, double[] delta, double[] direction, double[] alphaTangent) {
        addTransposed(delta, weights(direction), alphaTangent);
    }

    private double[][] weights(double[] direction) {
        double[][] own = new double[filters][];
        for (int f = 0; f < filters; f++) {
            int at = offset() + f * filterWeights;
            own[f] = Arrays.copyOfRange(direction, at, at + filterWeights);
        }
        return own;
    }
}
