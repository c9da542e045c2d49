package org.jumpscope.distribution;

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
