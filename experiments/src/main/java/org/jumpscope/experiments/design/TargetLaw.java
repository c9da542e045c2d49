package org.jumpscope.experiments.design;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.numeric.InvalidInputException;

/** The law that jumps are to have, from options. */
public final class TargetLaw {
    private static final double MOST_DECADES = 200;

    private TargetLaw() {}

    /**
     * Reads the law.
     *
     * @param exponent {@code --exponent}, k of a bounded power law
     * @param decades {@code --decades}, log₁₀ of the ratio of its ends
     * @param upper {@code --upper}, its upper end; 1 when not given
     * @param law {@code --law}, any law of positive numbers instead
     * @return the law
     * @throws InvalidInputException if the options do not name one law
     */
    public static Distribution of(
            OptionalDouble exponent, OptionalDouble decades, OptionalDouble upper, Optional<String> law) {
        if (law.isPresent()) {
            if (exponent.isPresent() || decades.isPresent() || upper.isPresent()) {
                throw new InvalidInputException("--law " + law.get()
                        + " says the whole law of jumps: leave --exponent, --decades and --upper out.");
            }
            return parsed(law.get());
        }
        if (exponent.isEmpty() && decades.isEmpty()) {
            throw new InvalidInputException(
                    "The law of jumps is not said: give --exponent K and --decades D, or --law \"lognormal(0, 1)\".");
        }
        if (decades.isEmpty()) {
            throw new InvalidInputException("--exponent " + exponent.getAsDouble()
                    + " needs --decades D, the length of the range on which the power law holds.");
        }
        if (exponent.isEmpty()) {
            throw new InvalidInputException(
                    "--decades " + decades.getAsDouble() + " needs --exponent K, the exponent of the power law.");
        }
        return powerLaw(exponent.getAsDouble(), decades.getAsDouble(), upper.orElse(1));
    }

    private static Distribution parsed(String text) {
        try {
            return DistributionParser.parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--law: " + e.getMessage());
        }
    }

    private static BoundedPowerLaw powerLaw(double exponent, double decades, double upper) {
        if (!Double.isFinite(exponent)) {
            throw new InvalidInputException("--exponent " + exponent + " is not finite; give a number such as 1.5.");
        }
        if (!(decades > 0 && decades <= MOST_DECADES)) {
            throw new InvalidInputException("--decades " + decades + " is not above 0 and at most " + (int) MOST_DECADES
                    + "; give a number such as 3.");
        }
        if (!(upper > 0 && upper < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--upper " + upper
                    + " is not a positive finite number, so the law has no finite upper quantile; give one such as 1.");
        }
        double lower = upper * Math.pow(10, -decades);
        if (!(lower >= Double.MIN_NORMAL && lower < upper)) {
            throw new InvalidInputException(
                    "--decades " + decades + " below " + upper + " leave no range of numbers; give another length.");
        }
        return BoundedPowerLaw.of(exponent, lower, upper);
    }
}
