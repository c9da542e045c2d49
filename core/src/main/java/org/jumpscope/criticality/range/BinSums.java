package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.TruncatedExponential;

/**
 * An estimate of the exponent on any range of bins in O(1), from sums over the first j bins.
 *
 * <p>A bin of width δ in ln x has its mean at δ μ(sδ) = δ/2 − sδ²/12 + O(s³δ⁴/720) and takes δ² v(sδ) = δ²/12 + O(s²δ⁴/240) off the
 * information, so that counts, positions and squared widths suffice; the error is below 1 % of the standard error for bins of a
 * factor of two and k from 0 to 2, and vanishes with the fourth power of the width.
 */
final class BinSums {
    private final BinnedCounts bins;
    /** Σ h (y + δ/2), y from the first edge. */
    private final double[] positions;
    /** Σ h δ²/12. */
    private final double[] spreads;

    BinSums(BinnedCounts bins) {
        int size = bins.size();
        this.bins = bins;
        this.positions = new double[size + 1];
        this.spreads = new double[size + 1];
        double origin = bins.logEdge(0);
        for (int j = 0; j < size; j++) {
            double width = bins.logEdge(j + 1) - bins.logEdge(j);
            double count = bins.count(j);
            boolean empty = count == 0;
            positions[j + 1] = positions[j] + (empty ? 0 : count * (bins.logEdge(j) - origin + 0.5 * width));
            spreads[j + 1] = spreads[j] + (empty ? 0 : count * width * width / 12);
        }
    }

    /**
     * k on a bounded range that holds values in more than one bin.
     *
     * @param from number of its lower edge
     * @param to number of its upper edge
     */
    double exponent(int from, int to) {
        double range = bins.logEdge(to) - bins.logEdge(from);
        double count = bins.count(from, to);
        double middle = (positions[to] - positions[from]) / count - (bins.logEdge(from) - bins.logEdge(0));
        double spread = (spreads[to] - spreads[from]) / count;
        double s = 0;
        // A fixed point of which the slope, spread over the variance of y, is small.
        for (int step = 0; step < 3; step++) {
            double mean = Math.max(1e-3, Math.min(1 - 1e-3, (middle - s * spread) / range));
            s = TruncatedExponential.inverseMean(mean) / range;
        }
        return 1 + s;
    }

    /**
     * I(k) there.
     *
     * @param from number of the lower edge
     * @param to number of the upper edge
     * @param exponent k
     */
    double information(int from, int to, double exponent) {
        double range = bins.logEdge(to) - bins.logEdge(from);
        double t = (exponent - 1) * range;
        return bins.count(from, to) * range * range * TruncatedExponential.variance(t) - (spreads[to] - spreads[from]);
    }
}
