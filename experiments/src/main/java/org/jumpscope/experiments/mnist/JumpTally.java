package org.jumpscope.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.network.TrainableGroup;
import org.jumpscope.numeric.ElementaryFunctions;

/** Jumps that come in clusters, one a sample: their histogram, and sums by decade and sign for errors clustered by sample. */
final class JumpTally {
    private static final double DECADE = 1 / Math.log(10);

    private final LogHistogram histogram = new LogHistogram();
    /** For each sign, positive first: by the exponent e of the decade from 10^e. */
    private final List<TreeMap<Integer, ClusteredMoments>> decades = List.of(new TreeMap<>(), new TreeMap<>());

    private final ClusteredMoments[] scales = {ClusteredMoments.NONE, ClusteredMoments.NONE};
    private int samples;

    /** All jumps of one sample. */
    void add(double[] jumps, int n) {
        samples++;
        histogram.add(jumps, n);
        double[] logs = new double[n];
        boolean[] negative = new boolean[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (jumps[i] != 0) {
                negative[count] = jumps[i] < 0;
                logs[count++] = Math.abs(jumps[i]);
            }
        }
        ElementaryFunctions.log(logs, count, logs);
        for (int side = 0; side < 2; side++) {
            addSide(side, logs, negative, count);
        }
    }

    private void addSide(int side, double[] logs, boolean[] negative, int count) {
        TreeMap<Integer, double[]> own = new TreeMap<>();
        double size = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            if (negative[i] == (side == 1)) {
                double place = DECADE * logs[i];
                int exponent = (int) Math.floor(place);
                double[] sums = own.computeIfAbsent(exponent, e -> new double[2]);
                sums[0]++;
                sums[1] += place - exponent - 0.5;
                size++;
                sum += place;
            }
        }
        for (Map.Entry<Integer, double[]> each : own.entrySet()) {
            double[] sums = each.getValue();
            decades.get(side).merge(each.getKey(), ClusteredMoments.NONE.with(sums[0], sums[1]), ClusteredMoments::plus);
        }
        if (size > 0) {
            scales[side] = scales[side].with(size, sum);
        }
    }

    /** Adds what another has counted. */
    void merge(JumpTally other) {
        samples += other.samples;
        histogram.merge(other.histogram);
        for (int side = 0; side < 2; side++) {
            scales[side] = scales[side].plus(other.scales[side]);
            TreeMap<Integer, ClusteredMoments> own = decades.get(side);
            other.decades.get(side).forEach((e, moments) -> own.merge(e, moments, ClusteredMoments::plus));
        }
    }

    /** What was counted. */
    DatasetJumps.Cell cell(TrainableGroup group, int label) {
        List<DatasetJumps.Decade> filled = new ArrayList<>();
        for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
            decades.get(side(sign)).forEach((e, moments) -> filled.add(new DatasetJumps.Decade(sign, e, moments)));
        }
        return new DatasetJumps.Cell(group, label, samples, 0, histogram, filled, List.of(scales));
    }

    private static int side(LogHistogram.Sign sign) {
        return sign == LogHistogram.Sign.POSITIVE ? 0 : 1;
    }

    /** The jumps of one group for the samples of all classes together. */
    static DatasetJumps.Cell together(List<DatasetJumps.Cell> cells) {
        LogHistogram histogram = new LogHistogram();
        long zeros = 0;
        int samples = 0;
        ClusteredMoments[] scales = {ClusteredMoments.NONE, ClusteredMoments.NONE};
        List<TreeMap<Integer, ClusteredMoments>> sums = List.of(new TreeMap<>(), new TreeMap<>());
        for (DatasetJumps.Cell cell : cells) {
            histogram.merge(cell.histogram());
            zeros += cell.zeros();
            samples += cell.samples();
            for (int side = 0; side < 2; side++) {
                scales[side] = scales[side].plus(cell.scales().get(side));
            }
            for (DatasetJumps.Decade decade : cell.decades()) {
                sums.get(side(decade.sign())).merge(decade.exponent(), decade.moments(), ClusteredMoments::plus);
            }
        }
        List<DatasetJumps.Decade> decades = new ArrayList<>();
        for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
            sums.get(side(sign)).forEach((e, moments) -> decades.add(new DatasetJumps.Decade(sign, e, moments)));
        }
        return new DatasetJumps.Cell(
                cells.get(0).group(), -1, samples, zeros, histogram, decades, List.of(scales));
    }
}
