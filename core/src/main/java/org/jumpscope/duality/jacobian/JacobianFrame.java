package org.jumpscope.duality.jacobian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.ColumnProducts;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * Directions v of the boundary and u = J(x₀)v/|J(x₀)v| of the jumps, fixed at one sample x₀, in which the map x → q̇(x) is seen
 * at other samples (theory §7): uᵀq̇(x), uᵀJ(x)v and |J(x)v|, by inner products of the layers alone.
 *
 * <p>The part of a layer is rank 2 in both samples: with a, A, δ, ∂δ at x₀ and primes at x, −(γ/σ)(−γ) times (∂δ·∂δ′)(1 + a·a′)
 * + (∂δ·δ′)(a·A′) + (δ·∂δ′)(A·a′) + (δ·δ′)(A·A′) of uᵀJ(x)v.
 */
public final class JacobianFrame {
    /** Bytes of rows of a block that are kept. */
    private static final double MOST_KEPT = 0x1p26;

    private final DualityJacobian jacobian;
    private final LeftVectors left;
    private final Vector lengths;
    private final int plateau;
    private final double[][] standing;
    private final double[] delta;
    /** What the first block makes of the directions, where that is the same at all samples. */
    private final double[][] first;
    /** What shared variables change by along the directions, block by block. */
    private final Map<Integer, double[][]> rows = new ConcurrentHashMap<>();
    /** Room for tangents, used again by the next sample of any thread. */
    private final Queue<SamplePass.Tangents> rooms = new ConcurrentLinkedQueue<>();
    /** Of one block and direction each, where a gradient was asked for. */
    private final Map<Integer, double[]> products = new ConcurrentHashMap<>();

    private JacobianFrame(
            DualityJacobian jacobian,
            LeftVectors left,
            Vector lengths,
            int plateau,
            double[][] standing,
            double[] delta) {
        this.jacobian = jacobian;
        this.left = left;
        this.lengths = lengths;
        this.plateau = plateau;
        this.standing = standing;
        this.delta = delta;
        this.first = left.sample().map(0) instanceof AffineMap ? left.tangents().values()[1] : null;
    }

    static JacobianFrame of(SampleJacobian at, Matrix directions, int plateau) {
        int k = directions.rows();
        double[][] rows = new double[k][];
        double[] ones = new double[k];
        for (int i = 0; i < k; i++) {
            rows[i] = directions.row(i).toArray();
            ones[i] = 1;
        }
        SamplePass sample = at.sample();
        SamplePass.Tangents tangents = at.along(rows);
        double[][] standing = new double[directions.columns()][k];
        MatrixProduct.transpose(k, directions.columns(), rows, standing);
        double[] delta = sample.deltas(1).clone();
        double size = Math.sqrt(MatrixProduct.dot(delta.length, delta, delta));
        for (int i = 0; i < delta.length && size > 0; i++) {
            delta[i] /= size;
        }
        DualityJacobian jacobian = at.jacobian();
        JacobianFrame raw = new JacobianFrame(
                jacobian, new LeftVectors(sample, tangents, ones), Vector.of(ones), plateau, standing, delta);
        double[] lengths = new double[k];
        double[] squares = raw.elements(sample, tangents).squares().toArray();
        for (int i = 0; i < k; i++) {
            lengths[i] = Math.sqrt(squares[i]);
            if (!(lengths[i] > 0)) {
                throw new NoAnswerException("Along direction " + i
                        + " the jump does not change at this sample, so that it has no direction of its own there.");
            }
        }
        LeftVectors left = new LeftVectors(sample, tangents, lengths);
        return new JacobianFrame(jacobian, left, Vector.of(lengths), plateau, standing, delta);
    }

    /**
     * The map at one sample in the frame.
     *
     * @param coordinates uᵀq̇(x), one a direction
     * @param diagonal uᵀJ(x)v
     * @param squares |J(x)v|²
     * @param plateauDiagonal uᵀJ(x)v of each direction of the plateau, γ δ̂₁(x₀)·δ₁(x); 0 if there is none
     * @param plateauSquare |J(x)v|² of each of those, γ²|δ₁(x)|²
     * @param plateau how many those are
     */
    public record Elements(
            Vector coordinates,
            Vector diagonal,
            Vector squares,
            double plateauDiagonal,
            double plateauSquare,
            int plateau) {

        /**
         * The share of |J(x)|² that is not on the diagonal of UᵀJ(x)V, 0 if the frame of x₀ decouples the map at x too: 1 −
         * Σ_i (u_iᵀJ(x)v_i)²/|J(x)|² (D1 of theory §7), over all directions of the frame.
         */
        public double offDiagonal() {
            double on = plateau * plateauDiagonal * plateauDiagonal;
            double all = plateau * plateauSquare;
            for (int i = 0; i < diagonal.size(); i++) {
                on += diagonal.get(i) * diagonal.get(i);
                all += squares.get(i);
            }
            return all == 0 ? 0 : Math.max(0, 1 - on / all);
        }
    }

