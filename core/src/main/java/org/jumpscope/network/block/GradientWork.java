package org.jumpscope.network.block;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How something is made of a block's part of the gradient, and what it takes: a Gram matrix along directions, or the squared norm of a
 * sample. Where trainable variables are shared, ∂H/∂q = Σ_p δ_p a_pᵀ over positions, or time steps, p, there are two ways, and the
 * one of fewer multiplications is taken.
 *
 * @param way which
 * @param multiplications counted
 * @param bytes of memory, beside what is read and written
 */
public record GradientWork(Way way, double multiplications, double bytes) {
    /** A way that takes more memory than this is not taken where another takes less. */
    private static final double MOST_BYTES = 0x1p30;

    /** The ways. */
    public enum Way {
        /** Of one outer product δ aᵀ, which is never written out: |δ aᵀ|² = |δ|²|a|². */
        OUTER_PRODUCTS("outer product"),
        /** Of the pairs of positions: |Σ_p δ_p a_pᵀ|² = Σ_pp′ (δ_p·δ_p′)(a_p·a_p′). */
        POSITIONS("pairs of positions"),
        /** The sum over positions written out, some rows at a time. */
        MATERIALISED("materialised");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        /** In words. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** The work of fewest multiplications, of the first of equals, among those of little memory; of the least memory if none is. */
    public static GradientWork least(GradientWork... ways) {
        return Arrays.stream(ways)
                .filter(work -> work.bytes <= MOST_BYTES)
                .min(Comparator.comparingDouble(GradientWork::multiplications))
                .orElseGet(() -> Arrays.stream(ways)
                        .min(Comparator.comparingDouble(GradientWork::bytes))
                        .orElseThrow());
    }

    /**
     * The squared norm of one sample's gradient of F × W weights, and F biases where there are some, that P positions share.
     *
     * @param positions P
     * @param filters F
     * @param weights W
     * @param biased whether there are biases
     */
    public static GradientWork ofNorm(double positions, double filters, double weights, boolean biased) {
        double unit = biased ? 1 : 0;
        // Two sums of the columns that are worked on at once, whatever the way.
        double bytes = 2 * 8.0 * OuterProductSums.COLUMNS;
        return least(
                new GradientWork(Way.MATERIALISED, filters * (weights + unit) * positions, bytes),
                new GradientWork(Way.POSITIONS, positions * (positions + 1) / 2 * (filters + weights), bytes));
    }
}
