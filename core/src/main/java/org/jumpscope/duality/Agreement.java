package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.distribution.LogHistogram;
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

    /** Compares a sample with the law of its norm. */
    public static Agreement of(JumpSample sample, JumpLaw law) {
        LogHistogram histogram = sample.histogram();
        double n = histogram.total();
        double negativeMass = law.massUpTo(Double.POSITIVE_INFINITY, -1);
        double negativeCount = histogram.count(Sign.NEGATIVE);
        double largest = Math.max(
                Math.abs(negativeCount / n - negativeMass),
                Math.abs((negativeCount + histogram.zeros()) / n - negativeMass - law.deadMass()));
        largest = Math.max(largest, side(histogram.bins(Sign.POSITIVE), n, law, 1, negativeCount + histogram.zeros()));
        largest = Math.max(largest, side(histogram.bins(Sign.NEGATIVE), n, law, -1, 0));
        return new Agreement(largest, KOLMOGOROV_95 / Math.sqrt(n));
    }

    private static double side(List<Bin> bins, double n, JumpLaw law, int sign, double countBelow) {
        double massBelow = sign > 0 ? law.massUpTo(Double.POSITIVE_INFINITY, -1) + law.deadMass() : 0;
        double total = law.massUpTo(Double.POSITIVE_INFINITY, -1);
        double all = 0;
        for (Bin bin : bins) {
            all += bin.count();
        }
        double counted = 0;
        double largest = 0;
        for (Bin bin : bins) {
            // On the negative side a larger size is a smaller value: P(v < −a) = P(all) − P(|v| ≤ a).
            double lowMass = law.massUpTo(bin.low(), sign);
            double highMass = law.massUpTo(bin.high(), sign);
            if (sign > 0) {
                largest = Math.max(largest, Math.abs((countBelow + counted) / n - massBelow - lowMass));
                counted += bin.count();
                largest = Math.max(largest, Math.abs((countBelow + counted) / n - massBelow - highMass));
            } else {
                largest = Math.max(largest, Math.abs((all - counted) / n - (total - lowMass)));
                counted += bin.count();
                largest = Math.max(largest, Math.abs((all - counted) / n - (total - highMass)));
            }
        }
        return largest;
    }
}
