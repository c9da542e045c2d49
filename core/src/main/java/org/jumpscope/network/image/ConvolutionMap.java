package org.jumpscope.network.image;

import java.util.Arrays;
import org.jumpscope.network.block.SharedWeightsMap;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/**
 * A convolution at given weights. A batch is worked on position by position: what the window reads there are rows of the
 * batch, taken by reference, so that each position is a product of small matrices and nothing is copied.
 */
public final class ConvolutionMap extends SharedWeightsMap {
    /** Rows of a part of the Jacobian, about. */
    private static final int PART = 512;

    private final int filters;
    private final int groups;
    /** F/g and C/g. */
    private final int ownFilters;

    private final int ownChannels;
    private final int filterWeights;
    private final int inPositions;
    private final int positions;
    /** What the window of each output position reads of one channel; −1 is padding. */
    private final int[][] places;

    private final double[][] weights;
    private final double[][] transposed;
    /** One for each filter; none where there are no biases. */
    private final double[] biases;
    /** Filters of a part; divides F/g. */
    private final int partFilters;

    ConvolutionMap(Convolution block, double[] q, int offset) {
        super(offset, block.trainables());
        this.filters = block.filters();
        this.groups = block.groups();
        this.ownFilters = filters / groups;
        this.ownChannels = block.shape().channels() / groups;
        this.filterWeights = block.filterWeights();
        this.inPositions = block.shape().positions();
        this.positions = block.outputShape().positions();
        this.places = block.window().places(block.shape());
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

    /** The rows that a group's window reads at a position; the given one for padding. */
    private void gather(double[][] rows, int group, int position, double[] padding, double[][] gathered) {
        int[] own = places[position];
        int k = 0;
        for (int channel = 0; channel < ownChannels; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                gathered[k++] = place < 0 ? padding : rows[first + place];
            }
        }
    }

    /** The values that a group's window reads at a position; 0 for padding. */
    private void gather(double[] values, int group, int position, double[] gathered) {
        int[] own = places[position];
        int k = 0;
        for (int channel = 0; channel < ownChannels; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                gathered[k++] = place < 0 ? 0 : values[first + place];
            }
        }
    }

    /** The rows of some filters at a position. */
    private void filters(double[][] rows, int from, int count, int position, double[][] gathered) {
        for (int f = 0; f < count; f++) {
            gathered[f] = rows[(from + f) * positions + position];
        }
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
                gather(in, g, p, padding, read);
                filters(out, g * ownFilters, ownFilters, p, written);
                MatrixProduct.add(ownFilters, filterWeights, m, own, read, written);
            }
        }
    }

    private void addWeighted(double[] in, double[][] by, double[] out) {
        double[] read = new double[filterWeights];
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < positions; p++) {
                gather(in, g, p, read);
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
        setTransposed(delta, m, alpha);
    }

    /** ∂H/∂a = Σ w δ. */
    private void setTransposed(double[][] delta, int m, double[][] alpha) {
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
        double[] lost = new double[m];
        double[][] read = new double[ownFilters][];
        double[][] written = new double[filterWeights][];
        for (int g = 0; g < groups; g++) {
            double[][] own = ofGroup(transposed, g, filterWeights);
            for (int p = 0; p < positions; p++) {
                filters(delta, g * ownFilters, ownFilters, p, read);
                gather(alpha, g, p, lost, written);
                MatrixProduct.add(filterWeights, ownFilters, m, own, read, written);
            }
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
                scatter(sum, g, p, alpha);
            }
        }
    }

    private void scatter(double[] values, int group, int position, double[] to) {
        int[] own = places[position];
        int k = 0;
        for (int channel = 0; channel < ownChannels; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                if (place >= 0) {
                    to[first + place] += values[k];
                }
                k++;
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
                gather(in, g, p, padding, read);
                MatrixProduct.transpose(filterWeights, m, read, samples);
                filters(delta, g * ownFilters, ownFilters, p, moved);
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
        for (double[] row : outTangents) {
            Arrays.fill(row, 0, m, 0);
        }
        addWeighted(tangents, m, outTangents);
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
        setTransposed(deltaTangents, m, alphaTangents);
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
    public void addProduct(
            double[] in, double[] tangent, double[] delta, double[] deltaTangent, double factor, double[] product) {
        double[] derivative = new double[trainables()];
        addOuterProducts(in, deltaTangent, derivative);
        addOuterProducts(tangent, delta, derivative);
        addSums(deltaTangent, derivative);
        for (int i = 0; i < derivative.length; i++) {
            product[offset() + i] += factor * derivative[i];
        }
    }

    /** Σ over the positions of δ aᵀ, which is bilinear. */
    private void addOuterProducts(double[] in, double[] delta, double[] gradient) {
        double[][] read = new double[positions][filterWeights];
        double[][] deltas = new double[ownFilters][];
        double[][] sums = new double[ownFilters][filterWeights];
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < positions; p++) {
                gather(in, g, p, read[p]);
            }
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
            double[][] rows) {
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
        int g = first / ownFilters;
        for (int r = 0; r < partFilters * filterWeights; r++) {
            Arrays.fill(rows[r], 0, m, 0);
        }
        // Σ_p ∂δ(f, p) a(p, k): for each filter a product with what the window reads.
        double[][] read = new double[positions][filterWeights];
        for (int p = 0; p < positions; p++) {
            gather(in, g, p, read[p]);
        }
        double[][] standing = new double[filterWeights][positions];
        MatrixProduct.transpose(positions, filterWeights, read, standing);
        for (int f = 0; f < partFilters; f++) {
            int from = (first + f) * positions;
            MatrixProduct.add(
                    filterWeights,
                    positions,
                    m,
                    standing,
                    Arrays.copyOfRange(deltaTangents, from, from + positions),
                    Arrays.copyOfRange(rows, f * filterWeights, (f + 1) * filterWeights));
        }
        // Σ_p δ(f, p) A(p, k): for each place of the window a product with the filters' deltas.
        double[][] deltas = new double[partFilters][];
        for (int f = 0; f < partFilters; f++) {
            deltas[f] = Arrays.copyOfRange(delta, (first + f) * positions, (first + f + 1) * positions);
        }
        double[] padding = new double[m];
        double[][] moved = new double[positions][];
        double[][] own = new double[partFilters][];
        for (int k = 0; k < filterWeights; k++) {
            int at = (g * ownChannels + k / places[0].length) * inPositions;
            for (int p = 0; p < positions; p++) {
                int place = places[p][k % places[0].length];
                moved[p] = place < 0 ? padding : tangents[at + place];
            }
            for (int f = 0; f < partFilters; f++) {
                own[f] = rows[f * filterWeights + k];
            }
            MatrixProduct.add(partFilters, positions, m, deltas, moved, own);
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
