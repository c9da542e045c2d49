package org.jumpscope.network.image;

import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z(f, p) = Σ_k w(f, k) a(place(p, k)) + b(f): filters whose weights are shared by all positions p of a window that slides
 * over an image, which is Eq. (2.1) with the same trainable variable at many places of ŵ.
 *
 * <p>The trainable variables are the weights filter by filter, of each the window's places channel by channel, and then the
 * biases; outputs are filter by filter. With g groups the filters and channels are cut in g parts, and filters read the
 * channels of their own part only.
 *
 * @param shape the image that is read
 * @param filters F
 * @param window the window
 * @param groups g; divides the number of channels and of filters
 */
public record Convolution(ImageShape shape, int filters, SlidingWindow window, int groups) implements Block {

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if the window does not fit, there is no filter, the groups do not divide channels and
     *     filters, or there are more trainable variables than an array holds
     */
    public Convolution {
        if (filters < 1) {
            throw new InvalidInputException("A convolution of " + filters + " filters is empty; give 1 or more.");
        }
        if (groups < 1 || shape.channels() % groups != 0 || filters % groups != 0) {
            throw new InvalidInputException("The " + shape.channels() + " channels and " + filters
                    + " filters of a convolution cannot be cut in " + groups + " groups; give a common divisor.");
        }
        int ownChannels = shape.channels() / groups;
        double weights = (double) filters * ownChannels * window.height() * window.width();
        if (weights + filters > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("A convolution of " + filters + " filters has more than "
                    + (Integer.MAX_VALUE - 16) + " trainable variables; make it smaller.");
        }
        window.over(shape, filters);
    }

    /** The shape of what is written. */
    public ImageShape outputShape() {
        return window.over(shape, filters);
    }

    /** A scale and shift of each channel: one filter of one weight for each. */
    private boolean scales() {
        return groups == shape.channels() && groups == filters && window.size() == 1;
    }

    /** The weights of a filter. */
    public int filterWeights() {
        return shape.channels() / groups * window.size();
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
        return filters * (filterWeights() + 1);
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return List.of(
                new TrainableGroup(
                        layer,
                        scales() ? TrainableGroup.Kind.SCALES : TrainableGroup.Kind.WEIGHTS,
                        offset,
                        filters,
                        filterWeights()),
                new TrainableGroup(layer, TrainableGroup.Kind.BIASES, offset + filters * filterWeights(), filters, 1));
    }

    @Override
    public String words() {
        if (scales() && window.equals(SlidingWindow.of(1, 1))) {
            return "scale";
        }
        return "conv " + filters + " " + window.words(1) + (groups == 1 ? "" : " groups " + groups);
    }

    @Override
    public String inputWords() {
        return shape.toString();
    }

    @Override
    public double multiplications() {
        return (double) outputs() * filterWeights();
    }

    @Override
    public double workRows() {
        return Math.max(filters, ConvolutionMap.partFilters(this) * (double) filterWeights());
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new ConvolutionMap(this, q, offset);
    }
}
