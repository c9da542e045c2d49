package org.jumpscope.criticality.fittest;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * An alternative of greatest likelihood on [a, b].
 *
 * @param alternative which law
 * @param maximum what the greatest likelihood was found at
 * @param parameters its parameters in the order of {@link Alternative#parameterNames()}; not a number where there is no
 *     maximum
 * @param logLikelihood Σ ln f(x) over the values of the window; +∞ where it grows without limit
 * @param lower a
 * @param upper b; may be infinite
 * @param logNormaliser ln of what the density of {@link Alternative}, written in y and divided by its value at y = 0 but for
 *     the cut-off, is to be divided by
 */
public record AlternativeFit(
        Alternative alternative,
        Maximum maximum,
        Vector parameters,
        double logLikelihood,
        double lower,
        double upper,
        double logNormaliser) {

    /** What the greatest likelihood is found at. */
    public enum Maximum {
        /** At inner values of the parameters: a law of its own. */
        INTERIOR,
        /** Where the alternative is the power law: the data bend the other way. */
        POWER_LAW,
        /** Nowhere: the likelihood has no maximum, as where all values are equal. */
        NONE
    }

    /**
     * A parameter by its name.
     *
     * @param name one of {@link Alternative#parameterNames()}
     * @throws InvalidInputException if there is none of that name
     */
    public double parameter(String name) {
        int place = alternative.parameterNames().indexOf(name);
        if (place < 0) {
            throw new InvalidInputException("The " + alternative.words() + " law has no parameter \"" + name
                    + "\"; it has " + String.join(" and ", alternative.parameterNames()) + ".");
        }
        return parameters.get(place);
    }

    /**
     * ln f(x); −∞ outside [a, b], not a number where there is no maximum.
     *
     * @param x a point
     */
    public double logDensity(double x) {
        if (!(x >= lower && x <= upper)) {
            return x < lower || x > upper ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (maximum == Maximum.NONE) {
            return Double.NaN;
        }
        double logX = StrictMath.log(x);
        double y = logX - StrictMath.log(lower);
        double first = parameters.get(0);
        return switch (alternative) {
            case LOGNORMAL -> -(first - 1) * y - parameters.get(1) * y * y - logX - logNormaliser;
            case EXPONENTIAL -> -first * (x - lower) - logNormaliser;
            case STRETCHED_EXPONENTIAL -> StretchedFit.exponent(y, first, parameters.get(1)) - logX - logNormaliser;
            case POWER_LAW_WITH_CUTOFF -> -(first - 1) * y - parameters.get(1) * x - logX - logNormaliser;
        };
    }
}
