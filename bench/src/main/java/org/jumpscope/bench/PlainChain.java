package org.jumpscope.bench;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The baseline of the Monte Carlo chain: the straightforward loop with the JDK's normal numbers, exponential and
 * logarithm, for the sigmoid with squared loss.
 */
final class PlainChain {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final long[] counts = new long[200];

    /** Draws n samples of x ~ N(1, ¼²), t = 1, and counts log q̇ in 200 bins over 40 decades. */
    long[] run(double weight, double bias, int n) {
        double lowest = -40 * Math.log(10);
        double scale = 200 / (40 * Math.log(10));
        for (int i = 0; i < n; i++) {
            double x = 1 + 0.25 * random.nextGaussian();
            double f = 1 / (1 + Math.exp(-(weight * x + bias)));
            double h = 2 * (f - 1) * f * (1 - f);
            double jump = Math.abs(h) * Math.sqrt(1 + x * x);
            int bin = (int) ((Math.log(jump) - lowest) * scale);
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        return counts;
    }
}
