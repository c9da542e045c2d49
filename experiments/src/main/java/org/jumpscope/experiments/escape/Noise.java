package org.jumpscope.experiments.escape;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;

/**
 * Symmetric noise of a given variance: a normal law, or a random sign times a bounded power law.
 *
 * @param name its name
 * @param law the law of a step before its sign
 * @param signed whether the law has its sign already
 */
record Noise(String name, Distribution law, Sign signed) {
    /** Where the sign of a step comes from. */
    enum Sign {
        /** The law has both signs. */
        OF_THE_LAW,
        /** A fair coin. */
        COIN
    }

    static Noise normal(double deviation) {
        return new Noise("normal", Normal.of(0, deviation), Sign.OF_THE_LAW);
    }

    /** A power law p ∝ q^−k over so many decades, scaled so that E[q²] is the square of the deviation. */
    static Noise powerLaw(double exponent, double decades, double deviation) {
        BoundedPowerLaw unit = BoundedPowerLaw.of(exponent, Math.pow(10, -decades), 1);
        double square = unit.mean() * unit.mean() + unit.standardDeviation() * unit.standardDeviation();
        double upper = deviation / Math.sqrt(square);
        String name = "power law " + (exponent == Math.rint(exponent) ? Integer.toString((int) exponent) : exponent);
        return new Noise(name, BoundedPowerLaw.of(exponent, upper * unit.lower(), upper), Sign.COIN);
    }

    /** Fills an array with steps. */
    void sample(UniformRandomProvider random, double[] out) {
        law.sample(random, out, out.length);
        if (signed == Sign.COIN) {
            long bits = 0;
            for (int i = 0; i < out.length; i++) {
                bits = i % 64 == 0 ? random.nextLong() : bits >>> 1;
                out[i] = (bits & 1) == 0 ? out[i] : -out[i];
            }
        }
    }
}
