package org.jumpscope.experiments.network;

import java.util.Locale;
import java.util.Optional;
import org.jumpscope.design.LawCheck;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.learning.UnitJumps;
import org.jumpscope.numeric.Vector;

/**
 * The jumps of a unit for one target and sign, beside the law that its bias was designed for.
 *
 * @param law the target law
 * @param scale its factor
 * @param unit the unit
 * @param target 0 or 1
 * @param sign the sign of the bias jump
 */
record UnitBranch(Distribution law, double scale, int unit, int target, int sign) {

    /** How many bias jumps there are. */
    int count(UnitJumps jumps) {
        return sizes(jumps).size();
    }

    private Vector sizes(UnitJumps jumps) {
        return Vector.of(jumps.biasJumps(unit, target).stream()
                .map(jump -> jump * sign)
                .filter(size -> size > 0)
                .toArray());
    }

    /** γ|h||a| of the samples whose bias jump has the sign. */
    private Vector lengths(UnitJumps jumps, double divisor) {
        Vector bias = jumps.biasJumps(unit, target);
        Vector activations = jumps.activationLengths(unit, target);
        double[] lengths = new double[bias.size()];
        int n = 0;
        for (int i = 0; i < lengths.length; i++) {
            double length = bias.get(i) * sign * activations.get(i) / divisor;
            if (length > 0) {
                lengths[n++] = length;
            }
        }
        return Vector.of(lengths, n);
    }

    /** The geometric mean of |a| over the same samples; NaN where all are zero. */
    private double factor(UnitJumps jumps) {
        Vector bias = jumps.biasJumps(unit, target);
        Vector activations = jumps.activationLengths(unit, target);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < bias.size(); i++) {
            if (bias.get(i) * sign > 0 && activations.get(i) > 0) {
                sum += Math.log(activations.get(i));
                n++;
            }
        }
        return Math.exp(sum / n);
    }

    NetworkDesignResult.BranchResult result(UnitJumps jumps, Optional<UnitJumps> heldOut) {
        double high = law.support().high();
        double factor = factor(jumps);
        double n = count(jumps);
        double infinite = Double.POSITIVE_INFINITY;
        return new NetworkDesignResult.BranchResult(
                target,
                sign > 0 ? "positive" : "negative",
                scale,
                scale * law.support().low(),
                high < Double.POSITIVE_INFINITY ? scale * high : null,
                law instanceof BoundedPowerLaw power ? power.exponent() : null,
                bias(jumps, infinite),
                weights(jumps, infinite),
                length(jumps, factor, infinite),
                heldOut.map(other -> new NetworkDesignResult.HeldOutResult(
                                bias(other, n), weights(other, n), length(other, factor, n)))
                        .orElse(null));
    }

    private NetworkDesignResult.LawResult bias(UnitJumps jumps, double fitted) {
        return result("Bias jumps", LawCheck.of(sizes(jumps), law, scale, fitted), scale);
    }

    private NetworkDesignResult.LawResult weights(UnitJumps jumps, double fitted) {
        return result("Weight jumps", LawCheck.ofWeights(jumps.weights(unit, target, sign), law, scale, fitted), scale);
    }

    private NetworkDesignResult.LawResult length(UnitJumps jumps, double factor, double fitted) {
        if (!(factor > 0)) {
            return null;
        }
        return result(
                "Lengths of the weight jumps", LawCheck.of(lengths(jumps, factor), law, scale, fitted), scale * factor);
    }

    private NetworkDesignResult.LawResult result(String what, LawCheck check, double times) {
        if (check.count() == 0) {
            return null;
        }
        return new NetworkDesignResult.LawResult(
                check.count(),
                check.share(),
                times,
                known(check.exponent()),
                known(check.standardError()),
                known(check.distance()),
                known(check.limit()),
                what + " " + finding(check));
    }

    private String finding(LawCheck check) {
        if (Double.isNaN(check.distance())) {
            return "are not on the range of the law at all.";
        }
        String exponent = Double.isNaN(check.exponent()) || !(law instanceof BoundedPowerLaw power)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; exponent %.4g ± %.2g where %.4g was asked",
                        check.exponent(),
                        check.standardError(),
                        power.exponent());
        String beyond = check.share() < 0.9995
                ? String.format(Locale.ROOT, "; %.3g %% are on its range", 100 * check.share())
                : "";
        return String.format(
                        Locale.ROOT,
                        "%s the law: distance %.3g, where 95 %% of samples of it are within %.3g",
                        check.within() ? "follow" : "do not follow",
                        check.distance(),
                        check.limit())
                + exponent
                + beyond
                + ".";
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
