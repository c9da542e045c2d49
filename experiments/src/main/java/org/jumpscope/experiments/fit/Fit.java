package org.jumpscope.experiments.fit;

import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.SignedSample;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.Verdict;
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
     * @param fit the fit, with its side, search, interval, tests and bootstrap
     * @param search how the range is found, in words
     */
    public record Request(Measurements data, BoundedFit fit, String search) {}

    /**
     * A run: the answer, and what its figures are made of.
     *
     * @param result the answer
     * @param sample the sorted values that were fitted
     * @param passing p-value from which a window passes the test of fit
     */
    public record Run(FitResult result, SortedSample sample, double passing) {
        /** The curves of the figures. */
        public FitCurves curves() {
            return FitCurves.of(sample, result);
        }

        /** The exponent and the test of fit on every window. */
        public FitLandscape landscape() {
            return FitLandscape.of(sample, passing);
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
        Side side = request.fit().side();
        SignedSample sample = SignedSample.of(side, request.data().sharedValues());
        check(request.data().name(), side, sample);
        Verdict verdict = request.fit().fit(sample);
        FitResult result = FitResult.of(
                verdict,
                new FitResult.Settings(side.name().toLowerCase(Locale.ROOT), request.search(), LEVEL, "values"));
        return new Run(result, sample.magnitudes(), request.fit().search().pValue());
    }

    private static void check(String name, Side side, SignedSample sample) {
        SortedSample magnitudes = sample.magnitudes();
        ValueCounts counts = sample.counts();
        if (magnitudes.size() == 0) {
            String chosen = side == Side.ABSOLUTE ? "" : side.name().toLowerCase(Locale.ROOT) + " ";
            Optional<String> other = side == Side.POSITIVE && counts.negative() > 0
                    ? Optional.of("negative")
                    : side == Side.NEGATIVE && counts.positive() > 0 ? Optional.of("positive") : Optional.empty();
            throw new InvalidInputException(name + " has no " + chosen + "values among its " + counts.total() + " ("
                    + counts.zeros() + " zero, " + counts.notNumbers() + " not a number)"
                    + other.map(sign -> ": for the " + sign + " ones, say --sign " + sign + ".")
                            .orElse(": a power law needs some."));
        }
        if (magnitudes.log(0) == magnitudes.log(magnitudes.size() - 1)) {
            throw new InvalidInputException(name + " has only one value, " + magnitudes.value(0) + ", "
                    + (magnitudes.size() == 1 ? "once" : magnitudes.size() + " times")
                    + ": a power law needs different ones.");
        }
    }
}
