package org.jumpscope.experiments.classification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.design.classification.AsymptoticLaw;
import org.jumpscope.design.classification.Classification;
import org.jumpscope.design.classification.ExactGap;
import org.jumpscope.design.classification.ExactLaw;

/**
 * The answer of {@code classify}.
 *
 * @param exact exact laws of ẇ and ḃ
 * @param asymptotic what the exponent of q̇ tends to, region by region; without a law the exponent is null
 * @param inexact where ẇ or ḃ has no exact law, and why
 * @param compositions what was classified
 * @param tolerance tolerance of exponents, which {@code begins} and the conditions refer to
 * @param ratio what "much larger" means in conditions
 */
public record ClassifyResult(
        List<Exact> exact,
        List<Asymptotic> asymptotic,
        List<Inexact> inexact,
        List<Subject> compositions,
        double tolerance,
        double ratio) {

    /** Copies the lists. */
    public ClassifyResult {
        exact = List.copyOf(exact);
        asymptotic = List.copyOf(asymptotic);
        inexact = List.copyOf(inexact);
        compositions = List.copyOf(compositions);
    }

    /**
     * What was classified.
     *
     * @param name the formula as it was written, or activation + loss
     * @param target the target; null for a formula H(y)
     * @param formula H(y), simplified
     * @param latex the same for LaTeX
     * @param remarks what else has to be said
     */
    public record Subject(String name, Double target, String formula, String latex, List<String> remarks) {}

    /**
     * An exact law.
     *
     * @param variable weight or bias
     * @param exponent k
     * @param form H with its constants
     * @param conditions where it holds
     * @param target target of the composition; null for a formula
     * @param theorem 1 or 2
     * @param jump the jump as a function of x
     * @param shift what has to be added to the jump
     * @param constants the constants of form and jump
     */
    public record Exact(
            String variable,
            double exponent,
            String form,
            List<String> conditions,
            Double target,
            int theorem,
            String jump,
            String shift,
            Map<String, Double> constants) {
        static Exact of(ExactLaw law, Double target) {
            Map<String, Double> constants = new LinkedHashMap<>();
            law.constants().forEach(constant -> constants.put(constant.name(), constant.value()));
            return new Exact(
                    law.variable().toString(),
                    law.exponent(),
                    law.form(),
                    law.conditions(),
                    target,
                    law.theorem(),
                    law.jump(),
                    law.shift(),
                    constants);
        }
    }

    /**
     * That there is no exact law.
     *
     * @param variable weight or bias
     * @param verdict none or unknown
     * @param conditions where
     * @param reason why
     * @param target target of the composition; null for a formula
     */
    public record Inexact(String variable, String verdict, List<String> conditions, String reason, Double target) {
        static Inexact of(ExactGap gap, Double target) {
            return new Inexact(
                    gap.variable().toString(), gap.outcome().toString(), gap.conditions(), gap.reason(), target);
        }
    }

    /**
     * A region of q̇.
     *
     * @param region the end of H, and what else the region needs
     * @param exponent k_q; null without a law
     * @param error the leading term of k_local − k, or its order
     * @param conditions where the exponent holds
     * @param target target of the composition; null for a formula
     * @param verdict law, none or unknown
     * @param biasExponent what k_b tends to; null if to no number
     * @param weightExponent what k_w tends to; null if to no number
     * @param at the end itself; null at infinity
     * @param begins the y at which |k_local − k| reaches the tolerance; null if at infinity or not known
     * @param composition what H tends to
     * @param slope what h tends to
     * @param slopeLatex the same for LaTeX
     * @param errorLatex the error for LaTeX
     * @param reason why
     */
    public record Asymptotic(
            String region,
            Double exponent,
            String error,
            List<String> conditions,
            Double target,
            String verdict,
            Double biasExponent,
            Double weightExponent,
            Double at,
            Double begins,
            String composition,
            String slope,
            String slopeLatex,
            String errorLatex,
            String reason) {
        static Asymptotic of(AsymptoticLaw law, Double target) {
            return new Asymptotic(
                    law.region(),
                    number(law.exponent()),
                    law.error().text(),
                    law.conditions(),
                    target,
                    law.outcome().toString(),
                    number(law.biasExponent()),
                    number(law.weightExponent()),
                    number(law.at()),
                    number(law.begins()),
                    law.composition().text(),
                    law.slope().text(),
                    law.slope().latex(),
                    law.error().latex(),
                    law.reason());
        }
    }

    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static Subject subject(String name, Double target, Classification found) {
        return new Subject(
                name, target, found.formula().toText(), found.formula().toLatex(), found.remarks());
    }
}
