package org.jumpscope.duality.law;

import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JacobianFrame;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * The map along one direction of the boundary, φ(s) = uᵀ[q̇(x₀ + s v) − q̇(x₀)] with u = J(x₀)v/|J(x₀)v|, and its slope φ′(s) =
 * uᵀJ(x₀ + s v)v: both exact, and without a vector of the trainable variables.
 */
final class DirectionMap implements DirectionCurve.Map {
    private final JacobianFrame frame;
    private final Vector reference;
    private final Vector direction;
    private final LabelSamples samples;
    private final double offset;

    private DirectionMap(JacobianFrame frame, Vector reference, Vector direction, LabelSamples samples) {
        this.frame = frame;
        this.reference = reference;
        this.direction = direction;
        this.samples = samples;
        this.offset =
                frame.at(reference, samples.target(reference)).coordinates().get(0);
    }

    static DirectionMap of(DualityJacobian jacobian, Vector reference, Vector direction, LabelSamples samples) {
        Matrix row = Matrix.of(1, direction.size(), direction.toArray());
        JacobianFrame frame = jacobian.at(reference, samples.target(reference)).frame(row);
        return new DirectionMap(frame, reference, direction, samples);
    }

    JacobianFrame frame() {
        return frame;
    }

    /** uᵀq̇(x₀). */
    double offset() {
        return offset;
    }

    /** x₀ + s v. */
    Vector point(double s) {
        double[] x = reference.toArray();
        for (int j = 0; j < x.length; j++) {
            x[j] += s * direction.get(j);
        }
        return Vector.of(x);
    }

    @Override
    public DirectionCurve.Node at(double s) {
        Vector x = point(s);
        JacobianFrame.Elements elements = frame.at(x, samples.target(x));
        return new DirectionCurve.Node(
                s, elements.coordinates().get(0) - offset, elements.diagonal().get(0));
    }
}
