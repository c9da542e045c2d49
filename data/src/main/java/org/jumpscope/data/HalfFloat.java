package org.jumpscope.data;

/** Floats of 16 bits (IEEE 754 binary16): sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
public final class HalfFloat {
    private HalfFloat() {}

    /** The value of 16 bits, which a double holds exactly. */
    public static double value(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        };
        return bits < 0 ? -size : size;
    }
}
