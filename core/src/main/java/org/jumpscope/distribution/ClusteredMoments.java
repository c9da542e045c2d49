package org.jumpscope.distribution;

import java.util.List;

/**
 * Sums over the values in a range [a, b] that come in clusters, such as all jumps that one sample makes: values of a cluster
 * depend on each other, clusters do not. With z = ln(v/a)/ln(b/a), n_c values in cluster c and Z_c = Σ (z − ½) over them:
 *
 * @param clusters how many clusters have values there
 * @param count Σ n_c
 * @param position Σ Z_c
 * @param squaredCount Σ n_c²
 * @param countPosition Σ n_c Z_c
 * @param squaredPosition Σ Z_c²
 */
public record ClusteredMoments(
        long clusters,
        double count,
        double position,
        double squaredCount,
        double countPosition,
        double squaredPosition) {

    /** No values. */
    public static final ClusteredMoments NONE = new ClusteredMoments(0, 0, 0, 0, 0, 0);

    /**
     * The sums over the values of one sign with magnitudes in [a, b], of given clusters.
     *
     * @param clusters the values of each cluster. Not modified.
     * @param sign the sign
     * @param lower a, positive
     * @param upper b, above a and finite
     */
    public static ClusteredMoments of(List<double[]> clusters, LogHistogram.Sign sign, double lower, double upper) {
        double start = StrictMath.log(lower);
        double range = StrictMath.log(upper) - start;
        ClusteredMoments sums = NONE;
        for (double[] cluster : clusters) {
            double count = 0;
            double position = 0;
            for (double value : cluster) {
                double size = sign == LogHistogram.Sign.POSITIVE ? value : -value;
                if (size >= lower && size <= upper) {
                    count++;
                    position += (StrictMath.log(size) - start) / range - 0.5;
                }
            }
            sums = count > 0 ? sums.with(count, position) : sums;
        }
        return sums;
    }

    /**
     * With one more cluster.
     *
     * @param size n_c
     * @param sum Z_c
     */
    public ClusteredMoments with(double size, double sum) {
        return new ClusteredMoments(
                clusters + 1,
                count + size,
                position + sum,
                squaredCount + size * size,
                countPosition + size * sum,
                squaredPosition + sum * sum);
    }

    /** The sums over the clusters of both. */
    public ClusteredMoments plus(ClusteredMoments other) {
        return new ClusteredMoments(
                clusters + other.clusters,
                count + other.count,
                position + other.position,
                squaredCount + other.squaredCount,
                countPosition + other.countPosition,
                squaredPosition + other.squaredPosition);
    }
}
