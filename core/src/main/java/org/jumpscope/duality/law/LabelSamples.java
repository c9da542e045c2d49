package org.jumpscope.duality.law;

import java.util.Arrays;
import java.util.Objects;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;

/**
 * n samples of the boundary with the same label, and so with the same targets: what the integral of one term of (3.11) is
 * sampled by. An autoencoder's samples are their own targets instead.
 */
public final class LabelSamples {
    private final double[][] inputs;
    private final Vector target;
    private final int size;
    private final double[] mean;

    private LabelSamples(double[][] inputs, Vector target, int size) {
        this.inputs = inputs;
        this.target = target;
        this.size = size;
        this.mean = new double[inputs.length];
        for (int j = 0; j < mean.length; j++) {
            double shift = inputs[j][0];
            double sum = 0;
            for (int c = 0; c < size; c++) {
                sum += inputs[j][c] - shift;
            }
            mean[j] = shift + sum / size;
        }
    }

    /**
     * Samples with given targets.
     *
     * @param samples the inputs
     * @param rows positions of those of the label, two or more. Not modified.
     * @param target their targets
     * @throws InvalidInputException if there are fewer than two
     */
    public static LabelSamples of(LabelledSamples samples, int[] rows, Vector target) {
        return columns(samples, rows, Objects.requireNonNull(target));
    }

    /**
     * Samples whose inputs are their targets.
     *
     * @param samples the inputs
     * @param rows positions of those that are meant, two or more. Not modified.
     * @throws InvalidInputException if there are fewer than two
     */
    public static LabelSamples ofInputs(LabelledSamples samples, int[] rows) {
        return columns(samples, rows, null);
    }

    private static LabelSamples columns(LabelledSamples samples, int[] rows, Vector target) {
        int n = rows.length;
        if (n < 2) {
            throw new InvalidInputException(
                    "A law needs two samples of the label or more; there " + (n == 1 ? "is 1." : "are " + n + "."));
        }
        double[][] inputs = new double[samples.inputs()][n];
        samples.inputs(rows, 0, n, inputs);
        return new LabelSamples(inputs, target, n);
    }

    /** n. */
    public int size() {
        return size;
    }

    /** N, the number of inputs. */
    public int inputs() {
        return inputs.length;
    }

    /** The mean of the inputs. */
    public Vector mean() {
        return Vector.of(mean);
    }

    /** The inputs of one sample. */
    public Vector input(int sample) {
        double[] x = new double[inputs.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = inputs[j][sample];
        }
        return Vector.of(x);
    }

    /** The targets that belong to inputs x. */
    public Vector target(Vector x) {
        return target == null ? x : target;
    }

    /** Whether the targets move with the inputs. */
    boolean tied() {
        return target == null;
    }

    /** Rows of inputs, columns of samples; not to be modified. */
    double[][] columns() {
        return inputs;
    }

    /** Rows of inputs less their means. */
    double[][] centred() {
        double[][] centred = new double[inputs.length][];
        for (int j = 0; j < centred.length; j++) {
            centred[j] = inputs[j].clone();
            for (int c = 0; c < size; c++) {
                centred[j][c] -= mean[j];
            }
        }
        return centred;
    }

    /**
     * The samples that are not a given one, of which nothing is left of the difference from itself.
     *
     * @param x the inputs of the one that goes
     */
    LabelSamples without(Vector x) {
        int[] kept = new int[size];
        int n = 0;
        for (int c = 0; c < size; c++) {
            boolean same = true;
            for (int j = 0; same && j < inputs.length; j++) {
                same = inputs[j][c] == x.get(j);
            }
            if (!same) {
                kept[n++] = c;
            }
        }
        if (n == size || n < 2) {
            return this;
        }
        double[][] fewer = new double[inputs.length][n];
        for (int j = 0; j < inputs.length; j++) {
            for (int c = 0; c < n; c++) {
                fewer[j][c] = inputs[j][kept[c]];
            }
        }
        return new LabelSamples(fewer, target, n);
    }

    /**
     * The samples with smaller fluctuations about a point, x₀ + ε (x − x₀); targets that are the inputs move with them.
     *
     * @param reference x₀, of N inputs
     * @param scale ε
     */
    public LabelSamples shrunk(Vector reference, double scale) {
        double[][] nearer = new double[inputs.length][size];
        for (int j = 0; j < inputs.length; j++) {
            double centre = reference.get(j);
            for (int c = 0; c < size; c++) {
                nearer[j][c] = centre + scale * (inputs[j][c] - centre);
            }
        }
        return new LabelSamples(nearer, target, size);
    }

    /**
     * Draws of the normal law with mean μ and covariance of the samples, x = μ + Σ_c z_c (x_c − μ)/√(n − 1) with independent
     * standard normal z: on the plane that the samples span, and nowhere else.
     *
     * @param number how many, two or more
     * @param random from which they are drawn, one block each
     * @throws InvalidInputException if there are fewer than two
     */
    public LabelSamples normal(int number, RandomBlocks random) {
        if (number < 2) {
            throw new InvalidInputException("A law needs two draws or more, not " + number + ".");
        }
        double[][] weights = new double[size][number];
        double[] block = new double[size];
        double factor = 1 / Math.sqrt(size - 1.0);
        for (int c = 0; c < number; c++) {
            StandardNormals.fill(random.block(c), block, size);
            for (int k = 0; k < size; k++) {
                weights[k][c] = factor * block[k];
            }
        }
        double[][] centred = centred();
        double[][] drawn = new double[inputs.length][number];
        for (int j = 0; j < inputs.length; j++) {
            Arrays.fill(drawn[j], mean[j]);
            for (int k = 0; k < size; k++) {
                if (centred[j][k] != 0) {
                    MatrixProduct.axpy(number, centred[j][k], weights[k], drawn[j]);
                }
            }
        }
        return new LabelSamples(drawn, target, number);
    }

    /** Some of the samples, evenly spread, at most so many. */
    public LabelSamples thinned(int most) {
        if (size <= most) {
            return this;
        }
        double[][] fewer = new double[inputs.length][most];
        for (int c = 0; c < most; c++) {
            int from = (int) ((long) c * size / most);
            for (int j = 0; j < inputs.length; j++) {
                fewer[j][c] = inputs[j][from];
            }
        }
        return new LabelSamples(fewer, target, most);
    }

    /** The targets of columns of inputs. */
    double[][] targets(double[][] columns, int m) {
        if (target == null) {
            return columns;
        }
        double[][] rows = new double[target.size()][m];
        for (int k = 0; k < rows.length; k++) {
            Arrays.fill(rows[k], target.get(k));
        }
        return rows;
    }

    /** vᵀ(x − x₀) of every sample. */
    double[] along(Vector v, Vector reference) {
        double[] along = new double[size];
        double shift = 0;
        for (int j = 0; j < inputs.length; j++) {
            double factor = v.get(j);
            if (factor != 0) {
                MatrixProduct.axpy(size, factor, inputs[j], along);
                shift += factor * reference.get(j);
            }
        }
        for (int c = 0; c < size; c++) {
            along[c] -= shift;
        }
        return along;
    }
}
