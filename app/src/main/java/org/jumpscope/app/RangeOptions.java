package org.jumpscope.app;

import org.jumpscope.experiments.Defaults;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Option;

/** The options that say what counts as a power law's range, shared by the verbs that look for one. */
final class RangeOptions {
    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "" + Defaults.TOLERANCE,
            description = "How far an exponent may be from k on a range. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--ratio",
            paramLabel = "R",
            defaultValue = "" + Defaults.RATIO,
            description = "What \"much larger\" means in the paper's conditions. Default: ${DEFAULT-VALUE}.")
    private double ratio;

    @Option(
            names = "--tail-mass",
            paramLabel = "P",
            defaultValue = "" + Defaults.TAIL_MASS_CUT,
            description = "Probability of a class that is left out beyond either end of a range. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double tailMass;

    /** The tolerance, above 0. */
    double tolerance() {
        return within("--tolerance", tolerance, 0, Double.MAX_VALUE);
    }

    /** The ratio, above 1. */
    double ratio() {
        return within("--ratio", ratio, 1, Double.MAX_VALUE);
    }

    /** The tail mass, above 0 and below 1/2. */
    double tailMass() {
        return within("--tail-mass", tailMass, 0, Math.nextDown(0.5));
    }

    private static double within(String option, double value, double above, double most) {
        if (!(value > above && value <= most)) {
            String limit = most == Double.MAX_VALUE ? "" : " and below 0.5";
            throw new InvalidInputException(option + " " + value + " is not a number above " + above + limit + ".");
        }
        return value;
    }
}
