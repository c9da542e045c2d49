package org.jumpscope.duality.jacobian;

import java.util.Arrays;
import java.util.Optional;
import org.jumpscope.numeric.Vector;

/** Which singular value, in descending order, comes from which eigenvalue of the reduced Gram matrix and which from the plateau. */
final class SpectrumOrder {
    /** A value of the plateau that no eigenvalue stands for. */
    static final int LEFT_OUT = -1;

    private final double[] values;
    private final int[] sources;
    private final Plateau plateau;

    private SpectrumOrder(double[] values, int[] sources, Plateau plateau) {
        this.values = values;
        this.sources = sources;
        this.plateau = plateau;
    }

    /**
     * Orders the values of a sample.
     *
     * @param eigenvalues of the reduced Gram matrix of ∂²H/∂q∂x, ascending
     * @param seen how many directions of the inputs the first layer's neurons see
     */
    static SpectrumOrder of(SampleJacobian at, double[] eigenvalues, int seen) {
        BoundaryDirections directions = at.directions();
        int order = eigenvalues.length;
        int leftOut = directions.reduced() ? directions.dimension() - directions.moving() - 1 : 0;
        int multiplicity = directions.reduced() ? directions.dimension() - seen - 1 : 0;
        double flat = at.plateauValue();
        double[] roots = new double[order];
        for (int i = 0; i < order; i++) {
            roots[i] = at.rate() * Math.sqrt(Math.max(0, eigenvalues[i]));
        }
        // Of equal neighbours of the plateau in the reduced problem, those nearest to it are its own.
        int from = nearest(roots, flat, multiplicity - leftOut);
        int to = from + multiplicity - leftOut;
        int all = order + leftOut;
        double[] values = new double[all];
        int[] sources = new int[all];
        int i = 0;
        int k = order - 1;
        for (; k >= to && (multiplicity == 0 || roots[k] > flat); k--) {
            values[i] = roots[k];
            sources[i++] = k;
        }
        // Eigenvalues above those of the plateau that are not larger than it come after it.
        int below = k;
        int first = i;
        for (k = to - 1; k >= from; k--) {
            values[i] = flat;
            sources[i++] = k;
        }
        for (int j = 0; j < leftOut; j++) {
            values[i] = flat;
            sources[i++] = LEFT_OUT;
        }
        for (k = below; k >= 0; k--) {
            if (k < from || k >= to) {
                values[i] = roots[k];
                sources[i++] = k;
            }
        }
        int count = Math.min(at.count(), all);
        int kept = Math.max(0, Math.min(multiplicity, count - first));
        return new SpectrumOrder(
                Arrays.copyOf(values, count),
                Arrays.copyOf(sources, count),
                kept == 0 ? null : new Plateau(flat, kept, first));
    }

    /** The start of the given number of neighbours in an ascending sequence that are nearest to a value. */
    private static int nearest(double[] ascending, double value, int number) {
        if (number == 0) {
            return 0;
        }
        int best = 0;
        double distance = Double.POSITIVE_INFINITY;
        for (int i = 0; i + number <= ascending.length; i++) {
            double farthest = Math.max(Math.abs(ascending[i] - value), Math.abs(ascending[i + number - 1] - value));
            if (farthest < distance) {
                distance = farthest;
                best = i;
            }
        }
        return best;
    }

    Vector values() {
        return Vector.of(values);
    }

    int source(int i) {
        return sources[i];
    }

    Optional<Plateau> plateau() {
        return Optional.ofNullable(plateau);
    }
}
