package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JacobianFrame;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * Fluctuations η = uᵀ[q̇(x) − q̇(x₀)] of the jumps along the directions of {@link DecoupledLaws} under other boundaries than the
 * samples themselves: shrunk towards x₀, where the map becomes linear and (4.6) has to hold, and drawn from a law of the whole
 * boundary, where all directions move together (3.11).
 */
public final class Fluctuations {
    /** Samples that go through the network together. */
    private static final int CHUNK = 256;

    private final LabelSamples samples;
    private final DecoupledLaws.Result laws;
    private final JacobianFrame frame;

    private Fluctuations(LabelSamples samples, DecoupledLaws.Result laws, JacobianFrame frame) {
        this.samples = samples;
        this.laws = laws;
        this.frame = frame;
    }

    /**
     * How (4.6) does where the fluctuations of the boundary are ε times those of the samples.
     *
     * @param scale ε
     * @param sobol S of the shrunk samples
     * @param distance of their log|η| to that of φ(ε ξ)
     */
    public record Shrunk(double scale, FirstOrderIndex sobol, SampleDistance distance) {
        /** Whether the laws agree within noise and a coordinate depends on its own coordinate of the boundary, S ≥ 0.9. */
        public boolean isDecoupled() {
            return distance.withinNoise() && sobol.value() >= Validity.DECOUPLED;
        }
    }

    /**
     * Prepares the directions of laws.
     *
     * @param jacobian that the laws were found with
     * @param all the samples that they were found from
     * @param laws what was found
     */
    public static Fluctuations of(DualityJacobian jacobian, LabelSamples all, DecoupledLaws.Result laws) {
        Vector reference = laws.reference();
        double[] rows = new double[laws.laws().size() * reference.size()];
        for (int i = 0; i < laws.laws().size(); i++) {
            double[] v = laws.laws().get(i).direction().toArray();
            System.arraycopy(v, 0, rows, i * v.length, v.length);
        }
        return new Fluctuations(
                all.without(reference),
                laws,
                jacobian.withThreads(1)
                        .at(reference, all.target(reference))
                        .frame(Matrix.of(laws.laws().size(), reference.size(), rows)));
    }

    /**
     * Shrinks the fluctuations of the samples about x₀.
     *
     * @param scale ε, above 0 and at most 1
     * @return one answer a law, in their order
     * @throws InvalidInputException if ε is not a share
     */
    public List<Shrunk> shrunk(double scale) {
        if (!(scale > 0 && scale <= 1)) {
            throw new InvalidInputException(
                    "Fluctuations cannot be shrunk by the factor " + scale + ": give one above 0 and at most 1.");
        }
        double[][] jumps = jumps(samples.shrunk(laws.reference(), scale));
        List<Shrunk> found = new ArrayList<>();
        for (int i = 0; i < jumps.length; i++) {
            DirectionLaw law = laws.laws().get(i);
            double[] xi = law.coordinates().toArray();
            for (int c = 0; c < xi.length; c++) {
                xi[c] *= scale;
            }
            double[] predicted = law.law().curve().values(xi);
            found.add(new Shrunk(
                    scale,
                    FirstOrderIndex.of(xi, predicted, jumps[i]),
                    SampleDistance.of(jumps[i], predicted, xi.length)));
        }
        return found;
    }

    /**
     * How far the samples are from the joint law of a boundary, the map taken exactly with all directions moving: the marginal
     * of (3.11) along each direction.
     *
     * @param drawn from the law of the boundary, such as by {@link LabelSamples#normal}
     * @return the distance of log|η| of each law's samples, in their order
     */
    public List<SampleDistance> joint(LabelSamples drawn) {
        double[][] jumps = jumps(drawn);
        List<SampleDistance> found = new ArrayList<>();
        for (int i = 0; i < jumps.length; i++) {
            found.add(SampleDistance.of(laws.laws().get(i).jumps().toArray(), jumps[i], drawn.size()));
        }
        return found;
    }

    /** η of other samples, a row a law. */
    private double[][] jumps(LabelSamples others) {
        int n = others.size();
        double[][] jumps = new double[laws.laws().size()][n];
        double[][] inputs = others.columns();
        for (int from = 0; from < n; from += CHUNK) {
            int m = Math.min(CHUNK, n - from);
            double[][] columns = new double[inputs.length][];
            for (int j = 0; j < columns.length; j++) {
                columns[j] = Arrays.copyOfRange(inputs[j], from, from + m);
            }
            double[] values =
                    frame.left().project(columns, others.targets(columns, m), m).toArray();
            for (int i = 0; i < jumps.length; i++) {
                double offset = laws.laws().get(i).offset();
                for (int c = 0; c < m; c++) {
                    jumps[i][from + c] = values[i * m + c] - offset;
                }
            }
        }
        return jumps;
    }
}
