package org.jumpscope.learning.training;

/**
 * Drift against fluctuation over a stretch of training, by which local learning equilibrium is stated.
 *
 * <p>Over n samples in B batches of m_s samples, with g_s the mean gradient of a batch at the state where it was taken:
 * ḡ = Σ m_s g_s/n is the mean gradient, and tr S = Σ m_s |g_s − ḡ|²/(B − 1) estimates the trace of the covariance of one
 * sample's gradient (without bias where the state hardly moves). In n samples at a rate γ a state drifts by nγ|ḡ| and
 * fluctuates by γ√(n tr S). It is in local learning equilibrium over these samples when the drift is the smaller one,
 *
 * <pre>n &lt; n* = tr S / |ḡ|²,</pre>
 *
 * that is, when the mean gradient is smaller than its standard error √(tr S/n) as a mean over n draws of the boundary
 * distribution: it cannot be told from the noise of the samples. A plateau whose drift is slower than that counts as well;
 * more samples tell it apart.
 *
 * @param samples n
 * @param squaredMean |ḡ|²
 * @param variance tr S; NaN where there is one batch
 */
public record Drift(long samples, double squaredMean, double variance) {

    /** From the sums Σ m|g|² and |Σ m g|² over B batches of n samples. */
    static Drift of(long samples, long batches, double squaredNorms, double squaredSum) {
        double n = samples;
        double squaredMean = squaredSum / n / n;
        // Σ m|g − ḡ|² = Σ m|g|² − n|ḡ|², which rounding may leave below 0.
        double variance = batches == 1 ? Double.NaN : Math.max(0, squaredNorms - n * squaredMean) / (batches - 1);
        return new Drift(samples, squaredMean, variance);
    }

    /** n*, the number of samples over which the state may be taken as fixed. */
    public double equilibriumSamples() {
        return squaredMean == 0 ? Double.POSITIVE_INFINITY : variance / squaredMean;
    }

    /** √(n/n*), the drift in units of the fluctuation. */
    public double driftToFluctuation() {
        return Math.sqrt(samples / equilibriumSamples());
    }

    /** Whether n &lt; n*. */
    public boolean isEquilibrium() {
        return samples < equilibriumSamples();
    }
}
