package org.jumpscope.dataset;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * z_j = (x_j − m_j)/s_j for each input: with the mean and the standard deviation of the samples, inputs of mean 0 and
 * variance 1.
 *
 * @param means m, of N elements, finite
 * @param scales s, of N elements, positive and finite
 */
public record Standardisation(Vector means, Vector scales) {
    /** Samples whose columns are taken at once. */
    private static final int BLOCK = 256;

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if the sizes differ, a mean is not finite, or a scale not positive and finite
     */
    public Standardisation {
        if (means.size() != scales.size()) {
            throw new InvalidInputException("There are " + means.size() + " means and " + scales.size()
                    + " scales; give one of each per input.");
        }
        for (int j = 0; j < means.size(); j++) {
            if (!Double.isFinite(means.get(j)) || !(scales.get(j) > 0) || Double.isInfinite(scales.get(j))) {
                throw new InvalidInputException("Input " + (j + 1) + " has the mean " + means.get(j) + " and the scale "
                        + scales.get(j) + "; give a finite mean and a positive scale.");
            }
        }
    }

    /**
     * Mean and standard deviation (over n) of samples; an input that is constant has the scale 1.
     *
     * @param samples the samples, as they are
     */
    public static Standardisation of(LabelledSamples samples) {
        int n = samples.size();
        int inputs = samples.inputs();
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        double[][] columns = new double[inputs][Math.min(n, BLOCK)];
        double[] means = new double[inputs];
        double[] squares = new double[inputs];
        // Two passes: the squares are of differences, so that a large mean does not cancel.
        for (int pass = 0; pass < 2; pass++) {
            for (int from = 0; from < n; from += BLOCK) {
                int m = Math.min(BLOCK, n - from);
                samples.inputs(rows, from, m, columns);
                for (int j = 0; j < inputs; j++) {
                    for (int c = 0; c < m; c++) {
                        double x = columns[j][c];
                        if (pass == 0) {
                            means[j] += x / n;
                        } else {
                            squares[j] += (x - means[j]) * (x - means[j]) / n;
                        }
                    }
                }
            }
        }
        double[] scales = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            double deviation = Math.sqrt(squares[j]);
            // A constant has a deviation of rounding only.
            scales[j] = deviation > 1e-12 * Math.abs(means[j]) && deviation > 0 ? deviation : 1;
        }
        return new Standardisation(Vector.of(means), Vector.of(scales));
    }

    /** N. */
    public int inputs() {
        return means.size();
    }

    /** Standardises m values of input j. */
    void apply(int j, double[] values, int m) {
        double mean = means.get(j);
        double scale = scales.get(j);
        for (int c = 0; c < m; c++) {
            values[c] = (values[c] - mean) / scale;
        }
    }
}
