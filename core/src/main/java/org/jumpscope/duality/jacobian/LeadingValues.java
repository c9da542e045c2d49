package org.jumpscope.duality.jacobian;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;

/**
 * The largest singular values of a duality Jacobian by products alone, for networks whose Gram matrix does not pay or does not
 * fit: Lanczos' method on JᵀJ with full orthogonalisation, restarted with the best vectors when its memory is full.
 *
 * <p>A product JᵀJ v takes four passes over the weights and the memory of one sample's activations. The plateau is taken out
 * first, since a multiple value would be found once, and put back with its multiplicity (Wu and Simon, Thick-restart Lanczos
 * method for large symmetric eigenvalue problems, SIAM J. Matrix Anal. Appl. 22, 2000; theory §6). Other values that are equal
 * exactly are found once.
 */
public final class LeadingValues {
    private static final int FEWEST_SPARE = 8;

    private final int count;
    private final double tolerance;
    private final long memory;
    private final int mostProducts;
    private final long seed;

    private LeadingValues(int count, double tolerance, long memory, int mostProducts, long seed) {
        this.count = count;
        this.tolerance = tolerance;
        this.memory = memory;
        this.mostProducts = mostProducts;
        this.seed = seed;
    }

    /** The 5 largest values to 1e-10 of the largest within 256 MiB and 2,000 products, from the start of seed 1. */
    public static LeadingValues withDefaults() {
        return new LeadingValues(5, 1e-10, 256L << 20, 2000, 1);
    }

    /**
     * The same for another number of values.
     *
     * @param number how many, 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public LeadingValues withCount(int number) {
        if (number < 1) {
            throw new InvalidInputException("Number of singular values " + number + " is not positive.");
        }
        return new LeadingValues(number, tolerance, memory, mostProducts, seed);
    }

    /**
     * The same with another tolerance.
     *
     * @param relative largest error of a value against the largest value, at least 1e-13 and below 1
     * @throws InvalidInputException if it is not
     */
    public LeadingValues withTolerance(double relative) {
        if (!(relative >= 1e-13 && relative < 1)) {
            throw new InvalidInputException("Tolerance " + relative + " is not between 1e-13 and 1.");
        }
        return new LeadingValues(count, relative, memory, mostProducts, seed);
    }

    /**
     * The same within another memory.
     *
     * @param bytes for vectors and activations, beside the network
     */
    public LeadingValues withMemory(long bytes) {
        return new LeadingValues(count, tolerance, bytes, mostProducts, seed);
    }

    /** The same with another bound on the number of products JᵀJ v. */
    public LeadingValues withMostProducts(int number) {
        return new LeadingValues(count, tolerance, memory, number, seed);
    }

    /**
     * Values and what they took.
     *
     * @param values the largest singular values, descending
     * @param errors a bound on the error of each
     * @param products how many products JᵀJ v
     * @param bytes the memory of vectors and activations
     */
    public record Result(Vector values, Vector errors, int products, long bytes) {}

    /** The least memory for a Jacobian, in bytes. */
    public long leastBytes(DualityJacobian jacobian) {
        return activationBytes(jacobian) + (count + FEWEST_SPARE) * vectorBytes(jacobian);
    }

    private static long activationBytes(DualityJacobian jacobian) {
        // Tangents along v, those of the movement, and what a product of one column gathers.
        return 4 * SamplePass.Tangents.bytes(jacobian.pass(), false, 1);
    }

    private static long vectorBytes(DualityJacobian jacobian) {
        int length = jacobian.pass().activation().network().inputs()
                + jacobian.reduced().labels();
        // Twice, since a restart makes new vectors beside the old.
        return 2 * (8L * length + 16);
    }

    /**
     * Finds the values at a sample.
     *
     * @param jacobian whose columns they belong to
     * @param x the N inputs
     * @param target the targets
     * @throws InvalidInputException if the sizes do not match the network
     * @throws NoAnswerException if the memory is too small, or the values did not settle within the products
     */
    public Result find(DualityJacobian jacobian, Vector x, Vector target) {
        long least = leastBytes(jacobian);
        if (memory < least) {
            throw new NoAnswerException(count + " singular values need " + least + " bytes of memory, more than the "
                    + memory + " that are allowed; allow more or ask for fewer values.");
        }
        SampleJacobian at = jacobian.at(x, target);
        BoundaryDirections directions = jacobian.reduced();
        int dimension = directions.order();
        int wanted = Math.min(count, at.count());
        long room = (memory - activationBytes(jacobian)) / vectorBytes(jacobian);
        int capacity = (int) Math.min(dimension, Math.min(room, Math.max(4L * wanted, wanted + 40L)));
        return new Iteration(at, Math.min(wanted, dimension), capacity)
                .result(wanted, activationBytes(jacobian) + (long) capacity * vectorBytes(jacobian));
    }

    /** One run: orthonormal vectors, and the projection of JᵀJ on them. */
    private final class Iteration {
        private final SampleJacobian at;
        private final BoundaryDirections directions;
        private final double[] own;
        private final int wanted;
        private final int capacity;
        private final double[][] basis;
        private final double[][] projection;
        private final int length;
        private int size;
        private int products;
        private double[] roots;
        private double[] residuals;

        Iteration(SampleJacobian at, int wanted, int capacity) {
            this.at = at;
            this.directions = at.directions();
            this.own = directions.reduced() ? at.ownDirection() : null;
            this.wanted = wanted;
            this.capacity = capacity;
            this.basis = new double[capacity + 1][];
            this.projection = new double[capacity][capacity];
            this.length = directions.inputs() + directions.labels();
            run();
        }

