package org.jumpscope.network.image;

import org.jumpscope.numeric.InvalidInputException;

/**
 * A window that slides over an image: at output row r it reads the rows r·stride − padding + i·dilation, i from 0 to
 * height − 1, and columns alike; places outside the image are padding.
 *
 * @param height rows that it reads
 * @param width columns that it reads
 * @param stride by which it moves
 * @param padding places around the image
 * @param dilation distance of the places that it reads
 */
public record SlidingWindow(int height, int width, Steps stride, Padding padding, Steps dilation) {

    /**
     * A number for rows and one for columns.
     *
     * @param rows along a column, from row to row
     * @param columns along a row, from column to column
     */
    public record Steps(int rows, int columns) {
        /** The same number for both. */
        public static Steps of(int both) {
            return new Steps(both, both);
        }

        /** Such as "2", or "2x1". */
        @Override
        public String toString() {
            return rows == columns ? String.valueOf(rows) : rows + "x" + columns;
        }
    }

    /**
     * The places around an image.
     *
     * @param top rows above
     * @param left columns before
     * @param bottom rows below
     * @param right columns behind
     */
    public record Padding(int top, int left, int bottom, int right) {
        /** No places. */
        public static final Padding NONE = of(0);

        /** The same number on all sides. */
        public static Padding of(int all) {
            return new Padding(all, all, all, all);
        }

        /** Such as "1", "1x0" of rows and columns, or "0x0x1x1" of top, left, bottom and right. */
        @Override
        public String toString() {
            if (top != bottom || left != right) {
                return top + "x" + left + "x" + bottom + "x" + right;
            }
            return top == left ? String.valueOf(top) : top + "x" + left;
        }
    }

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if height, width, stride or dilation is not positive, or the padding negative
     */
    public SlidingWindow {
        boolean positive = Math.min(height, width) > 0
                && Math.min(stride.rows, stride.columns) > 0
                && Math.min(dilation.rows, dilation.columns) > 0;
        boolean padded = Math.min(Math.min(padding.top, padding.bottom), Math.min(padding.left, padding.right)) >= 0;
        if (!positive || !padded) {
            throw new InvalidInputException("A window of " + height + "x" + width + " with stride " + stride
                    + ", dilation " + dilation + " and padding " + padding
                    + " cannot slide; give 1 or more, and 0 or more for the padding.");
        }
    }

    /** A window that moves by 1 and reads neighbours, without padding. */
    public static SlidingWindow of(int height, int width) {
        return new SlidingWindow(height, width, Steps.of(1), Padding.NONE, Steps.of(1));
    }

    /** The same with another stride, of rows and columns alike. */
    public SlidingWindow withStride(int other) {
        return withStride(Steps.of(other));
    }

    /** The same with another stride. */
    public SlidingWindow withStride(Steps other) {
        return new SlidingWindow(height, width, other, padding, dilation);
    }

    /** The same with another padding, on all sides alike. */
    public SlidingWindow withPadding(int other) {
        return withPadding(Padding.of(other));
    }

    /** The same with another padding. */
    public SlidingWindow withPadding(Padding other) {
        return new SlidingWindow(height, width, stride, other, dilation);
    }

    /** The same with another dilation, of rows and columns alike. */
    public SlidingWindow withDilation(int other) {
        return withDilation(Steps.of(other));
    }

    /** The same with another dilation. */
    public SlidingWindow withDilation(Steps other) {
        return new SlidingWindow(height, width, stride, padding, other);
    }

    /** The number of places that it reads in a channel. */
    public int size() {
        return height * width;
    }

    /**
     * The shape of what it writes.
     *
     * @param in the image that it slides over
     * @param channels of what is written
     * @throws InvalidInputException if it does not fit into the padded image
     */
    public ImageShape over(ImageShape in, int channels) {
        return new ImageShape(
                channels,
                steps((long) in.height() + padding.top + padding.bottom, height, stride.rows, dilation.rows, in),
                steps((long) in.width() + padding.left + padding.right, width, stride.columns, dilation.columns, in));
    }

    private int steps(long padded, int length, int step, int distance, ImageShape in) {
        long room = padded - ((long) distance * (length - 1) + 1);
        if (room < 0) {
            throw new InvalidInputException("A window of " + height + "x" + width
                    + (dilation.equals(Steps.of(1)) ? "" : " with dilation " + dilation)
                    + " does not fit into the image of " + in
                    + (padding.equals(Padding.NONE) ? "" : " with padding " + padding)
                    + "; make it smaller, or give more padding.");
        }
        return (int) (room / step) + 1;
    }

    /**
     * The places of one channel that it reads: row after row of the output, for each the window's own; −1 is padding.
     *
     * @param in the image that it slides over
     * @return one row for each output position
     * @throws InvalidInputException if it does not fit into the padded image
     */
    public int[][] places(ImageShape in) {
        ImageShape out = over(in, 1);
        int[][] places = new int[out.positions()][size()];
        for (int r = 0; r < out.height(); r++) {
            for (int c = 0; c < out.width(); c++) {
                int[] own = places[r * out.width() + c];
                for (int i = 0; i < height; i++) {
                    int row = r * stride.rows - padding.top + i * dilation.rows;
                    for (int j = 0; j < width; j++) {
                        int column = c * stride.columns - padding.left + j * dilation.columns;
                        boolean inside = row >= 0 && row < in.height() && column >= 0 && column < in.width();
                        own[i * width + j] = inside ? row * in.width() + column : -1;
                    }
                }
            }
        }
        return places;
    }

    /** Whether it reads a place of the image wherever it lies. */
    boolean readsEverywhere(ImageShape in) {
        ImageShape out = over(in, 1);
        return reads(out.height(), stride.rows, padding.top, height, dilation.rows, in.height())
                && reads(out.width(), stride.columns, padding.left, width, dilation.columns, in.width());
    }

    private static boolean reads(int steps, int stride, int before, int length, int distance, int size) {
        // Those that begin before the image, and the last one, which begins farthest.
        for (long step = 0; step < steps && step * stride < before; step++) {
            long first = step * stride - before;
            long inside = first + (-first + distance - 1) / distance * distance;
            if (inside >= size || inside > first + (length - 1L) * distance) {
                return false;
            }
        }
        return (steps - 1L) * stride - before < size;
    }

    /** Such as "5x5 stride 2 pad 1"; what is usual is left out. */
    String words(int usualStride) {
        return height + "x" + width + (stride.equals(Steps.of(usualStride)) ? "" : " stride " + stride)
                + (padding.equals(Padding.NONE) ? "" : " pad " + padding)
                + (dilation.equals(Steps.of(1)) ? "" : " dilation " + dilation);
    }
}
