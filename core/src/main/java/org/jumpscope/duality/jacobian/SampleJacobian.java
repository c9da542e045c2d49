package org.jumpscope.duality.jacobian;

import java.util.Arrays;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;

/** The duality Jacobian J at one sample: products, Gram matrix, isometric factor, singular values and vectors. */
public final class SampleJacobian {
    private final DualityJacobian jacobian;
    private final SamplePass sample;
    private final double[] x;
    private final double rate;

    SampleJacobian(DualityJacobian jacobian, double[] x, double[] target) {
        this.jacobian = jacobian;
        this.x = x;
        this.rate = jacobian.pass().rate();
        this.sample = new SamplePass(jacobian.pass(), x, target);
    }

    private int trainables() {
        return jacobian.pass().activation().network().trainables();
    }

    /** Elements of a direction of the boundary: the inputs, and the targets if they are free. */
    private int boundary() {
        return x.length + jacobian.reduced().labels();
    }

    /**
     * J v, the change of the jump along a direction of the boundary.
     *
     * @param v of length N, or N and the number of targets if these are free
     * @return of length K
     * @throws InvalidInputException if it has another length
     */
    public Vector apply(Vector v) {
        if (v.size() != boundary()) {
            throw new InvalidInputException(
                    "The direction has " + v.size() + " elements; give " + boundary() + " of them.");
        }
        SamplePass.Tangents tangents = tangents(new double[][] {v.toArray()});
        double[] product = new double[trainables()];
        for (int i = 0; i < sample.depth(); i++) {
            sample.map(i)
                    .addProduct(
                            sample.values(i),
                            SamplePass.single(tangents.values()[i]),
                            sample.deltas(i + 1),
                            SamplePass.single(tangents.deltas()[i + 1]),
                            -rate,
                            product);
        }
        return Vector.of(product);
    }

    /**
     * How far J v is from a central difference of jumps, as a check of the derivative: |J v − (q̇(+h) − q̇(−h))/2h| over |J v|.
     *
     * <p>With the step h = 6e-6 (1 + |x|)/|v| about 1e-9 where the activations are smooth, much more where a kink lies
     * between the two samples, 0 where both vanish.
     *
     * @param v direction of the boundary, as of {@link #apply}
     * @throws InvalidInputException if it has another length
     */
    public double differenceCheck(Vector v) {
        double[] product = apply(v).toArray();
        double[] direction = v.toArray();
        double length = norm(direction);
        if (length == 0) {
            return 0;
        }
        double step = Math.cbrt(Math.ulp(1.0)) * (1 + norm(x)) / length;
        double[] after = moved(direction, step);
        double[] before = moved(direction, -step);
        double difference = 0;
        for (int k = 0; k < product.length; k++) {
            double error = product[k] - (after[k] - before[k]) / (2 * step);
            difference += error * error;
        }
        return difference == 0 ? 0 : Math.sqrt(difference) / norm(product);
    }

    private static double norm(double[] v) {
        return Math.sqrt(MatrixProduct.dot(v.length, v, v));
    }

    /** The jump of the sample that is moved along a direction of the boundary. */
    private double[] moved(double[] direction, double step) {
        double[] inputs = x.clone();
        MatrixProduct.axpy(x.length, step, direction, inputs);
        double[] targets = sample.target().clone();
        if (jacobian.targets() == TargetColumns.INPUTS) {
            targets = inputs;
        } else if (jacobian.targets() == TargetColumns.FREE) {
            for (int i = 0; i < targets.length; i++) {
                targets[i] += step * direction[x.length + i];
            }
        }
        return jacobian.pass().jump(Vector.of(inputs), Vector.of(targets)).toArray();
    }

    /** Tangents along given directions of the boundary, each of length N or N and targets. */
    private SamplePass.Tangents tangents(double[][] vectors) {
        int m = vectors.length;
        double[][] inputs = new double[x.length][m];
        for (int j = 0; j < x.length; j++) {
            for (int c = 0; c < m; c++) {
                inputs[j][c] = vectors[c][j];
            }
        }
        double[][] targets = null;
        if (jacobian.targets() == TargetColumns.INPUTS) {
            targets = inputs;
        } else if (jacobian.targets() == TargetColumns.FREE) {
            targets = new double[boundary() - x.length][m];
            for (int i = 0; i < targets.length; i++) {
                for (int c = 0; c < m; c++) {
                    targets[i][c] = vectors[c][x.length + i];
                }
            }
        }
        SamplePass.Tangents room = SamplePass.Tangents.room(jacobian.pass(), false, m);
        return sample.tangents(inputs, null, targets, room, jacobian.workers());
    }

