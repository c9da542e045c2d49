package org.jumpscope.numeric;

/** A running sum whose rounding error does not grow with the number of terms (Neumaier). */
final class CompensatedSum {
    private double sum;
    private double rest;

    void add(double term) {
        double next = sum + term;
        rest += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    double value() {
        // Beyond the finite numbers the correction is NaN.
        return Double.isFinite(sum) ? sum + rest : sum;
    }
}
