package org.jumpscope.learning;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The law of the mean of M jumps beside that of one, along one direction of the trainable variables (Eq. 2.3).
 *
 * <p>For n samples with the jumps v_1, ..., v_n along the direction and independent draws, the cumulants κ_r of one jump give
 * those of the mean exactly: κ_r/M^(r − 1), so that the variance is σ²/M, the skewness S/√M and the excess kurtosis E/M. Draws
 * without replacement, as an epoch of training makes them, have the variance σ²/M · (n − M)/(n − 1).
 *
 * @param batch M
 * @param drawing how the samples of a mini-batch are drawn
 * @param jumps the jumps of single samples
 * @param mean their mean, and that of the means
 * @param variance σ² of one jump, over n
 * @param skewness S of one jump; 0 where σ is
 * @param excessKurtosis E of one jump; 0 where σ is
 */
public record MiniBatchLaw(
        int batch,
        Drawing drawing,
        Vector jumps,
        double mean,
        double variance,
        double skewness,
        double excessKurtosis) {

    /** How the samples of one mini-batch are drawn. */
    public enum Drawing {
        /** Each anew from all. */
        WITH_REPLACEMENT,
        /** All different. */
        WITHOUT_REPLACEMENT
    }

    /**
     * The law for the jumps of a dataset.
     *
     * @param jumps the jump of each sample along the direction, such as a coordinate or a singular direction, finite
     * @param batch M, 1 or more
     * @param drawing how they are drawn
     * @throws InvalidInputException if there is no jump, one is not finite, or M is outside
     */
    public static MiniBatchLaw of(Vector jumps, int batch, Drawing drawing) {
        int n = jumps.size();
        if (n < 1) {
            throw new InvalidInputException("There is no jump; give those of at least one sample.");
        }
        if (batch < 1 || (drawing == Drawing.WITHOUT_REPLACEMENT && batch > n)) {
            throw new InvalidInputException(
                    "A mini-batch of " + batch + " of " + n + " samples cannot be drawn; give 1 to " + n + ".");
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(jumps.get(i))) {
                throw new InvalidInputException("The jump of sample " + i + " is " + jumps.get(i) + ", not finite.");
            }
            mean += jumps.get(i) / n;
        }
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < n; i++) {
            double d = jumps.get(i) - mean;
            second += d * d / n;
            third += d * d * d / n;
            fourth += d * d * d * d / n;
        }
        return new MiniBatchLaw(
                batch,
                drawing,
                jumps,
                mean,
                second,
                second == 0 ? 0 : third / (second * Math.sqrt(second)),
                second == 0 ? 0 : fourth / (second * second) - 3);
    }

    /** The variance of the mean of M jumps. */
    public double varianceOfMean() {
        int n = jumps.size();
        double finite = drawing == Drawing.WITH_REPLACEMENT || n == 1 ? 1 : (n - batch) / (n - 1.0);
        return variance / batch * finite;
    }

    /**
     * Means of M jumps.
     *
     * @param draws how many
     * @param random their random numbers; mean number i depends on them and i alone
     * @return one mean a draw
     */
    public Vector sample(int draws, RandomBlocks random) {
        RandomBlocks stream = random.stream("mini-batches of " + batch);
        double[] means = new double[draws];
        int[] chosen = new int[batch];
        for (int i = 0; i < draws; i++) {
            draw(stream.block(i), chosen);
            double sum = 0;
            for (int sample : chosen) {
                sum += jumps.get(sample);
            }
            means[i] = sum / batch;
        }
        return Vector.of(means);
    }

    private void draw(UniformRandomProvider generator, int[] chosen) {
        int n = jumps.size();
        if (drawing == Drawing.WITH_REPLACEMENT) {
            for (int i = 0; i < batch; i++) {
                chosen[i] = generator.nextInt(n);
            }
            return;
        }
        // Floyd's sampling (Bentley and Floyd 1987): M different numbers by M draws.
        for (int i = 0; i < batch; i++) {
            int last = n - batch + i;
            int candidate = generator.nextInt(last + 1);
            for (int j = 0; j < i; j++) {
                if (chosen[j] == candidate) {
                    candidate = last;
                    break;
                }
            }
            chosen[i] = candidate;
        }
    }
}
