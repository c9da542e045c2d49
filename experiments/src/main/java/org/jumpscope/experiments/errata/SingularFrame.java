package org.jumpscope.experiments.errata;

import java.util.function.IntUnaryOperator;

/** The frame of right singular vectors of a neuron with two inputs, carried around a loop (row 10). */
final class SingularFrame {
    private static final int STEPS = 400;
    private static final double RADIUS = 0.2;

    private SingularFrame() {}

    /** |∮ v·dx| over a circle, relative to its length; the form says at which step's point v is taken. */
    static double loopIntegral(IntUnaryOperator frameStep) {
        double[] before = {1, 0};
        double integral = 0;
        for (int i = 0; i < STEPS; i++) {
            double[] v = rightVector(point(frameStep.applyAsInt(i)));
            // A singular vector has no sign of its own; keep it continuous along the loop.
            double sign = v[0] * before[0] + v[1] * before[1] < 0 ? -1 : 1;
            v[0] *= sign;
            v[1] *= sign;
            before = v;
            double angle = 2 * Math.PI * i / STEPS;
            double arc = 2 * Math.PI * RADIUS / STEPS;
            integral += (-Math.sin(angle) * v[0] + Math.cos(angle) * v[1]) * arc;
        }
        return Math.abs(integral) / (2 * Math.PI * RADIUS);
    }

    private static double[] point(int step) {
        double angle = 2 * Math.PI * step / STEPS;
        return new double[] {0.5 + RADIUS * Math.cos(angle), -0.3 + RADIUS * Math.sin(angle)};
    }

    /** First right singular vector of the 3 × 2 Jacobian of q̇ = −δ(y)(x₁, x₂, 1), δ = dH/dy of a sigmoid neuron. */
    private static double[] rightVector(double[] x) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        for (int row = 0; row < 3; row++) {
            int component = row;
            double a = Differences.first(v -> jump(v, x[1], component), x[0], 1e-2);
            double b = Differences.first(v -> jump(x[0], v, component), x[1], 1e-2);
            aa += a * a;
            ab += a * b;
            bb += b * b;
        }
        double angle = 0.5 * Math.atan2(2 * ab, aa - bb);
        return new double[] {Math.cos(angle), Math.sin(angle)};
    }

    private static double jump(double first, double second, int component) {
        double f = 1 / (1 + Math.exp(-(1.1 * first - 0.7 * second + 0.2)));
        double delta = 2 * f * f * (1 - f);
        return -delta * (component == 0 ? first : component == 1 ? second : 1);
    }
}
