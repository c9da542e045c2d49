package org.jumpscope.experiments.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The counts of one sign, in bins that adjoin each other.
 *
 * @param counts the bins of the magnitudes; a gap between given bins is an empty one
 * @param given what was given in all
 */
record SignedBins(BinnedCounts counts, ValueCounts given) {
    /** Bins of weighted values; so narrow that their likelihood is that of the values to 1e-4 of its information. */
    private static final int BINS_PER_DECADE = 100;

    private static final int MOST_BINS = 20_000;

    /** The bins of a histogram that lie on one side of 0; one that holds 0 counts as zeros. */
    static SignedBins of(Measurements data, Side side) {
        if (side == Side.ABSOLUTE) {
            throw new InvalidInputException(
                    data.name() + " is a histogram, whose signs cannot be pooled: say --sign positive or negative.");
        }
        double[] low = data.sharedBins().get(0);
        double[] high = data.sharedBins().get(1);
        double[] count = data.sharedBins().get(2);
        double positive = 0;
        double negative = 0;
        double zeros = 0;
        List<double[]> chosen = new ArrayList<>();
        for (int i = 0; i < low.length; i++) {
            if (low[i] > 0) {
                positive += count[i];
                if (side == Side.POSITIVE) {
                    chosen.add(new double[] {low[i], high[i], count[i]});
                }
            } else if (high[i] < 0) {
                negative += count[i];
                if (side == Side.NEGATIVE) {
                    chosen.add(0, new double[] {-high[i], -low[i], count[i]});
                }
            } else {
                zeros += count[i];
            }
        }
        ValueCounts given = new ValueCounts(
                Math.round(positive + negative + zeros),
                Math.round(positive),
                Math.round(negative),
                Math.round(zeros),
                0);
        if (chosen.stream().noneMatch(bin -> bin[2] > 0)) {
            throw Fit.none(data.name(), side, given);
        }
        return new SignedBins(adjoining(chosen), given);
    }

    private static BinnedCounts adjoining(List<double[]> bins) {
        double[] edges = new double[2 * bins.size() + 1];
        double[] counts = new double[2 * bins.size()];
        int n = 0;
        edges[0] = bins.get(0)[0];
        for (double[] bin : bins) {
            if (bin[0] > edges[n]) {
                edges[++n] = bin[0];
            }
            counts[n] = bin[2];
            edges[++n] = bin[1];
        }
        return BinnedCounts.of(Arrays.copyOf(edges, n + 1), Arrays.copyOf(counts, n));
    }

    /**
     * Weighted values in narrow bins whose counts sum to their effective number, (Σw)²/Σw²; so errors and tests are right
     * where weights do not depend on values.
     */
    static SignedBins ofWeights(Measurements data, Side side) {
        double[] values = data.sharedValues();
        double[] weights = data.sharedWeights().orElseThrow();
        long positive = 0;
        long negative = 0;
        long zeros = 0;
        long notNumbers = 0;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            positive += value > 0 ? 1 : 0;
            negative += value < 0 ? 1 : 0;
            zeros += value == 0 ? 1 : 0;
            notNumbers += Double.isNaN(value) ? 1 : 0;
            if (magnitude(value, side) > 0 && weights[i] > 0) {
                sum += weights[i];
                squares += weights[i] * weights[i];
                least = Math.min(least, Math.abs(value));
                greatest = Math.max(greatest, Math.abs(value));
            }
        }
        ValueCounts given = new ValueCounts(values.length, positive, negative, zeros, notNumbers);
        if (!(sum > 0)) {
            throw Fit.none(data.name(), side, given);
        }
        if (least == greatest) {
            throw new InvalidInputException(
                    data.name() + " has only one value, " + least + ": a power law needs different ones.");
        }
        double decades = Math.log10(greatest / least);
        int bins = (int) Math.max(8, Math.min(MOST_BINS, Math.ceil(decades * BINS_PER_DECADE)));
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = least * Math.pow(greatest / least, (double) i / bins);
        }
        edges[bins] = Math.nextUp(greatest);
        double[] counts = new double[bins];
        for (int i = 0; i < values.length; i++) {
            double magnitude = magnitude(values[i], side);
            if (magnitude > 0 && weights[i] > 0) {
                int at = Arrays.binarySearch(edges, magnitude);
                counts[Math.max(0, Math.min(bins - 1, at >= 0 ? at : -at - 2))] += weights[i] * (sum / squares);
            }
        }
        return new SignedBins(BinnedCounts.of(edges, counts), given);
    }

    /** The magnitude of a value of this side; 0 for others. */
    private static double magnitude(double value, Side side) {
        boolean taken = switch (side) {
            case POSITIVE -> value > 0;
            case NEGATIVE -> value < 0;
            case ABSOLUTE -> !Double.isNaN(value);
        };
        return taken ? Math.abs(value) : 0;
    }
}
