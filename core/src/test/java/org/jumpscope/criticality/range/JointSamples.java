package org.jumpscope.criticality.range;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.RandomBlocks;

/** Samples of power laws with ends of several kinds, on [10⁻³, 1] if nothing else is said. */
final class JointSamples {
    static final double LENGTH = Math.log(1e3);

    private JointSamples() {}

    static UniformRandomProvider random(String test, int repeat) {
        return RandomBlocks.of(20261126).stream(test).block(repeat);
    }

    /** The power law alone. */
    static SortedSample pure(UniformRandomProvider random, int n, double k) {
        return sharp(random, n, k, 0);
    }

    /** The power law without an upper end. */
    static SortedSample pareto(UniformRandomProvider random, int n, double k) {
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            logs[i] = -LENGTH - Math.log(1 - random.nextDouble()) / (k - 1);
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    /** With a share uniform in x below and the same share uniform on [1, 2]. */
    static SortedSample sharp(UniformRandomProvider random, int n, double k, double share) {
        double[] logs = new double[n];
        double t = (k - 1) * LENGTH;
        for (int i = 0; i < n; i++) {
            double part = random.nextDouble();
            double p = random.nextDouble();
            if (part < share) {
                logs[i] = -LENGTH + Math.log(1 - p);
            } else if (part < 2 * share) {
                logs[i] = Math.log1p(p);
            } else {
                logs[i] = LENGTH * (TruncatedExponential.quantile(p, t) - 1);
            }
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    /** x^−k e^−x on x > 10⁻³ for k ≤ 1, by rejection. */
    static SortedSample cutoff(UniformRandomProvider random, int n, double k) {
        double[] logs = new double[n];
        double length = LENGTH + Math.log(40);
        for (int i = 0; i < n; ) {
            double u = -LENGTH + length * random.nextDouble();
            // u-density e^((1 − k)u − e^u), at most its value at e^u = 1 − k.
            double peak = k < 1 ? (1 - k) * (Math.log(1 - k) - 1) : 0;
            if (Math.log(1 - random.nextDouble()) <= (1 - k) * u - Math.exp(u) - peak) {
                logs[i++] = u;
            }
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    /** x^−1 e^(−√x) on x > 10⁻³, by rejection. */
    static SortedSample slowDrift(UniformRandomProvider random, int n) {
        double[] logs = new double[n];
        double length = LENGTH + Math.log(1500);
        for (int i = 0; i < n; ) {
            double u = -LENGTH + length * random.nextDouble();
            if (Math.log(1 - random.nextDouble()) <= -Math.exp(0.5 * u)) {
                logs[i++] = u;
            }
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    /** Lognormal with the given deviation of ln x. */
    static SortedSample lognormal(UniformRandomProvider random, int n, double deviation) {
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            logs[i] = deviation * radius * Math.cos(2 * Math.PI * random.nextDouble());
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }
}
