package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.BinnedFit;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.numeric.InvalidInputException;

/**
 * {@link RangeSearch} among the edges of bins: a histogram, rounded values, or the counts of a stream.
 *
 * <p>A given range holds the bins that lie in it. One end is the edge with the smallest distance between the shares of the
 * counts and of the fitted law below the edges (Virkar &amp; Clauset, Ann. Appl. Stat. 8, 89, 2014, §3.3). Both ends are the
 * window of the greatest Fisher information that the chi-square test does not reject, among at most {@value #MOST_EDGES}
 * edges evenly spaced in ln x, and the window that is chosen is fitted to all of its bins. Windows are put in order by
 * their information as it follows from counts, sums and squared widths of bins alone ({@link BinSums}).
 */
public final class BinnedSearch {
    private static final int MOST_EDGES = 97;
    private static final int FEWEST_BINS = 4;
    private static final double LN_10 = 2.302585092994046;

    private final RangeSearch search;
    private final BinnedCounts bins;

    /** What the search came to. */
    public sealed interface Choice {}

    /**
     * A range was chosen.
     *
     * @param fit the likelihood of its bins
     * @param estimate the fit
     * @param distance greatest difference of the shares below an edge
     * @param pValue of the chi-square test, for this window as if it had been fixed beforehand
     */
    public record Found(BinnedFit fit, PowerLawEstimate estimate, double distance, double pValue) implements Choice {}

    /**
     * No window will do.
     *
     * @param reason why, in one sentence
     * @param rejected the window of most information of those that had to be rejected, if there is one
     */
    public record None(String reason, Optional<Found> rejected) implements Choice {}

    private BinnedSearch(RangeSearch search, BinnedCounts bins) {
        this.search = search;
        this.bins = bins;
    }

    /**
     * Chooses the range.
     *
     * @param search how
     * @param bins the counts
     * @throws InvalidInputException if the range is given and holds fewer than two bins, a smaller count than the minimum, or
     *     nothing but one of its outer bins
     */
    public static Choice search(RangeSearch search, BinnedCounts bins) {
        BinnedSearch own = new BinnedSearch(search, bins);
        OptionalDouble lower = search.givenLower();
        OptionalDouble upper = search.givenUpper();
        if (lower.isPresent() && upper.isPresent()) {
            return own.onGiven(lower.getAsDouble(), upper.getAsDouble());
        }
        if (lower.isEmpty() && upper.isEmpty()) {
            return own.jointly();
        }
        return own.oneEnd(lower, upper);
    }

    private Found onGiven(double lower, double upper) {
        BinnedFit fit = BinnedFit.on(bins, lower, upper);
        if (fit.count() < search.minimumCount()) {
            throw new InvalidInputException("The bins in range [" + lower + ", " + upper + "] hold " + fit.count()
                    + " values, fewer than the " + search.minimumCount() + " that a fit needs; give a wider range.");
        }
        return found(fit);
    }

    private static Found found(BinnedFit fit) {
        return found(fit, fit.chiSquare().pValue());
    }

    private static Found found(BinnedFit fit, double pValue) {
        PowerLawEstimate estimate = fit.maximum();
        return new Found(fit, estimate, fit.edgeDistance(estimate.exponent()), pValue);
    }

    /** The indices of edges that may be ends. */
    private int[] places() {
        BinnedCounts coarse = bins.size() >= MOST_EDGES ? bins.rebin(MOST_EDGES - 1) : bins;
        int[] places = new int[coarse.size() + 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = bins.firstEdgeAtLeast(coarse.edge(i));
        }
        return places;
    }

    /** The fit between two edges, if the window is long and full enough and has an estimate. */
    private Optional<BinnedFit> window(BinnedCounts counts, int from, int to) {
        boolean wide = to - from >= FEWEST_BINS
                && (counts.logEdge(to) - counts.logEdge(from)) / LN_10 >= search.minimumDecades() * (1 - 1e-12);
        // Empty bins at an end would only lengthen the window.
        boolean full = wide && counts.count(from) > 0 && counts.count(to - 1) > 0;
        double count = full ? counts.count(from, to) : 0;
        if (count < search.minimumCount() || counts.count(from) == count || counts.count(to - 1) == count) {
            return Optional.empty();
        }
        return Optional.of(BinnedFit.between(counts, from, to));
    }

    /**
     * A window with its estimate from sums.
     *
     * @param from place of its lower edge
     * @param to place of its upper edge
     * @param exponent k
     * @param information I(k)
     */
    private record Scored(int from, int to, double exponent, double information) {}

    private Choice jointly() {
        int[] places = places();
        BinnedCounts coarse = bins.joined(places);
        BinSums sums = new BinSums(bins);
        List<Scored> windows = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            for (int j = i + FEWEST_BINS; j < places.length; j++) {
                if (coarse.logEdge(j) < Double.POSITIVE_INFINITY) {
                    if (window(coarse, i, j).isPresent()) {
                        double exponent = sums.exponent(places[i], places[j]);
                        windows.add(new Scored(i, j, exponent, sums.information(places[i], places[j], exponent)));
                    }
                }
            }
        }
        windows.sort(Comparator.comparingDouble(Scored::information).reversed());
        for (Scored window : windows) {
            BinnedFit fit = BinnedFit.between(bins, places[window.from], places[window.to]);
            double p = fit.chiSquare(window.exponent).pValue();
            if (p >= search.pValue()) {
                return found(fit, p);
            }
        }
        if (windows.isEmpty()) {
            return none(null);
        }
        return none(found(BinnedFit.between(bins, places[windows.get(0).from], places[windows.get(0).to])));
    }

    private Choice oneEnd(OptionalDouble lower, OptionalDouble upper) {
        Found best = null;
        for (int place : places()) {
            int from = lower.isPresent() ? bins.firstEdgeAtLeast(lower.getAsDouble()) : place;
            int to = upper.isPresent() ? bins.lastEdgeAtMost(upper.getAsDouble()) : place;
            if (from >= 0 && to <= bins.size() && from < to) {
                Optional<Found> found = window(bins, from, to).map(BinnedSearch::found);
                if (found.isPresent() && (best == null || found.get().distance() < best.distance())) {
                    best = found.get();
                }
            }
        }
        return best == null ? none(null) : best;
    }

    private None none(Found rejected) {
        String length = search.minimumDecades() > 0 ? " of " + search.minimumDecades() + " decades or more" : "";
        String reason = rejected == null
                ? "No range" + length + " holds " + search.minimumCount() + " values in at least " + FEWEST_BINS
                        + " bins."
                : "No range" + length + " passes the chi-square test with p of " + search.pValue() + " or more.";
        return new None(reason, Optional.ofNullable(rejected));
    }
}