    /**
     * Jᵀ u, the gradient of uᵀq̇ with respect to the boundary.
     *
     * @param u of length K
     * @return of length N, or N and the number of targets if these are free
     * @throws InvalidInputException if it has another length
     */
    public Vector transposedApply(Vector u) {
        if (u.size() != trainables()) {
            throw new InvalidInputException(
                    "The direction has " + u.size() + " elements; give " + trainables() + " of them.");
        }
        double[] direction = u.toArray();
        // uᵀ ∂²H/∂q∂x is the change of ∂H/∂x as the trainable variables move along u.
        return Vector.of(boundaryChanges(
                new SamplePass.Movement() {
                    @Override
                    public void addForward(int block, double[][] outTangents) {
                        double[] change = new double[outTangents.length];
                        sample.map(block).addTrainableTangent(sample.values(block), direction, change);
                        addColumn(change, outTangents);
                    }

                    @Override
                    public void addBackward(int block, double[][] alphaTangents) {
                        double[] change = new double[alphaTangents.length];
                        sample.map(block)
                                .addTrainableBackward(
                                        sample.values(block), sample.deltas(block + 1), direction, change);
                        addColumn(change, alphaTangents);
                    }
                },
                1,
                -rate)[0]);
    }

    private static void addColumn(double[] column, double[][] rows) {
        for (int i = 0; i < column.length; i++) {
            rows[i][0] += column[i];
        }
    }

    /** Factor times the changes of ∂H/∂(boundary), one row a direction of movement. */
    private double[][] boundaryChanges(SamplePass.Movement movement, int m, double factor) {
        boolean fixed = jacobian.targets() == TargetColumns.FIXED;
        double[][] inputs = new double[x.length][m];
        double[][] targets = fixed ? null : new double[jacobian.pass().outputs()][m];
        sample.boundaryChanges(movement, m, inputs, targets, jacobian.workers());
        double[][] rows = new double[m][boundary()];
        for (int c = 0; c < m; c++) {
            for (int j = 0; j < x.length; j++) {
                rows[c][j] = factor * inputs[j][c];
            }
            for (int i = 0; !fixed && i < targets.length; i++) {
                int at = jacobian.targets() == TargetColumns.INPUTS ? i : x.length + i;
                rows[c][at] += factor * targets[i][c];
            }
        }
        return rows;
    }

    /**
     * JᵀJ v of several directions of the boundary, in the memory of their tangents alone.
     *
     * @param vectors directions. Not modified.
     * @return one row a direction
     */
    double[][] normalProducts(double[][] vectors) {
        int m = vectors.length;
        SamplePass.Tangents along = tangents(vectors);
        return boundaryChanges(
                new SamplePass.Movement() {
                    @Override
                    public void addForward(int i, double[][] outTangents) {
                        sample.map(i)
                                .addProductTangent(
                                        sample.values(i),
                                        along.values()[i],
                                        sample.deltas(i + 1),
                                        along.deltas()[i + 1],
                                        m,
                                        outTangents);
                    }

                    @Override
                    public void addBackward(int i, double[][] alphaTangents) {
                        sample.map(i)
                                .addProductBackward(
                                        sample.values(i),
                                        along.values()[i],
                                        sample.deltas(i + 1),
                                        along.deltas()[i + 1],
                                        m,
                                        alphaTangents);
                    }
                },
                m,
                rate * rate);
    }

    /** The reduced Gram matrix of ∂²H/∂q∂x, and how many neurons of the first layer matter. */
    private int reducedGram(DualityJacobian.Room room) {
        BoundaryDirections directions = jacobian.reduced();
        SamplePass.Tangents tangents = fill(directions, room.tangents());
        gram(directions, tangents, room.gram());
        return seen(directions, tangents);
    }

