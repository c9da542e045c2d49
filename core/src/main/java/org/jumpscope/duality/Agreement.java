package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.distribution.LogHistogram.Bin;
import org.jumpscope.distribution.LogHistogram.Sign;

/**
 * How well a sample of jumps agrees with the exact law: the Kolmogorov–Smirnov distance of sign(ḃ)·q̇ at the edges of the
 * histogram's bins, where it is known exactly.
 *
 * <p>The distance at edges is at most the distance everywhere, so the level of a test against the noise floor is not
 * exceeded. The dead zone is part of both distribution functions.
 *
 * @param distance largest |F_n − F| over the edges
 * @param noiseFloor the 95 % point of the distance for n samples of the law itself, 1.358/√n
 */
public record Agreement(double distance, double noiseFloor) {
    /** 95 % point of the limiting Kolmogorov law. */
    private static final double KOLMOGOROV_95 = 1.3580986393225505;

    /** Sizes below this are taken for zero, since a sampled jump underflows near there and the exact law does not. */
    private static final double SMALLEST = 1e-300;

    /** Compares a sample with the law of its norm. */
    public static Agreement of(JumpSample sample, JumpLaw law) {
        double n = sample.histogram().total();
        Side negative = Side.of(sample.histogram().bins(Sign.NEGATIVE), n, law, -1);
        Side positive = Side.of(sample.histogram().bins(Sign.POSITIVE), n, law, 1);
        double largest = Math.abs(negative.sampled - negative.exact);
        // sign(ḃ)·q̇ runs from the large negative jumps over zero to the large positive ones.
        double sampledAbove = positive.sampled;
        double exactAbove = positive.exact;
        largest = Math.max(largest, Math.abs(sampledAbove - exactAbove));
        for (int i = 0; i < negative.edges.length; i++) {
            // P(v < −a): what is larger in size than a on the negative side.
            largest = Math.max(
                    largest,
                    Math.abs((negative.sampled - negative.counted[i]) - (negative.exact - negative.masses[i])));
        }
        for (int i = 0; i < positive.edges.length; i++) {
            largest = Math.max(
                    largest, Math.abs((sampledAbove - positive.counted[i]) - (exactAbove - positive.masses[i])));
        }
        return new Agreement(largest, KOLMOGOROV_95 / Math.sqrt(n));
    }

    /** Shares of one sign of ḃ, of all jumps that are no smaller than {@link #SMALLEST}, up to each edge. */
    private static final class Side {
        private final double sampled;
        private final double exact;
        private final double[] edges;
        private final double[] counted;
        private final double[] masses;

        private Side(double sampled, double exact, double[] edges, double[] counted, double[] masses) {
            this.sampled = sampled;
            this.exact = exact;
            this.edges = edges;
            this.counted = counted;
            this.masses = masses;
        }

        static Side of(List<Bin> all, double n, JumpLaw law, int sign) {
            List<Bin> bins = all.stream().filter(bin -> bin.low() >= SMALLEST).toList();
            double least = law.massUpTo(SMALLEST, sign);
            double[] edges = new double[2 * bins.size()];
            double[] counted = new double[edges.length];
            double[] masses = new double[edges.length];
            double count = 0;
            for (int i = 0; i < bins.size(); i++) {
                Bin bin = bins.get(i);
                edges[2 * i] = bin.low();
                counted[2 * i] = count / n;
                count += bin.count();
                edges[2 * i + 1] = bin.high();
                counted[2 * i + 1] = count / n;
            }
            for (int i = 0; i < edges.length; i++) {
                masses[i] = law.massUpTo(edges[i], sign) - least;
            }
            return new Side(count / n, law.massUpTo(Double.POSITIVE_INFINITY, sign) - least, edges, counted, masses);
        }
    }
}
