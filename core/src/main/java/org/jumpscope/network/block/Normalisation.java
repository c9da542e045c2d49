package org.jumpscope.network.block;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The features of each position brought to one scale: y = (x − μ)/s with μ the mean and s = √(variance + ε) over the features
 * (layer normalisation, Ba and others 2016), or y = x/s with s = √(mean x² + ε) (Zhang and Sennrich 2019).
 *
 * <p>It has no trainable variables: a scale and a shift for each feature are a {@link Convolution} of 1x1 windows with as many
 * groups as features. Neurons are in the order of an image: feature by feature, of each all positions.
 *
 * @param features D
 * @param positions T
 * @param kind which scale
 * @param epsilon ε, added to the variance
 */
public record Normalisation(int features, int positions, Kind kind, double epsilon) implements Block {

    /** Which scale. */
    public enum Kind {
        /** Mean 0 and variance 1. */
        LAYER,
        /** Mean square 1. */
        ROOT_MEAN_SQUARE
    }

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if a size is not positive, or ε not positive and finite
     */
    public Normalisation {
        if (features < 1 || positions < 1 || (double) features * positions > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("A normalisation of " + features + " features at " + positions
                    + " positions is not possible; give sizes of 1 or more.");
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("The " + epsilon
                    + " that a normalisation adds to the variance is not positive and finite; give 1e-5, for example.");
        }
    }

    @Override
    public int inputs() {
        return features * positions;
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public int trainables() {
        return 0;
    }

    @Override
    public String words() {
        return kind == Kind.LAYER ? "layernorm" : "rmsnorm";
    }

    /** Channels and positions, where there are several positions. */
    @Override
    public String inputWords() {
        return positions == 1 ? String.valueOf(inputs()) : features + "x1x" + positions;
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new NormalisationMap(this);
    }
}
