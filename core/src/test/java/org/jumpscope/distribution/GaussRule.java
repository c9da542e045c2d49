package org.jumpscope.distribution;

import java.util.function.DoubleUnaryOperator;

/** A twenty-point Gauss–Legendre rule in eight panels, over log |x| where the ends are far apart: independent of the core. */
final class GaussRule {
    private static final int POINTS = 20;
    private static final int PANELS = 8;
    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
            for (int step = 0; step < 50; step++) {
                double previous = 1;
                double value = x;
                for (int k = 2; k <= POINTS; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
                    previous = value;
                    value = next;
                }
                double slope = POINTS * (x * value - previous) / (x * x - 1);
                x -= value / slope;
                WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
            }
            NODES[i] = x;
        }
    }

    private GaussRule() {}

    static double integrate(DoubleUnaryOperator f, double low, double high) {
        if (low > 0 && high > 2 * low) {
            return panels(u -> f.applyAsDouble(Math.exp(u)) * Math.exp(u), Math.log(low), Math.log(high));
        }
        if (high < 0 && low < 2 * high) {
            return panels(u -> f.applyAsDouble(-Math.exp(u)) * Math.exp(u), Math.log(-high), Math.log(-low));
        }
        return panels(f, low, high);
    }

    private static double panels(DoubleUnaryOperator f, double low, double high) {
        double sum = 0;
        double half = (high - low) / (2 * PANELS);
        for (int panel = 0; panel < PANELS; panel++) {
            double centre = low + (2 * panel + 1) * half;
            for (int i = 0; i < POINTS; i++) {
                sum += WEIGHTS[i] * half * f.applyAsDouble(centre + half * NODES[i]);
            }
        }
        return sum;
    }
}
