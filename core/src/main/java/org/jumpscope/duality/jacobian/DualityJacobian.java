package org.jumpscope.duality.jacobian;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The duality Jacobian J = ∂q̇/∂x of a network, K × N, without ever holding it (Eq. 4.1).
 *
 * <p>The part of one layer is a sum of two outer products, so the Gram matrix JᵀJ comes from the derivatives of activations
 * and deltas alone. Where the first layer is dense and narrower than the inputs, all derivatives but one pass through its
 * weights: along directions that are orthogonal to its rows and to x, J is −γ δ₁ x′ᵀ, so that all but rank(W₁) + 1 singular
 * values equal γ|δ₁| exactly, the {@link Plateau}, and the others belong to a matrix of order rank(W₁) + 1 (theory §6). The
 * rows of W₁ are orthonormalised once per network.
 *
 * <p>Immutable, and shared by threads as it is.
 */
public final class DualityJacobian {
    /** How far from orthonormal the rows of a basis may be. */
    private static final double ORTHONORMAL = 1e-10;

    private final NetworkLearningPass pass;
    private final TargetColumns targets;
    private final double[][] subspace;
    private final BoundaryDirections directions;
    private final Workers workers;
    private final long memory;
    /** Room for tangents and the Gram matrix, used again by the next sample of any thread. */
    private final Queue<Room> rooms;

    /** What one sample needs at a time. */
    static final class Room {
        private final SamplePass.Tangents tangents;
        private final double[][] gram;

        private Room(SamplePass.Tangents tangents, int order) {
            this.tangents = tangents;
            this.gram = new double[order][order];
        }

        SamplePass.Tangents tangents() {
            return tangents;
        }

        /** Rows, whose order may be changed. */
        double[][] gram() {
            return gram;
        }
    }

    private DualityJacobian(
            NetworkLearningPass pass,
            TargetColumns targets,
            double[][] subspace,
            BoundaryDirections directions,
            Workers workers,
            long memory) {
        this.pass = pass;
        this.targets = targets;
        this.subspace = subspace;
        this.directions = directions;
        this.workers = workers;
        this.memory = memory;
        this.rooms = new ConcurrentLinkedQueue<>();
    }

    private static DualityJacobian prepared(
            NetworkLearningPass pass, TargetColumns targets, double[][] subspace, Workers workers, long memory) {
        return new DualityJacobian(
                pass, targets, subspace, BoundaryDirections.reduced(pass, targets, subspace), workers, memory);
    }

    /**
     * Prepares the Jacobian of a learning pass with fixed targets: factorises the first layer's weights.
     *
     * @param pass network, trainable variables, loss and rate
     * @throws InvalidInputException if the network begins with an embedding, whose tokens nothing has a derivative by; give the
     *     pass at {@link org.jumpscope.network.ActivationPass#given given} tokens
     */
    public static DualityJacobian of(NetworkLearningPass pass) {
        Network network = pass.activation().network();
        if (network.blocks().get(0).readsTokens()) {
            throw new InvalidInputException(
                    "The inputs of the network " + network + " are the numbers of tokens, by which"
                            + " jumps have no derivative, so that there are no directions and laws by the inputs; spectrum without"
                            + " these takes the derivative by the embedded values, at the tokens of a sample.");
        }
        return prepared(pass, TargetColumns.FIXED, null, Workers.one(), Long.MAX_VALUE);
    }

    /**
     * The Jacobian with other columns.
     *
     * @param columns what the targets do
     * @throws InvalidInputException if the targets are to be the inputs and there are not as many
     */
    public DualityJacobian with(TargetColumns columns) {
        int inputs = pass.activation().network().inputs();
        if (columns == TargetColumns.INPUTS && pass.outputs() != inputs) {
            throw new InvalidInputException("The network has " + inputs + " inputs but " + pass.outputs()
                    + " targets, so that the inputs cannot be its targets.");
        }
        return prepared(pass, columns, subspace, workers, memory);
    }

