package org.jumpscope.duality.law;

import java.util.List;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * Independent inputs, each with a law of its own: p_x(x) = Π_j p_j(x_j).
 *
 * @param laws one for each input
 */
public record FactorisedBoundary(List<Distribution> laws) implements BoundaryDensity {
    /**
     * Keeps a copy.
     *
     * @throws InvalidInputException if there is none
     */
    public FactorisedBoundary {
        laws = List.copyOf(laws);
        if (laws.isEmpty()) {
            throw new InvalidInputException("A density needs one law for each input; there is none.");
        }
    }

    /** Independent inputs. */
    public static FactorisedBoundary of(Distribution... laws) {
        return new FactorisedBoundary(List.of(laws));
    }

    @Override
    public Matrix basis() {
        int n = laws.size();
        double[] unit = new double[n * n];
        for (int i = 0; i < n; i++) {
            unit[i * n + i] = 1;
        }
        return Matrix.of(n, n, unit);
    }

    @Override
    public double logDensity(Vector x) {
        double sum = 0;
        for (int j = 0; j < laws.size(); j++) {
            sum += laws.get(j).logDensity(x.get(j));
        }
        return sum;
    }

    @Override
    public double distance(Vector x) {
        return 0;
    }

    @Override
    public String toString() {
        return "independent inputs in " + laws.size() + " dimensions";
    }
}
