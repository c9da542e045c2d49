package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JacobianFrame;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * The map along one direction of the boundary, φ(s) = uᵀ[q̇(x₀ + s v) − q̇(x₀)] with u = J(x₀)v/|J(x₀)v|, and its slope φ′(s) =
 * uᵀJ(x₀ + s v)v: both exact, and without a vector of the trainable variables.
 */
final class DirectionMap implements DirectionCurve.Map {
    /** Points that go through the network together. */
    private static final int TOGETHER = 64;

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
    public List<DirectionCurve.Node> at(double[] s) {
        List<DirectionCurve.Node> nodes = new ArrayList<>();
        for (int from = 0; from < s.length; from += TOGETHER) {
            double[] some = Arrays.copyOfRange(s, from, Math.min(s.length, from + TOGETHER));
            List<Vector> points = Arrays.stream(some).mapToObj(this::point).toList();
            List<JacobianFrame.Elements> elements =
                    frame.at(points, points.stream().map(samples::target).toList());
            for (int i = 0; i < some.length; i++) {
                nodes.add(node(some[i], elements.get(i)));
            }
        }
        return nodes;
    }

    private DirectionCurve.Node node(double s, JacobianFrame.Elements elements) {
        return new DirectionCurve.Node(
                s, elements.coordinates().get(0) - offset, elements.diagonal().get(0));
    }

    @Override
    public DirectionCurve.Node at(double s) {
        Vector x = point(s);
        return node(s, frame.at(x, samples.target(x)));
    }
}
