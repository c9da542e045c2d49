package org.jumpscope.design.classification;

import java.util.List;

/**
 * What the exponent of q̇ tends to in one region of one stretch of H.
 *
 * @param region the end of the stretch, such as {@code y -> -infinity}, with what else the region needs
 * @param at the end itself; infinite at infinity
 * @param outcome whether there is a law
 * @param exponent k_q; NaN if there is no law
 * @param biasExponent what k_b tends to; NaN if to no number
 * @param weightExponent what k_w tends to, without a shift; NaN if to no number
 * @param composition what H tends to, as a formula in y
 * @param slope what h tends to, as a formula in y
 * @param error the leading term of k_local − k, a formula in y, or its order
 * @param begins the y at which |k_local − k| reaches the tolerance; NaN if it is not known
 * @param conditions where the exponent holds: inequalities in y, in x, and numbers in x where a state is given
 * @param decades decades of q̇ within the tolerance at the given state; NaN without a state
 * @param reason why, in a sentence
 */
public record AsymptoticLaw(
        String region,
        double at,
        Outcome outcome,
        double exponent,
        double biasExponent,
        double weightExponent,
        Shown composition,
        Shown slope,
        Shown error,
        double begins,
        List<String> conditions,
        double decades,
        String reason) {

    /**
     * A formula for reading.
     *
     * @param text as text
     * @param latex in the mathematics of LaTeX
     */
    public record Shown(String text, String latex) {
        /** Nothing to show. */
        public static final Shown NOTHING = new Shown("", "");
    }

    /** Copies the list. */
    public AsymptoticLaw {
        conditions = List.copyOf(conditions);
    }

    AsymptoticLaw withRegion(String where, String why, List<String> allConditions, double allDecades) {
        return new AsymptoticLaw(
                where,
                at,
                outcome,
                exponent,
                biasExponent,
                weightExponent,
                composition,
                slope,
                error,
                begins,
                allConditions,
                allDecades,
                why);
    }
}
