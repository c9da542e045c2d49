package org.jumpscope.experiments;

/** The values that are used where nothing else is said, the same in every verb. */
public final class Defaults {
    /** Tolerance of exponents, by which the ends of a range are found. */
    public static final double TOLERANCE = 0.1;

    /** The ratio r that "much larger" means in the paper's conditions. */
    public static final double RATIO = 10;

    /** Probability that is left beyond either end of a range. */
    public static final double TAIL_MASS_CUT = 1e-4;

    /** The clip ε of the clipped piecewise linear activation. */
    public static final double EPSILON = 0.01;

    /** The learning rate γ, which scales the jumps. */
    public static final double RATE = 1;

    /** The seed of random numbers. */
    public static final long SEED = 1;

    /** The generator of random numbers, as provenance names it. */
    public static final String GENERATOR = "XoRoShiRo128PlusPlus, one per block of 4096";

    private Defaults() {}
}
