package org.jumpscope.distribution;

import org.apache.commons.rng.UniformRandomProvider;

/** Uniform numbers that are never 0 or 1, for samplers that invert a distribution function. */
final class OpenUniform {
    private OpenUniform() {}

    /** Returns the middle of one of 2^52 equal cells of (0, 1), exact in a double. */
    static double next(UniformRandomProvider random) {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }
}
