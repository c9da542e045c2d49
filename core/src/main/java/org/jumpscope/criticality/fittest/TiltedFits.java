package org.jumpscope.criticality.fittest;

import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.AlternativeFit.Maximum;
import org.jumpscope.numeric.Vector;

/** Maximum likelihood of the alternatives whose logarithm is linear in their parameters. */
final class TiltedFits {
    private static final double NOWHERE = Double.NaN;

    private TiltedFits() {}

    /**
     * A fit with what its likelihood ratio test needs.
     *
     * @param fit the fit
     * @param wald θ̂₂ √(det C(θ̂)/C₁₁(θ̃)) with C the covariance of (y, s) at the fit and at the fitted power law θ̃: the
     *     distance from the power law by Wald, per √n
     */
    record Tilted(AlternativeFit fit, double wald) {}

    private static double wald(TiltFit fit, TiltedLaw law, WindowSums sums) {
        double rest = law.varianceBend - law.covariance / law.variancePosition * law.covariance;
        double nuisance = sums.unbounded() ? 1 : TruncatedExponential.variance(sums.tilt());
        return fit.bending * StrictMath.sqrt(Math.max(rest, 0) * law.variancePosition / nuisance);
    }

    /**
     * Lognormal: θ₁ = (k − 1)U and θ₂ = cU² with y in units of U. For b = ∞ and a sample that bends no more than the power
     * law, mean y² ≥ 2 (mean y)², the supremum over c ≥ 0 is at c = 0.
     */
    static Tilted lognormal(WindowSums sums) {
        double unit = sums.unit();
        double position = sums.mean() / unit;
        double bend = sums.square() / (unit * unit);
        boolean unbounded = sums.unbounded();
        if (sums.allEqual()) {
            return new Tilted(nowhere(Alternative.LOGNORMAL, sums), 0);
        }
        if (unbounded && bend >= 2) {
            return new Tilted(powerLaw(Alternative.LOGNORMAL, sums, sums.exponent(), 0, StrictMath.log(unit)), 0);
        }
        TiltedLaw law = new TiltedLaw(TiltedLaw.Bend.SQUARE, unbounded ? Double.POSITIVE_INFINITY : 1, unit, 0);
        TiltFit fit = new TiltFit(law, position, bend, unbounded);
        // Two starts: the fitted power law, or a normal law well inside of the range where the values are close
        // together.
        double variance = bend - position * position;
        double normal = 0.5 / variance;
        boolean narrow = unbounded || variance < 1e-2;
        boolean climbed = narrow
                ? fit.climb(-2 * normal * position, normal) || (!unbounded && fit.climb(sums.tilt(), 0))
                : fit.climb(sums.tilt(), 0) || fit.climb(-2 * normal * position, normal);
        if (!climbed) {
            return new Tilted(nowhere(Alternative.LOGNORMAL, sums), 0);
        }
        double height = fit.height - StrictMath.log(unit);
        AlternativeFit found = new AlternativeFit(
                Alternative.LOGNORMAL,
                Maximum.INTERIOR,
                Vector.of(1 + fit.tilt / unit, fit.bending / (unit * unit)),
                sums.logLikelihood(Math.max(height, sums.powerLawHeight())),
                sums.window().lower(),
                sums.window().upper(),
                law.logNormaliser + StrictMath.log(unit));
        return new Tilted(found, wald(fit, law, sums));
    }