    /** The vectors u. */
    public LeftVectors left() {
        return left;
    }

    /** |J(x₀)v| of each direction: the singular values, where the directions are singular vectors. */
    public Vector lengths() {
        return lengths;
    }

    /** The directions beside the plateau. */
    public int directions() {
        return lengths.size();
    }

    /** How many directions of the plateau are in the frame, as one block. */
    public int plateau() {
        return plateau;
    }

    /**
     * The map at a sample.
     *
     * @param x of N inputs
     * @param target its targets
     */
    public Elements at(Vector x, Vector target) {
        if (x.size() != standing.length) {
            throw new InvalidInputException(
                    "The network has " + standing.length + " inputs, but the sample has " + x.size() + ".");
        }
        return at(new SamplePass(jacobian.pass(), x.toArray(), target.toArray()));
    }

    /**
     * The map at several samples, which go through the network together.
     *
     * @param x N inputs each
     * @param targets the targets of each
     */
    public List<Elements> at(List<Vector> x, List<Vector> targets) {
        int m = x.size();
        double[][] inputs = new double[standing.length][m];
        double[][] wanted = new double[jacobian.pass().outputs()][m];
        for (int c = 0; c < m; c++) {
            for (int j = 0; j < inputs.length; j++) {
                inputs[j][c] = x.get(c).get(j);
            }
            for (int j = 0; j < wanted.length; j++) {
                wanted[j][c] = targets.get(c).get(j);
            }
        }
        NetworkLearningPass.Passes passes = jacobian.pass().passes(inputs, wanted, m);
        List<Elements> all = new ArrayList<>();
        for (int c = 0; c < m; c++) {
            all.add(at(new SamplePass(jacobian.pass(), targets.get(c).toArray(), passes, c)));
        }
        return all;
    }

    private Elements at(SamplePass sample) {
        double[][] targets = jacobian.targets() == TargetColumns.INPUTS ? standing : null;
        SamplePass.Tangents used = rooms.poll();
        SamplePass.Tangents room =
                used != null ? used : SamplePass.Tangents.room(jacobian.pass(), first != null, directions());
        Elements elements = elements(sample, sample.tangents(standing, first, targets, room, jacobian.workers()));
        rooms.add(room);
        return elements;
    }

    /**
     * γ δ̂₁(x₀)·δ₁(x) of samples, which on the plateau is the whole slope: uᵀq̇(x) = γ (δ̂₁(x₀)·δ₁(x))(vᵀx) (theory §6).
     *
     * @param inputs rows of input neurons, columns of samples. Not modified.
     * @param targets rows of targets, columns of samples. Not modified.
     * @param m columns
     */
    public Vector plateauSlopes(double[][] inputs, double[][] targets, int m) {
        double[] slopes = new double[m];
        double[][] deltas = jacobian.pass().passes(inputs, targets, m).deltas(1);
        for (int i = 0; i < delta.length; i++) {
            MatrixProduct.axpy(m, jacobian.pass().rate() * delta[i], deltas[i], slopes);
        }
        return Vector.of(slopes);
    }

