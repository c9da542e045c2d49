package org.jumpscope.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.CountsFit;
import org.jumpscope.criticality.RefittedBootstrap;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.estimate.Resolution;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.range.GuardBand;
import org.jumpscope.criticality.range.IntervalRule;
import org.jumpscope.criticality.range.JointHull;
import org.jumpscope.criticality.range.PlainInterval;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.fit.Fit;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;
import org.jumpscope.numeric.RandomBlocks;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is fitted, and how. */
final class FitOptions {
    private static final double DECADES = 1.5;
    private static final double P_VALUE = 0.2;
    private static final double SIGNIFICANCE = 0.05;
    private static final String DIGITS = "digits:";

    /** What the file holds. */
    enum Measured {
        /** Values. */
        ONE_BY_ONE,
        /** A histogram, or values with weights, which are counted in bins. */
        IN_BINS
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--sign",
            paramLabel = "SIGN",
            defaultValue = "positive",
            description =
                    "positive: fit the values above 0; negative: those below, by their size; absolute: the sizes of "
                            + "both, which only a symmetric law justifies. Default: ${DEFAULT-VALUE}.")
    private String sign;

    @Option(
            names = "--range",
            paramLabel = "A:B",
            description = "Fit on this range, such as 0.01:1 or 1:infinity; nothing is searched.")
    private String range;

    @Option(
            names = "--xmin",
            paramLabel = "A",
            description = "Fit from A on; the upper end is searched unless it is given.")
    private Double xmin;

    @Option(
            names = "--xmax",
            paramLabel = "B",
            description = "Fit up to B; the lower end is searched unless it is given.")
    private Double xmax;

    @Option(
            names = "--search",
            paramLabel = "HOW",
            description =
                    "joint: search both ends (the default); xmin: the lower end alone, without an upper one, after "
                            + "Clauset, Shalizi and Newman.")
    private String search;

    @Option(
            names = "--decades",
            paramLabel = "D",
            defaultValue = "" + DECADES,
            description = "Least length of a range that is called a power law. Default: ${DEFAULT-VALUE}.")
    private double decades;

    @Option(
            names = "--p-value",
            paramLabel = "P",
            defaultValue = "" + P_VALUE,
            description = "p from which the joint search takes a range. Default: ${DEFAULT-VALUE}.")
    private double pValue;

    @Option(
            names = "--significance",
            paramLabel = "P",
            defaultValue = "" + SIGNIFICANCE,
            description = "At most this share of true power laws on a given range is rejected. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double significance;

    @Option(
            names = "--interval",
            paramLabel = "RULE",
            description =
                    "models: from models of what lies beyond the ends, all that fit; hull: the hull of theirs; guard: from "
                            + "the range without its ends; plain: as if the range had not been searched. Default: models "
                            + "where both ends are searched, else plain.")
    private String interval;

    @Option(
            names = "--guard",
            paramLabel = "G",
            description = "Share of the range that --interval guard leaves out at either end. Default: "
                    + GuardBand.DEFAULT + ".")
    private Double guard;

    @Option(names = "--compare", description = "Fit other laws on the same range, and say which of them are possible.")
    private boolean compare;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description =
                    "Repeat the whole fit, its search too, on N samples of the fitted law; 100 give a first look, "
                            + "2500 p to 0.01.")
    private Integer bootstrap;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the random numbers of --bootstrap. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of --bootstrap; the answer does not depend on it. Default: one per processor.")
    private Integer threads;

    @Option(
            names = "--correlated",
            description =
                    "The values are a series in their order, such as the steps of a training: errors count the independent "
                            + "values in it, tests and searches use a thinned series.")
    private boolean correlated;

    @Option(
            names = "--resolution",
            paramLabel = "R",
            description =
                    "The values are rounded: to multiples of R, such as 0.01; to some digits, such as digits:3; or auto, "
                            + "to what their repetitions show. Then they are counted in bins.")
    private String resolution;

    /**
     * What is asked for.
     *
     * @param fit the fit of values
     * @param counts the fit of counts
     * @param rounding to what values were rounded
     * @param order whether the order of the values means something
     * @param search how the range is found, in words
     * @param seed the seed where random numbers are drawn
     */
    record Asked(
            BoundedFit fit,
            CountsFit counts,
            Optional<Fit.Rounding> rounding,
            Fit.Order order,
            String search,
            Optional<Long> seed) {}