    private SamplePass.Tangents fill(BoundaryDirections directions, SamplePass.Tangents room) {
        return sample.tangents(
                directions.inputTangents(),
                directions.firstTangents(),
                directions.targetTangents(),
                room,
                jacobian.workers());
    }

    private void gram(BoundaryDirections directions, SamplePass.Tangents tangents, double[][] gram) {
        int m = directions.count();
        for (double[] row : gram) {
            Arrays.fill(row, 0);
        }
        boolean affine = directions.firstTangents() != null;
        for (int i = affine ? 1 : 0; i < sample.depth(); i++) {
            sample.map(i)
                    .addGram(
                            sample.values(i),
                            tangents.values()[i],
                            sample.deltas(i + 1),
                            tangents.deltas()[i + 1],
                            m,
                            gram,
                            jacobian.workers());
        }
        if (affine) {
            double[] delta = sample.deltas(1);
            double[][] moved = tangents.deltas()[1];
            ((AffineMap) sample.map(0))
                    .addFirstGram(
                            x,
                            directions.coordinates(x),
                            directions.moving(),
                            delta,
                            moved,
                            m,
                            gram,
                            jacobian.workers());
            if (directions.reduced()) {
                // The direction of x that the first weights do not see: its deltas do not change.
                double[] rest = directions.rest(x);
                double length = Math.sqrt(MatrixProduct.dot(x.length, rest, rest));
                double[] u = new double[m];
                MatrixProduct.applyTransposed(delta.length, m, moved, delta, u);
                for (int j = 0; j < m; j++) {
                    gram[j][m] = u[j] * length;
                }
                gram[m][m] = MatrixProduct.dot(delta.length, delta, delta);
            }
        }
        MatrixProduct.mirror(directions.order(), gram);
    }

    /** The rank of the first weights, or the number of first neurons along which anything changes, if that is less. */
    private int seen(BoundaryDirections directions, SamplePass.Tangents tangents) {
        if (!directions.reduced()
                || sample.depth() < 2
                || !(jacobian.pass().activation().network().blocks().get(1) instanceof Pointwise)) {
            return directions.moving();
        }
        int changing = 0;
        for (int i = 0; i < sample.deltas(1).length; i++) {
            boolean flat = zero(tangents.values()[2][i], directions.count())
                    && zero(tangents.deltas()[1][i], directions.count());
            changing += flat ? 0 : 1;
        }
        return Math.min(changing, directions.moving());
    }

    private static boolean zero(double[] row, int n) {
        for (int j = 0; j < n; j++) {
            if (row[j] != 0) {
                return false;
            }
        }
        return true;
    }

    /** γ|δ₁|, the value of the plateau. */
    public double plateauValue() {
        double[] delta = sample.deltas(1);
        return rate * Math.sqrt(MatrixProduct.dot(delta.length, delta, delta));
    }

    /** How many singular values any sample's plateau has: N − rank(W₁) − 1, or 0 where the theorem does not apply. */
    public int plateauMultiplicity() {
        BoundaryDirections directions = jacobian.reduced();
        return directions.reduced() ? directions.dimension() - directions.moving() - 1 : 0;
    }

    /**
     * The min(K, N) singular values, largest first; N is the number of columns.
     *
     * <p>They are roots of the eigenvalues of JᵀJ, so one below 1e-8 of the largest is noise.
     */
    public Vector singularValues() {
        DualityJacobian.Room room = jacobian.borrow();
        int order = jacobian.reduced().order();
        double[] eigenvalues = new double[order];
        int seen = reducedGram(room);
        SymmetricEigenvalues.values(order, room.gram(), eigenvalues);
        jacobian.giveBack(room);
        return SpectrumOrder.of(this, eigenvalues, seen).values();
    }

    /** The singular values with their vectors. */
    public SingularSpectrum spectrum() {
        DualityJacobian.Room room = jacobian.borrow();
        int order = jacobian.reduced().order();
        double[] eigenvalues = new double[order];
        int seen = reducedGram(room);
        double[][] vectors = room.gram().clone();
        SymmetricEigenvalues.vectors(order, vectors, eigenvalues);
        jacobian.giveBack(room);
        return new SingularSpectrum(this, SpectrumOrder.of(this, eigenvalues, seen), vectors);
    }

