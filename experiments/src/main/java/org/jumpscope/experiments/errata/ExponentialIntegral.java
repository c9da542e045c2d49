package org.jumpscope.experiments.errata;

import java.util.function.DoubleUnaryOperator;

/** The exponential integral of (6.6), by its definition and by its series (row 14). */
final class ExponentialIntegral {
    private static final double EULER = 0.5772156649015329;
    private static final double[] POINTS = {-2.5, -1.2, -0.4, 0.3, 1.1, 2.7};

    private ExponentialIntegral() {}

    /** −PV ∫ from −x to ∞ of e^−t/t dt. */
    static double byDefinition(double x) {
        double size = Math.abs(x);
        // t = |x|e^s turns the tail into ∫ exp(−|x|e^s) ds; the pole's two sides combine to −2 sinh t/t.
        double tail = simpson(s -> Math.exp(-size * Math.exp(s)), 0, Math.log(60 / size));
        double pole = simpson(t -> t == 0 ? 2 : 2 * Math.sinh(t) / t, 0, size);
        return x > 0 ? pole - tail : -tail;
    }

    private static double series(double x) {
        double sum = EULER + Math.log(Math.abs(x));
        double term = 1;
        for (int j = 1; j < 60; j++) {
            term *= x / j;
            sum += term / j;
        }
        return sum;
    }

    /** Largest deviation of a candidate for Ei from the series, and of (6.6) with it from its differential equation. */
    static double misfit(DoubleUnaryOperator candidate) {
        double worst = 0;
        for (double x : POINTS) {
            worst = Math.max(worst, Differences.relative(candidate.applyAsDouble(x), series(x)));
        }
        double b = 0.4;
        double constant = 0.2;
        double c = 0.3;
        for (double a : new double[] {0.9, -1.3}) {
            for (double y : new double[] {-0.8, 1.1, 1.9}) {
                DoubleUnaryOperator loss = v -> Math.exp(a * b + constant) * candidate.applyAsDouble(a * (v - b))
                        + c * Math.log(Math.abs(v - b));
                double left = (y - b) * Differences.first(loss, y, 5e-2);
                worst = Math.max(worst, Differences.relative(left, Math.exp(a * y + constant) + c));
            }
        }
        return worst;
    }

    private static double simpson(DoubleUnaryOperator f, double low, double high) {
        int n = 2000;
        double h = (high - low) / n;
        double sum = f.applyAsDouble(low) + f.applyAsDouble(high);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(low + i * h);
        }
        return sum * h / 3;
    }
}
