package org.jumpscope.experiments.errata;

import java.util.function.DoubleUnaryOperator;

/** The piecewise linear activation with cross-entropy, clipped at ε = 0.01, solved from scratch (row 33). */
final class PiecewiseLinear {
    private static final double CLIP = 0.01;
    private static final double SPREAD = 0.25;

    private PiecewiseLinear() {}

    private static double density(double x) {
        double z = x / SPREAD;
        return Math.exp(-z * z / 2) / (SPREAD * Math.sqrt(2 * Math.PI));
    }

    /** E[∂H/∂w] on the line b = (1 − w)/2, where E[∂H/∂b] = 0 by symmetry. */
    private static double gradient(double w) {
        double b = (1 - w) / 2;
        int n = 4000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            // Evenly spaced in log y, where 1/y is smooth.
            double step = Math.log((1 - CLIP) / CLIP) / n;
            double y = CLIP * Math.exp((i + 0.5) * step);
            double ones = (y - b) / w;
            double zeros = (1 - y - b) / w;
            sum += step * (zeros * density(zeros) - ones * density(ones - 1)) / w;
        }
        return sum;
    }

    /** w of the equilibrium. */
    static double weight() {
        double low = 1.2;
        double high = 6;
        for (int i = 0; i < 50; i++) {
            double mid = 0.5 * (low + high);
            if (gradient(mid) < 0) {
                low = mid;
            } else {
                high = mid;
            }
        }
        return 0.5 * (low + high);
    }

    /** Share of the inputs of both classes on the right side of f = ½. */
    static double accuracy(DoubleUnaryOperator activation) {
        double w = weight();
        double b = (1 - w) / 2;
        int n = 20_000;
        double right = 0;
        for (int i = 0; i < n; i++) {
            double x = -2 + 5 * (i + 0.5) / n;
            boolean one = activation.applyAsDouble(w * x + b) > 0.5;
            right += 0.5 * (one ? density(x - 1) : density(x)) * 5 / n;
        }
        return right;
    }
}
