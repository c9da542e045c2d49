package org.jumpscope.duality;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.network.AffineMap;
import org.jumpscope.network.BlockMap;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;

/** The duality Jacobian J = ∂q̇/∂x at one sample with fixed targets: products, Gram matrix and singular values. */
public final class SampleJacobian {
    private final DualityJacobian jacobian;
    private final List<BlockMap> maps;
    private final double[] x;
    private final double[] target;
    /** Values of the neurons, block after block, from the inputs on. */
    private final double[][] values;
    /** ∂H/∂ of what block i − 1 writes. */
    private final double[][] deltas;

    private final double rate;
    private final int n;
    private final int depth;

    SampleJacobian(DualityJacobian jacobian, double[] x, double[] target) {
        this.jacobian = jacobian;
        this.maps = jacobian.maps();
        this.x = x;
        this.target = target;
        this.rate = jacobian.pass().rate();
        this.n = x.length;
        this.depth = maps.size();
        var passes = jacobian.pass().passes(columns(x), columns(target), 1);
        this.values = new double[depth + 1][];
        this.deltas = new double[depth + 1][];
        for (int i = 0; i <= depth; i++) {
            values[i] = single(passes.values(i));
            deltas[i] = i == 0 ? null : single(passes.deltas(i));
        }
    }