    /** Power law with cut-off: θ₁ = (k − 1)U, θ₂ = λr with the reference r = b, or the largest value where b = ∞. */
    static Tilted cutoff(WindowSums sums) {
        Window window = sums.window();
        double unit = sums.unit();
        boolean unbounded = sums.unbounded();
        if (sums.allEqual()) {
            return new Tilted(nowhere(Alternative.POWER_LAW_WITH_CUTOFF, sums), 0);
        }
        double reference = sums.largest();
        double position = sums.mean() / unit;
        double tilt = sums.tilt();
        TiltedLaw law = new TiltedLaw(TiltedLaw.Bend.RATIO, unbounded ? Double.POSITIVE_INFINITY : 1, unit, reference);
        // The slope of ℓ in λ at the power law is E x − mean x: with E x no larger, λ = 0 is the maximum.
        boolean gains;
        if (unbounded) {
            double s = tilt / unit;
            gains = s <= 1 || StrictMath.log(s / (s - 1)) > StrictMath.log(sums.ratio()) + reference;
        } else {
            double range = window.logRange();
            double expected = StrictMath.exp(-reference
                    + TruncatedExponential.logNormaliser(tilt)
                    - TruncatedExponential.logNormaliser(tilt - range));
            gains = expected > sums.ratio();
        }
        if (!gains) {
            double normaliser = StrictMath.log(unit) - (unbounded ? 0 : TruncatedExponential.logNormaliser(tilt));
            return new Tilted(powerLaw(Alternative.POWER_LAW_WITH_CUTOFF, sums, sums.exponent(), 0, normaliser), 0);
        }
        TiltFit fit = new TiltFit(law, position, sums.ratio(), true);
        boolean climbed = false;
        for (double start = 1; start > 1e-6 && !climbed; start *= 1e-2) {
            climbed = fit.climb(tilt, start);
        }
        if (!climbed) {
            return new Tilted(nowhere(Alternative.POWER_LAW_WITH_CUTOFF, sums), 0);
        }
        double height = fit.height - StrictMath.log(unit);
        double rate = fit.bending / sums.largestValue();
        AlternativeFit found = new AlternativeFit(
                Alternative.POWER_LAW_WITH_CUTOFF,
                Maximum.INTERIOR,
                Vector.of(1 + fit.tilt / unit, rate),
                sums.logLikelihood(Math.max(height, sums.powerLawHeight())),
                window.lower(),
                window.upper(),
                law.logNormaliser + StrictMath.log(unit));
        return new Tilted(found, wald(fit, law, sums));
    }

    /** Exponential: w = (x − a)/(b − a) has the truncated exponential law with t = λ(b − a). */
    static AlternativeFit exponential(WindowSums sums) {
        Window window = sums.window();
        double lower = window.lower();
        double meanExcess = sums.largestValue() * sums.ratio() - lower;
        if (!(meanExcess > 0)) {
            return nowhere(Alternative.EXPONENTIAL, sums);
        }
        double rate;
        double logNormaliser;
        if (sums.unbounded()) {
            rate = 1 / meanExcess;
            logNormaliser = StrictMath.log(meanExcess);
        } else {
            double width = window.upper() - lower;
            double w = meanExcess / width;
            if (!(w < 1)) {
                return nowhere(Alternative.EXPONENTIAL, sums);
            }
            double t = TruncatedExponential.inverseMean(w);
            rate = t / width;
            logNormaliser = StrictMath.log(width) - TruncatedExponential.logNormaliser(t);
        }
        return new AlternativeFit(
                Alternative.EXPONENTIAL,
                Maximum.INTERIOR,
                Vector.of(rate),
                sums.n() * (-rate * meanExcess - logNormaliser),
                lower,
                window.upper(),
                logNormaliser);
    }

    static AlternativeFit powerLaw(
            Alternative alternative, WindowSums sums, double first, double second, double logNormaliser) {
        return new AlternativeFit(
                alternative,
                Maximum.POWER_LAW,
                Vector.of(first, second),
                sums.logLikelihood(sums.powerLawHeight()),
                sums.window().lower(),
                sums.window().upper(),
                logNormaliser);
    }

    static AlternativeFit nowhere(Alternative alternative, WindowSums sums) {
        double[] parameters = new double[alternative.parameterNames().size()];
        java.util.Arrays.fill(parameters, NOWHERE);
        return new AlternativeFit(
                alternative,
                Maximum.NONE,
                Vector.of(parameters),
                Double.POSITIVE_INFINITY,
                sums.window().lower(),
                sums.window().upper(),
                NOWHERE);
    }
}
