package org.jumpscope.criticality.range;

/** The law of D* under a fitted exponent by |t| (statistics §4.3). */
final class TabulatedLaw {
    private static final double[] SIZE = {0, 1, 2, 4, 6.9, 10};
    private static final double[] PROBABILITY = {0.2, 0.1, 0.05, 0.01};
    private static final double[][] QUANTILE = {
        {.755, .767, .797, .850, .875, .880},
        {.833, .855, .883, .954, .985, .992},
        {.903, .921, .962, 1.042, 1.092, 1.09},
        {1.05, 1.07, 1.16, 1.24, 1.29, 1.29}
    };

    private TabulatedLaw() {}

    private static double factor(double n) {
        return Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n);
    }

    private static double quantile(int row, double t) {
        double size = Math.min(Math.abs(t), 10);
        int i = 0;
        while (i < SIZE.length - 2 && SIZE[i + 1] < size) {
            i++;
        }
        double share = (size - SIZE[i]) / (SIZE[i + 1] - SIZE[i]);
        return QUANTILE[row][i] + share * (QUANTILE[row][i + 1] - QUANTILE[row][i]);
    }

    static double pValue(double distance, int n, double t) {
        double d = distance * factor(n);
        double square = d * d;
        // ln p is nearly linear in D*².
        int row = 0;
        while (row < 2 && quantile(row + 1, t) < d) {
            row++;
        }
        double q1 = quantile(row, t) * quantile(row, t);
        double q2 = quantile(row + 1, t) * quantile(row + 1, t);
        double p1 = Math.log(PROBABILITY[row]);
        double p2 = Math.log(PROBABILITY[row + 1]);
        return Math.min(1, Math.exp(p1 + (square - q1) / (q2 - q1) * (p2 - p1)));
    }

    static double criticalDistance(double probability, int n, double t) {
        int row = 0;
        while (row < 2 && PROBABILITY[row + 1] > probability) {
            row++;
        }
        double q1 = quantile(row, t) * quantile(row, t);
        double q2 = quantile(row + 1, t) * quantile(row + 1, t);
        double p1 = Math.log(PROBABILITY[row]);
        double p2 = Math.log(PROBABILITY[row + 1]);
        double square = q1 + (Math.log(probability) - p1) / (p2 - p1) * (q2 - q1);
        return Math.sqrt(Math.max(square, 0)) / factor(n);
    }
}
