package org.jumpscope.composition;

import java.util.List;
import org.jumpscope.formula.Formula;

/**
 * A loss ℓ(f, t) of an output f against its target t.
 *
 * <p>Every entry of the catalogue is a formula in {@code f} and {@code t}; to change or add one, touch this file only.
 * At a kink the slope is that of the right-hand piece, and 0 for {@code absolute} at f = t.
 *
 * @param name the name as the user writes it, or the user's formula
 * @param formula ℓ as a formula in f and t
 */
public record Loss(String name, Formula formula) {
    private static final List<CatalogueEntry> CATALOGUE = List.of(
            CatalogueEntry.plain("squared", "(f - t)^2"),
            CatalogueEntry.plain("cross-entropy", "-(1 - t)*log(1 - f) - t*log(f)"),
            new CatalogueEntry(
                    "power-law",
                    "(f - t)^(2*%s)",
                    List.of(2.0),
                    "m has to be a whole number from 1 to 16, the loss is (f - t)^(2m)",
                    p -> p.get(0) >= 1 && p.get(0) <= 16 && p.get(0) == Math.rint(p.get(0))),
            CatalogueEntry.plain("absolute", "abs(f - t)"),
            new CatalogueEntry(
                    "huber",
                    "if(abs(f - t) < %1$s, (f - t)^2/2, %1$s*(abs(f - t) - %1$s/2))",
                    List.of(1.0),
                    "the threshold has to be above 0",
                    p -> p.get(0) > 0),
            CatalogueEntry.plain("log-cosh", "softplus(2*(f - t)) - (f - t) - log(2)"),
            CatalogueEntry.plain("logistic", "softplus(-(2*t - 1)*f)"),
            CatalogueEntry.plain("exponential", "exp(-(2*t - 1)*f)"),
            CatalogueEntry.plain("hinge", "if((2*t - 1)*f < 1, 1 - (2*t - 1)*f, 0)"));

    /** ℓ = (f − t)², (8.5). */
    public static Loss squared() {
        return parse("squared");
    }

    /** ℓ = −(1 − t) log(1 − f) − t log f, (8.6): the paper's sum, without ½. */
    public static Loss crossEntropy() {
        return parse("cross-entropy");
    }

    /**
     * ℓ = (f − t)^(2m), (9.11).
     *
     * @param m half the power, 1 to 16
     */
    public static Loss powerLaw(int m) {
        return parse("power-law(" + m + ")");
    }

    /** ℓ = |f − t|. */
    public static Loss absolute() {
        return parse("absolute");
    }

    /** ℓ = (f − t)²/2 where |f − t| &lt; δ, δ(|f − t| − δ/2) beyond. */
    public static Loss huber(double threshold) {
        return parse("huber(" + threshold + ")");
    }

    /** ℓ = log cosh(f − t), with slope tanh(f − t). */
    public static Loss logCosh() {
        return parse("log-cosh");
    }

    /** ℓ = log(1 + e^−m) on the margin m = (2t − 1)f. */
    public static Loss logistic() {
        return parse("logistic");
    }

    /** ℓ = e^−m on the margin m = (2t − 1)f. */
    public static Loss exponential() {
        return parse("exponential");
    }

    /** ℓ = max(0, 1 − m) on the margin m = (2t − 1)f. */
    public static Loss hinge() {
        return parse("hinge");
    }

    /**
     * Reads a catalogue name such as {@code squared} or {@code power-law(2)}, or a formula in {@code f} and {@code t}.
     *
     * @throws org.jumpscope.numeric.InvalidInputException if the text is neither, with the column for a formula
     */
    public static Loss parse(String text) {
        CatalogueEntry.Named named = CatalogueEntry.read("loss", text, CATALOGUE, "f", "t");
        return new Loss(named.name(), named.formula());
    }

    /** Every loss of the catalogue, with default parameters. */
    public static List<Loss> catalogue() {
        return CATALOGUE.stream().map(entry -> parse(entry.name())).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
