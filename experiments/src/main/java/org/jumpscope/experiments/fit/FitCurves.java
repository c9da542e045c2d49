package org.jumpscope.experiments.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.Vector;

/**
 * The curves of a fit's figures.
 *
 * @param binLow lower ends of the bins of the density, evenly spaced in ln x below, in and above the range
 * @param binHigh their upper ends
 * @param binCount effective number of values in each: n, or (Σw)²/Σw² with weights
 * @param binDensity the share of all values in each, divided by its width
 * @param place places of the survival function
 * @param survival the share of values at or above each place
 * @param fitPlace places of the fitted law, from a to b; none without a range
 * @param fitDensity its density, times the share of values in the range
 * @param fitSurvival the share of values above b, and of the fitted law's above each place
 */
public record FitCurves(
        Vector binLow,
        Vector binHigh,
        Vector binCount,
        Vector binDensity,
        Vector place,
        Vector survival,
        Vector fitPlace,
        Vector fitDensity,
        Vector fitSurvival) {
    private static final int BINS_PER_DECADE = 10;
    private static final int MOST_BINS = 400;
    private static final int PLACES = 500;
    private static final int FIT_PLACES = 200;

    /** Values, their weights and what is above each, ascending. */
    private static final class Weighted {
        private final double[] values;
        /** Sums of weights before each rank. */
        private final double[] before;
        /** Sums of squared weights before each rank. */
        private final double[] squaresBefore;

        Weighted(double[] values, double[] weights) {
            this.values = values;
            this.before = new double[values.length + 1];
            this.squaresBefore = new double[values.length + 1];
            for (int i = 0; i < values.length; i++) {
                before[i + 1] = before[i] + weights[i];
                squaresBefore[i + 1] = squaresBefore[i] + weights[i] * weights[i];
            }
        }

        /** The number of values below this one. */
        int rank(double value) {
            int low = 0;
            int high = values.length;
            while (low < high) {
                int between = (low + high) >>> 1;
                if (values[between] < value) {
                    low = between + 1;
                } else {
                    high = between;
                }
            }
            return low;
        }

        double total() {
            return before[values.length];
        }
    }

    /** The curves of a sorted sample without weights. */
    static FitCurves of(SortedSample sample, FitResult result) {
        double[] values = new double[sample.size()];
        double[] weights = new double[sample.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample.value(i);
        }
        Arrays.fill(weights, 1);
        return of(new Weighted(values, weights), result);
    }

    /** The curves of ascending values with weights. */
    static FitCurves of(double[] values, double[] weights, FitResult result) {
        return of(new Weighted(values, weights), result);
    }

    /** The curves of bins, ascending; each bin is one of the density's. */
    static FitCurves ofBins(double[] low, double[] high, double[] counts, FitResult result) {
        double total = Arrays.stream(counts).sum();
        double[] density = new double[low.length];
        double[] place = new double[low.length];
        double[] survival = new double[low.length];
        double above = 0;
        for (int i = low.length - 1; i >= 0; i--) {
            density[i] = counts[i] / total / (high[i] - low[i]);
            above += counts[i];
            place[i] = low[i];
            survival[i] = above / total;
        }
        double aboveRange = 0;
        double upper = result.range() == null
                ? Double.POSITIVE_INFINITY
                : result.range().get(1);
        for (int i = 0; i < low.length; i++) {
            aboveRange += low[i] >= upper * (1 - 1e-12) ? counts[i] / total : 0;
        }
        return of(low, high, counts, density, place, survival, aboveRange, result, high[high.length - 1]);
    }

    private static FitCurves of(Weighted sample, FitResult result) {
        int n = sample.values.length;
        double[] edges = edges(sample.values[0], sample.values[n - 1], result.range());
        int bins = edges.length - 1;
        double[] counts = new double[bins];
        double[] density = new double[bins];
        for (int i = 0; i < bins; i++) {
            int from = sample.rank(edges[i]);
            int to = i == bins - 1 ? n : sample.rank(edges[i + 1]);
            double weight = sample.before[to] - sample.before[from];
            double squares = sample.squaresBefore[to] - sample.squaresBefore[from];
            counts[i] = squares > 0 ? weight * weight / squares : 0;
            density[i] = weight / sample.total() / (edges[i + 1] - edges[i]);
        }
        List<Integer> ranks = ranks(sample.values);
        double[] place = ranks.stream().mapToDouble(i -> sample.values[i]).toArray();
        double[] survival = ranks.stream()
                .mapToDouble(i -> 1 - sample.before[i] / sample.total())
                .toArray();
        double above = 0;
        if (result.range() != null && !Double.isInfinite(result.range().get(1))) {
            above = 1 - sample.before[sample.rank(Math.nextUp(result.range().get(1)))] / sample.total();
        }
        double[] low = Arrays.copyOf(edges, bins);
        double[] high = Arrays.copyOfRange(edges, 1, bins + 1);
        return of(low, high, counts, density, place, survival, above, result, sample.values[n - 1]);
    }

    /** Edges evenly spaced in ln x below, in and above the range, so that no bin is half in it. */
    private static double[] edges(double least, double greatest, List<Double> range) {
        List<Double> corners = new ArrayList<>(List.of(least));
        if (range != null) {
            range.stream().filter(end -> end > least && end < greatest).forEach(corners::add);
        }
        corners.add(greatest > least ? greatest : Math.nextUp(least));
        double perDecade = Math.min(BINS_PER_DECADE, MOST_BINS / (Math.log10(greatest / least) + 1));
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i + 1 < corners.size(); i++) {
            double low = corners.get(i);
            double ratio = corners.get(i + 1) / low;
            int bins = Math.max(1, (int) Math.round(Math.log10(ratio) * perDecade));
            for (int j = 0; j < bins; j++) {
                edges.add(low * Math.pow(ratio, (double) j / bins));
            }
        }
        edges.add(corners.get(corners.size() - 1));
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** First ranks of distinct values: some hundreds about evenly spaced in ln x, all where there are fewer. */
    private static List<Integer> ranks(double[] values) {
        int n = values.length;
        double low = Math.log(values[0]);
        double step = (Math.log(values[n - 1]) - low) / PLACES;
        List<Integer> ranks = new ArrayList<>();
        double next = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (i > 0 && values[i] == values[i - 1]) {
                continue;
            }
            double place = Math.log(values[i]);
            if (place >= next) {
                ranks.add(i);
                next = place + step;
            }
        }
        return ranks;
    }

    private static FitCurves of(
            double[] low,
            double[] high,
            double[] count,
            double[] density,
            double[] place,
            double[] survival,
            double above,
            FitResult result,
            double greatest) {
        int n = result.range() == null || !(greatest > result.range().get(0)) ? 0 : FIT_PLACES;
        double[] fitPlace = new double[n];
        double[] fitDensity = new double[n];
        double[] fitSurvival = new double[n];
        if (n > 0) {
            double a = result.range().get(0);
            double b = result.range().get(1);
            BoundedPowerLaw law = BoundedPowerLaw.of(result.exponent(), a, b);
            double end = Math.min(b, greatest);
            for (int i = 0; i < n; i++) {
                double x = i == n - 1 ? end : a * Math.pow(end / a, (double) i / (n - 1));
                fitPlace[i] = x;
                fitDensity[i] = result.share() * law.density(x);
                fitSurvival[i] = above + result.share() * law.survival(x);
            }
        }
        return new FitCurves(
                Vector.of(low),
                Vector.of(high),
                Vector.of(count),
                Vector.of(density),
                Vector.of(place),
                Vector.of(survival),
                Vector.of(fitPlace),
                Vector.of(fitDensity),
                Vector.of(fitSurvival));
    }
}