    private static double[][] columns(double[] values) {
        double[][] columns = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            columns[i][0] = values[i];
        }
        return columns;
    }

    private static double[] single(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }

    private Network network() {
        return jacobian.pass().activation().network();
    }

    /** Tangents of all neurons along m directions, and those of the deltas. */
    private static final class Tangents {
        private final double[][][] values;
        private final double[][][] deltas;

        private Tangents(double[][][] values, double[][][] deltas) {
            this.values = values;
            this.deltas = deltas;
        }
    }

    /**
     * Derivatives of activations and deltas along directions.
     *
     * @param inputTangents N rows of m directions; may be null if the first block's tangents are given
     * @param firstTangents tangents of what the first block writes; null to compute them
     */
    private Tangents tangents(double[][] inputTangents, double[][] firstTangents, int m) {
        double[][][] a = new double[depth + 1][][];
        a[0] = inputTangents;
        for (int i = 0; i < depth; i++) {
            if (i == 0 && firstTangents != null) {
                a[1] = firstTangents;
            } else {
                a[i + 1] = new double[values[i + 1].length][m];
                maps.get(i).tangent(values[i], values[i + 1], a[i], m, a[i + 1]);
            }
        }
        double[][][] d = new double[depth + 1][][];
        d[depth] = new double[values[depth].length][m];
        jacobian.pass().loss().deltaTangent(values[depth], target, a[depth], m, d[depth]);
        for (int i = depth - 1; i >= 1; i--) {
            d[i] = new double[values[i].length][m];
            maps.get(i).backwardTangent(values[i], values[i + 1], a[i], a[i + 1], deltas[i + 1], d[i + 1], m, d[i]);
        }
        return new Tangents(a, d);
    }

    /**
     * J v, the change of the jump along a direction of the inputs.
     *
     * @param v of length N
     * @return of length K
     */
    public Vector apply(Vector v) {
        if (v.size() != n) {
            throw new InvalidInputException("The direction has " + v.size() + " elements; give " + n + ".");
        }
        Tangents tangents = tangents(columns(v.toArray()), null, 1);
        double[] product = new double[network().trainables()];
        for (int i = 0; i < depth; i++) {
            maps.get(i)
                    .addProduct(
                            values[i],
                            single(tangents.values[i]),
                            deltas[i + 1],
                            single(tangents.deltas[i + 1]),
                            -rate,
                            product);
        }
        return Vector.of(product);
    }

    /** The Gram matrix JᵀJ along an orthonormal set of directions, the ones that the first layer's weights see and, last, x's own. */
    private double[][] reducedGram() {
        double[][] basis = jacobian.basis();
        double[][] first = jacobian.firstTangents();
        int m = basis == null ? n : basis.length;
        double[] coordinates = x;
        double rest = 0;
        if (basis != null) {
            coordinates = new double[m];
            MatrixProduct.apply(m, n, basis, x, coordinates);
            rest = restNorm(coordinates);
        }
        Tangents tangents = first == null ? tangents(identity(n), null, m) : tangents(null, first, m);
        int order = basis == null ? m : m + 1;
        double[][] gram = new double[order][order];
        for (int i = first == null ? 0 : 1; i < depth; i++) {
            maps.get(i).addGram(values[i], tangents.values[i], deltas[i + 1], tangents.deltas[i + 1], m, gram);
        }
        if (first != null) {
            AffineMap affine = (AffineMap) maps.get(0);
            affine.addFirstGram(x, coordinates, deltas[1], tangents.deltas[1], m, gram);
        }
        if (basis != null) {
            // The direction of x that the first weights do not see: its deltas do not change.
            int h = deltas[1].length;
            double[] u = new double[m];
            MatrixProduct.applyTransposed(h, m, tangents.deltas[1], deltas[1], u);
            for (int j = 0; j < m; j++) {
                gram[j][m] = u[j] * rest;
            }
            gram[m][m] = MatrixProduct.dot(h, deltas[1], deltas[1]);
        }
        MatrixProduct.mirror(order, gram);
        return gram;
    }

    private static double[][] identity(int n) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            rows[i][i] = 1;
        }
        return rows;
    }

    /** The part of x that is orthogonal to the basis, orthogonalised twice. */
    private double[] rest(double[] coordinates) {
        double[][] basis = jacobian.basis();
        double[] rest = x.clone();
        double[] again = coordinates;
        for (int sweep = 0; sweep < 2; sweep++) {
            for (int k = 0; k < basis.length; k++) {
                MatrixProduct.axpy(n, -again[k], basis[k], rest);
            }
            again = new double[basis.length];
            MatrixProduct.apply(basis.length, n, basis, rest, again);
        }
        return rest;
    }

    private double restNorm(double[] coordinates) {
        double[] rest = rest(coordinates);
        return Math.sqrt(MatrixProduct.dot(n, rest, rest));
    }

    /** γ|δ₁|, the value of the plateau; 0 multiplicity where the theorem does not apply. */
    public double plateauValue() {
        return rate * Math.sqrt(MatrixProduct.dot(deltas[1].length, deltas[1], deltas[1]));
    }

    /** How many singular values the plateau has for certain: N − rank(W₁) − 1, or 0 where the theorem does not apply. */
    public int plateauMultiplicity() {
        return jacobian.basis() == null ? 0 : Math.max(0, n - jacobian.basis().length - 1);
    }

    /**
     * The min(K, N) singular values, largest first.
     *
     * <p>They are roots of the eigenvalues of JᵀJ, so one below 1e-8 of the largest is noise.
     */
    public Vector singularValues() {
        double[][] gram = reducedGram();
        int order = gram.length;
        double[] eigenvalues = new double[order];
        SymmetricEigenvalues.values(order, gram, eigenvalues);
        // Without its plateau: if n = 1 + rank, none is left; if x lies among the rows of W₁, one value is the
        // plateau's.
        int count = Math.min(n, network().trainables());
        double[] all = new double[Math.max(n, order)];
        for (int i = 0; i < order; i++) {
            all[i] = rate * Math.sqrt(Math.max(0, eigenvalues[i]));
        }
        Arrays.fill(all, order, all.length, plateauValue());
        Arrays.sort(all);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = all[all.length - 1 - i];
        }
        return Vector.of(values);
    }

    /**
     * The Gram matrix JᵀJ, N × N, by the structure of the layers without the plateau's theorem.
     */
    public Matrix gram() {
        boolean affine = maps.get(0) instanceof AffineMap;
        double[][] first = affine ? ((AffineMap) maps.get(0)).sharedWeights() : null;
        Tangents tangents = affine ? tangents(null, first, n) : tangents(identity(n), null, n);
        double[][] gram = new double[n][n];
        for (int i = affine ? 1 : 0; i < depth; i++) {
            maps.get(i).addGram(values[i], tangents.values[i], deltas[i + 1], tangents.deltas[i + 1], n, gram);
        }
        if (affine) {
            ((AffineMap) maps.get(0)).addFirstGram(x, x, deltas[1], tangents.deltas[1], n, gram);
        }
        MatrixProduct.mirror(n, gram);
        double[] flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                flat[i * n + j] = rate * rate * gram[i][j];
            }
        }
        return Matrix.of(n, n, flat);
    }
}
