package org.jumpscope.distribution;

import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A mixture of laws, p(x) = Σ_i w_i p_i(x), with positive weights w_i that sum to 1.
 */
public final class Mixture implements Distribution {
    private static final String NAME = "mixture";
    private static final double WEIGHT_TOLERANCE = 1e-9;

    private final Vector weights;
    private final List<Distribution> laws;
    private final double[] shares;
    private final double[] logShares;

    private Mixture(Vector weights, List<Distribution> laws, double sum) {
        this.weights = weights;
        this.laws = laws;
        this.shares = weights.stream().map(weight -> weight / sum).toArray();
        this.logShares = weights.stream().map(weight -> Math.log(weight / sum)).toArray();
    }

    /**
     * Creates the mixture.
     *
     * @param weights the weights w_i, positive, with the sum 1 within 1e-9
     * @param laws the laws p_i, in the same order
     * @return the law
     * @throws InvalidInputException if the numbers of weights and laws differ or the weights are outside their domain
     */
    public static Mixture of(Vector weights, List<? extends Distribution> laws) {
        if (laws.isEmpty() || weights.size() != laws.size()) {
            throw new InvalidInputException(NAME + ": there are " + weights.size() + " weights for " + laws.size()
                    + " laws; give one weight to each law.");
        }
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += Parameter.positive(NAME, "weight", weights.get(i));
        }
        if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
            throw new InvalidInputException(
                    NAME + ": the weights sum to " + sum + " and not to 1; give weights that sum to 1.");
        }
        return new Mixture(weights, List.copyOf(laws), sum);
    }

    /**
     * Returns the weights as they were given.
     *
     * @return the weights w_i
     */
    public Vector weights() {
        return weights;
    }

    /**
     * Returns the laws that are mixed.
     *
     * @return the laws p_i
     */
    public List<Distribution> laws() {
        return laws;
    }

    @Override
    public double logDensity(double x) {
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double term = logShares[i] + laws.get(i).logDensity(x);
            if (term <= largest) {
                sum += Math.exp(term - largest);
            } else if (term > largest) {
                sum = sum * Math.exp(largest - term) + 1;
                largest = term;
            } else if (Double.isNaN(term)) {
                return term;
            }
            if (largest == Double.NEGATIVE_INFINITY) {
                sum = 0;
            }
        }
        return largest + Math.log(Math.max(sum, 1));
    }

    @Override
    public double density(double x) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * laws.get(i).density(x);
        }
        return sum;
    }

    @Override
    public double logDensityDerivative(double x) {
        double logDensity = logDensity(x);
        double sum = 0;
        double flattest = Double.NaN;
        for (int i = 0; i < shares.length; i++) {
            double derivative = laws.get(i).logDensityDerivative(x);
            double share = Math.exp(logShares[i] + laws.get(i).logDensity(x) - logDensity);
            if (share > 0) {
                sum += share * derivative;
            }
            if (!(Math.abs(derivative) >= Math.abs(flattest))) {
                flattest = Double.isNaN(derivative) ? flattest : derivative;
            }
        }
        // Where every log density overflows to −∞, the law that falls most slowly is all that is left.
        return logDensity == Double.NEGATIVE_INFINITY ? flattest : sum;
    }

    @Override
    public double cumulative(double x) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * laws.get(i).cumulative(x);
        }
        return Math.min(1, sum);
    }

    @Override
    public double survival(double x) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * laws.get(i).survival(x);
        }
        return Math.min(1, sum);
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? lowerQuantile(p) : upperQuantile(1 - p);
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? upperQuantile(p) : lowerQuantile(1 - p);
    }

    private double lowerQuantile(double p) {
        if (p == 0) {
            return support().low();
        }
        // F(x) = p lies between the quantiles of the laws, and below every quantile of p/w_i; far out that of the
        // heaviest tail is the answer.
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double start = Double.POSITIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            double single = laws.get(i).quantile(p);
            low = Math.min(low, single);
            high = Math.max(high, single);
            if (p < shares[i]) {
                start = Math.min(start, laws.get(i).quantile(p / shares[i]));
            }
        }
        return search(this::cumulative, 1, p, low, high, start);
    }

    private double upperQuantile(double p) {
        if (p == 0) {
            return support().high();
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double start = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            double single = laws.get(i).survivalQuantile(p);
            low = Math.min(low, single);
            high = Math.max(high, single);
            if (p < shares[i]) {
                start = Math.max(start, laws.get(i).survivalQuantile(p / shares[i]));
            }
        }
        return search(this::survival, -1, p, low, high, start);
    }

    private double search(DoubleUnaryOperator tail, int slope, double p, double low, double high, double start) {
        return low == high ? low : QuantileSearch.solve(tail, this::density, slope, p, low, high, start);
    }

    @Override
    public double mean() {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * laws.get(i).mean();
        }
        return sum;
    }

    @Override
    public double standardDeviation() {
        double mean = mean();
        if (Double.isInfinite(mean)) {
            return Double.POSITIVE_INFINITY;
        }
        double radius = 0;
        for (int i = 0; i < shares.length; i++) {
            Distribution law = laws.get(i);
            radius = Math.hypot(radius, Math.sqrt(shares[i]) * Math.hypot(law.standardDeviation(), law.mean() - mean));
        }
        return radius;
    }

    @Override
    public Interval support() {
        Interval hull = laws.get(0).support();
        for (Distribution law : laws) {
            hull = hull.hull(law.support());
        }
        return hull;
    }

    @Override
    public List<Double> kinks() {
        TreeSet<Double> points = new TreeSet<>();
        for (Distribution law : laws) {
            points.addAll(law.kinks());
        }
        return List.copyOf(points);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The laws of all n samples are drawn first, then the samples law by law, so that a shorter draw is not the
     * front of a longer one.
     */
    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        int[] chosen = new int[n];
        int[] count = new int[shares.length];
        for (int j = 0; j < n; j++) {
            double u = random.nextDouble();
            int i = 0;
            while (i < shares.length - 1 && u >= shares[i]) {
                u -= shares[i];
                i++;
            }
            chosen[j] = i;
            count[i]++;
        }
        double[] drawn = new double[n];
        for (int i = 0; i < shares.length; i++) {
            laws.get(i).sample(random, drawn, count[i]);
            int next = 0;
            for (int j = 0; j < n; j++) {
                if (chosen[j] == i) {
                    out[j] = drawn[next];
                    next++;
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mixture that && weights.equals(that.weights) && laws.equals(that.laws);
    }

    @Override
    public int hashCode() {
        return 31 * weights.hashCode() + laws.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(NAME + "(");
        for (int i = 0; i < weights.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(Parameter.text(weights.get(i)))
                    .append(", ")
                    .append(laws.get(i));
        }
        return text.append(')').toString();
    }
}
