package org.jumpscope.experiments.exponents;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Exponents by Monte Carlo on ranges where u(x) is monotone: x from its law conditioned on the range, and bounded maximum
 * likelihood of u, as it is and weighted by 1/p(x), which leaves the Jacobian factor alone.
 *
 * <p>Conditioning draws F(x) evenly between the values at the two ends, so that a range with little probability is
 * measured as well as any other; its probability is reported beside the fit.
 */
final class RegimeSampler {
    private static final int LIMIT_POINTS = 20_000;
    private static final int LOCAL_POINTS = 201;

    private RegimeSampler() {}

    /** What is asked of one range; u is monotone on [lower, upper]. */
    record Request(JumpCurve curve, String name, String condition, double predicted, double lower, double upper) {}

    /**
     * Measures one range.
     *
     * @param request the range
     * @param law law of x
     * @param random source of the blocks
     * @param n number of samples in the range
     */
    static Regime measure(Request request, Distribution law, RandomBlocks random, long n) {
        Sums sums = new Sums(request, law);
        double probability = law.probability(request.lower(), request.upper());
        if (!(probability > 0)) {
            String reason = "the inputs have no probability in the range";
            Regime.Measured none = new Regime.Measured(Double.NaN, Double.NaN, 0, reason);
            return sums.regime(probability, none, none);
        }
        double survivalLow = law.survival(request.lower());
        double cumulativeHigh = law.cumulative(request.upper());
        boolean upperTail = survivalLow < 0.5;
        for (long block = 0; block * RandomBlocks.BLOCK < n; block++) {
            int count = (int) Math.min(RandomBlocks.BLOCK, n - block * RandomBlocks.BLOCK);
            UniformRandomProvider generator = random.block(block);
            for (int i = 0; i < count; i++) {
                double part = probability * generator.nextDouble();
                double x = upperTail ? law.survivalQuantile(survivalLow - part) : law.quantile(cumulativeHigh - part);
                sums.add(Math.max(request.lower(), Math.min(request.upper(), x)));
            }
        }
        return sums.regime(probability, sums.measured(sums.weighted()), sums.measured(sums.unweighted()));
    }

    /** The sums of one range. */
    private static final class Sums {
        private final Request request;
        private final Distribution law;
        private final double smallest;
        private final double largest;
        private final double logSmallest;
        private final double logRange;
        private long count;
        private double plainPosition;
        private double plainSquaredPosition;
        private double weight;
        private double position;
        private double squaredWeight;
        private double squaredWeightPosition;
        private double squaredWeightPositionSquared;

        Sums(Request request, Distribution law) {
            this.request = request;
            this.law = law;
            double a = request.curve().size(request.lower());
            double b = request.curve().size(request.upper());
            this.smallest = Math.min(a, b);
            this.largest = Math.max(a, b);
            this.logSmallest = Math.log(smallest);
            this.logRange = Math.log(largest) - logSmallest;
        }

        void add(double x) {
            add(x, Math.exp(-law.logDensity(x)));
        }

        private void add(double x, double w) {
            // Rounding may push a value at the end of the range out of it.
            double z = Math.max(0, Math.min(1, (Math.log(request.curve().size(x)) - logSmallest) / logRange));
            count++;
            plainPosition += z;
            plainSquaredPosition += z * z;
            weight += w;
            position += w * z;
            squaredWeight += w * w;
            squaredWeightPosition += w * w * z;
            squaredWeightPositionSquared += w * w * z * z;
        }

        RangeMoments weighted() {
            return new RangeMoments(
                    weight, position, squaredWeight, squaredWeightPosition, squaredWeightPositionSquared, false);
        }

        RangeMoments unweighted() {
            return RangeMoments.ofCount((double) count, plainPosition, plainSquaredPosition);
        }

        Regime.Measured measured(RangeMoments moments) {
            PowerLawEstimate estimate = RangeFit.on(smallest, largest).fit(moments);
            return new Regime.Measured(estimate.exponent(), estimate.standardError(), count, "");
        }

        Regime regime(double probability, Regime.Measured measured, Regime.Measured total) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < LOCAL_POINTS; i++) {
                double k = request.curve().exponent(at((i + 0.5) / LOCAL_POINTS));
                low = Math.min(low, k);
                high = Math.max(high, k);
            }
            return new Regime(
                    request.curve().coordinate().toString(),
                    request.name(),
                    request.condition(),
                    request.predicted(),
                    request.lower(),
                    request.upper(),
                    probability,
                    logRange / Math.log(10),
                    low,
                    high,
                    limit(),
                    measured,
                    total);
        }

        /** Point of the range, evenly in the distance from x̄ where there is one, so that both ends of a power count. */
        private double at(double part) {
            double centre = request.curve().centre();
            double near = Math.abs(request.lower() - centre);
            double far = Math.abs(request.upper() - centre);
            if (!(near > 0) || !(far > 0) || (request.lower() - centre) * (request.upper() - centre) < 0) {
                return request.lower() + (request.upper() - request.lower()) * part;
            }
            double distance = Math.exp(Math.log(near) + (Math.log(far) - Math.log(near)) * part);
            return centre + Math.copySign(distance, request.lower() - centre);
        }

        /** The fit to x that is spread evenly, which the weights make of any law. */
        private double limit() {
            Sums even = new Sums(request, law);
            for (int i = 0; i < LIMIT_POINTS; i++) {
                double here = at((i + 0.5) / LIMIT_POINTS);
                double width = Math.abs(at((i + 1.0) / LIMIT_POINTS) - at(i / (double) LIMIT_POINTS));
                even.add(here, width);
            }
            return even.measured(even.weighted()).exponent();
        }
    }
}
