package org.jumpscope.figures;

import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A colour of a figure; the named ones are the Okabe-Ito palette, which colour-blind readers can tell apart.
 *
 * <p>The roles are those of the paper's figures: the density of the jumps is dotted blue, the contribution of the
 * Jacobian is solid red, simulated points are nearly black, and the expected range stands between green bars.
 *
 * @param rgb red, green and blue, eight bits each, in {@code 0x000000..0xFFFFFF}
 */
public record Colour(int rgb) {
    /** Black: frames, ticks and text. */
    public static final Colour BLACK = new Colour(0x000000);
    /** Dark grey: notes. */
    public static final Colour GREY = new Colour(0x555555);
    /** The whole density of the jumps (blue; the paper draws it dotted). */
    public static final Colour TOTAL = new Colour(0x0072B2);
    /** The contribution of the Jacobian (the palette's red, vermilion). */
    public static final Colour JACOBIAN = new Colour(0xD55E00);
    /** The contribution of the dataset (purple). */
    public static final Colour DATASET = new Colour(0xCC79A7);
    /** Simulated values (nearly black). */
    public static final Colour SIMULATED = new Colour(0x262626);
    /** The range in which a power law is expected (green). */
    public static final Colour RANGE = new Colour(0x009E73);

    private static final int[] BY_INDEX = {
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x262626, 0x8C6D1F
    };

    /** Checks the range of the three parts. */
    public Colour {
        if (rgb < 0 || rgb > 0xFFFFFF) {
            throw new InvalidInputException("Colour " + rgb + " is not within 0x000000 and 0xFFFFFF.");
        }
    }

    /**
     * Returns the colour of the series with this index; the eight colours repeat.
     *
     * @param index 0, 1, ...
     * @return the colour
     * @throws InvalidInputException if the index is negative
     */
    public static Colour of(int index) {
        if (index < 0) {
            throw new InvalidInputException("Colour index " + index + " is negative.");
        }
        return new Colour(BY_INDEX[index % BY_INDEX.length]);
    }

    /**
     * Mixes with white without transparency, which some journals refuse.
     *
     * @param fraction share of this colour: 0 is white and 1 this colour
     * @return the mixture
     */
    public Colour tint(double fraction) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = (rgb >> shift) & 0xFF;
            mixed |= (int) Math.round(255 + (part - 255) * fraction) << shift;
        }
        return new Colour(mixed);
    }

    String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
