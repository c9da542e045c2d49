package org.jumpscope.criticality.fittest;

import java.util.List;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;

/**
 * A law that may hold where a power law seems to, on the same range [a, b], b ≤ ∞, and truncated to it. With y = ln(x/a):
 *
 * <table>
 * <caption>Densities, up to their normaliser on [a, b]</caption>
 * <tr><th>alternative</th><th>density</th><th>domain for b &lt; ∞</th><th>for b = ∞</th><th>the power law is</th></tr>
 * <tr><td>lognormal</td><td>x^−k e^(−c y²)</td><td>any k, c</td><td>c ≥ 0</td><td>c = 0, inside; on the border for b = ∞</td></tr>
 * <tr><td>exponential</td><td>e^(−λx)</td><td>any λ</td><td>λ &gt; 0</td><td>not contained</td></tr>
 * <tr><td>stretched exponential</td><td>x^(β−1) e^(−(δ/β)(x/a)^β)</td><td>β ≥ 0, δ ≥ 0</td><td>the same, δ &gt; 0</td>
 * <td>β → 0 with k = 1 + δ, or δ = 0 with k = 1 − β: on the border</td></tr>
 * <tr><td>power law with cut-off</td><td>x^−k e^(−λx)</td><td>any k, λ ≥ 0</td><td>λ ≥ 0</td><td>λ = 0, on the border</td></tr>
 * </table>
 *
 * <p>A lognormal law with μ and σ² of ln x has c = 1/(2σ²) and k = 1 − 2c(μ − ln a); c &lt; 0 bends the other way, and no
 * lognormal law does that.
 */
public enum Alternative {
    /** A normal law of ln x: density ∝ x^−k e^(−c ln²(x/a)). */
    LOGNORMAL("lognormal", "exponent curvature") {
        @Override
        public Nesting nesting(double upper) {
            return Double.isInfinite(upper) ? Nesting.BORDER : Nesting.INTERIOR;
        }
    },
    /** Density ∝ e^(−λx). */
    EXPONENTIAL("exponential", "rate") {
        @Override
        public Nesting nesting(double upper) {
            return Nesting.NONE;
        }
    },
    /** Weibull's law: density ∝ x^(β−1) e^(−(δ/β)(x/a)^β). */
    STRETCHED_EXPONENTIAL("stretched exponential", "shape decay") {
        @Override
        public Nesting nesting(double upper) {
            return Nesting.BORDER;
        }
    },
    /** Density ∝ x^−k e^(−λx). */
    POWER_LAW_WITH_CUTOFF("power law with exponential cut-off", "exponent rate") {
        @Override
        public Nesting nesting(double upper) {
            return Nesting.BORDER;
        }
    };

    /** How an alternative contains the power law. */
    public enum Nesting {
        /** It does not. */
        NONE,
        /** For an inner value of its parameters. */
        INTERIOR,
        /** For a value on the border of its parameters. */
        BORDER
    }

    private final String words;
    /** Separated by blanks: a list would not be known to be immutable. */
    private final String parameterNames;

    Alternative(String words, String parameterNames) {
        this.words = words;
        this.parameterNames = parameterNames;
    }

    /** The name in words. */
    public String words() {
        return words;
    }

    /** Names of the parameters in the order of {@link AlternativeFit#parameters()}. */
    public List<String> parameterNames() {
        return List.of(parameterNames.split(" ", -1));
    }

    /**
     * How this alternative contains the power law on a range.
     *
     * @param upper b; may be infinite
     */
    public abstract Nesting nesting(double upper);

    /**
     * The law of this kind of greatest likelihood on a window.
     *
     * @param sample the sample
     * @param window a window of it
     * @throws org.jumpscope.numeric.InvalidInputException if the window has no value between its ends
     */
    public AlternativeFit fit(SortedSample sample, Window window) {
        WindowSums sums = WindowSums.of(sample, window);
        return switch (this) {
            case LOGNORMAL -> TiltedFits.lognormal(sums).fit();
            case EXPONENTIAL -> TiltedFits.exponential(sums);
            case STRETCHED_EXPONENTIAL -> StretchedFit.of(sums);
            case POWER_LAW_WITH_CUTOFF -> TiltedFits.cutoff(sums).fit();
        };
    }
}
