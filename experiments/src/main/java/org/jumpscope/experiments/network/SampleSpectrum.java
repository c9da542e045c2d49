package org.jumpscope.experiments.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.numeric.Vector;

/** All singular values of ∂q̇/∂x at one sample of a class. */
public final class SampleSpectrum {
    private SampleSpectrum() {}

    /**
     * Computes them.
     *
     * @param jacobian of the network, with targets that are those of the class or the inputs
     * @param position of the sample in the data
     * @param x its inputs
     * @param label its class
     */
    public static SpectrumResult.Sample of(DualityJacobian jacobian, int position, Vector x, int label) {
        Vector target =
                jacobian.targets() == TargetColumns.INPUTS ? x : jacobian.pass().target(label);
        SampleJacobian at = jacobian.at(x, target);
        Vector values = at.singularValues();
        int n = values.size();
        double plateau = at.plateauValue();
        int multiplicity = Math.min(
                x.size() - 1, (int) values.stream().filter(v -> v == plateau).count());
        boolean claimed = at.plateauMultiplicity() > 0 && multiplicity > 0;
        double square = jacobian.pass().jump(x, target).stream().map(v -> v * v).sum();
        return new SpectrumResult.Sample(
                position,
                label,
                Math.sqrt(square),
                values.get(0),
                0.5 * (values.get((n - 1) / 2) + values.get(n / 2)),
                values.get(n - 1),
                claimed ? Optional.of(new SpectrumResult.Plateau(plateau, multiplicity)) : Optional.empty(),
                values,
                List.of(),
                OptionalDouble.empty(),
                Optional.empty());
    }
}
