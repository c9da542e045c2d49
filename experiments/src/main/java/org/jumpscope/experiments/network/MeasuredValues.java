package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** Quantities that have one number a sample, by class and sign: histogram, exponents of decades, and the fit on a searched range. */
final class MeasuredValues {
    /** Bins of a decade, and at most of all. */
    private static final int BINS_A_DECADE = 10;

    private static final int MOST_BINS = 120;
    /** More values are searched as counts in fine bins, which takes a fraction of the time. */
    private static final int MOST_EXACT = 2000;

    private MeasuredValues() {}

    /** The values of one class and sign, to be described. */
    private record Part(int quantity, Integer label, Vector sorted, LogHistogram.Sign sign, long zeros) {}

    /**
     * Describes quantities.
     *
     * @param quantities each with one number a sample
     * @param classes the class of each sample
     * @param areClasses whether classes have a meaning; else all samples are one
     * @param threads how many threads, on which no result depends
     * @param stage name of the work
     * @param progress hears how far it has come
     * @return a list for each quantity, class by class and sign by sign, those with values only
     */
    static List<List<MeasureResult.Values>> of(
            List<Vector> quantities, int[] classes, boolean areClasses, int threads, String stage, Progress progress) {
        int[] labels = Arrays.stream(classes).distinct().sorted().toArray();
        List<Part> parts = new ArrayList<>();
        for (int q = 0; q < quantities.size(); q++) {
            for (int label : labels) {
                Integer named = areClasses ? (Integer) label : null;
                double[] own = own(quantities.get(q), classes, label);
                long zeros = Arrays.stream(own).filter(v -> v == 0).count();
                double[] up = Arrays.stream(own).filter(v -> v > 0).sorted().toArray();
                double[] down = Arrays.stream(own)
                        .filter(v -> v < 0)
                        .map(v -> -v)
                        .sorted()
                        .toArray();
                if (up.length > 0 || down.length == 0) {
                    parts.add(new Part(q, named, Vector.of(up), LogHistogram.Sign.POSITIVE, zeros));
                }
                if (down.length > 0) {
                    parts.add(new Part(q, named, Vector.of(down), LogHistogram.Sign.NEGATIVE, zeros));
                }
            }
        }
        MeasureResult.Values[] found = new MeasureResult.Values[parts.size()];
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share(found.length, i -> {
            found[i] = describe(parts.get(i));
            synchronized (done) {
                progress.report(stage, done.incrementAndGet() / (double) found.length);
            }
        });
        List<List<MeasureResult.Values>> all = new ArrayList<>();
        quantities.forEach(each -> all.add(new ArrayList<>()));
        for (int i = 0; i < found.length; i++) {
            all.get(parts.get(i).quantity).add(found[i]);
        }
        return all;
    }

    private static double[] own(Vector values, int[] classes, int label) {
        double[] own = new double[classes.length];
        int n = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == label) {
                own[n++] = values.get(i);
            }
        }
        return Arrays.copyOf(own, n);
    }

    private static MeasureResult.Values describe(Part part) {
        double[] sorted = part.sorted.toArray();
        int n = sorted.length;
        String sign = part.sign.name().toLowerCase(Locale.ROOT);
        if (n == 0) {
            return new MeasureResult.Values(
                    part.label, sign, 0, part.zeros, null, null, null, List.of(), List.of(), null, null, null);
        }
        LogHistogram histogram = new LogHistogram();
        histogram.add(sorted, n);
        ClusteredDecades sums = new ClusteredDecades();
        for (double value : sorted) {
            sums.add(value);
        }
        DecadeExponents decades = new DecadeExponents(sums, n);
        return new MeasureResult.Values(
                part.label,
                sign,
                n,
                part.zeros,
                sorted[0],
                0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]),
                sorted[n - 1],
                bins(histogram, sorted[0], sorted[n - 1]),
                decades.decades(),
                decades.constant(),
                decades.drift(),
                fit(sorted, histogram, part.sign));
    }

    private static SearchedExponent fit(double[] sorted, LogHistogram histogram, LogHistogram.Sign sign) {
        if (sorted[0] == sorted[sorted.length - 1]) {
            return null;
        }
        SearchedExponent found = sorted.length > MOST_EXACT
                ? SearchedExponent.of(histogram, LogHistogram.Sign.POSITIVE)
                : SearchedExponent.of(Vector.of(sorted), LogHistogram.Sign.POSITIVE);
        return found == null || sign == LogHistogram.Sign.POSITIVE ? found : found.withSign(sign);
    }

    private static List<MeasureResult.Bin> bins(LogHistogram histogram, double least, double greatest) {
        double decades = Math.log10(greatest) - Math.log10(least);
        int wanted = (int) Math.max(1, Math.min(MOST_BINS, Math.ceil(BINS_A_DECADE * decades)));
        List<MeasureResult.Bin> bins = new ArrayList<>();
        for (LogHistogram.Bin bin : histogram.rebin(LogHistogram.Sign.POSITIVE, wanted)) {
            if (bin.count() > 0) {
                bins.add(new MeasureResult.Bin(bin.low(), bin.high(), bin.count()));
            }
        }
        return bins;
    }
}
