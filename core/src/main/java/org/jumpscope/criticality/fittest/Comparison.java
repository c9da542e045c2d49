package org.jumpscope.criticality.fittest;

import org.jumpscope.criticality.fittest.Alternative.Nesting;

/**
 * The power law against an alternative on the same range.
 *
 * @param fit the alternative's fit
 * @param nesting how the alternative contains the power law, which decides what the statistic is
 * @param logLikelihoodRatio R, log likelihood of the power law less that of the alternative; at most 0 where that contains
 *     the power law
 * @param statistic −2R where the alternative contains the power law; else Vuong's z = R/(√n ω), ω² the variance of the
 *     pointwise difference of the log densities
 * @param pValue of the hypothesis that the power law holds, where the alternative contains it; else of the hypothesis that
 *     both are equally near the truth, two-sided
 * @param favours which one the data favour at the level of the test
 */
public record Comparison(
        AlternativeFit fit,
        Nesting nesting,
        double logLikelihoodRatio,
        double statistic,
        double pValue,
        Favours favours) {

    /** What the data favour. */
    public enum Favours {
        /** The power law. An alternative that contains it fits no worse, so it never loses to it. */
        POWER_LAW,
        /** The alternative: it fits better than chance explains. */
        ALTERNATIVE,
        /** Neither: the difference is within chance. */
        NEITHER
    }

    /** The alternative's name in words. */
    public String name() {
        return fit.alternative().words();
    }
}
