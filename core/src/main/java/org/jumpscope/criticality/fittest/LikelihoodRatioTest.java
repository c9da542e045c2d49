package org.jumpscope.criticality.fittest;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.Alternative.Nesting;
import org.jumpscope.criticality.fittest.AlternativeFit.Maximum;
import org.jumpscope.criticality.fittest.Comparison.Favours;
import org.jumpscope.criticality.fittest.TiltedFits.Tilted;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Compares a bounded power law with alternatives on the same range by their likelihoods, all truncated to it.
 *
 * <p>An alternative that contains the power law is tested by −2R, R the log likelihood ratio: χ² of one degree of freedom
 * where it does for an inner value of its parameters; where it does on their border, by the half of that law that counts, with
 * the correction below.
 * Another one is tested by Vuong's z = R/(√n ω). An exponential and a power law on a finite range have one law in common, the
 * uniform one; there ω vanishes and z is not normal, so that both are told apart only if ω does not vanish either: under the
 * uniform law nω̂²/(1 − ρ²) is χ² of two degrees of freedom, ρ the correlation of ln x and x, and the p-value is the larger
 * of the two (Vuong 1989, §6; statistics §4.7).
 *
 * <p>On a border the half that counts is lopsided for few values: r = √(−2R) is normal, but not about 0. Its p-value is
 * therefore that of r* = r + ln(v/r)/r, v the statistic of Wald, which has an error of order 1/n where χ² has
 * 1/√n (Barndorff-Nielsen 1986; Skovgaard 1987); the stretched exponential borrows the shift r* − r of the lognormal law for
 * k &gt; 1, whose direction it takes there, and of the cut-off else.
 */
public final class LikelihoodRatioTest {
    private static final double DEFAULT_LEVEL = 0.1;

    private final double level;

    private LikelihoodRatioTest(double level) {
        this.level = level;
    }

    /** A test at the level 0.1. */
    public static LikelihoodRatioTest withDefaults() {
        return new LikelihoodRatioTest(DEFAULT_LEVEL);
    }

    /**
     * The same at another level.
     *
     * @param level greatest p-value at which one of the two is favoured, between 0 and 1
     * @throws InvalidInputException if it is not
     */
    public LikelihoodRatioTest withLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidInputException("Level " + level + " is not between 0 and 1; 0.1 is usual.");
        }
        return new LikelihoodRatioTest(level);
    }

    /**
     * Compares with every alternative.
     *
     * @param sample the sample
     * @param window a window of it, b ≤ ∞
     * @throws InvalidInputException if the window has no value between its ends
     */
    public List<Comparison> compareAll(SortedSample sample, Window window) {
        List<Comparison> all = new ArrayList<>();
        for (Alternative alternative : Alternative.values()) {
            all.add(compare(sample, window, alternative));
        }
        return List.copyOf(all);
    }

    /**
     * Compares with one alternative.
     *
     * @param sample the sample
     * @param window a window of it, b ≤ ∞
     * @param alternative which
     * @throws InvalidInputException if the window has no value between its ends
     */
    public Comparison compare(SortedSample sample, Window window, Alternative alternative) {
        WindowSums sums = WindowSums.of(sample, window);
        Nesting nesting = alternative.nesting(window.upper());
        Tilted tilted = switch (alternative) {
            case LOGNORMAL -> TiltedFits.lognormal(sums);
            case POWER_LAW_WITH_CUTOFF -> TiltedFits.cutoff(sums);
            case EXPONENTIAL -> new Tilted(TiltedFits.exponential(sums), 0);
            case STRETCHED_EXPONENTIAL -> new Tilted(StretchedFit.of(sums), 0);
        };
        AlternativeFit fit = tilted.fit();
        double powerLaw = sums.logLikelihood(sums.powerLawHeight());
        if (fit.maximum() == Maximum.NONE) {
            // All values are equal: any law that can shrink to a point fits without limit, and nothing is learned.
            return new Comparison(fit, nesting, Double.NaN, Double.NaN, 1, Favours.NEITHER);
        }
        double ratio = powerLaw - fit.logLikelihood();
        if (nesting == Nesting.NONE) {
            return vuong(fit, sums, ratio);
        }
        ratio = Math.min(ratio, 0);
        double statistic = -2 * ratio;
        double root = StrictMath.sqrt(statistic);
        double pValue = 1;
        if (nesting == Nesting.INTERIOR) {
            pValue = 2 * survival(root);
        } else if (root > 0) {
            double shift = switch (alternative) {
                case LOGNORMAL, POWER_LAW_WITH_CUTOFF -> shift(root, tilted, sums);
                default -> neighbourShift(sums, powerLaw);
            };
            pValue = survival(root + shift);
        }
        return new Comparison(
                fit, nesting, ratio, statistic, pValue, pValue <= level ? Favours.ALTERNATIVE : Favours.NEITHER);
    }

    /** ln(v/r)/r, with r the root of the statistic and v Wald's. */
    private static double shift(double root, Tilted tilted, WindowSums sums) {
        double wald = StrictMath.sqrt(sums.n()) * Math.abs(tilted.wald());
        // Near 0 both meet, and their quotient is lost in rounding.
        return root > 1e-3 && wald > 0 ? StrictMath.log(wald / root) / root : 0;
    }

    /** The shift of the law whose direction a stretched exponential leaves the power law in, or nearly so. */
    private static double neighbourShift(WindowSums sums, double powerLaw) {
        Tilted neighbour = sums.exponent() > 1 ? TiltedFits.lognormal(sums) : TiltedFits.cutoff(sums);
        double gain = neighbour.fit().logLikelihood() - powerLaw;
        boolean bends = neighbour.fit().maximum() == Maximum.INTERIOR && neighbour.wald() > 0;
        return bends && gain > 0 ? shift(StrictMath.sqrt(2 * gain), neighbour, sums) : 0;
    }

    private static double survival(double z) {
        return NormalDistribution.of(0, 1).survivalProbability(z);
    }

    private Comparison vuong(AlternativeFit fit, WindowSums sums, double ratio) {
        Window window = sums.window();
        SortedSample sample = sums.sample();
        double exponent = sums.exponent();
        double rate = fit.parameters().get(0);
        double lower = window.lower();
        double meanExcess = sums.largestValue() * sums.ratio() - lower;
        double scatter = 0;
        double positions = 0;
        double excesses = 0;
        double products = 0;
        for (int i = window.from(); i < window.to(); i++) {
            double y = sample.log(i) - window.logLower() - sums.mean();
            double excess = (sample.value(i) - lower - meanExcess) / meanExcess;
            // The difference of the log densities from its mean.
            double d = -exponent * y + rate * meanExcess * excess;
            scatter += d * d;
            positions += y * y;
            excesses += excess * excess;
            products += y * excess;
        }
        double z = ratio / StrictMath.sqrt(scatter);
        double pValue = 2 * survival(Math.abs(z));
        if (!sums.unbounded()) {
            double correlation = products / StrictMath.sqrt(positions * excesses);
            double distinct = StrictMath.exp(-0.5 * scatter / (1 - correlation * correlation));
            pValue = Math.max(pValue, distinct);
        }
        if (!(scatter > 0)) {
            return new Comparison(fit, Nesting.NONE, ratio, 0, 1, Favours.NEITHER);
        }
        Favours favours = pValue > level ? Favours.NEITHER : z > 0 ? Favours.POWER_LAW : Favours.ALTERNATIVE;
        return new Comparison(fit, Nesting.NONE, ratio, z, pValue, favours);
    }
}
