package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RelatedExponents;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.experiments.network.MeasureResult.Constant;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.MeasureResult.Drift;
import org.jumpscope.numeric.Vector;

/** Exponents of decades and what they say together, with the covariance that clusters of values give them. */
final class DecadeExponents {
    /** Fewest values of a decade with an exponent. */
    private static final int FEWEST = 50;
    /** Fewest clusters that they come from: the error is the scatter between clusters. */
    private static final int FEWEST_CLUSTERS = 20;

    private static final double SIGNIFICANCE = 0.05;

    private final List<Decade> decades = new ArrayList<>();
    private final RelatedExponents related;

    /**
     * The decades of values of one sign.
     *
     * @param sums by decade and cluster. Not modified.
     * @param total values of the sign
     */
    DecadeExponents(ClusteredDecades sums, double total) {
        List<Integer> used = new ArrayList<>();
        for (int e : sums.decades()) {
            double lower = RelatedExponents.powerOfTen(e);
            double upper = RelatedExponents.powerOfTen(e + 1);
            ClusteredMoments moments = sums.moments(e);
            double mean = moments.position() / moments.count();
            if (moments.count() < FEWEST
                    || moments.clusters() < FEWEST_CLUSTERS
                    || !(lower > 0 && upper < Double.POSITIVE_INFINITY)
                    || !(Math.abs(mean) < 0.5)) {
                continue;
            }
            PowerLawEstimate estimate = RelatedExponents.of(moments, e);
            if (!(estimate.standardError() > 0)) {
                continue;
            }
            used.add(e);
            decades.add(new Decade(
                    lower,
                    upper,
                    Math.round(moments.count()),
                    moments.count() / total,
                    estimate.exponent(),
                    estimate.standardError()));
        }
        related = RelatedExponents.of(sums, used);
    }

    List<Decade> decades() {
        return decades;
    }

    /** Rows of the covariance of the exponents; none of fewer than two. */
    List<Vector> covariance() {
        List<Vector> rows = new ArrayList<>();
        for (int i = 0; i < decades.size() && decades.size() > 1; i++) {
            rows.add(related.covariance().row(i));
        }
        return rows;
    }

    /**
     * The longest run of neighbouring decades that agree, of equally long ones that with the most values; null if there is none.
     *
     * <p>A run agrees where none of the runs inside it, itself among them, is rejected; the smallest of their p-values, times
     * their number, is its p-value. A test of the run alone could be carried by decades whose exponents are hardly known.
     */
    Constant constant() {
        int n = decades.size();
        double[][] smallest = new double[n][n];
        Constant best = null;
        for (int length = 2; length <= n; length++) {
            for (int from = 0; from + length <= n; from++) {
                int to = from + length - 1;
                double inside = length == 2 ? 1 : Math.min(smallest[from][to - 1], smallest[from + 1][to]);
                smallest[from][to] = inside > 0 && adjoin(to - 1) ? Math.min(inside, pValue(from, to)) : 0;
                double p = Math.min(1, smallest[from][to] * length * (length - 1) / 2);
                if (p >= SIGNIFICANCE) {
                    Constant run = run(from, to, p);
                    boolean better = best == null || run.decades() > best.decades() || run.share() > best.share();
                    best = better ? run : best;
                }
            }
        }
        return best;
    }

    private boolean adjoin(int place) {
        return decades.get(place).upper() == decades.get(place + 1).lower();
    }

    /** 0 where the exponents cannot be compared. */
    private double pValue(int from, int to) {
        return related.mean(from, to + 1).pValue().orElse(0);
    }

    private Constant run(int from, int to, double p) {
        RelatedExponents.Agreement mean = related.mean(from, to + 1);
        double share = 0;
        for (int i = from; i <= to; i++) {
            share += decades.get(i).share();
        }
        return new Constant(
                decades.get(from).lower(),
                decades.get(to).upper(),
                to - from + 1,
                share,
                mean.value(),
                mean.standardError(),
                p);
    }

    /** The line through all exponents; null below three. */
    Drift drift() {
        if (decades.size() < 3) {
            return null;
        }
        RelatedExponents.Agreement line = related.line();
        return new Drift(line.value(), line.standardError(), line.pValue());
    }
}
