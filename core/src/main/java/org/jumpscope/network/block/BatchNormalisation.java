package org.jumpscope.network.block;

import java.util.Collections;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Batch normalisation in inference mode (Ioffe and Szegedy 2015): y = γ (x − μ)/s + β with s = √(v + ε), where the mean μ and
 * the variance v of each channel are fixed numbers and the scale γ and the shift β are trainable. So y is an affine map of x
 * with weights γ/s and biases β − γ μ/s, which are affine in (γ, β) as Eq. (2.1) asks.
 *
 * <p>In training μ and v are those of the samples of a batch, so that the output of one sample depends on the others and it has
 * no jump of its own. That is not represented.
 *
 * <p>Neurons are in the order of an image: channel by channel, of each all positions; neurons of a dense layer are channels of
 * one position. Trainable variables are γ of all channels, then β.
 *
 * @param positions T
 * @param mean μ, one for each of C channels
 * @param variance v, as many
 * @param epsilon ε, added to the variance
 */
public record BatchNormalisation(int positions, Vector mean, Vector variance, double epsilon) implements Block {
    /** ε where nothing is said. */
    public static final double USUAL_EPSILON = 1e-5;

    /**
     * Checks the sizes and numbers.
     *
     * @throws InvalidInputException if there are no channels or positions, not as many variances as means, a mean is not finite, a
     *     variance negative or not finite, or ε negative, not finite, or 0 beside a variance of 0
     */
    public BatchNormalisation {
        int channels = mean.size();
        if (channels < 1 || positions < 1 || (double) channels * positions > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("A batch normalisation of " + channels + " channels at " + positions
                    + " positions is not possible; give sizes of 1 or more.");
        }
        if (variance.size() != channels) {
            throw new InvalidInputException("A batch normalisation has " + channels + " means and " + variance.size()
                    + " variances; give one of each for each channel.");
        }
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The " + epsilon
                            + " that a batch normalisation adds to the variance is negative or not finite; give 1e-5, for example.");
        }
        for (int c = 0; c < channels; c++) {
            if (!Double.isFinite(mean.get(c))) {
                throw new InvalidInputException("The mean of channel " + (c + 1) + " of a batch normalisation is "
                        + mean.get(c) + "; give a finite number.");
            }
            double shifted = variance.get(c) + epsilon;
            if (!(variance.get(c) >= 0 && shifted > 0 && shifted < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("The variance of channel " + (c + 1) + " of a batch normalisation is "
                        + variance.get(c) + " and " + epsilon + " is added to it; give a positive and finite sum.");
            }
        }
    }

    /**
     * That of a fresh network: mean 0, variance 1.
     *
     * @param channels C
     * @param positions T
     * @param epsilon ε
     * @throws InvalidInputException as the constructor does
     */
    public static BatchNormalisation fresh(int channels, int positions, double epsilon) {
        return new BatchNormalisation(
                positions,
                Vector.of(new double[channels]),
                Vector.of(Collections.nCopies(channels, 1.0).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                epsilon);
    }

    /** The same with other fixed numbers, as many of each as there are channels. */
    public BatchNormalisation withStatistics(Vector means, Vector variances) {
        if (means.size() != channels()) {
            throw new InvalidInputException("A batch normalisation of " + channels() + " channels was given "
                    + means.size() + " means; give one for each channel.");
        }
        return new BatchNormalisation(positions, means, variances, epsilon);
    }

    /** C. */
    public int channels() {
        return mean.size();
    }

    /**
     * 1/s of a channel.
     *
     * @param channel from 0
     */
    public double inverseDeviation(int channel) {
        return 1 / Math.sqrt(variance.get(channel) + epsilon);
    }

    @Override
    public int inputs() {
        return channels() * positions;
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public int trainables() {
        return 2 * channels();
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return List.of(
                new TrainableGroup(layer, TrainableGroup.Kind.SCALES, offset, channels(), 1),
                new TrainableGroup(layer, TrainableGroup.Kind.BIASES, offset + channels(), channels(), 1));
    }

    /** Without its fixed numbers. */
    @Override
    public String words() {
        return epsilon == USUAL_EPSILON ? "batchnorm" : "batchnorm epsilon " + epsilon;
    }

    @Override
    public boolean couplesSamples() {
        return true;
    }

    @Override
    public double multiplications() {
        return inputs();
    }

    /** Channels and positions, where there are several positions. */
    @Override
    public String inputWords() {
        return positions == 1 ? String.valueOf(inputs()) : channels() + "x1x" + positions;
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new BatchNormalisationMap(this, q, offset);
    }
}
