package org.jumpscope.duality.jacobian;

import java.util.Arrays;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.numeric.MatrixProduct;

/**
 * Orthonormal directions of the boundary along which a Jacobian is differentiated, and the first layer's tangents along them:
 * first r directions of the inputs, then one for each free target.
 */
final class BoundaryDirections {
    /** A row whose rest is this small against itself depends on those before it. */
    private static final double DEPENDENT = 64 * 0x1p-52;

    private final int inputs;
    private final double[][] subspace;
    private final double[][] rows;
    /** The same directions as columns, N × r: products with x run along them. */
    private final double[][] standing;

    private final int moving;
    private final int labels;
    private final double[][] firstTangents;
    private final double[][] inputTangents;
    private final double[][] targetTangents;

    private BoundaryDirections(
            NetworkLearningPass pass, TargetColumns targets, double[][] subspace, double[][] rows, double[][] first) {
        this.inputs = pass.activation().network().inputs();
        this.subspace = subspace;
        this.rows = rows;
        this.moving = rows == null ? inputs : rows.length;
        this.standing = rows == null ? null : new double[inputs][moving];
        if (rows != null) {
            MatrixProduct.transpose(moving, inputs, rows, standing);
        }
        this.labels = targets == TargetColumns.FREE ? pass.outputs() : 0;
        this.firstTangents = first == null ? null : widened(first, moving + labels);
        boolean needed = first == null || targets == TargetColumns.INPUTS;
        this.inputTangents = needed ? columns() : null;
        if (targets == TargetColumns.INPUTS) {
            this.targetTangents = inputTangents;
        } else if (targets == TargetColumns.FREE) {
            this.targetTangents = new double[labels][moving + labels];
            for (int i = 0; i < labels; i++) {
                targetTangents[i][moving + i] = 1;
            }
        } else {
            this.targetTangents = null;
        }
    }

    /** All of the inputs, or of a subspace of them. */
    static BoundaryDirections all(NetworkLearningPass pass, TargetColumns targets, double[][] subspace) {
        double[][] first = null;
        if (pass.maps().get(0) instanceof AffineMap affine) {
            first = subspace == null ? affine.sharedWeights() : within(affine.sharedWeights(), subspace);
        }
        return new BoundaryDirections(pass, targets, subspace, subspace, first);
    }

    /**
     * The span of the first weights' rows where that is smaller than all and the targets do not follow the inputs; otherwise
     * all.
     */
    static BoundaryDirections reduced(NetworkLearningPass pass, TargetColumns targets, double[][] subspace) {
        int n = pass.activation().network().inputs();
        int dimension = subspace == null ? n : subspace.length;
        if (targets == TargetColumns.INPUTS || !(pass.maps().get(0) instanceof AffineMap affine)) {
            return all(pass, targets, subspace);
        }
        double[][] weights = affine.sharedWeights();
        if (weights.length >= dimension) {
            return all(pass, targets, subspace);
        }
        double[][] seen = subspace == null ? weights : within(weights, subspace);
        double[][] coefficients = new double[seen.length][seen.length];
        double[][] basis = orthonormal(seen, dimension, coefficients);
        if (subspace != null) {
            double[][] embedded = new double[basis.length][n];
            MatrixProduct.multiply(basis.length, dimension, n, basis, subspace, embedded);
            basis = embedded;
        }
        double[][] first = new double[seen.length][];
        for (int i = 0; i < seen.length; i++) {
            first[i] = Arrays.copyOf(coefficients[i], basis.length);
        }
        return new BoundaryDirections(pass, targets, subspace, basis, first);
    }

    /** W Bᵀ of rows W and orthonormal rows B. */
    private static double[][] within(double[][] weights, double[][] subspace) {
        int n = subspace[0].length;
        int d = subspace.length;
        double[][] columns = new double[n][d];
        MatrixProduct.transpose(d, n, subspace, columns);
        double[][] product = new double[weights.length][d];
        MatrixProduct.multiply(weights.length, n, d, weights, columns, product);
        return product;
    }

