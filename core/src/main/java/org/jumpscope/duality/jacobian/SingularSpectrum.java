package org.jumpscope.duality.jacobian;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The singular value decomposition J = U diag(σ) Vᵀ of the duality Jacobian at one sample (Eq. 4.3): values, right vectors in
 * the space of the boundary, and left vectors that are never written out.
 *
 * <p>From the eigenvectors of JᵀJ: a vector of a value below 1e-8 of the largest is noise, and vectors of values that agree to
 * rounding are any basis of their common subspace, as the {@link Plateau}'s always are.
 */
public final class SingularSpectrum {
    private final SampleJacobian at;
    private final SpectrumOrder order;
    private final double[][] vectors;
    private final Vector values;
    private final double[] own;

    SingularSpectrum(SampleJacobian at, SpectrumOrder order, double[][] vectors) {
        this.at = at;
        this.order = order;
        this.vectors = vectors;
        this.values = order.values();
        this.own = at.directions().reduced() ? at.ownDirection() : null;
    }

    /** The min(K, N) singular values, largest first. */
    public Vector values() {
        return values;
    }

    /** The values that are equal exactly; empty where none is claimed. */
    public Optional<Plateau> plateau() {
        return order.plateau();
    }

    /**
     * The right singular vectors of the largest values, one a row, in the space of the boundary: N elements, and one more for
     * each free target. Of J B they are those vectors of the inputs that lie in the span of B.
     *
     * @param k how many, at most as many as there are values
     * @throws InvalidInputException if there are not as many
     */
    public Matrix rightVectors(int k) {
        double[][] rows = right(k);
        int length = at.directions().inputs() + at.directions().labels();
        double[] flat = new double[k * length];
        for (int i = 0; i < k; i++) {
            System.arraycopy(rows[i], 0, flat, i * length, length);
        }
        return Matrix.of(k, length, flat);
    }

    private double[][] right(int k) {
        if (k < 0 || k > values.size()) {
            throw new InvalidInputException(
                    k + " singular vectors were asked for; there are " + values.size() + " singular values.");
        }
        int leftOut = 0;
        for (int i = 0; i < k; i++) {
            leftOut += order.source(i) == SpectrumOrder.LEFT_OUT ? 1 : 0;
        }
        double[][] flat = leftOut == 0 ? null : at.directions().complement(new double[][] {own}, leftOut);
        double[][] rows = new double[k][];
        for (int i = 0, j = 0; i < k; i++) {
            int source = order.source(i);
            rows[i] = source == SpectrumOrder.LEFT_OUT ? withTargets(flat[j++]) : embedded(vectors[source]);
        }
        return rows;
    }

    private double[] withTargets(double[] inputs) {
        return Arrays.copyOf(inputs, inputs.length + at.directions().labels());
    }

    /** A vector of the reduced problem in the space of the boundary. */
    private double[] embedded(double[] reduced) {
        BoundaryDirections directions = at.directions();
        double[] inputs = directions.combine(reduced);
        if (own != null) {
            MatrixProduct.axpy(inputs.length, reduced[directions.count()], own, inputs);
        }
        double[] all = withTargets(inputs);
        System.arraycopy(reduced, directions.moving(), all, inputs.length, directions.labels());
        return all;
    }

    /**
     * The orthogonal projection of a vector of the boundary on the subspace of the plateau's right vectors; zero if there is no
     * plateau.
     *
     * @param v of the length of a right vector
     * @throws InvalidInputException if it has another length
     */
    public Vector plateauPart(Vector v) {
        BoundaryDirections directions = at.directions();
        int n = directions.inputs();
        if (v.size() != n + directions.labels()) {
            throw new InvalidInputException(
                    "The vector has " + v.size() + " elements; give " + (n + directions.labels()) + " of them.");
        }
        if (order.plateau().isEmpty()) {
            return Vector.of(new double[v.size()]);
        }
        Plateau plateau = order.plateau().orElseThrow();
        double[] all = v.toArray();
        double[] part = withTargets(directions.leftOut(Arrays.copyOf(all, n), own));
        for (int i = plateau.first(); i < plateau.first() + plateau.multiplicity(); i++) {
            if (order.source(i) != SpectrumOrder.LEFT_OUT) {
                double[] vector = embedded(vectors[order.source(i)]);
                MatrixProduct.axpy(part.length, MatrixProduct.dot(part.length, vector, all), vector, part);
            }
        }
        return Vector.of(part);
    }

    /**
     * The left singular vectors u = J v/σ of the largest values.
     *
     * @param k how many
     * @throws InvalidInputException if there are not as many values
     * @throws NoAnswerException if one of the values is zero to rounding, so that it has no left vector of its own
     */
    public LeftVectors leftVectors(int k) {
        double[][] right = right(k);
        for (int i = 0; i < k; i++) {
            if (!(values.get(i) > Math.sqrt(Math.ulp(1.0)) * values.get(0))) {
                throw new NoAnswerException(
                        "Singular value " + i + " is " + values.get(i) + ", zero beside the largest, " + values.get(0)
                                + ", to rounding; ask for at most " + i + " left vectors.");
            }
        }
        return at.left(right, Arrays.copyOf(values.toArray(), k));
    }

    /**
     * The frame of all directions at once: the singular vectors that the first weights or x see, and those that they do not as
     * one block, in which every basis is as good.
     *
     * @return the vectors whose values are above 1e-8 of the largest
     * @throws InvalidInputException if the targets are free
     */
    public JacobianFrame frame() {
        int n = at.directions().inputs();
        if (at.directions().labels() > 0) {
            throw new InvalidInputException("The targets are free; a frame is for targets that are fixed.");
        }
        int count = values.size();
        double least = Math.sqrt(Math.ulp(1.0)) * values.get(0);
        double[] flat = new double[count * n];
        int kept = 0;
        int block = 0;
        for (int i = 0; i < count; i++) {
            if (values.get(i) > least && isUnseen(i)) {
                block++;
            } else if (values.get(i) > least) {
                System.arraycopy(embedded(vectors[order.source(i)]), 0, flat, kept++ * n, n);
            }
        }
        return JacobianFrame.of(at, Matrix.of(kept, n, Arrays.copyOf(flat, kept * n)), block);
    }

    /**
     * Whether neither the weights of the first layer nor x see the direction of a value. It is on the plateau at this sample,
     * and at any other sample J v = −γ δ₁vᵀ too, which is not so of a direction that is on the plateau because rectifiers are off.
     */
    public boolean isUnseen(int index) {
        Objects.checkIndex(index, values.size());
        return order.source(index) == SpectrumOrder.LEFT_OUT;
    }

    /**
     * The orthogonal projection of a vector of the inputs on the directions that neither the first weights nor x see; zero if
     * there are none.
     *
     * @param v of N elements
     * @throws InvalidInputException if it has another length
     */
    public Vector unseenPart(Vector v) {
        BoundaryDirections directions = at.directions();
        if (v.size() != directions.inputs()) {
            throw new InvalidInputException(
                    "The vector has " + v.size() + " elements; give " + directions.inputs() + " of them.");
        }
        boolean none = !directions.reduced() || directions.dimension() - directions.moving() <= 1;
        return none ? Vector.of(new double[v.size()]) : Vector.of(directions.leftOut(v.toArray(), own));
    }

    /** Whether a value belongs to the plateau. */
    public boolean onPlateau(int index) {
        Objects.checkIndex(index, values.size());
        return order.plateau().filter(p -> p.contains(index)).isPresent();
    }
}