    /**
     * J B: derivatives along a subspace of the inputs only, such as the one that a boundary density lives on.
     *
     * @param basis d × N, orthonormal rows
     * @throws InvalidInputException if its rows are not as long as there are inputs, or not orthonormal to 1e-10
     */
    public DualityJacobian within(Matrix basis) {
        int n = pass.activation().network().inputs();
        int d = basis.rows();
        if (basis.columns() != n || d < 1) {
            throw new InvalidInputException("A basis of " + d + " vectors of " + basis.columns()
                    + " elements was given; the network has " + n + " inputs.");
        }
        double[][] rows = new double[d][];
        for (int i = 0; i < d; i++) {
            rows[i] = basis.row(i).toArray();
            for (int k = 0; k <= i; k++) {
                double product = MatrixProduct.dot(n, rows[i], rows[k]);
                if (!(Math.abs(product - (i == k ? 1 : 0)) <= ORTHONORMAL)) {
                    throw new InvalidInputException("Rows " + k + " and " + i + " of the basis have the product "
                            + product + ", not " + (i == k ? 1 : 0) + "; give orthonormal rows.");
                }
            }
        }
        return prepared(pass, targets, rows, workers, memory);
    }

    /**
     * The same on a number of threads for each sample; no bit of an answer depends on it.
     *
     * @param number of threads, 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public DualityJacobian withThreads(int number) {
        return new DualityJacobian(pass, targets, subspace, directions, Workers.of(number), memory);
    }

    /**
     * The same within a memory: singular values that need more, by {@link #workBytes}, are refused before the work begins.
     * {@link LeadingValues} finds the largest ones in little.
     *
     * @param bytes beside the network, for each sample that is worked on at a time
     */
    public DualityJacobian withMemory(long bytes) {
        return new DualityJacobian(pass, targets, subspace, directions, workers, bytes);
    }

    /** The learning pass. */
    public NetworkLearningPass pass() {
        return pass;
    }

    /** What the targets do. */
    public TargetColumns targets() {
        return targets;
    }

    /** The number of columns: inputs, or the dimension of their subspace, and one for each free target. */
    public int columns() {
        return directions.columnsOfAll();
    }

    /** The rank of the first weights where it is below the number of inputs; otherwise that number. */
    public int directions() {
        return directions.moving();
    }

    /** The bytes that the singular values of one sample need beside the network. */
    public long workBytes() {
        int order = directions.order();
        return SamplePass.Tangents.bytes(pass, directions.firstTangents() != null, directions.count())
                + order * (8L * order + 16)
                + 8L * 16 * order
                + pass.maps().stream()
                        .mapToLong(map -> map.gramBytes(directions.count()))
                        .max()
                        .orElse(0);
    }

    /**
     * The Jacobian at one sample.
     *
     * @param x the N inputs
     * @param target the targets of the neurons that the loss reads
     * @throws InvalidInputException if the sizes do not match the network, or the targets are to be the inputs and are not
     */
    public SampleJacobian at(Vector x, Vector target) {
        int inputs = pass.activation().network().inputs();
        if (x.size() != inputs) {
            throw new InvalidInputException(
                    "The network has " + inputs + " inputs, but the sample has " + x.size() + ".");
        }
        if (target.size() != pass.outputs()) {
            throw new InvalidInputException(
                    "The network has " + pass.outputs() + " targets, but the sample has " + target.size() + ".");
        }
        if (targets == TargetColumns.INPUTS && !target.equals(x)) {
            throw new InvalidInputException("The targets are to be the inputs, but others were given; give x twice.");
        }
        return new SampleJacobian(this, x.toArray(), target.toArray());
    }

    BoundaryDirections reduced() {
        return directions;
    }

    BoundaryDirections all() {
        return BoundaryDirections.all(pass, targets, subspace);
    }

    Workers workers() {
        return workers;
    }

    /**
     * Room for one sample: give it back.
     *
     * @throws NoAnswerException if it is more than the memory allowed
     */
    Room borrow() {
        if (workBytes() > memory) {
            throw new NoAnswerException("The singular values of one sample need " + workBytes()
                    + " bytes of memory, more than the " + memory
                    + " that are allowed; allow more, or ask for the largest values only.");
        }
        Room room = rooms.poll();
        if (room != null) {
            return room;
        }
        boolean firstGiven = directions.firstTangents() != null;
        return new Room(SamplePass.Tangents.room(pass, firstGiven, directions.count()), directions.order());
    }

    void giveBack(Room room) {
        rooms.add(room);
    }
}
