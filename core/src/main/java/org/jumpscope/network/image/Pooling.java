package org.jumpscope.network.image;

import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.InvalidInputException;

/**
 * One number for each position of a window that slides over an image, channel by channel: a fixed map without trainable
 * variables.
 *
 * @param shape the image that is read
 * @param kind which number
 * @param window the window
 */
public record Pooling(ImageShape shape, Kind kind, SlidingWindow window) implements Block {

    /** Which number stands for the window. */
    public enum Kind {
        /** The largest; of equal ones the first counts, and padding never does. */
        LARGEST,
        /** The mean of those inside the image. */
        MEAN
    }

    /**
     * Checks that the window fits.
     *
     * @throws InvalidInputException if it does not, or could lie in the padding alone
     */
    public Pooling {
        window.over(shape, shape.channels());
        if (!window.readsEverywhere(shape)) {
            throw new InvalidInputException("A pooling window of " + window.height() + "x"
                    + window.width() + " could lie in its padding of " + window.padding()
                    + " alone; give less padding.");
        }
    }

    /** The mean of each whole channel. */
    public static Pooling global(ImageShape shape) {
        return new Pooling(shape, Kind.MEAN, SlidingWindow.of(shape.height(), shape.width()));
    }

    /** The shape of what is written. */
    public ImageShape outputShape() {
        return window.over(shape, shape.channels());
    }

    @Override
    public int inputs() {
        return shape.size();
    }

    @Override
    public int outputs() {
        return outputShape().size();
    }

    @Override
    public int trainables() {
        return 0;
    }

    @Override
    public String words() {
        if (equals(global(shape))) {
            return "globalavgpool";
        }
        String name = kind == Kind.LARGEST ? "maxpool " : "avgpool ";
        String words = window.words(window.height());
        return name + (window.height() == window.width() ? words.replaceFirst("^\\d+x", "") : words);
    }

    @Override
    public String inputWords() {
        return shape.toString();
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new PoolingMap(this);
    }
}
