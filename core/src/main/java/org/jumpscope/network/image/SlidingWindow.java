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
public record SlidingWindow(int height, int width, int stride, int padding, int dilation) {

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if height, width, stride or dilation is not positive, or the padding negative
     */
    public SlidingWindow {
        if (height < 1 || width < 1 || stride < 1 || dilation < 1 || padding < 0) {
            throw new InvalidInputException("A window of " + height + "x" + width + " with stride " + stride
                    + ", dilation " + dilation + " and padding " + padding
                    + " cannot slide; give 1 or more, and 0 or more for the padding.");
        }
    }

    /** A window that moves by 1 and reads neighbours, without padding. */
    public static SlidingWindow of(int height, int width) {
        return new SlidingWindow(height, width, 1, 0, 1);
    }

    /** The same with another stride. */
    public SlidingWindow withStride(int other) {
        return new SlidingWindow(height, width, other, padding, dilation);
    }

    /** The same with another padding. */
    public SlidingWindow withPadding(int other) {
        return new SlidingWindow(height, width, stride, other, dilation);
    }

    /** The same with another dilation. */
    public SlidingWindow withDilation(int other) {
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
        return new ImageShape(channels, steps(in.height(), height, in), steps(in.width(), width, in));
    }

    private int steps(int size, int length, ImageShape in) {
        long reach = (long) dilation * (length - 1) + 1;
        long room = size + 2L * padding - reach;
        if (room < 0) {
            throw new InvalidInputException("A window of " + height + "x" + width
                    + (dilation > 1 ? " with dilation " + dilation : "") + " does not fit into the image of " + in
                    + (padding > 0 ? " with padding " + padding : "") + "; make it smaller, or give more padding.");
        }
        return (int) (room / stride) + 1;
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
                    int row = r * stride - padding + i * dilation;
                    for (int j = 0; j < width; j++) {
                        int column = c * stride - padding + j * dilation;
                        boolean inside = row >= 0 && row < in.height() && column >= 0 && column < in.width();
                        own[i * width + j] = inside ? row * in.width() + column : -1;
                    }
                }
            }
        }
        return places;
    }

    /** Such as "5x5 stride 2 pad 1"; what is usual is left out. */
    String words(int usualStride) {
        return height + "x" + width + (stride == usualStride ? "" : " stride " + stride)
                + (padding == 0 ? "" : " pad " + padding) + (dilation == 1 ? "" : " dilation " + dilation);
    }
}