    private static double[][] widened(double[][] rows, int columns) {
        if (rows[0].length == columns) {
            return rows;
        }
        double[][] wider = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            wider[i] = Arrays.copyOf(rows[i], columns);
        }
        return wider;
    }

    /** The directions as columns, N × (r + labels). */
    private double[][] columns() {
        double[][] columns = new double[inputs][moving + labels];
        if (rows != null) {
            MatrixProduct.transpose(moving, inputs, rows, columns);
        } else {
            for (int i = 0; i < inputs; i++) {
                columns[i][i] = 1;
            }
        }
        return columns;
    }

    /** Gram and Schmidt, each row orthogonalised twice, dependent rows left out; rows = coefficients · basis. */
    private static double[][] orthonormal(double[][] rows, int n, double[][] coefficients) {
        int h = rows.length;
        double[][] basis = new double[h][];
        int rank = 0;
        double[] projection = new double[h];
        for (int i = 0; i < h; i++) {
            double[] rest = rows[i].clone();
            double size = Math.sqrt(MatrixProduct.dot(n, rest, rest));
            for (int sweep = 0; sweep < 2; sweep++) {
                MatrixProduct.apply(rank, n, basis, rest, projection);
                for (int k = 0; k < rank; k++) {
                    coefficients[i][k] += projection[k];
                    projection[k] = -projection[k];
                }
                MatrixProduct.addTransposed(rank, n, basis, projection, rest);
            }
            double length = Math.sqrt(MatrixProduct.dot(n, rest, rest));
            if (length > DEPENDENT * size) {
                for (int j = 0; j < n; j++) {
                    rest[j] /= length;
                }
                basis[rank] = rest;
                coefficients[i][rank] = length;
                rank++;
            }
        }
        return Arrays.copyOf(basis, rank);
    }

    /** N. */
    int inputs() {
        return inputs;
    }

    /** The dimension of the inputs, or of their subspace. */
    int dimension() {
        return subspace == null ? inputs : subspace.length;
    }

    /** r, the directions of the inputs. */
    int moving() {
        return moving;
    }

    /** The directions of free targets. */
    int labels() {
        return labels;
    }

    /** r + labels. */
    int count() {
        return moving + labels;
    }

    /** Whether directions of the inputs are left out. */
    boolean reduced() {
        return moving < dimension();
    }

    /** The order of the Gram matrix: with x's own direction where directions are left out. */
    int order() {
        return reduced() ? count() + 1 : count();
    }

    /** The columns of the whole Jacobian. */
    int columnsOfAll() {
        return dimension() + labels;
    }

    /** h × count; null if the first block is not affine. */
    double[][] firstTangents() {
        return firstTangents;
    }

    /** N × count where the first block's own are not enough; otherwise null. */
    double[][] inputTangents() {
        return inputTangents;
    }

    /** Targets × count; null if they are fixed. */
    double[][] targetTangents() {
        return targetTangents;
    }

    /** N × count, made anew where not held. */
    double[][] madeInputTangents() {
        return inputTangents != null ? inputTangents : columns();
    }

    /** Coordinates of x along all count directions. */
    double[] coordinates(double[] x) {
        double[] coordinates = new double[count()];
        if (rows == null) {
            System.arraycopy(x, 0, coordinates, 0, inputs);
        } else {
            MatrixProduct.addTransposed(inputs, moving, standing, x, coordinates);
        }
        return coordinates;
    }

    /** Σ_k c_k e_k over the directions of the inputs. */
    double[] combine(double[] coefficients) {
        if (rows == null) {
            return Arrays.copyOf(coefficients, inputs);
        }
        double[] sum = new double[inputs];
        MatrixProduct.addTransposed(moving, inputs, rows, coefficients, sum);
        return sum;
    }

    /** The part of x in the subspace that is orthogonal to the directions; its error is an ulp of x. */
    double[] rest(double[] x) {
        double[] rest = projected(x);
        remove(rest);
        return rest;
    }

    /** The part of x in the subspace. */
    double[] projected(double[] x) {
        if (subspace == null) {
            return x.clone();
        }
        double[] coordinates = new double[subspace.length];
        MatrixProduct.apply(subspace.length, inputs, subspace, x, coordinates);
        double[] part = new double[inputs];
        MatrixProduct.addTransposed(subspace.length, inputs, subspace, coordinates, part);
        return part;
    }

    /** Subtracts the part along the directions. */
    void remove(double[] v) {
        double[] c = new double[moving];
        MatrixProduct.addTransposed(inputs, moving, standing, v, c);
        for (int k = 0; k < moving; k++) {
            c[k] = -c[k];
        }
        MatrixProduct.addTransposed(moving, inputs, rows, c, v);
    }

    /** The projection on what is left out of the directions and of a further unit vector orthogonal to them. */
    double[] leftOut(double[] v, double[] further) {
        double[] part = projected(v);
        for (int sweep = 0; sweep < 2; sweep++) {
            remove(part);
            MatrixProduct.axpy(inputs, -MatrixProduct.dot(inputs, further, part), further, part);
        }
        return part;
    }

    /**
     * Orthonormal vectors of the subspace, orthogonal to the directions and to given vectors: of the unit vectors, the one with
     * the largest rest each time.
     *
     * @param given orthonormal vectors, themselves orthogonal to the directions
     * @param number how many, at most as many as there are
     */
    double[][] complement(double[][] given, int number) {
        double[][] found = Arrays.copyOf(given, given.length + number);
        double[] squares = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            double[] unit = new double[inputs];
            unit[j] = 1;
            squares[j] = subspace == null ? 1 : projected(unit)[j];
        }
        for (double[] row : rows) {
            lower(squares, row);
        }
        for (double[] row : given) {
            lower(squares, row);
        }
        for (int i = given.length; i < found.length; i++) {
            int best = 0;
            for (int j = 1; j < inputs; j++) {
                best = squares[j] > squares[best] ? j : best;
            }
            double[] unit = new double[inputs];
            unit[best] = 1;
            double[] vector = projected(unit);
            for (int sweep = 0; sweep < 2; sweep++) {
                remove(vector);
                for (int k = 0; k < i; k++) {
                    MatrixProduct.axpy(inputs, -MatrixProduct.dot(inputs, found[k], vector), found[k], vector);
                }
            }
            double length = Math.sqrt(MatrixProduct.dot(inputs, vector, vector));
            for (int j = 0; j < inputs; j++) {
                vector[j] /= length;
            }
            found[i] = vector;
            lower(squares, vector);
        }
        return Arrays.copyOfRange(found, given.length, found.length);
    }

    private static void lower(double[] squares, double[] unit) {
        for (int j = 0; j < squares.length; j++) {
            squares[j] -= unit[j] * unit[j];
        }
    }
}
