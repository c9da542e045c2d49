package org.jumpscope.network.image;

import java.util.List;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z(f, p) = Σ_k w(f, k) a(place(p, k)) + b(f): filters whose weights are shared by all positions p of a window that slides
 * over an image, which is Eq. (2.1) with the same trainable variable at many places of ŵ.
 *
 * <p>The trainable variables are the weights filter by filter, of each the window's places channel by channel, and then the
 * biases where it has some; outputs are filter by filter. With g groups the filters and channels are cut in g parts, and filters read the
 * channels of their own part only.
 *
 * @param shape the image that is read
 * @param filters F
 * @param window the window
 * @param groups g; divides the number of channels and of filters
 * @param biases whether each filter has a bias; without, z(f, p) = Σ_k w(f, k) a(place(p, k))
 */
public record Convolution(ImageShape shape, int filters, SlidingWindow window, int groups, Affine.Biases biases)
        implements Block {

    /** A convolution with biases. */
    public Convolution(ImageShape shape, int filters, SlidingWindow window, int groups) {
        this(shape, filters, window, groups, Affine.Biases.TRAINABLE);
    }

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

    /** Whether it has biases. */
    public boolean biased() {
        return biases == Affine.Biases.TRAINABLE;
    }

    /** The same with biases or without. */
    public Convolution withBiases(Affine.Biases other) {
        return new Convolution(shape, filters, window, groups, other);
    }

    @Override
    public int trainables() {
        return filters * (filterWeights() + (biased() ? 1 : 0));
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        TrainableGroup weights = new TrainableGroup(
                layer,
                scales() ? TrainableGroup.Kind.SCALES : TrainableGroup.Kind.WEIGHTS,
                offset,
                filters,
                filterWeights());
        return biased()
                ? List.of(
                        weights,
                        new TrainableGroup(
                                layer, TrainableGroup.Kind.BIASES, offset + filters * filterWeights(), filters, 1))
                : List.of(weights);
    }

    @Override
    public String words() {
        if (scales() && window.equals(SlidingWindow.of(1, 1))) {
            return biased() ? "scale" : "scale no-bias";
        }
        return "conv " + filters + " " + window.words(1) + (groups == 1 ? "" : " groups " + groups)
                + (biased() ? "" : " no-bias");
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
    public List<GradientWork> gramWork(int m) {
        double positions = outputShape().positions();
        double weights = filterWeights();
        double square = (double) m * m;
        double once = (double) m * filters * positions * weights;
        double part = ConvolutionMap.partFilters(this);
        // Rows of the Jacobian, of which there are W for each filter, or P of V twice and the inputs' own once.
        return List.of(GradientWork.least(
                new GradientWork(
                        GradientWork.Way.MATERIALISED,
                        2 * once + square / 2 * trainables(),
                        8 * Math.max(filters, part * weights) * m),
                new GradientWork(
                        GradientWork.Way.POSITIONS,
                        3 * once + m * filters * positions * positions + square * (outputs() + inputs() / 2.0),
                        8 * (part * (weights + positions) + inputs() / (double) groups) * m)));
    }

    @Override
    public List<GradientWork> normWork() {
        GradientWork one =
                GradientWork.ofNorm(outputShape().positions(), filters / (double) groups, filterWeights(), biased());
        return List.of(new GradientWork(one.way(), groups * one.multiplications(), one.bytes()));
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new ConvolutionMap(this, q, offset);
    }
}
