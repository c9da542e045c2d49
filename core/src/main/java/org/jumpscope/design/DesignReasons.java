package org.jumpscope.design;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.LogNormal;

/** The sentences that say why a design is what it is. */
final class DesignReasons {
    private static final double FIRST_EXPONENT = 0;
    private static final double LAST_EXPONENT = 3.5;
    private static final double EXPONENT_STEP = 0.05;

    private DesignReasons() {}

    static String oneSigned(Distribution target, Threshold threshold) {
        return "Jumps of one sign per class balance, since the target is wide enough: "
                + width(target, threshold, "they need");
    }

    static String twoSigned(Distribution target, Threshold threshold, boolean enough, boolean asked) {
        if (enough || !asked) {
            return "Each loss has a minimum of its own, about which the jumps have both signs.";
        }
        return "Jumps of one sign per class cannot balance: " + width(target, threshold, "they would need")
                + " So each loss has a minimum of its own, about which the jumps have both signs.";
    }

    private static String width(Distribution target, Threshold threshold, String need) {
        if (target instanceof BoundedPowerLaw power) {
            double needed = threshold.exact().orElse(Double.NaN);
            double has = Math.log10(power.upper() / power.lower());
            if (needed == Double.POSITIVE_INFINITY) {
                return "no number of decades is enough at exponent " + text(power.exponent()) + ".";
            }
            return need + " " + text(Math.log10(needed)) + " decades at exponent " + text(power.exponent())
                    + " and have " + text(has) + mirrored(threshold.mirrored()) + ".";
        }
        if (target instanceof LogNormal law) {
            double needed = threshold.exact().orElse(Double.NaN);
            return needed == Double.POSITIVE_INFINITY
                    ? "no deviation of the logarithm is enough."
                    : need + " a deviation of the logarithm of " + text(needed) + " and have "
                            + text(law.logDeviation()) + ".";
        }
        return "the mean input under the jumps of one class " + (need.contains("would") ? "does not reach" : "reaches")
                + " that of the other.";
    }

    private static String mirrored(OptionalDouble ratio) {
        if (ratio.isEmpty() || !Double.isFinite(ratio.getAsDouble())) {
            return "";
        }
        return " (" + text(Math.log10(ratio.getAsDouble())) + " if one loss is the mirror image of the other)";
    }

    static String tooNarrow(FacingClasses classes, Distribution target, Threshold threshold) {
        String reason = "Jumps of one sign per class cannot balance: " + width(target, threshold, "they would need");
        return reason + exponents(classes, target) + " Jumps of both signs can.";
    }

    private static String exponents(FacingClasses classes, Distribution target) {
        if (!(target instanceof BoundedPowerLaw power)) {
            return "";
        }
        double first = Double.NaN;
        double last = Double.NaN;
        double ratio = power.lower() / power.upper();
        int steps = (int) Math.round((LAST_EXPONENT - FIRST_EXPONENT) / EXPONENT_STEP);
        for (int i = 0; i <= steps; i++) {
            double k = FIRST_EXPONENT + i * EXPONENT_STEP;
            if (new Conditions(classes, BoundedPowerLaw.of(k, ratio, 1)).mismatch(Fold.NONE, 0) >= 0) {
                first = Double.isNaN(first) ? k : first;
                last = k;
            }
        }
        return Double.isNaN(first)
                ? " On so many decades no exponent would do; give more."
                : " On so many decades an exponent from about " + text(first) + " to " + text(last) + " would do.";
    }

    static String saddle(double curvature, Distribution target, Threshold threshold) {
        String reason = String.format(
                Locale.ROOT,
                "The mean gradient vanishes at the state, but the risk has no minimum there: the smallest eigenvalue of its "
                        + "Hessian is %.3g.",
                curvature);
        double width = threshold.exact().orElse(Double.POSITIVE_INFINITY);
        if (threshold.atAnyWidth(target)) {
            return reason + " The classes hardly differ in their places; give classes that are further apart.";
        }
        if (target instanceof BoundedPowerLaw && width < Double.POSITIVE_INFINITY) {
            return reason + " Fewer decades than " + text(Math.log10(width))
                    + " would make one, with jumps of both signs.";
        }
        if (target instanceof LogNormal && width < Double.POSITIVE_INFINITY) {
            return reason + " A deviation of the logarithm below " + text(width)
                    + " would make one, with jumps of both signs.";
        }
        return reason + " Give a target that is less wide, or another law.";
    }

    static String badMinimum(double minimum) {
        return "With the minimum at x = " + text(minimum)
                + " no positive factor of the smaller branches makes the mean gradient vanish; give a smaller one, or leave it out.";
    }

    static String noBalance(boolean enough, LossDesign.Kind kind, Distribution target) {
        if (enough && kind == LossDesign.Kind.TWO_SIGNED) {
            return "The target " + target
                    + " is so wide that jumps of one sign balance already, and those of a second sign would "
                    + "only add to one side; ask for one sign, or give a narrower target.";
        }
        return "No turn of the map from input to jump makes the mean gradient vanish for the target " + target
                + "; give another exponent, more decades, or classes that are further apart.";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }
}