        /** Removes what does not belong to the subspace of the reduced problem, and normalises. */
        private double normalise(double[] v) {
            for (int sweep = 0; sweep < 2; sweep++) {
                restrict(v);
                for (int i = 0; i < size; i++) {
                    MatrixProduct.axpy(length, -MatrixProduct.dot(length, basis[i], v), basis[i], v);
                }
            }
            double norm = Math.sqrt(MatrixProduct.dot(length, v, v));
            for (int j = 0; j < length && norm > 0; j++) {
                v[j] /= norm;
            }
            return norm;
        }

        private void restrict(double[] v) {
            double[] inputs = Arrays.copyOf(v, directions.inputs());
            double[] kept = own == null ? directions.projected(inputs) : inputs;
            if (own != null) {
                double[] leftOut = directions.leftOut(inputs, own);
                double[] inside = directions.projected(inputs);
                for (int j = 0; j < inputs.length; j++) {
                    kept[j] = inside[j] - leftOut[j];
                }
            }
            System.arraycopy(kept, 0, v, 0, kept.length);
        }

        private double[] random(int block) {
            var generator = RandomBlocks.of(seed).stream("lanczos").block(block);
            double[] v = new double[length];
            for (int j = 0; j < length; j++) {
                v[j] = 2 * generator.nextDouble() - 1;
            }
            return v;
        }

        private void run() {
            basis[0] = random(0);
            normalise(basis[0]);
            size = 1;
            while (true) {
                double rest = extend();
                if (settled(rest) || rest == 0) {
                    return;
                }
                if (products >= mostProducts) {
                    throw new NoAnswerException("The " + wanted + " largest singular values did not settle to "
                            + tolerance + " in " + products + " products; allow more products or memory.");
                }
                restart();
            }
        }

        /**
         * Fills the basis; basis[capacity] is the next vector.
         *
         * @return the size of what the last product has outside the basis
         */
        private double extend() {
            double rest = 0;
            for (int j = size - 1; j < capacity; j++) {
                double[] product = at.normalProducts(new double[][] {basis[j]})[0];
                products++;
                for (int i = 0; i <= j; i++) {
                    projection[i][j] = MatrixProduct.dot(length, basis[i], product);
                    projection[j][i] = projection[i][j];
                }
                double scale = Math.sqrt(MatrixProduct.dot(length, product, product));
                rest = normalise(product);
                if (rest <= 16 * Math.ulp(1.0) * scale || size == directions.order()) {
                    // An invariant subspace: go on from another vector that does not couple to it.
                    rest = 0;
                    if (size == directions.order() || j + 1 == capacity) {
                        return 0;
                    }
                    product = random(products);
                    normalise(product);
                }
                basis[j + 1] = product;
                size = j + 2;
            }
            return rest;
        }

        /** Eigenvalues and residuals of the projection; whether the wanted ones are good enough. */
        private boolean settled(double rest) {
            int order = Math.min(size, capacity);
            double[][] vectors = new double[order][];
            for (int i = 0; i < order; i++) {
                vectors[i] = Arrays.copyOf(projection[i], order);
            }
            double[] values = new double[order];
            SymmetricEigenvalues.vectors(order, vectors, values);
            roots = new double[order];
            residuals = new double[order];
            boolean good = true;
            double largest = Math.max(0, values[order - 1]);
            for (int i = 0; i < order; i++) {
                int from = order - 1 - i;
                roots[i] = Math.max(0, values[from]);
                // |JᵀJ y − θ y| of the Ritz vector, and rounding.
                residuals[i] = rest * Math.abs(vectors[from][order - 1]) + 4 * order * Math.ulp(largest);
                good &= i >= wanted || residuals[i] <= 2 * tolerance * largest;
            }
            ritz = vectors;
            return good;
        }

        private double[][] ritz;

        /** Keeps the best vectors and the next one. */
        private void restart() {
            int kept = Math.min(capacity - 2, wanted + (capacity - wanted) / 2);
            double[][] best = new double[kept][length];
            for (int i = 0; i < kept; i++) {
                MatrixProduct.addTransposed(capacity, length, basis, ritz[capacity - 1 - i], best[i]);
            }
            for (double[] row : projection) {
                Arrays.fill(row, 0);
            }
            for (int i = 0; i < kept; i++) {
                basis[i] = best[i];
                projection[i][i] = roots[i];
            }
            basis[kept] = basis[capacity];
            size = kept + 1;
        }

        Result result(int number, long bytes) {
            double flat = at.plateauValue();
            int leftOut = at.plateauMultiplicity();
            double[] values = new double[number];
            double[] errors = new double[number];
            int taken = 0;
            int own = 0;
            for (int i = 0; i < number; i++) {
                double next = own < wanted ? Math.sqrt(roots[own]) : Double.NEGATIVE_INFINITY;
                if (taken < leftOut && flat >= next) {
                    values[i] = flat;
                    errors[i] = 4 * Math.ulp(flat);
                    taken++;
                } else {
                    values[i] = next;
                    // |σ̂² − σ²| ≤ r gives |σ̂ − σ| ≤ r/σ̂ and √r.
                    double r = residuals[own];
                    errors[i] = Math.min(Math.sqrt(r), r / Math.sqrt(roots[own]));
                    own++;
                }
            }
            return new Result(Vector.of(values), Vector.of(errors), products, bytes);
        }
    }
}
