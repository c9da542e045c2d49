package org.jumpscope.experiments.fit;

import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.CorrelatedSample;
import org.jumpscope.criticality.CountsFit;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.SignedSample;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.Resolution;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.numeric.InvalidInputException;

/** {@code fit}: where values follow a power law, with which exponent, and whether they do. */
public final class Fit {
    private static final double LEVEL = 0.95;

    private Fit() {}

    /**
     * What is asked for.
     *
     * @param data what was given
     * @param fit the fit of values, with its side, search, interval, tests and bootstrap
     * @param countsFit the fit of counts, with the same choices
     * @param rounding to what the values were rounded, if they were: then they are counted in bins
     * @param order whether the order of the values means something
     * @param search how the range is found, in words
     */
    public record Request(
            Measurements data,
            BoundedFit fit,
            CountsFit countsFit,
            Optional<Rounding> rounding,
            Order order,
            String search) {}

    /** Whether the order of the values means something. */
    public enum Order {
        /** The values are independent of each other. */
        NONE,
        /** The values are a series whose neighbours may depend on each other. */
        SERIES
    }

    /** To what values were rounded. */
    public sealed interface Rounding {}

    /**
     * To a known resolution.
     *
     * @param resolution a step, or a number of digits
     */
    public record RoundedTo(Resolution resolution) implements Rounding {}

    /** To a resolution that their ties show. */
    public record RoundedSomehow() implements Rounding {}

    /** A run: the answer, and what its figures are made of. */
    public sealed interface Run {
        /** The answer. */
        FitResult result();

        /** The curves of the figures. */
        FitCurves curves();

        /** The exponent and the test of fit on every window. */
        FitLandscape landscape();
    }

    private record ValuesRun(FitResult result, SortedSample sample, double passing) implements Run {
        @Override
        public FitCurves curves() {
            return FitCurves.of(sample, result);
        }

        @Override
        public FitLandscape landscape() {
            return FitLandscape.of(sample, passing);
        }
    }

    private record CountsRun(FitResult result, BinnedCounts counts, double passing) implements Run {
        @Override
        public FitCurves curves() {
            return FitCurves.ofBins(counts, result);
        }

        @Override
        public FitLandscape landscape() {
            return FitLandscape.of(counts, passing);
        }
    }

    /**
     * Fits.
     *
     * @param request what is asked for
     * @throws InvalidInputException if there are no values of the chosen sign, or all are equal, or a given range holds fewer
     *     than 50
     */
    public static Run run(Request request) {
        if (request.data().form() == Measurements.Form.HISTOGRAM) {
            return counted(request, SignedBins.of(request.data(), request.fit().side()), "histogram");
        }
        Side side = request.fit().side();
        if (request.data().sharedWeights().isPresent()) {
            return counted(request, SignedBins.ofWeights(request.data(), side), "weighted values");
        }
        SignedSample sample = SignedSample.of(side, request.data().sharedValues());
        check(request.data().name(), side, sample);
        if (request.rounding().isPresent()) {
            BinnedCounts counts = rounded(
                    request.rounding().get(),
                    sample.magnitudes(),
                    request.data().name());
            return counted(request, new SignedBins(counts, sample.counts()), "rounded values");
        }
        boolean series = request.order() == Order.SERIES;
        Verdict verdict = series
                ? request.fit().fit(CorrelatedSample.of(side, request.data().sharedValues()))
                : request.fit().fit(sample);
        FitResult result = FitResult.of(verdict, settings(request, series ? "correlated values" : "values"));
        return new ValuesRun(result, sample.magnitudes(), request.fit().search().pValue());
    }

    private static Run counted(Request request, SignedBins bins, String input) {
        Verdict verdict = request.countsFit().fit(bins.counts(), bins.given());
        FitResult result = FitResult.of(verdict, settings(request, input));
        return new CountsRun(result, bins.counts(), request.fit().search().pValue());
    }

    private static FitResult.Settings settings(Request request, String input) {
        return new FitResult.Settings(
                request.fit().side().name().toLowerCase(Locale.ROOT), request.search(), LEVEL, input);
    }

    private static BinnedCounts rounded(Rounding rounding, SortedSample sample, String name) {
        double[] values = new double[sample.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample.value(i);
        }
        Resolution resolution = rounding instanceof RoundedTo known
                ? known.resolution()
                : Resolution.detect(values)
                        .orElseThrow(() -> new InvalidInputException(name
                                + " shows no resolution: its values hardly repeat, or have no common step; say the step,"
                                + " or leave --resolution out."));
        return resolution.bin(values);
    }

    private static void check(String name, Side side, SignedSample sample) {
        SortedSample magnitudes = sample.magnitudes();
        if (magnitudes.size() == 0) {
            throw none(name, side, sample.counts());
        }
        if (magnitudes.log(0) == magnitudes.log(magnitudes.size() - 1)) {
            throw new InvalidInputException(name + " has only one value, " + magnitudes.value(0) + ", "
                    + (magnitudes.size() == 1 ? "once" : magnitudes.size() + " times")
                    + ": a power law needs different ones.");
        }
    }

    /** That there are no values of a sign, and which sign has some. */
    static InvalidInputException none(String name, Side side, ValueCounts counts) {
        String chosen = side == Side.ABSOLUTE ? "" : side.name().toLowerCase(Locale.ROOT) + " ";
        boolean negative = side == Side.POSITIVE && counts.negative() > 0;
        boolean positive = side == Side.NEGATIVE && counts.positive() > 0;
        String other = negative ? "negative" : "positive";
        return new InvalidInputException(name + " has no " + chosen + "values among its " + counts.total() + " ("
                + counts.zeros() + " zero, " + counts.notNumbers() + " not a number)"
                + (negative || positive
                        ? ": for the " + other + " ones, say --sign " + other + "."
                        : ": a power law needs some."));
    }
}
