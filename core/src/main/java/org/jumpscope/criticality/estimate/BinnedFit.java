package org.jumpscope.criticality.estimate;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The exact likelihood of a bounded power law given only the counts h_j of bins, of any widths, between two of their edges.
 *
 * <p>With s = k − 1, y_j = ln(e_j/a), δ_j = ln(e_{j+1}/e_j), L = ln(b/a) and the functions h, μ, v of
 * {@link TruncatedExponential}, a bin has the probability P_j = e^{−s y_j + h(sL) − h(sδ_j)} δ_j/L, so
 * <pre>
 * l(k)   = Σ h_j [h(sL) − s y_j − h(sδ_j) + ln(δ_j/L)]
 * l′(k)  = n L μ(sL) − Σ h_j [y_j + δ_j μ(sδ_j)]
 * I(k)   = n [L² v(sL) − Σ P_j δ_j² v(sδ_j)]
 * </pre>
 * for every real k; nothing cancels at s = 0. The last bin may reach to infinity, then δμ is 1/s and k &gt; 1. Equal bins
 * of width Δ in the logarithm reduce to J μ(sJΔ) − μ(sΔ) = mean of j. (statistics §4.7, §4.9)
 */
public final class BinnedFit {
    private static final int STEPS = 200;
    /** The least count that is expected in a cell of the chi-square test. */
    private static final double LEAST_EXPECTED = 5;

    private static final int FEWEST_CELLS = 3;
    private static final int MOST_CELLS = 40;

    private final BinnedCounts bins;
    private final int from;
    private final int to;
    private final double count;
    private final double logRange;

    private BinnedFit(BinnedCounts bins, int from, int to) {
        this.bins = bins;
        this.from = from;
        this.to = to;
        this.count = bins.count(from, to);
        this.logRange = bins.logEdge(to) - bins.logEdge(from);
    }

    /**
     * The fit between two edges.
     *
     * @param bins the counts
     * @param from number of the lower edge
     * @param to number of the upper edge, two or more above
     * @throws InvalidInputException if there are fewer than two bins between the edges, or no value
     */
    public static BinnedFit between(BinnedCounts bins, int from, int to) {
        if (from < 0 || to > bins.size() || to - from < 2) {
            throw new InvalidInputException("Edges " + from + " and " + to + " of " + bins.size()
                    + " bins do not enclose two bins, the fewest that tell an exponent; give a wider range.");
        }
        if (!(bins.count(from, to) > 0)) {
            throw new InvalidInputException("The bins from " + bins.edge(from) + " to " + bins.edge(to)
                    + " are empty, so no exponent can be estimated; give a wider range.");
        }
        return new BinnedFit(bins, from, to);
    }

    /**
     * The fit of all bins that lie in [a, b].
     *
     * @param bins the counts
     * @param lower a; the range starts at the first edge that is not below
     * @param upper b; the range ends at the last edge that is not above
     * @throws InvalidInputException if the range does not enclose two bins, or no value
     */
    public static BinnedFit on(BinnedCounts bins, double lower, double upper) {
        if (!(lower < upper)) {
            throw new InvalidInputException("Lower bound " + lower + " is not below upper bound " + upper + ".");
        }
        return between(bins, bins.firstEdgeAtLeast(lower), bins.lastEdgeAtMost(upper));
    }

    /** The fit of all bins. */
    public static BinnedFit on(BinnedCounts bins) {
        return between(bins, 0, bins.size());
    }

    /** n, the count in the range. */
    public double count() {
        return count;
    }

    /** a, the lower edge. */
    public double lower() {
        return bins.edge(from);
    }

    /** b, the upper edge. */
    public double upper() {
        return bins.edge(to);
    }

    private boolean bounded() {
        return logRange < Double.POSITIVE_INFINITY;
    }

    /** ln ∫₀^δ e^−sy dy. */
    private static double logIntegral(double s, double width) {
        return width == Double.POSITIVE_INFINITY
                ? -StrictMath.log(s)
                : StrictMath.log(width) - TruncatedExponential.logNormaliser(s * width);
    }

