package org.jumpscope.network.image;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The places of neurons that form an image: channel by channel, in each row by row.
 *
 * @param channels C
 * @param height rows of a channel
 * @param width columns of a channel
 */
public record ImageShape(int channels, int height, int width) {

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if one is not positive, or there are more places than an array holds
     */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new InvalidInputException("An image of " + channels + "x" + height + "x" + width
                    + " (channels, rows, columns) is empty; give sizes of 1 or more.");
        }
        if ((double) channels * height * width > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("An image of " + channels + "x" + height + "x" + width + " has more than "
                    + (Integer.MAX_VALUE - 16) + " places; make it smaller.");
        }
    }

    /** The number of neurons. */
    public int size() {
        return channels * height * width;
    }

    /** The places of one channel. */
    public int positions() {
        return height * width;
    }

    /** Such as "1x28x28". */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
