package org.jumpscope.formula;

import org.jumpscope.numeric.ErrorFunction;

/**
 * A function of one argument that a formula may apply.
 *
 * <p>Values are those of StrictMath or worked out from them, so they are the same on every JDK.
 */
public enum Function {
    /** Absolute value. */
    ABS("abs", Symmetry.EVEN),
    /** −1, 0 or 1. */
    SIGN("sign", Symmetry.ODD),
    /** e^u. */
    EXP("exp", Symmetry.NONE),
    /** Natural logarithm; u &gt; 0. */
    LOG("log", Symmetry.NONE),
    /** log(1 + u); u &gt; −1. */
    LOG1P("log1p", Symmetry.NONE),
    /** e^u − 1. */
    EXPM1("expm1", Symmetry.NONE),
    /** Sine. */
    SIN("sin", Symmetry.ODD),
    /** Cosine. */
    COS("cos", Symmetry.EVEN),
    /** Tangent. */
    TAN("tan", Symmetry.ODD),
    /** Inverse sine; −1 ≤ u ≤ 1. */
    ASIN("asin", Symmetry.ODD),
    /** Inverse cosine; −1 ≤ u ≤ 1. */
    ACOS("acos", Symmetry.NONE),
    /** Inverse tangent. */
    ATAN("atan", Symmetry.ODD),
    /** Hyperbolic sine. */
    SINH("sinh", Symmetry.ODD),
    /** Hyperbolic cosine. */
    COSH("cosh", Symmetry.EVEN),
    /** Hyperbolic tangent. */
    TANH("tanh", Symmetry.ODD),
    /** Inverse hyperbolic sine. */
    ASINH("asinh", Symmetry.ODD),
    /** Inverse hyperbolic tangent; −1 &lt; u &lt; 1. */
    ATANH("atanh", Symmetry.ODD),
    /** Error function 2/√π ∫₀ᵘ exp(−s²) ds. */
    ERF("erf", Symmetry.ODD),
    /** 1/(1 + e^(−u)). */
    SIGMOID("sigmoid", Symmetry.NONE),
    /** log(1 + e^u). */
    SOFTPLUS("softplus", Symmetry.NONE),
    /** log softplus(u), also where softplus(u) underflows. */
    LOG_SOFTPLUS("log_softplus", Symmetry.NONE),
    /** Slope of log_softplus: sigmoid(u)/softplus(u); tends to 1 for u → −∞. */
    SOFTPLUS_RATIO("softplus_ratio", Symmetry.NONE),
    /** Relative slope of softplus_ratio: sigmoid(−u) − sigmoid(u)/softplus(u). */
    SOFTPLUS_BEND("softplus_bend", Symmetry.NONE),
    /** Φ(u), the cumulative distribution function of the standard normal law. */
    NORMAL_CDF("normal_cdf", Symmetry.NONE),
    /** φ(u) = exp(−u²/2)/√(2π). */
    NORMAL_DENSITY("normal_density", Symmetry.EVEN),
    /** log Φ(u), also where Φ(u) underflows. */
    LOG_NORMAL_CDF("log_normal_cdf", Symmetry.NONE),
    /** Slope of log_normal_cdf: φ(u)/Φ(u). */
    NORMAL_RATIO("normal_ratio", Symmetry.NONE),
    /** Relative slope of normal_ratio with its sign changed: u + φ(u)/Φ(u). */
    NORMAL_BEND("normal_bend", Symmetry.NONE);

    /** How a function behaves when its argument changes sign. */
    enum Symmetry {
        NONE,
        ODD,
        EVEN
    }

    private final String text;
    private final Symmetry symmetry;

    Function(String text, Symmetry symmetry) {
        this.text = text;
        this.symmetry = symmetry;
    }

    /**
     * Returns the name as written in a formula.
     *
     * @return the name
     */
    public String text() {
        return text;
    }

    Symmetry symmetry() {
        return symmetry;
    }

    /**
     * Evaluates the function.
     *
     * @param u the argument
     * @return the value; NaN outside the domain
     */
    public double value(double u) {
        return switch (this) {
            case ABS -> Math.abs(u);
            case SIGN -> Math.signum(u);
            case EXP -> StrictMath.exp(u);
            case LOG -> StrictMath.log(u);
            case LOG1P -> StrictMath.log1p(u);
            case EXPM1 -> StrictMath.expm1(u);
            case SIN -> StrictMath.sin(u);
            case COS -> StrictMath.cos(u);
            case TAN -> StrictMath.tan(u);
            case ASIN -> StrictMath.asin(u);
            case ACOS -> StrictMath.acos(u);
            case ATAN -> StrictMath.atan(u);
            case SINH -> StrictMath.sinh(u);
            case COSH -> StrictMath.cosh(u);
            case TANH -> StrictMath.tanh(u);
            case ASINH -> Hyperbolic.asinh(u);
            case ATANH -> Hyperbolic.atanh(u);
            case ERF -> ErrorFunction.erf(u);
            case SIGMOID -> Logistic.sigmoid(u);
            case SOFTPLUS -> Logistic.softplus(u);
            case LOG_SOFTPLUS -> Logistic.logSoftplus(u);
            case SOFTPLUS_RATIO -> Logistic.softplusRatio(u);
            case SOFTPLUS_BEND -> Logistic.softplusBend(u);
            case NORMAL_CDF -> NormalLaw.cumulative(u);
            case NORMAL_DENSITY -> NormalLaw.density(u);
            case LOG_NORMAL_CDF -> NormalLaw.logCumulative(u);
            case NORMAL_RATIO -> NormalLaw.ratio(u);
            case NORMAL_BEND -> NormalLaw.bend(u);
        };
    }
}