    private static double mean(double s, double width) {
        return width == Double.POSITIVE_INFINITY ? 1 / s : width * TruncatedExponential.mean(s * width);
    }

    private static double variance(double s, double width) {
        return width == Double.POSITIVE_INFINITY
                ? 1 / (s * s)
                : width * width * TruncatedExponential.variance(s * width);
    }

    private double width(int j) {
        return bins.logEdge(j + 1) - bins.logEdge(j);
    }

    /**
     * The probability of a bin of the range.
     *
     * @param j number of the bin in the counts
     * @param exponent k
     */
    public double probability(int j, double exponent) {
        double s = exponent - 1;
        double position = bins.logEdge(j) - bins.logEdge(from);
        return StrictMath.exp(logIntegral(s, width(j)) - s * position - logIntegral(s, logRange));
    }

    /**
     * l(k) without the multinomial coefficient, −∞ where the range is open and k ≤ 1.
     *
     * @param exponent k
     */
    public double logLikelihood(double exponent) {
        double s = exponent - 1;
        if (!bounded() && !(s > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double origin = bins.logEdge(from);
        double sum = 0;
        for (int j = from; j < to; j++) {
            if (bins.count(j) > 0) {
                sum += bins.count(j) * (logIntegral(s, width(j)) - s * (bins.logEdge(j) - origin));
            }
        }
        return sum - count * logIntegral(s, logRange);
    }

    /**
     * l′(k), +∞ where the range is open and k ≤ 1.
     *
     * @param exponent k
     */
    public double score(double exponent) {
        double s = exponent - 1;
        if (!bounded() && !(s > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        // E[y] − ȳ, both from the middle of the range, so that neither end cancels.
        double origin = bounded() ? bins.logEdge(from) + 0.5 * logRange : bins.logEdge(from);
        double expected =
                bounded() ? -0.5 * logRange * TruncatedExponential.langevin(0.5 * s * logRange) : mean(s, logRange);
        double sum = 0;
        for (int j = from; j < to; j++) {
            if (bins.count(j) > 0) {
                sum += bins.count(j) * (bins.logEdge(j) - origin + mean(s, width(j)));
            }
        }
        return count * expected - sum;
    }

    /**
     * I(k), Fisher's information of the counts, +∞ where the range is open and k ≤ 1.
     *
     * @param exponent k
     */
    public double information(double exponent) {
        double s = exponent - 1;
        if (!bounded() && !(s > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double whole = variance(s, logRange);
        double origin = mean(s, logRange);
        double all = logIntegral(s, logRange);
        double between = 0;
        // The variance between the bins, as a sum of squares: nothing cancels where bins are few and wide.
        for (int j = from; j < to; j++) {
            double position = bins.logEdge(j) - bins.logEdge(from);
            double centre = position + mean(s, width(j)) - origin;
            between += StrictMath.exp(logIntegral(s, width(j)) - s * position - all) * centre * centre;
        }
        return count * Math.min(whole, between);
    }

    /**
     * The k of greatest likelihood, with the standard error 1/√I(k̂).
     *
     * @throws InvalidInputException if there is none, since all values lie in the first bin or in the last
     */
    public PowerLawEstimate maximum() {
        if (bins.count(from) == count || bins.count(to - 1) == count) {
            throw new InvalidInputException("All values between " + lower() + " and " + upper()
                    + " lie in one bin at the end, so no exponent can be estimated; give a wider range or finer bins.");
        }
        double exponent = solve(start(), 0);
        double information = information(exponent);
        double s = exponent - 1;
        double t = bounded() ? s * logRange : Double.POSITIVE_INFINITY;
        return new PowerLawEstimate(exponent, 1 / Math.sqrt(information), count, lower(), upper(), t, information);
    }

    /** The estimate as if all values lay in the middle of their bins. */
    private double start() {
        double sum = 0;
        for (int j = from; j < to; j++) {
            double middle = width(j) < Double.POSITIVE_INFINITY ? 0.5 * width(j) : 1;
            sum += bins.count(j) * (bins.logEdge(j) - bins.logEdge(from) + middle);
        }
        return bounded() ? 1 + TruncatedExponential.inverseMean(sum / count / logRange) / logRange : 1 + count / sum;
    }

    /** The k with l′(k)/√I(k) = −target: Newton's steps (for target 0), within a bracket that each step shrinks. */
    private double solve(double start, double target) {
        double low = bounded() ? Double.NEGATIVE_INFINITY : 1;
        double high = Double.POSITIVE_INFINITY;
        double k = start;
        double stride = 0;
        for (int step = 0; step < STEPS; step++) {
            double information = information(k);
            double root = Math.sqrt(information);
            double residual = score(k) + target * root;
            if (residual == 0) {
                return k;
            }
            if (residual > 0) {
                low = k;
            } else {
                high = k;
            }
            double next = k + residual / information;
            if (Double.isFinite(low) && Double.isFinite(high)) {
                if (!(next > low && next < high) || step % 8 == 7) {
                    next = 0.5 * (low + high);
                }
            } else {
                // Not bracketed yet: never farther than twice the last stride and one more.
                stride = 2 * stride + 1;
                next = Math.max(k - stride, Math.min(k + stride, next));
                next = next <= low ? 0.5 * (k + low) : next;
            }
            if (Math.abs(next - k) <= 2 * Math.ulp(Math.max(1, Math.abs(k))) || Double.isNaN(next)) {
                return k;
            }
            k = next;
        }
        return k;
    }

    /**
     * A confidence interval of the exponent: all k with |l′(k)| ≤ z √I(k), or k̂ ± z/√I(k̂).
     *
     * @param method how it is made
     * @param level its nominal coverage, above 0 and below 1
     * @throws InvalidInputException if the level is outside (0, 1), or there is no estimate
     */
    public ConfidenceInterval interval(IntervalMethod method, double level) {
        PowerLawEstimate estimate = maximum();
        if (method == IntervalMethod.WALD) {
            return estimate.interval(method, level);
        }
        double z = PowerLawEstimate.normalQuantile(level);
        double error = estimate.standardError();
        double k = estimate.exponent();
        return new ConfidenceInterval(solve(k - z * error, -z), solve(k + z * error, z), level);
    }

    /**
     * The greatest difference between the shares of the counts and of the law below an edge.
     *
     * <p>It is at most the Kolmogorov distance of the values themselves, so a p-value from the law of that distance is
     * conservative: too large, the more so the wider the bins.
     *
     * @param exponent k
     */
    public double edgeDistance(double exponent) {
        double law = 0;
        double distance = 0;
        for (int j = from; j < to - 1; j++) {
            law += probability(j, exponent);
            distance = Math.max(distance, Math.abs(bins.count(from, j + 1) / count - law));
        }
        return distance;
    }

    /**
     * The outcome of a chi-square test.
     *
     * @param statistic Σ (O − E)²/E over the cells
     * @param degrees its degrees of freedom, cells − 2; 0 where the counts are too few to test
     * @param pValue P(χ² ≥ statistic), 1 for 0 degrees
     */
    public record ChiSquare(double statistic, int degrees, double pValue) {}

    /**
     * Pearson's test of the law on cells of joined bins, with k fitted to the cells.
     *
     * <p>The cells have about equal probability, at most 2 n^{2/5} and 40 of them, at least 5 expected in each. Since k is
     * fitted to the cells and not to the finer bins, the statistic has the chi-square law of (cells − 2) degrees. It is
     * the test for counts, where the Kolmogorov distance at edges alone is conservative, and its cells are few, so that it
     * keeps its power against smooth departures whatever the number of bins.
     *
     * @throws InvalidInputException if there is no estimate
     */
    public ChiSquare chiSquare() {
        return chiSquare(maximum().exponent());
    }

    /**
     * The same test with cells of about equal probability under another law; cheap where there are many bins.
     *
     * @param exponent k of that law, such as an estimate from the bins' middles; above 1 where the range is open
     */
    public ChiSquare chiSquare(double exponent) {
        int[] places = cells(exponent - 1);
        int used = places.length;
        if (used - 1 < FEWEST_CELLS) {
            return new ChiSquare(0, 0, 1);
        }
        BinnedCounts cells = bins.joined(places);
        if (cells.count(0) == count || cells.count(used - 2) == count) {
            return new ChiSquare(Double.POSITIVE_INFINITY, used - 3, 0);
        }
        BinnedFit fit = on(cells);
        double refitted = fit.solve(exponent, 0);
        double statistic = 0;
        for (int j = 0; j < used - 1; j++) {
            double expected = count * fit.probability(j, refitted);
            double difference = cells.count(j) - expected;
            statistic += difference * difference / expected;
        }
        int degrees = used - 3;
        return new ChiSquare(statistic, degrees, RegularizedGamma.Q.value(0.5 * degrees, 0.5 * statistic));
    }

    /** Edges of cells, each the first that holds its share of the law with k = s + 1. */
    private int[] cells(double s) {
        double most = Math.min(Math.min(MOST_CELLS, count / LEAST_EXPECTED), 2 * StrictMath.pow(count, 0.4));
        double share = 1 / Math.max(1, Math.floor(most));
        int[] places = new int[MOST_CELLS + 2];
        int used = 1;
        places[0] = from;
        double below = 0;
        while (places[used - 1] < to) {
            int low = places[used - 1];
            int high = to;
            // The first edge above `low` with F of the target or more: F(low) < target ≤ F(high), or high is the end.
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (cumulative(s, middle) - below >= share * (1 - 1e-9)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            if (high == to && 1 - below < 0.5 * share && used > 1) {
                // The rest joins the last cell where it is too little for one of its own.
                used--;
            }
            places[used++] = high;
            below = cumulative(s, high);
        }
        return Arrays.copyOf(places, used);
    }

    /** The probability below an edge of the range. */
    private double cumulative(double s, int edge) {
        return StrictMath.exp(logIntegral(s, bins.logEdge(edge) - bins.logEdge(from)) - logIntegral(s, logRange));
    }

    /**
     * The estimate from J equal bins in the logarithm by their count and mean number alone, in O(1): the s with
     * J μ(sJΔ) − μ(sΔ) = mean of j; information nΔ²[J² v(sJΔ) − v(sΔ)].
     *
     * @param lower a, the lower edge
     * @param logWidth Δ, the width of a bin in ln x
     * @param size J, the number of bins, two or more
     * @param count n, the count of all bins
     * @param meanIndex mean of the bin's number j, from 0, over the values; above 0 and below J − 1
     * @throws InvalidInputException if an argument is outside its domain
     */
    public static PowerLawEstimate equalBins(double lower, double logWidth, int size, double count, double meanIndex) {
        if (!(lower > 0 && logWidth > 0 && size >= 2 && count > 0 && meanIndex > 0 && meanIndex < size - 1)) {
            throw new InvalidInputException("Mean number " + meanIndex + " of " + count + " values in " + size
                    + " bins of width " + logWidth + " has no exponent; the mean has to lie inside (0, bins − 1).");
        }
        // From the middle, nothing cancels: (J 𝓛(sJΔ/2) − 𝓛(sΔ/2))/2 = (J − 1)/2 − mean of j.
        double target = 0.5 * (size - 1) - meanIndex;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double x = TruncatedExponential.inverseMean((meanIndex + 0.5) / size) / size;
        double slope = 0;
        for (int step = 0; step < STEPS; step++) {
            double value = 0.5
                    * (size * TruncatedExponential.langevin(0.5 * size * x) - TruncatedExponential.langevin(0.5 * x));
            slope = (double) size * size * TruncatedExponential.variance(size * x) - TruncatedExponential.variance(x);
            if (value < target) {
                low = x;
            } else {
                high = x;
            }
            double next = x + (target - value) / slope;
            if (!(next > low && next < high)) {
                next = Double.isFinite(low) && Double.isFinite(high) ? 0.5 * (low + high) : 2 * x + (target - value);
            }
            if (Math.abs(next - x) <= 2 * Math.ulp(x) || next == x) {
                break;
            }
            x = next;
        }
        double information = count * logWidth * logWidth * slope;
        double upper = lower * StrictMath.exp(size * logWidth);
        return new PowerLawEstimate(
                1 + x / logWidth, 1 / Math.sqrt(information), count, lower, upper, x * size, information);
    }
}