    /**
     * J(x)ᵀu, the gradient of uᵀq̇ at a sample, without a vector of the trainable variables.
     *
     * @param index of the direction
     * @param x of N inputs
     * @param target its targets
     * @return of length N
     */
    public Vector gradient(int index, Vector x, Vector target) {
        SamplePass sample = new SamplePass(jacobian.pass(), x.toArray(), target.toArray());
        boolean tied = jacobian.targets() == TargetColumns.INPUTS;
        double[][] changes = new double[x.size()][1];
        double[][] targetChanges = tied ? new double[x.size()][1] : null;
        sample.boundaryChanges(new Movement(index, sample), 1, changes, targetChanges, jacobian.workers());
        double[] gradient = new double[x.size()];
        double factor = -jacobian.pass().rate() * left.scale(index);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = factor * (tied ? changes[j][0] + targetChanges[j][0] : changes[j][0]);
        }
        return Vector.of(gradient);
    }

    /** The trainable variables of another sample as they move along ∂δ aᵀ + δ Aᵀ and ∂δ. */
    private final class Movement implements SamplePass.Movement {
        private final int index;
        private final SamplePass sample;

        Movement(int index, SamplePass sample) {
            this.index = index;
            this.sample = sample;
        }

        private double[][] tangents(int block) {
            return block == 0 ? standing : left.tangents().values()[block];
        }

        /** Column of a matrix times a vector. */
        private double along(double[][] rows, double[] vector) {
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                sum += rows[i][index] * vector[i];
            }
            return sum;
        }

        @Override
        public void addForward(int block, double[][] outTangents) {
            BlockMap map = left.sample().map(block);
            if (map instanceof AffineMap affine) {
                double[] in = left.sample().values(block);
                double[] own = left.sample().deltas(block + 1);
                double[][] moved = left.tangents().deltas()[block + 1];
                double inputs = (affine.isBiased() ? 1 : 0) + MatrixProduct.dot(in.length, in, sample.values(block));
                double tangent = along(tangents(block), sample.values(block));
                for (int i = 0; i < own.length; i++) {
                    outTangents[i][0] += moved[i][index] * inputs + own[i] * tangent;
                }
            } else if (map.factorRows() > 0) {
                double[] own = new double[outTangents.length];
                sample.map(block).addTrainableTangent(sample.values(block), direction(block), own);
                addColumn(own, outTangents);
            }
        }

        /** What the reference's jump changes by along the direction, in the trainable variables of one block. */
        private double[] direction(int block) {
            return products.computeIfAbsent(index + directions() * block, key -> product(block));
        }

        private double[] product(int block) {
            double[] product = new double[jacobian.pass().activation().network().trainables()];
            left.sample()
                    .map(block)
                    .addProduct(
                            left.sample().values(block),
                            column(tangents(block)),
                            left.sample().deltas(block + 1),
                            column(left.tangents().deltas()[block + 1]),
                            1,
                            product);
            return product;
        }

        private double[] column(double[][] rows) {
            double[] column = new double[rows.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = rows[i][index];
            }
            return column;
        }

        private void addColumn(double[] column, double[][] rows) {
            for (int i = 0; i < column.length; i++) {
                rows[i][0] += column[i];
            }
        }

        @Override
        public void addBackward(int block, double[][] alphaTangents) {
            BlockMap map = left.sample().map(block);
            if (map.factorRows() > 0 && !(map instanceof AffineMap)) {
                double[] own = new double[alphaTangents.length];
                sample.map(block)
                        .addTrainableBackward(sample.values(block), sample.deltas(block + 1), direction(block), own);
                addColumn(own, alphaTangents);
            } else if (map instanceof AffineMap) {
                double[] in = left.sample().values(block);
                double[] own = left.sample().deltas(block + 1);
                double[] others = sample.deltas(block + 1);
                double moved = along(left.tangents().deltas()[block + 1], others);
                double deltas = MatrixProduct.dot(own.length, own, others);
                double[][] rows = tangents(block);
                for (int j = 0; j < in.length; j++) {
                    alphaTangents[j][0] += in[j] * moved + rows[j][index] * deltas;
                }
            }
        }
    }

    private int trainables(int block) {
        return jacobian.pass().activation().network().blocks().get(block).trainables();
    }

    /** The rows of a block at the reference, kept where they are few. */
    private double[][] reference(int block, Layer here) {
        double[][] own = rows.get(block);
        if (own == null) {
            int count = trainables(block);
            own = here.rows(left.sample().map(block), count, directions());
            if (8.0 * count * directions() <= MOST_KEPT) {
                rows.putIfAbsent(block, own);
            }
        }
        return own;
    }

    private Elements elements(SamplePass sample, SamplePass.Tangents tangents) {
        int k = directions();
        double rate = jacobian.pass().rate();
        SamplePass reference = left.sample();
        Sums sums = new Sums(k);
        for (int i = 0; i < reference.depth(); i++) {
            BlockMap map = reference.map(i);
            if (map.factorRows() == 0) {
                continue;
            }
            double[][] own = i == 0 ? standing : left.tangents().values()[i];
            double[][] others = i == 0 ? standing : tangents.values()[i];
            Layer here = new Layer(
                    reference.values(i),
                    own,
                    reference.deltas(i + 1),
                    left.tangents().deltas()[i + 1]);
            Layer there = new Layer(sample.values(i), others, sample.deltas(i + 1), tangents.deltas()[i + 1]);
            if (map instanceof AffineMap affine) {
                sums.add(affine.isBiased() ? 1 : 0, here, there);
            } else {
                sums.add(
                        reference(i, here),
                        there.rows(sample.map(i), trainables(i), k),
                        sample.map(i).sampleGradient(there.in, there.delta));
            }
        }
        for (int c = 0; c < k; c++) {
            sums.coordinates[c] *= -rate * left.scale(c);
            sums.diagonal[c] *= -rate * left.scale(c);
            sums.squares[c] *= rate * rate;
        }
        double[] ofSample = sample.deltas(1);
        double slope = rate * MatrixProduct.dot(delta.length, delta, ofSample);
        double square = rate * rate * MatrixProduct.dot(delta.length, ofSample, ofSample);
        return new Elements(
                Vector.of(sums.coordinates),
                Vector.of(sums.diagonal),
                Vector.of(sums.squares),
                plateau == 0 ? 0 : slope,
                plateau == 0 ? 0 : square,
                plateau);
    }

    /** a, A, δ and ∂δ of a layer. */
    private static final class Layer {
        private final double[] in;
        private final double[][] tangents;
        private final double[] delta;
        private final double[][] deltaTangents;

        Layer(double[] in, double[][] tangents, double[] delta, double[][] deltaTangents) {
            this.in = in;
            this.tangents = tangents;
            this.delta = delta;
            this.deltaTangents = deltaTangents;
        }

        /** The derivative of the gradient along the directions, written out: of blocks whose places share variables. */
        double[][] rows(BlockMap map, int trainables, int k) {
            double[][] rows = new double[trainables][k];
            if (k > 1) {
                map.addDerivative(in, tangents, delta, deltaTangents, k, rows, 0);
                return rows;
            }
            double[] product =
                    map.sampleProduct(in, SamplePass.single(tangents), delta, SamplePass.single(deltaTangents));
            return SamplePass.column(product);
        }
    }

    /** Inner products of the same direction at two samples, over the layers. */
    private static final class Sums {
        private final double[] coordinates;
        private final double[] diagonal;
        private final double[] squares;

        Sums(int k) {
            coordinates = new double[k];
            diagonal = new double[k];
            squares = new double[k];
        }

        void add(double[][] own, double[][] other, double[] gradient) {
            int k = coordinates.length;
            MatrixProduct.addTransposed(own.length, k, own, gradient, coordinates);
            double[] sum = new double[k];
            ColumnProducts.sum(own.length, own, 0, other, 0, 0, k, sum);
            MatrixProduct.axpy(k, 1, sum, diagonal);
            ColumnProducts.sum(own.length, other, 0, other, 0, 0, k, sum);
            MatrixProduct.axpy(k, 1, sum, squares);
        }

        /** A dense layer; the unit is 1 with biases and 0 without. */
        void add(double unit, Layer own, Layer other) {
            int k = coordinates.length;
            double inputs = MatrixProduct.dot(own.in.length, own.in, other.in);
            double deltas = MatrixProduct.dot(own.delta.length, own.delta, other.delta);
            double inputSquare = MatrixProduct.dot(other.in.length, other.in, other.in);
            double deltaSquare = MatrixProduct.dot(other.delta.length, other.delta, other.delta);
            double[] bothMoved = new double[k];
            double[] ownMoved = new double[k];
            double[] otherMoved = new double[k];
            double[] otherSquare = new double[k];
            double[] otherAlong = new double[k];
            for (int o = 0; o < own.delta.length; o++) {
                double[] d = own.deltaTangents[o];
                double[] e = other.deltaTangents[o];
                double ofOwn = own.delta[o];
                double ofOther = other.delta[o];
                for (int c = 0; c < k; c++) {
                    bothMoved[c] += d[c] * e[c];
                    ownMoved[c] += d[c] * ofOther;
                    otherMoved[c] += e[c] * ofOwn;
                    otherSquare[c] += e[c] * e[c];
                    otherAlong[c] += e[c] * ofOther;
                }
            }
            double[] ownAlongInputs = new double[k];
            double[] otherAlongInputs = new double[k];
            double[] bothTangents = new double[k];
            double[] squareTangents = new double[k];
            double[] alongTangents = new double[k];
            for (int j = 0; j < own.in.length; j++) {
                double[] d = own.tangents[j];
                double[] e = other.tangents[j];
                double ofOwn = own.in[j];
                double ofOther = other.in[j];
                for (int c = 0; c < k; c++) {
                    ownAlongInputs[c] += d[c] * ofOther;
                    otherAlongInputs[c] += e[c] * ofOwn;
                    bothTangents[c] += d[c] * e[c];
                    squareTangents[c] += e[c] * e[c];
                    alongTangents[c] += e[c] * ofOther;
                }
            }
            for (int c = 0; c < k; c++) {
                coordinates[c] += ownMoved[c] * (unit + inputs) + deltas * ownAlongInputs[c];
                diagonal[c] += bothMoved[c] * (unit + inputs)
                        + ownMoved[c] * otherAlongInputs[c]
                        + otherMoved[c] * ownAlongInputs[c]
                        + deltas * bothTangents[c];
                squares[c] += otherSquare[c] * (unit + inputSquare)
                        + 2 * otherAlong[c] * alongTangents[c]
                        + deltaSquare * squareTangents[c];
            }
        }
    }
}
