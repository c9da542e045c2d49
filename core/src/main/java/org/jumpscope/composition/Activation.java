package org.jumpscope.composition;

import java.util.List;
import org.jumpscope.formula.Formula;

/**
 * An activation f(y), the output of a neuron as a function of its pre-activation y.
 *
 * <p>Every entry of the catalogue is a formula in {@code y}; to change or add one, touch this file only. At a kink the
 * slope is that of the right-hand piece (y = 0 of ReLU has slope 1); kinks have probability zero under a continuous
 * boundary distribution and are break points of every analysis.
 *
 * @param name the name as the user writes it, or the user's formula
 * @param formula f as a formula in y
 */
public record Activation(String name, Formula formula) {
    private static final List<CatalogueEntry> CATALOGUE = List.of(
            CatalogueEntry.plain("identity", "y"),
            CatalogueEntry.plain("sigmoid", "sigmoid(y)"),
            CatalogueEntry.plain("tanh", "tanh(y)"),
            CatalogueEntry.plain("relu", "if(y < 0, 0, y)"),
            new CatalogueEntry(
                    "leaky-relu",
                    "if(y < 0, %s*y, y)",
                    List.of(0.01),
                    "the slope has to be finite",
                    p -> Double.isFinite(p.get(0))),
            CatalogueEntry.plain("softplus", "softplus(y)"),
            new CatalogueEntry(
                    "elu",
                    "if(y < 0, %s*expm1(y), y)",
                    List.of(1.0),
                    "alpha has to be finite",
                    p -> Double.isFinite(p.get(0))),
            CatalogueEntry.plain("silu", "y*sigmoid(y)"),
            CatalogueEntry.plain("gelu", "gelu(y)"),
            CatalogueEntry.plain("exponential", "exp(y)"),
            CatalogueEntry.plain("piecewise-linear", "if(y < 0, 0, if(y > 1, 1, y))"),
            new CatalogueEntry(
                    "clipped-linear",
                    "if(y < %1$s, %1$s, if(y > 1 - %1$s, 1 - %1$s, y))",
                    List.of(0.01),
                    "epsilon has to lie above 0 and below 0.5",
                    p -> p.get(0) > 0 && p.get(0) < 0.5));

    /** f(y) = y. */
    public static Activation identity() {
        return parse("identity");
    }

    /** f(y) = 1/(1 + e^−y), (8.4). */
    public static Activation sigmoid() {
        return parse("sigmoid");
    }

    /** f(y) = tanh y. */
    public static Activation tanh() {
        return parse("tanh");
    }

    /** f(y) = max(0, y), (8.24). */
    public static Activation relu() {
        return parse("relu");
    }

    /** f(y) = y for y ≥ 0, slope·y below. */
    public static Activation leakyRelu(double slope) {
        return parse("leaky-relu(" + slope + ")");
    }

    /** f(y) = log(1 + e^y). */
    public static Activation softplus() {
        return parse("softplus");
    }

    /** f(y) = y for y ≥ 0, α(e^y − 1) below. */
    public static Activation elu(double alpha) {
        return parse("elu(" + alpha + ")");
    }

    /** f(y) = y/(1 + e^−y). */
    public static Activation silu() {
        return parse("silu");
    }

    /** f(y) = yΦ(y) with the standard normal distribution function Φ. */
    public static Activation gelu() {
        return parse("gelu");
    }

    /** f(y) = e^y. */
    public static Activation exponential() {
        return parse("exponential");
    }

    /** f(y) = y on 0 &lt; y &lt; 1, 0 below and 1 above; (8.33) as corrected by theory erratum 33. */
    public static Activation piecewiseLinear() {
        return parse("piecewise-linear");
    }

    /**
     * f(y) = y held in [ε, 1 − ε], with zero gradient outside: the clip that gives Figs 6 and 7 an equilibrium.
     *
     * @param epsilon ε, above 0 and below ½
     */
    public static Activation clippedLinear(double epsilon) {
        return parse("clipped-linear(" + epsilon + ")");
    }

    /**
     * Reads a catalogue name such as {@code sigmoid} or {@code leaky-relu(0.1)}, or a formula in {@code y}.
     *
     * @throws org.jumpscope.numeric.InvalidInputException if the text is neither, with the column for a formula
     */
    public static Activation parse(String text) {
        CatalogueEntry.Named named = CatalogueEntry.read("activation", text, CATALOGUE, "y");
        return new Activation(named.name(), named.formula());
    }

    /** Every activation of the catalogue, with default parameters. */
    public static List<Activation> catalogue() {
        return CATALOGUE.stream().map(entry -> parse(entry.name())).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
