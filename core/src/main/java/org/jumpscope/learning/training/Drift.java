package org.jumpscope.learning.training;

/**
 * Drift against fluctuation over an epoch, by which local learning equilibrium is stated.
 *
 * <p>Over an epoch of n samples in B batches of m_s samples, with g_s the mean gradient of a batch at the state where it
 * was taken: ḡ = Σ m_s g_s/n is the mean gradient, and tr S = Σ m_s |g_s − ḡ|²/(B − 1) estimates, without bias where the
 * state hardly moves, the trace of the covariance of one sample's gradient. In n samples the state drifts by nγ|ḡ| and
 * fluctuates by γ√(n tr S). It is in local learning equilibrium over the data when the drift is the smaller one:
 *
 * <pre>n &lt; n* = tr S / |ḡ|²</pre>
 *
 * so that within an epoch the mean gradient cannot be told from the noise of the samples. At a minimum of the risk over the
 * data, and where batches average to it, n* is infinite.
 *
 * @param samples n
 * @param squaredMean |ḡ|²
 * @param variance tr S; NaN where the epoch has one batch
 */
public record Drift(long samples, double squaredMean, double variance) {

    /** n*, the number of samples over which the state may be taken as fixed. */
    public double equilibriumSamples() {
        return squaredMean == 0 ? Double.POSITIVE_INFINITY : variance / squaredMean;
    }

    /** √(n/n*), the drift over an epoch in units of the fluctuation. */
    public double driftToFluctuation() {
        return Math.sqrt(samples / equilibriumSamples());
    }

    /**
     * Whether the state is in local learning equilibrium over a number of epochs: epochs · n &lt; n*.
     *
     * @param epochs their number, 1 for the data themselves
     */
    public boolean isEquilibrium(double epochs) {
        return epochs * samples < equilibriumSamples();
    }
}
