package org.jumpscope.experiments.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.Vector;

/**
 * The curves of a fit's figures.
 *
 * @param binLow lower ends of the bins of the density, evenly spaced in ln x below, in and above the range
 * @param binHigh their upper ends
 * @param binCount the number of values in each, with weights their effective number
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

    /** The curves of bins; those of the density are the same, or joined where they are more than can be seen. */
    static FitCurves ofBins(BinnedCounts given, FitResult result) {
        BinnedCounts bins = given.size() > MOST_BINS ? given.rebin(MOST_BINS) : given;
        int n = bins.size();
        double total = bins.total();
        double[] low = new double[n];
        double[] high = new double[n];
        double[] counts = new double[n];
        double[] density = new double[n];
        double[] survival = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = bins.edge(i);
            high[i] = bins.edge(i + 1);
            counts[i] = bins.count(i);
            density[i] = counts[i] / total / (high[i] - low[i]);
            survival[i] = bins.count(i, n) / total;
        }
        double upper = result.range() == null
                ? Double.POSITIVE_INFINITY
                : result.range().get(1);
        int after = given.firstEdgeAtLeast(upper);
        double above = after >= given.size() ? 0 : given.count(after, given.size()) / total;
        double greatest = high[n - 1] < Double.POSITIVE_INFINITY ? high[n - 1] : low[n - 1];
        return of(low, high, counts, density, low, survival, above, result, greatest);
    }

    /** The curves of values. */
    static FitCurves of(SortedSample sample, FitResult result) {
        int n = sample.size();
        double[] edges = edges(sample.value(0), sample.value(n - 1), result.range());
        int bins = edges.length - 1;
        double[] counts = new double[bins];
        double[] density = new double[bins];
        int from = 0;
        for (int i = 0; i < bins; i++) {
            int to = i == bins - 1 ? n : below(sample, edges[i + 1]);
            counts[i] = to - from;
            density[i] = counts[i] / n / (edges[i + 1] - edges[i]);
            from = to;
        }
        List<Integer> ranks = ranks(sample);
        double[] place = ranks.stream().mapToDouble(sample::value).toArray();
        double[] survival =
                ranks.stream().mapToDouble(i -> (double) (n - i) / n).toArray();
        double above = 0;
        if (result.range() != null && !Double.isInfinite(result.range().get(1))) {
            above = (double) (n - below(sample, Math.nextUp(result.range().get(1)))) / n;
        }
        double[] low = Arrays.copyOf(edges, bins);
        double[] high = Arrays.copyOfRange(edges, 1, bins + 1);
        return of(low, high, counts, density, place, survival, above, result, sample.value(n - 1));
    }

    /** The number of values below this one. */
    private static int below(SortedSample sample, double value) {
        int low = 0;
        int high = sample.size();
        while (low < high) {
            int between = (low + high) >>> 1;
            if (sample.value(between) < value) {
                low = between + 1;
            } else {
                high = between;
            }
        }
        return low;
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
    private static List<Integer> ranks(SortedSample sample) {
        int n = sample.size();
        double step = (sample.log(n - 1) - sample.log(0)) / PLACES;
        List<Integer> ranks = new ArrayList<>();
        double next = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            boolean first = i == 0 || sample.log(i) > sample.log(i - 1);
            if (first && sample.log(i) >= next) {
                ranks.add(i);
                next = sample.log(i) + step;
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
