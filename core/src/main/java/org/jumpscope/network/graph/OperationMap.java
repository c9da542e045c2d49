package org.jumpscope.network.graph;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/**
 * An operation at work: values, backward pass, and the derivatives of both, each for all that it reads; arrays of rows of
 * neurons. Backward passes add, since what is read may be read elsewhere too.
 */
public sealed interface OperationMap {

    /** Values of a batch of m columns. */
    void forward(double[][][] in, int m, double[][] out);

    /** Adds α of a batch, for each of what is read. */
    void addBackward(double[][][] in, double[][] out, double[][] delta, int m, double[][][] alpha);

    /** Tangents of one sample along m directions. */
    void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents);

    /** Adds the derivatives of α of one sample along m directions. */
    void addBackwardTangent(
            double[][] in,
            double[] out,
            double[][][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][][] alphaTangents);

    private static void add(int m, double s, double[] x, double[] to) {
        for (int c = 0; c < m; c++) {
            to[c] += s * x[c];
        }
    }

    private static void addProducts(int m, double[] x, double[] y, double[] to) {
        for (int c = 0; c < m; c++) {
            to[c] += x[c] * y[c];
        }
    }

    /** Those whose derivative does not depend on where it is taken: tangents go through like values, and back like deltas. */
    sealed interface Linear extends OperationMap permits OfSum, OfTake, OfConcatenate, OfConstant {
        /** Adds α from δ. */
        void addBack(double[][] delta, int m, double[][][] alpha);

        @Override
        default void addBackward(double[][][] in, double[][] out, double[][] delta, int m, double[][][] alpha) {
            addBack(delta, m, alpha);
        }

        @Override
        default void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents) {
            forward(tangents, m, outTangents);
        }

        @Override
        default void addBackwardTangent(
                double[][] in,
                double[] out,
                double[][][] tangents,
                double[][] outTangents,
                double[] delta,
                double[][] deltaTangents,
                int m,
                double[][][] alphaTangents) {
            addBack(deltaTangents, m, alphaTangents);
        }
    }

    /** A block. */
    record OfBlock(BlockMap block) implements OperationMap {
        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            block.forward(in[0], m, out);
        }

        @Override
        public void addBackward(double[][][] in, double[][] out, double[][] delta, int m, double[][][] alpha) {
            double[][] own = new double[alpha[0].length][m];
            block.backward(in[0], out, delta, m, own);
            addRows(own, m, alpha[0]);
        }

        private static void addRows(double[][] rows, int m, double[][] to) {
            for (int i = 0; i < rows.length; i++) {
                add(m, 1, rows[i], to[i]);
            }
        }

        @Override
        public void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents) {
            block.tangent(in[0], out, tangents[0], m, outTangents, Workers.one());
        }

        @Override
        public void addBackwardTangent(
                double[][] in,
                double[] out,
                double[][][] tangents,
                double[][] outTangents,
                double[] delta,
                double[][] deltaTangents,
                int m,
                double[][][] alphaTangents) {
            double[][] own = new double[alphaTangents[0].length][m];
            block.backwardTangent(in[0], out, tangents[0], outTangents, delta, deltaTangents, m, own, Workers.one());
            addRows(own, m, alphaTangents[0]);
        }
    }

    /** a x + b y. */
    record OfSum(double first, double second) implements Linear {
        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            for (int i = 0; i < out.length; i++) {
                Arrays.fill(out[i], 0, m, 0);
                add(m, first, in[0][i], out[i]);
                add(m, second, in[1][i], out[i]);
            }
        }

        @Override
        public void addBack(double[][] delta, int m, double[][][] alpha) {
            for (int i = 0; i < delta.length; i++) {
                add(m, first, delta[i], alpha[0][i]);
                add(m, second, delta[i], alpha[1][i]);
            }
        }
    }

    /** Some of the values. */
    final class OfTake implements Linear {
        private final int[] places;

        OfTake(int[] places) {
            this.places = places;
        }

        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            for (int i = 0; i < places.length; i++) {
                System.arraycopy(in[0][places[i]], 0, out[i], 0, m);
            }
        }

        @Override
        public void addBack(double[][] delta, int m, double[][][] alpha) {
            for (int i = 0; i < places.length; i++) {
                add(m, 1, delta[i], alpha[0][places[i]]);
            }
        }
    }

    /** One after the other. */
    record OfConcatenate() implements Linear {
        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            int at = 0;
            for (double[][] part : in) {
                for (double[] row : part) {
                    System.arraycopy(row, 0, out[at++], 0, m);
                }
            }
        }

        @Override
        public void addBack(double[][] delta, int m, double[][][] alpha) {
            int at = 0;
            for (double[][] part : alpha) {
                for (double[] row : part) {
                    add(m, 1, delta[at++], row);
                }
            }
        }
    }

    /** Constants, whose tangents are 0. */
    final class OfConstant implements Linear {
        private final double[] values;

        OfConstant(double[] values) {
            this.values = values;
        }

        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            for (int i = 0; i < values.length; i++) {
                Arrays.fill(out[i], 0, m, values[i]);
            }
        }

        @Override
        public void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents) {
            for (double[] row : outTangents) {
                Arrays.fill(row, 0, m, 0);
            }
        }

        @Override
        public void addBack(double[][] delta, int m, double[][][] alpha) {}
    }

    /** x y: bilinear, so that ∂α of one factor is ∂δ times the other and δ times the other's tangent. */
    record OfMultiply() implements OperationMap {
        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            for (int i = 0; i < out.length; i++) {
                Arrays.fill(out[i], 0, m, 0);
                addProducts(m, in[0][i], in[1][i], out[i]);
            }
        }

        @Override
        public void addBackward(double[][][] in, double[][] out, double[][] delta, int m, double[][][] alpha) {
            for (int i = 0; i < delta.length; i++) {
                addProducts(m, delta[i], in[1][i], alpha[0][i]);
                addProducts(m, delta[i], in[0][i], alpha[1][i]);
            }
        }

        @Override
        public void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents) {
            for (int i = 0; i < out.length; i++) {
                Arrays.fill(outTangents[i], 0, m, 0);
                add(m, in[1][i], tangents[0][i], outTangents[i]);
                add(m, in[0][i], tangents[1][i], outTangents[i]);
            }
        }

        @Override
        public void addBackwardTangent(
                double[][] in,
                double[] out,
                double[][][] tangents,
                double[][] outTangents,
                double[] delta,
                double[][] deltaTangents,
                int m,
                double[][][] alphaTangents) {
            for (int i = 0; i < delta.length; i++) {
                add(m, in[1][i], deltaTangents[i], alphaTangents[0][i]);
                add(m, delta[i], tangents[1][i], alphaTangents[0][i]);
                add(m, in[0][i], deltaTangents[i], alphaTangents[1][i]);
                add(m, delta[i], tangents[0][i], alphaTangents[1][i]);
            }
        }
    }

    /** c A B, bilinear as well. */
    final class OfProduct implements OperationMap {
        private final Operation.Product product;

        OfProduct(Operation.Product product) {
            this.product = product;
        }

        private int first(int i, int k) {
            return product.first() == Operation.Product.Side.PLAIN ? i * product.inner() + k : k * product.rows() + i;
        }

        private int second(int k, int j) {
            return product.second() == Operation.Product.Side.PLAIN
                    ? k * product.columns() + j
                    : j * product.inner() + k;
        }

        private interface Term {
            void take(int a, int b, int c);
        }

        /** Each a(i, k) b(k, j) of c(i, j). */
        private void each(Term term) {
            for (int i = 0; i < product.rows(); i++) {
                for (int j = 0; j < product.columns(); j++) {
                    for (int k = 0; k < product.inner(); k++) {
                        term.take(first(i, k), second(k, j), i * product.columns() + j);
                    }
                }
            }
        }

        private void scale(double[][] rows, int m) {
            for (double[] row : rows) {
                for (int c = 0; c < m; c++) {
                    row[c] *= product.factor();
                }
            }
        }

        @Override
        public void forward(double[][][] in, int m, double[][] out) {
            for (double[] row : out) {
                Arrays.fill(row, 0, m, 0);
            }
            each((a, b, c) -> addProducts(m, in[0][a], in[1][b], out[c]));
            scale(out, m);
        }

        @Override
        public void addBackward(double[][][] in, double[][] out, double[][] delta, int m, double[][][] alpha) {
            double[][] scaled = scaled(delta, m);
            each((a, b, c) -> {
                addProducts(m, scaled[c], in[1][b], alpha[0][a]);
                addProducts(m, scaled[c], in[0][a], alpha[1][b]);
            });
        }

        private double[][] scaled(double[][] rows, int m) {
            double[][] scaled = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                scaled[i] = Arrays.copyOf(rows[i], m);
            }
            scale(scaled, m);
            return scaled;
        }

        private double[][] rowOfFirst(double[][] rows, int i) {
            return pick(product.inner(), k -> rows[first(i, k)]);
        }

        private double[][] columnOfFirst(double[][] rows, int k) {
            return pick(product.rows(), i -> rows[first(i, k)]);
        }

        private double[][] rowOfSecond(double[][] rows, int k) {
            return pick(product.columns(), j -> rows[second(k, j)]);
        }

        private double[][] columnOfSecond(double[][] rows, int j) {
            return pick(product.inner(), k -> rows[second(k, j)]);
        }

        private double[][] rowOfProduct(double[][] rows, int i) {
            return Arrays.copyOfRange(rows, i * product.columns(), (i + 1) * product.columns());
        }

        private double[][] columnOfProduct(double[][] rows, int j) {
            return pick(product.rows(), i -> rows[i * product.columns() + j]);
        }

        private static double[][] pick(int n, IntFunction<double[]> row) {
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++) {
                rows[i] = row.apply(i);
            }
            return rows;
        }

        /** A matrix of numbers, times the factor. */
        private double[][] matrix(int rows, int columns, IntBinaryOperator place, double[] values) {
            double[][] matrix = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    matrix[i][j] = product.factor() * values[place.applyAsInt(i, j)];
                }
            }
            return matrix;
        }

        @Override
        public void tangent(double[][] in, double[] out, double[][][] tangents, int m, double[][] outTangents) {
            for (double[] row : outTangents) {
                Arrays.fill(row, 0, m, 0);
            }
            int inner = product.inner();
            double[][] standing = matrix(product.columns(), inner, (j, k) -> second(k, j), in[1]);
            for (int i = 0; i < product.rows(); i++) {
                MatrixProduct.add(
                        product.columns(),
                        inner,
                        m,
                        standing,
                        rowOfFirst(tangents[0], i),
                        rowOfProduct(outTangents, i));
            }
            double[][] left = matrix(product.rows(), inner, this::first, in[0]);
            for (int j = 0; j < product.columns(); j++) {
                MatrixProduct.add(
                        product.rows(),
                        inner,
                        m,
                        left,
                        columnOfSecond(tangents[1], j),
                        columnOfProduct(outTangents, j));
            }
        }

        @Override
        public void addBackwardTangent(
                double[][] in,
                double[] out,
                double[][][] tangents,
                double[][] outTangents,
                double[] delta,
                double[][] deltaTangents,
                int m,
                double[][][] alphaTangents) {
            int rows = product.rows();
            int inner = product.inner();
            int columns = product.columns();
            // ∂α of A is c (∂δ Bᵀ + δ ∂Bᵀ), of B it is c (Aᵀ ∂δ + ∂Aᵀ δ).
            double[][] right = matrix(inner, columns, this::second, in[1]);
            double[][] standing = matrix(inner, rows, (k, i) -> first(i, k), in[0]);
            double[][] deltas = matrix(rows, columns, (i, j) -> i * columns + j, delta);
            double[][] standingDeltas = matrix(columns, rows, (j, i) -> i * columns + j, delta);
            for (int i = 0; i < rows; i++) {
                MatrixProduct.add(
                        inner, columns, m, right, rowOfProduct(deltaTangents, i), rowOfFirst(alphaTangents[0], i));
            }
            for (int j = 0; j < columns; j++) {
                MatrixProduct.add(
                        inner,
                        rows,
                        m,
                        standing,
                        columnOfProduct(deltaTangents, j),
                        columnOfSecond(alphaTangents[1], j));
            }
            for (int k = 0; k < inner; k++) {
                MatrixProduct.add(
                        rows, columns, m, deltas, rowOfSecond(tangents[1], k), columnOfFirst(alphaTangents[0], k));
                MatrixProduct.add(
                        columns,
                        rows,
                        m,
                        standingDeltas,
                        columnOfFirst(tangents[0], k),
                        rowOfSecond(alphaTangents[1], k));
            }
        }
    }
}