    /** The fit; its bootstrap reports to {@code progress}. */
    Asked asked(Progress progress, Measured measured) {
        checkUsage();
        if (measured == Measured.IN_BINS || resolution != null) {
            checkUsageOfBins();
        }
        String words;
        RangeSearch how;
        if (range != null || (xmin != null && xmax != null)) {
            double[] ends = range != null ? ends() : new double[] {xmin, xmax};
            how = RangeSearch.given(ends[0], ends[1]);
            words = "given range";
        } else if (xmin != null) {
            how = RangeSearch.upperEnd(xmin).withMinimumDecades(decades);
            words = "upper end";
        } else if (xmax != null) {
            how = RangeSearch.lowerEnd(xmax).withMinimumDecades(decades);
            words = "lower end";
        } else if (choice("--search", search == null ? "joint" : search, List.of("joint", "xmin"))
                .equals("joint")) {
            how = RangeSearch.joint().withMinimumDecades(decades).withPValue(pValue);
            words = "joint";
        } else {
            // The published scan knows no least length; the verdict does.
            how = RangeSearch.lowerEnd();
            words = "lower end without an upper one";
        }
        BoundedFit fit = BoundedFit.withDefaults()
                .withMinimumDecades(decades)
                .withSignificance(significance)
                .with(side())
                .with(how);
        if (interval != null || guard != null) {
            fit = fit.with(rule());
        }
        if (compare) {
            fit = fit.withComparisons();
        }
        if (bootstrap != null) {
            fit = fit.with(replicates(progress));
        }
        CountsFit counts = CountsFit.withDefaults()
                .withMinimumDecades(decades)
                .withSignificance(significance)
                .withGuard("plain".equals(interval) ? 0 : guard == null ? GuardBand.DEFAULT : guard)
                .with(how);
        return new Asked(
                fit,
                counts,
                rounding(),
                correlated ? Fit.Order.SERIES : Fit.Order.NONE,
                words,
                bootstrap == null ? Optional.empty() : Optional.of(seed));
    }

    private void checkUsage() {
        if (range != null && (xmin != null || xmax != null)) {
            throw usage("--range gives both ends: leave --xmin and --xmax out.");
        }
        if (search != null && (range != null || xmin != null || xmax != null)) {
            throw usage("--search finds the ends of the range: leave it out where an end is given.");
        }
        if (guard != null && interval != null && !interval.equals("guard")) {
            throw usage("--guard is for --interval guard: leave it out, or say that rule.");
        }
    }

    private void checkUsageOfBins() {
        boolean modelled = "hull".equals(interval) || "models".equals(interval);
        if (compare || bootstrap != null || modelled || correlated) {
            String option = compare
                    ? "--compare"
                    : bootstrap != null ? "--bootstrap" : correlated ? "--correlated" : "--interval " + interval;
            throw usage(
                    option + " needs the values themselves: leave it out for weights, histograms and rounded values.");
        }
    }

    private Optional<Fit.Rounding> rounding() {
        if (resolution == null) {
            return Optional.empty();
        }
        String text = resolution.trim();
        try {
            if (text.equals("auto")) {
                return Optional.of(new Fit.RoundedSomehow());
            }
            return Optional.of(new Fit.RoundedTo(
                    text.startsWith(DIGITS)
                            ? Resolution.significantDigits(Integer.parseInt(text.substring(DIGITS.length())))
                            : Resolution.absolute(Double.parseDouble(text))));
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--resolution '" + text
                    + "' is not a step such as 0.01, a number of digits such as digits:3, or auto.");
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private IntervalRule rule() {
        String name = interval == null
                ? "guard"
                : choice("--interval", interval, List.of("models", "hull", "guard", "plain"));
        return switch (name) {
            case "models" -> JointHull.withDefaults().withMinimumDecades(decades);
            case "hull" -> JointHull.withDefaults().withMinimumDecades(decades).with(JointHull.Combination.HULL);
            case "guard" -> new GuardBand(guard == null ? GuardBand.DEFAULT : guard);
            default -> new PlainInterval();
        };
    }

    private RefittedBootstrap replicates(Progress progress) {
        FitBootstrap work = FitBootstrap.withDefaults()
                .withReplicates(bootstrap)
                .withThreads(threads == null ? Runtime.getRuntime().availableProcessors() : threads)
                .with((done, of) -> progress.report("bootstrap", (double) done / of));
        return new RefittedBootstrap(work, RandomBlocks.of(seed));
    }

    private Side side() {
        List<String> names = Arrays.stream(Side.values()).map(FitOptions::lower).toList();
        return Side.valueOf(choice("--sign", sign, names).toUpperCase(Locale.ROOT));
    }

    private static String lower(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String choice(String option, String value, List<String> known) {
        if (known.contains(value)) {
            return value;
        }
        throw new InvalidInputException(option + " '" + value + "' is not one of " + String.join(", ", known)
                + NearestName.to(value, known)
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse("."));
    }

    private double[] ends() {
        String[] parts = range.split(":", -1);
        if (parts.length != 2) {
            throw new InvalidInputException(
                    "--range '" + range + "' is not two numbers with a colon between them, such as 0.01:1.");
        }
        return new double[] {end(parts[0]), end(parts[1])};
    }

    private double end(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        if (trimmed.equals("inf") || trimmed.equals("infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(trimmed);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--range '" + range + "': '" + text + "' is not a number.");
        }
    }
}
