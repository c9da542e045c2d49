package org.jumpscope.learning;

import java.util.List;
import java.util.TreeSet;
import org.jumpscope.distribution.LogHistogram;

/**
 * The sizes of the steps really made beside the potential jumps at the fixed mean state, of one class and one sign of Δb.
 *
 * <p>The paper calls the two distributions "essentially the same"; the distance measures it. It is the largest difference
 * of the two distribution functions of the size at the edges of a {@link LogHistogram}.
 *
 * @param target target of the class, NaN for batches of several samples
 * @param sign sign of Δb and of ḃ
 * @param stepShare share of this sign among the class's steps, zeros included
 * @param jumpShare share of this sign among the class's potential jumps, zeros included
 * @param steps sizes of steps of this sign that were counted
 * @param jumps potential jumps of this sign that were drawn
 * @param distance Kolmogorov-Smirnov distance of the sizes, NaN where one of the counts is 0
 * @param noiseFloor distance that two samples of one law exceed in 5 % of cases, 1.36 √(1/n + 1/m), for independent
 *     samples
 * @param stepSizes the steps in about 200 bins
 * @param jumpSizes the potential jumps in the same bins
 */
public record StepComparison(
        double target,
        LogHistogram.Sign sign,
        double stepShare,
        double jumpShare,
        long steps,
        long jumps,
        double distance,
        double noiseFloor,
        List<LogHistogram.Bin> stepSizes,
        List<LogHistogram.Bin> jumpSizes) {
    private static final int BINS = 200;

    /** Copies the lists. */
    public StepComparison {
        stepSizes = List.copyOf(stepSizes);
        jumpSizes = List.copyOf(jumpSizes);
    }

    static StepComparison of(double target, LogHistogram.Sign sign, LogHistogram made, LogHistogram potential) {
        long n = made.count(sign);
        long m = potential.count(sign);
        List<LogHistogram.Bin> madeBins = List.of();
        List<LogHistogram.Bin> potentialBins = List.of();
        if (n + m > 0) {
            TreeSet<Double> edges = edges(sign, made, potential);
            madeBins = made.rebin(sign, edges.first(), edges.last(), BINS);
            potentialBins = potential.rebin(sign, edges.first(), edges.last(), BINS);
        }
        return new StepComparison(
                target,
                sign,
                (double) n / Math.max(1, made.total()),
                (double) m / Math.max(1, potential.total()),
                n,
                m,
                distance(sign, made, potential),
                1.36 * Math.sqrt(1.0 / n + 1.0 / m),
                madeBins,
                potentialBins);
    }

    private static TreeSet<Double> edges(LogHistogram.Sign sign, LogHistogram first, LogHistogram second) {
        TreeSet<Double> edges = new TreeSet<>();
        for (LogHistogram histogram : List.of(first, second)) {
            for (LogHistogram.Bin bin : histogram.bins(sign)) {
                edges.add(bin.low());
                edges.add(bin.high());
            }
        }
        return edges;
    }

    private static double distance(LogHistogram.Sign sign, LogHistogram first, LogHistogram second) {
        double n = first.count(sign);
        double m = second.count(sign);
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        List<LogHistogram.Bin> a = first.bins(sign);
        List<LogHistogram.Bin> b = second.bins(sign);
        double largest = 0;
        long below = 0;
        long belowSecond = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            double nextFirst = i < a.size() ? a.get(i).low() : Double.POSITIVE_INFINITY;
            double nextSecond = j < b.size() ? b.get(j).low() : Double.POSITIVE_INFINITY;
            if (nextFirst <= nextSecond) {
                below += a.get(i++).count();
            }
            if (nextSecond <= nextFirst) {
                belowSecond += b.get(j++).count();
            }
            largest = Math.max(largest, Math.abs(below / n - belowSecond / m));
        }
        return largest;
    }
}
