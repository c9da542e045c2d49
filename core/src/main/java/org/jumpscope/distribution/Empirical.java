package org.jumpscope.distribution;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;

/**
 * The law of a finite sample x_1 … x_n, smoothed by a Gaussian kernel of bandwidth h: p(x) = (1/n) Σ_i φ((x − x_i)/h)/h.
 *
 * <p>Density, distribution function and derivative are those of the smoothed law, exact to rounding; {@link #atoms()}
 * and {@link #sampleAtoms} give the sample itself. Its mean is the sample's, its variance the sample's (with 1/n) plus h².
 */
public final class Empirical implements Distribution {
    private static final String NAME = "empirical";
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final Normal STANDARD = Normal.of(0, 1);

    private final double[] atoms;
    private final double bandwidth;
    private final double mean;
    private final double deviation;
    private final double logPeak;
    private final KernelSum kernels;

    private Empirical(double[] sortedAtoms, double bandwidth) {
        this.atoms = sortedAtoms;
        this.bandwidth = bandwidth;
        this.mean = mean(sortedAtoms);
        this.deviation = deviation(sortedAtoms, mean);
        this.logPeak = -Math.log(sortedAtoms.length) - Math.log(bandwidth) - LOG_SQRT_TWO_PI;
        this.kernels = new KernelSum(sortedAtoms, bandwidth);
    }

    /**
     * Creates the law of a sample, with the bandwidth of Silverman's rule, h = 0.9 min(s, IQR/1.34) n^(−1/5), where s is
     * the standard deviation (with 1/(n − 1)) and IQR the distance of the quartiles; s alone where the quartiles agree.
     *
     * @param samples the sample, two or more finite numbers that are not all equal
     * @return the law
     * @throws InvalidInputException if the sample is outside its domain
     */
    public static Empirical of(Vector samples) {
        double[] sorted = sorted(samples);
        int n = sorted.length;
        double deviation = n < 2 ? 0 : deviation(sorted, mean(sorted)) * Math.sqrt(n / (n - 1.0));
        double quartiles = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.34;
        // StrictMath, since the bandwidth enters the sampler.
        double width = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
        double bandwidth = 0.9 * width * StrictMath.pow(n, -0.2);
        if (!(bandwidth > 0)) {
            throw new InvalidInputException(NAME + ": the " + n + " samples are all equal to " + sorted[0]
                    + ", which gives no bandwidth; give a bandwidth or samples that differ.");
        }
        return new Empirical(sorted, Parameter.positive(NAME, "bandwidth", bandwidth));
    }

    /**
     * Creates the law of a sample with a given bandwidth.
     *
     * @param samples the sample, one or more finite numbers
     * @param bandwidth the kernel's standard deviation h, positive and finite
     * @return the law
     * @throws InvalidInputException if a parameter is outside its domain
     */
    public static Empirical of(Vector samples, double bandwidth) {
        return new Empirical(sorted(samples), Parameter.positive(NAME, "bandwidth", bandwidth));
    }

    /**
     * Returns the law of the same sample with another bandwidth.
     *
     * @param other the kernel's standard deviation h, positive and finite
     * @return the law
     * @throws InvalidInputException if the bandwidth is outside its domain
     */
    public Empirical withBandwidth(double other) {
        return new Empirical(atoms, Parameter.positive(NAME, "bandwidth", other));
    }

    private static double[] sorted(Vector samples) {
        if (samples.size() == 0) {
            throw new InvalidInputException(NAME + ": there are no samples; give one or more.");
        }
        double[] sorted = samples.toArray();
        for (int i = 0; i < sorted.length; i++) {
            Parameter.finite(NAME, "sample " + (i + 1) + " of " + sorted.length + ",", sorted[i]);
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double mean(double[] values) {
        double shift = values[values.length / 2];
        double sum = 0;
        for (double value : values) {
            sum += (value - shift) / values.length;
        }
        return shift + sum;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean) / values.length;
        }
        return Math.sqrt(sum);
    }

    private static double quantileOf(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Returns the sample in increasing order.
     *
     * @return the n atoms
     */
    public Vector atoms() {
        return Vector.of(atoms);
    }

    /**
     * Returns the standard deviation h of the kernel.
     *
     * @return the bandwidth
     */
    public double bandwidth() {
        return bandwidth;
    }

    @Override
    public double logDensity(double x) {
        return Double.isNaN(x) ? x : kernels.density(x).logSum() + logPeak;
    }

    @Override
    public double logDensityDerivative(double x) {
        return Double.isNaN(x) ? x : -kernels.density(x).meanDistance() / bandwidth;
    }

    @Override
    public double cumulative(double x) {
        return Math.min(1, kernels.tail(x, 1) / atoms.length);
    }

    @Override
    public double survival(double x) {
        return Math.min(1, kernels.tail(x, -1) / atoms.length);
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? tailQuantile(p, 1) : tailQuantile(1 - p, -1);
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? tailQuantile(p, -1) : tailQuantile(1 - p, 1);
    }

    /** Returns the quantile of the lower tail for side 1, of the upper tail for side −1. */
    private double tailQuantile(double p, int side) {
        double distance = bandwidth * STANDARD.quantile(p);
        if (p == 0) {
            return side * distance;
        }
        int n = atoms.length;
        double low = atoms[0] + side * distance;
        double high = atoms[n - 1] + side * distance;
        // Far out the last atom alone is left, with the weight 1/n.
        double outer = side > 0 ? atoms[0] : atoms[n - 1];
        int rank = Math.min(n - 1, (int) (p * n));
        double start =
                p * n < 1 ? outer + side * bandwidth * STANDARD.quantile(p * n) : atoms[side > 0 ? rank : n - 1 - rank];
        return low == high
                ? low
                : QuantileSearch.solve(x -> kernels.tail(x, side) / n, this::density, side, p, low, high, start);
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public double standardDeviation() {
        return Math.hypot(deviation, bandwidth);
    }

    @Override
    public Interval support() {
        return Interval.ENTIRE;
    }

    @Override
    public List<Double> kinks() {
        return List.of();
    }

    /** Draws from the smoothed law: an atom, moved by h times a standard normal number. */
    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        StandardNormals.fill(random, out, n);
        for (int i = 0; i < n; i++) {
            double atom = atoms[random.nextInt(atoms.length)];
            out[i] = atom + bandwidth * out[i];
        }
    }

    /**
     * Draws n of the atoms, independently and with replacement, into the front of {@code out}.
     *
     * @param random the generator
     * @param out the atoms drawn, of length n or more. Modified.
     * @param n the number of draws
     */
    public void sampleAtoms(UniformRandomProvider random, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = atoms[random.nextInt(atoms.length)];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Empirical that && bandwidth == that.bandwidth && Arrays.equals(atoms, that.atoms);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atoms) + Double.hashCode(bandwidth);
    }

    /** Returns a description, which is not read back: {@code empirical(n samples, bandwidth h)}. */
    @Override
    public String toString() {
        return NAME + "(" + atoms.length + " samples, bandwidth " + Parameter.text(bandwidth) + ")";
    }
}
