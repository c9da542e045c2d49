package org.jumpscope.experiments.errata;

import java.util.function.DoubleUnaryOperator;

/**
 * The toy model at a state, as plainly as it can be written: ḃ = −γh(wx + b), ẇ = xḃ, q̇ = √(ẇ² + ḃ²).
 *
 * @param slope h
 * @param w the weight
 * @param b the bias
 * @param rate γ
 */
record Toy(DoubleUnaryOperator slope, double w, double b, double rate) {

    static Toy of(DoubleUnaryOperator slope, double w, double b) {
        return new Toy(slope, w, b, 1);
    }

    double y(double x) {
        return w * x + b;
    }

    double biasJump(double x) {
        return -rate * slope.applyAsDouble(y(x));
    }

    double weightJump(double x) {
        return x * biasJump(x);
    }

    double jump(double x) {
        return Math.abs(biasJump(x)) * Math.hypot(1, x);
    }

    /** |dq̇/dx| by differences. */
    double jacobian(double x, double step) {
        return Math.abs(Differences.first(this::jump, x, step));
    }

    /** k_J by differences. */
    double exponent(double x, double step) {
        return Differences.exponent(this::jump, x, step);
    }

    /** k_w by differences, without a shift. */
    double weightExponent(double x, double step) {
        return Differences.exponent(this::weightJump, x, step);
    }

    /** n points from low to high, ends included. */
    static double[] grid(double low, double high, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = low + (high - low) * i / (n - 1);
        }
        return x;
    }
}
