package org.jumpscope.criticality.range;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;

/**
 * The bootstrap of a search with everything fitted again: data sets that follow the fitted law inside the chosen range and
 * repeat the data outside it, each searched for its own range (Clauset, Shalizi &amp; Newman 2009, §4.1, for any search).
 *
 * <p>Its p-value takes the choice of the range into account. For a search of one end or a given range it compares D, as
 * published; for a joint search, whose windows differ in n and pass by their p-value, it compares that p-value. A replicate
 * without a range counts as one that fits worse. Immutable.
 */
public final class RangeBootstrap {
    private final FitBootstrap frame;
    private final double level;

    private RangeBootstrap(FitBootstrap frame, double level) {
        this.frame = frame;
        this.level = level;
    }

    /** 1,000 replicates on the calling thread, intervals of level 0.95. */
    public static RangeBootstrap withDefaults() {
        return new RangeBootstrap(FitBootstrap.withDefaults(), 0.95);
    }

    /**
     * With replicates, threads and progress of a frame.
     *
     * @param bootstrap the frame
     */
    public RangeBootstrap with(FitBootstrap bootstrap) {
        return new RangeBootstrap(bootstrap, level);
    }

    /**
     * With intervals of a level.
     *
     * @param probability the level, inside (0, 1)
     * @throws InvalidInputException if it does not lie inside (0, 1)
     */
    public RangeBootstrap withLevel(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException("Level " + probability + " does not lie inside (0, 1).");
        }
        return new RangeBootstrap(frame, probability);
    }

    /**
     * One replicate's range.
     *
     * @param exponent k̂
     * @param lower a
     * @param upper b; may be infinite
     * @param misfit larger for a worse fit
     */
    private record Replicate(double exponent, double lower, double upper, double misfit) {}

    /**
     * What the replicates say. Intervals are those between equal tails of the replicates with a range, empty if none has one.
     *
     * @param replicates replicates that were done
     * @param planned replicates that were asked for; more than were done if the work was interrupted
     * @param withoutRange replicates in which the search found no range
     * @param pValue share of replicates, the data included, that fit no better than the data
     * @param exponent of k̂
     * @param lower of a
     * @param upper of b
     */
    public record Result(
            int replicates,
            int planned,
            int withoutRange,
            double pValue,
            Optional<ConfidenceInterval> exponent,
            Optional<ConfidenceInterval> lower,
            Optional<ConfidenceInterval> upper) {}

    /**
     * Runs the bootstrap.
     *
     * @param search the search that found the range
     * @param sample the data
     * @param found what it found there
     * @param random the blocks, one for each replicate
     */
    public Result run(RangeSearch search, SortedSample sample, RangeSearch.Found found, RandomBlocks random) {
        boolean joint = search.choosesBothEnds();
        double observed = misfit(found, joint);
        FitBootstrap.Outcome<Replicate> outcome = frame.resample(
                sample,
                found.window(),
                found.estimate().exponent(),
                random,
                () -> logs -> replicate(search.search(SortedSample.ofSortedLogs(logs)), joint));
        List<Replicate> all = outcome.values();
        int planned = outcome instanceof FitBootstrap.Interrupted<Replicate> cut ? cut.planned() : all.size();
        List<Replicate> ranges = all.stream()
                .filter(one -> one.misfit < Double.POSITIVE_INFINITY)
                .toList();
        double p = FitBootstrap.pValue(
                observed, all.stream().map(Replicate::misfit).toList());
        return new Result(
                all.size(),
                planned,
                all.size() - ranges.size(),
                p,
                interval(ranges, Replicate::exponent),
                interval(ranges, Replicate::lower),
                interval(ranges, Replicate::upper));
    }

    private static double misfit(RangeSearch.Found found, boolean joint) {
        return joint ? 1 - found.pValue() : found.distance();
    }

    private static Replicate replicate(RangeSearch.Choice choice, boolean joint) {
        RangeSearch.Found found = null;
        if (choice instanceof RangeSearch.Found one) {
            found = one;
        } else if (choice instanceof RangeSearch.BudgetExhausted cut) {
            found = cut.best().orElse(null);
        }
        if (found == null) {
            return new Replicate(Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        }
        return new Replicate(
                found.estimate().exponent(),
                found.window().lower(),
                found.window().upper(),
                misfit(found, joint));
    }

    private Optional<ConfidenceInterval> interval(List<Replicate> ranges, ToDoubleFunction<Replicate> quantity) {
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        double[] values = ranges.stream().mapToDouble(quantity).toArray();
        Arrays.sort(values);
        int cut = (int) Math.floor((1 - level) / 2 * values.length);
        return Optional.of(new ConfidenceInterval(values[cut], values[values.length - 1 - cut], level));
    }
}
