package org.jumpscope.duality.law;

import java.util.Arrays;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The principal components of samples: orthonormal directions of the boundary along which their covariance (with 1/(n − 1)) is
 * diagonal, the largest variance first.
 */
final class PrincipalComponents {
    /** A variance below this share of the largest is rounding: a ten-thousandth of its standard deviation. */
    private static final double RANK = 1e-8;

    /** Up to this order all components are found at once. */
    private static final int SMALL = 256;

    private static final int EXTRA = 8;
    private static final int SWEEPS = 12;

    private final double[][] directions;
    private final double[] variances;
    private final double total;

    private PrincipalComponents(double[][] directions, double[] variances, double total) {
        this.directions = directions;
        this.variances = variances;
        this.total = total;
    }

    /**
     * All components of a variance above 1e-8 of the largest.
     *
     * @param centred N rows of n samples less their mean. Not modified.
     * @throws NoAnswerException if the samples are all equal
     */
    static PrincipalComponents all(double[][] centred, int n) {
        int inputs = centred.length;
        double total = total(centred, n);
        if (!(total > 0)) {
            throw new NoAnswerException("The " + n + " samples are all equal, so that their law has no density.");
        }
        return inputs <= n ? ofCovariance(centred, n, total) : ofSamples(centred, n, total);
    }

    /**
     * The components of the largest variances; where there are many inputs by subspace iteration, so that the last of them are
     * known to a few digits.
     *
     * @param centred N rows of n samples less their mean. Not modified.
     * @param count how many at most
     */
    static PrincipalComponents leading(double[][] centred, int n, int count) {
        int inputs = centred.length;
        if (Math.min(inputs, n) <= SMALL || count + EXTRA >= Math.min(inputs, n)) {
            PrincipalComponents all = all(centred, n);
            int kept = Math.min(count, all.size());
            return new PrincipalComponents(
                    Arrays.copyOf(all.directions, kept), Arrays.copyOf(all.variances, kept), all.total);
        }
        int k = count + EXTRA;
        double[][] block = new double[k][inputs];
        for (int i = 0; i < k; i++) {
            StandardNormals.fill(RandomBlocks.of(1).stream("components").block(i), block[i], inputs);
        }
        double[][] standing = new double[inputs][k];
        double[][] product = new double[n][k];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            orthonormalise(block, k);
            MatrixProduct.transpose(k, inputs, block, standing);
            MatrixProduct.multiplyTransposed(inputs, n, k, centred, standing, product, Workers.one());
            MatrixProduct.multiply(inputs, n, k, centred, product, standing);
            MatrixProduct.transpose(inputs, k, standing, block);
        }
        int rank = orthonormalise(block, k);
        // Rayleigh and Ritz: the covariance within the block.
        MatrixProduct.transpose(rank, inputs, block, standing);
        MatrixProduct.multiplyTransposed(inputs, n, rank, centred, standing, product, Workers.one());
        double[][] small = new double[rank][rank];
        MatrixProduct.gram(n, rank, product, small);
        double[] values = new double[rank];
        SymmetricEigenvalues.vectors(rank, small, values);
        double[][] found = new double[Math.min(count, rank)][inputs];
        double[] variances = new double[found.length];
        int kept = 0;
        for (int i = 0; i < found.length; i++) {
            int at = rank - 1 - i;
            variances[i] = values[at] / (n - 1);
            if (variances[i] > RANK * variances[0]) {
                MatrixProduct.applyTransposed(rank, inputs, block, small[at], found[i]);
                kept++;
            }
        }
        return new PrincipalComponents(Arrays.copyOf(found, kept), Arrays.copyOf(variances, kept), total(centred, n));
    }

    private static double total(double[][] centred, int n) {
        double total = 0;
        for (double[] row : centred) {
            total += MatrixProduct.dot(n, row, row) / (n - 1);
        }
        return total;
    }

    private static PrincipalComponents ofCovariance(double[][] centred, int n, double total) {
        int inputs = centred.length;
        double[][] samples = new double[n][inputs];
        MatrixProduct.transpose(inputs, n, centred, samples);
        double[][] covariance = new double[inputs][inputs];
        MatrixProduct.addGram(n, inputs, 1.0 / (n - 1), samples, covariance);
        MatrixProduct.mirror(inputs, covariance);
        double[] values = new double[inputs];
        SymmetricEigenvalues.vectors(inputs, covariance, values);
        int rank = rank(values, inputs);
        double[][] found = new double[rank][];
        double[] variances = new double[rank];
        for (int i = 0; i < rank; i++) {
            found[i] = covariance[inputs - 1 - i];
            variances[i] = values[inputs - 1 - i];
        }
        return new PrincipalComponents(found, variances, total);
    }

    private static PrincipalComponents ofSamples(double[][] centred, int n, double total) {
        int inputs = centred.length;
        double[][] gram = new double[n][n];
        MatrixProduct.addGram(inputs, n, 1.0 / (n - 1), centred, gram);
        MatrixProduct.mirror(n, gram);
        double[] values = new double[n];
        SymmetricEigenvalues.vectors(n, gram, values);
        int rank = Math.min(n - 1, rank(values, n));
        double[][] found = new double[rank][inputs];
        double[] variances = new double[rank];
        for (int i = 0; i < rank; i++) {
            MatrixProduct.apply(inputs, n, centred, gram[n - 1 - i], found[i]);
            variances[i] = values[n - 1 - i];
        }
        // Directions of small variances have lost digits to the large ones.
        int sound = orthonormalise(found, rank);
        return new PrincipalComponents(Arrays.copyOf(found, sound), Arrays.copyOf(variances, sound), total);
    }

    private static int rank(double[] ascending, int n) {
        int rank = 0;
        while (rank < n && ascending[n - 1 - rank] > RANK * ascending[n - 1]) {
            rank++;
        }
        return rank;
    }

    /** Gram and Schmidt, each row twice; rows that depend on others go. */
    private static int orthonormalise(double[][] rows, int k) {
        int kept = 0;
        for (int i = 0; i < k; i++) {
            double[] row = rows[i];
            int length = row.length;
            double before = Math.sqrt(MatrixProduct.dot(length, row, row));
            for (int sweep = 0; sweep < 2; sweep++) {
                for (int j = 0; j < kept; j++) {
                    MatrixProduct.axpy(length, -MatrixProduct.dot(length, rows[j], row), rows[j], row);
                }
            }
            double after = Math.sqrt(MatrixProduct.dot(length, row, row));
            if (after > 1e-12 * before) {
                for (int j = 0; j < length; j++) {
                    row[j] /= after;
                }
                rows[i] = rows[kept];
                rows[kept++] = row;
            }
        }
        return kept;
    }

    /** How many there are. */
    int size() {
        return variances.length;
    }

    /** One of them, of N elements; not to be modified. */
    double[] direction(int i) {
        return directions[i];
    }

    /** Its variance. */
    double variance(int i) {
        return variances[i];
    }

    /** The trace of the covariance. */
    double total() {
        return total;
    }

    /** The share of the total variance that they have together. */
    double share() {
        double sum = 0;
        for (double variance : variances) {
            sum += variance;
        }
        return Math.min(1, sum / total);
    }

    /** The directions as rows. */
    Matrix basis() {
        int inputs = directions[0].length;
        double[] flat = new double[directions.length * inputs];
        for (int i = 0; i < directions.length; i++) {
            System.arraycopy(directions[i], 0, flat, i * inputs, inputs);
        }
        return Matrix.of(directions.length, inputs, flat);
    }

    Vector variances() {
        return Vector.of(variances);
    }
}