    /**
     * The Gram matrix JᵀJ, N × N, by the structure of the layers without the plateau's theorem; J B has BᵀJᵀJB.
     */
    public Matrix gram() {
        BoundaryDirections all = jacobian.all();
        double[][] gram = new double[all.count()][all.count()];
        gram(all, fill(all, room(all)), gram);
        return matrix(gram, rate * rate);
    }

    /**
     * A factor M of fewer rows than J with J = Q M and QᵀQ = 1 on the columns of M: the same singular values and right
     * vectors, without the square of the Gram matrix (theory §6).
     *
     * @return Σ_l (n_l + n_(l−1) + 1) × N
     */
    public Matrix isometricFactor() {
        BoundaryDirections all = jacobian.all();
        SamplePass.Tangents tangents = fill(all, room(all));
        int count = 0;
        for (int i = 0; i < sample.depth(); i++) {
            count += sample.map(i).factorRows();
        }
        double[][] rows = new double[count][all.count()];
        int at = 0;
        for (int i = 0; i < sample.depth(); i++) {
            double[][] inputs = i == 0 ? all.madeInputTangents() : tangents.values()[i];
            sample.map(i)
                    .factor(
                            sample.values(i),
                            inputs,
                            sample.deltas(i + 1),
                            tangents.deltas()[i + 1],
                            all.count(),
                            rows,
                            at);
            at += sample.map(i).factorRows();
        }
        return matrix(rows, rate);
    }

    private SamplePass.Tangents room(BoundaryDirections directions) {
        return SamplePass.Tangents.room(jacobian.pass(), directions.firstTangents() != null, directions.count());
    }

    private static Matrix matrix(double[][] rows, double factor) {
        int columns = rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns; j++) {
                flat[i * columns + j] = factor * rows[i][j];
            }
        }
        return Matrix.of(rows.length, columns, flat);
    }

    BoundaryDirections directions() {
        return jacobian.reduced();
    }

    double rate() {
        return rate;
    }

    /** min(K, number of columns). */
    int count() {
        return Math.min(jacobian.columns(), trainables());
    }

    /** x's own direction of those that the first weights do not see; any such direction where x has none. */
    double[] ownDirection() {
        BoundaryDirections directions = jacobian.reduced();
        double[] rest = directions.rest(x);
        directions.remove(rest);
        double length = Math.sqrt(MatrixProduct.dot(x.length, rest, rest));
        double size = Math.sqrt(MatrixProduct.dot(x.length, x, x));
        if (length <= 64 * Math.ulp(1.0) * size) {
            return directions.complement(new double[0][], 1)[0];
        }
        for (int j = 0; j < rest.length; j++) {
            rest[j] /= length;
        }
        // The first orthogonalisation of a small rest leaves an ulp of x along the directions; now it is an ulp of 1.
        directions.remove(rest);
        length = Math.sqrt(MatrixProduct.dot(x.length, rest, rest));
        for (int j = 0; j < rest.length; j++) {
            rest[j] /= length;
        }
        return rest;
    }

    LeftVectors left(double[][] rightVectors, double[] values) {
        return new LeftVectors(sample, tangents(rightVectors), values);
    }

    /**
     * The frame of this sample along given directions: v and u = J v/|J v|, which need not be singular vectors.
     *
     * @param directions unit vectors, one a row, of N elements
     * @throws InvalidInputException if they have another length, or the targets are free
     * @throws NoAnswerException if J v vanishes, so that there is no u
     */
    public JacobianFrame frame(Matrix directions) {
        if (jacobian.targets() == TargetColumns.FREE || directions.columns() != x.length) {
            throw new InvalidInputException("The directions have " + directions.columns() + " elements; give "
                    + x.length + " of them, and targets that are not free.");
        }
        return JacobianFrame.of(this, directions, 0);
    }

    DualityJacobian jacobian() {
        return jacobian;
    }

    SamplePass sample() {
        return sample;
    }

    /** Tangents along unit vectors given as rows. */
    SamplePass.Tangents along(double[][] vectors) {
        return tangents(vectors);
    }
}
