package org.jumpscope.design;

import org.jumpscope.learning.SeparableOutputs;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The designed losses of one output neuron of a network, H_0(y) for samples with the target 0 and H_1(y) for those with 1.
 *
 * @param zero H_0
 * @param one H_1
 */
public record DesignedUnit(TabulatedLoss zero, TabulatedLoss one) implements SeparableOutputs.UnitLoss {

    /** The two tables of a design for the targets 0 and 1, at the state (1, 0) where y is the input. */
    public static DesignedUnit of(DesignedLoss loss) {
        return new DesignedUnit(table(loss, 0), table(loss, 1));
    }

    private static TabulatedLoss table(DesignedLoss loss, double target) {
        return loss.classes().stream()
                .filter(c -> c.component().target() == target)
                .map(DesignedClass::loss)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "The design has no class with the target " + target + "; an output needs 0 and 1."));
    }

    private TabulatedLoss table(double target) {
        if (target != 0 && target != 1) {
            throw new InvalidInputException(
                    "A designed loss has tables for the targets 0 and 1, not for " + target + "; give one of these.");
        }
        return target == 0 ? zero : one;
    }

    @Override
    public double value(double y, double target) {
        return table(target).value(y);
    }

    @Override
    public double slope(double y, double target) {
        return table(target).slope(y);
    }

    @Override
    public double curvature(double y, double target) {
        return table(target).slopeDerivative(y);
    }

    /** The least at a knot of either table. */
    @Override
    public double leastMean(double share) {
        return Math.min(least(zero.knots(), share), least(one.knots(), share));
    }

    private double least(Vector knots, double share) {
        return knots.stream()
                .map(y -> (1 - share) * zero.value(y) + share * one.value(y))
                .min()
                .orElseThrow();
    }
}
