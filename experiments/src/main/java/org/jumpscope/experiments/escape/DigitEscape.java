package org.jumpscope.experiments.escape;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.Projection;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.experiments.Progress;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * How long a neuron before zeros and ones of MNIST stays in the well of a designed loss, and where it ends, for losses of equal risk
 * and mean squared jump at their common equilibrium and several exponents, against normal noise of the same covariance; the plan and
 * its finding are in {@code docs/escape.md}.
 */
public final class DigitEscape {
    /** Runs of each cell, fixed before the first run. */
    public static final int RUNS = 500;

    /** Images of each digit that are learnt, and others of which errors are counted. */
    static final int IMAGES = 500;

    private static final int FEWEST = 20;
    /** w and b of the common equilibrium: zeros and ones part at x = ¾. */
    static final State STATE = State.of(8, -6);
    /** Decades of each branch of the jumps. */
    static final double DECADES = 2;
    /** Steps of the runs whose end is looked at. */
    static final int END_STEPS = 2000;

    private static final long MOST_STEPS = 100_000;
    private static final double[] EXPONENTS = {1.5, 2, 2.5};
    /** η of each exponent, found in a pilot: normal noise leaves in about 2000 and 400 steps. */
    private static final double[][] RATES = {{0.35, 0.45}, {0.2, 0.3}, {0.1, 0.2}};

    private static final double NORMAL_95 = 1.959963984540054;
    private static final double GOLDEN = 0.6180339887498949;

    private DigitEscape() {}

    /**
     * Images on a line.
     *
     * @param zeros x of the images whose target is 0
     * @param ones x of those whose target is 1
     */
    public record Images(Vector zeros, Vector ones) {}

    /**
     * Images to learn and others.
     *
     * @param learnt images from which losses are designed and gradients taken
     * @param others images of which errors are counted
     */
    public record Digits(Images learnt, Images others) {}

    /**
     * What is asked for.
     *
     * @param digits the images
     * @param runs runs of each cell
     * @param endRuns runs of each cell whose end is looked at
     * @param seed seed
     * @param threads threads; no number depends on them
     */
    public record Request(Digits digits, int runs, int endRuns, long seed, int threads) {
        /**
         * As many runs of each cell, and half as many whose end is looked at.
         *
         * @param digits the images
         * @param runs runs of each cell
         * @param seed seed
         * @param threads threads; no number depends on them
         */
        public static Request of(Digits digits, int runs, long seed, int threads) {
            return new Request(digits, runs, Math.max(2, runs / 2), seed, threads);
        }
    }

    /**
     * The answer.
     *
     * @param images images that are learnt
     * @param weight w of the common equilibrium
     * @param bias b of the common equilibrium
     * @param runs runs of each cell
     * @param endRuns runs of each cell whose end is looked at
     * @param losses one for each exponent
     * @param cells one for each loss, rate and noise
     * @param ends one for each loss and noise, at the loss's first rate
     */
    public record Result(
            int images,
            double weight,
            double bias,
            int runs,
            int endRuns,
            List<Loss> losses,
            List<Cell> cells,
            List<End> ends) {}

    /**
     * A designed loss, on the images; its jumps have a mean square of 1 and its risk is 0 at the equilibrium.
     *
     * @param exponent k of the target
     * @param decades decades of the target
     * @param exponentMeasured k of the images' own jumps, by maximum likelihood on the target's range
     * @param standardError of it
     * @param meanGradient length of the mean gradient there
     * @param curvature smallest eigenvalue of the Hessian there
     * @param riskWithoutWeight least risk of a neuron with w = 0, which answers all images alike
     * @param errors share of the learnt images on the wrong side of 0
     */
    public record Loss(
            double exponent,
            double decades,
            double exponentMeasured,
            double standardError,
            double meanGradient,
            double curvature,
            double riskWithoutWeight,
            double errors) {}

    /**
     * The time to leave: until the risk is above half of that without a weight.
     *
     * @param exponent k of the loss
     * @param rate η
     * @param noise the law of the noise
     * @param escaped runs that left
     * @param meanSteps all steps over runs that left
     * @param standardError of it
     * @param ratio of the mean to that of normal noise; 1 for normal noise
     * @param interval its 95 % interval
     */
    public record Cell(
            double exponent,
            double rate,
            String noise,
            int escaped,
            double meanSteps,
            double standardError,
            double ratio,
            List<Double> interval) {}

    /**
     * The end of runs of {@value #END_STEPS} steps.
     *
     * @param exponent k of the loss
     * @param rate η
     * @param noise the law of the noise
     * @param risk mean risk over the last tenth of the steps
     * @param riskError its standard error
     * @param errors share of the other images on the wrong side of 0 at the last state
     * @param errorsError its standard error
     * @param difference risk less that under normal noise; 0 for normal noise
     * @param interval its 95 % interval
     */
    public record End(
            double exponent,
            double rate,
            String noise,
            double risk,
            double riskError,
            double errors,
            double errorsError,
            double difference,
            List<Double> interval) {}

    /**
     * Reads zeros and ones, on the line between their means: the first images of each digit are learnt, the next are others.
     *
     * @param folder the files of MNIST
     * @throws InvalidInputException if they cannot be read, or there are fewer than 20 of a digit
     */
    public static Digits read(Path folder) {
        Dataset data = new ImageFolder(folder).read(ImageFolder.Part.TRAIN, List.of(0, 1));
        Projection line = Projection.of(Projection.Method.MEAN_DIFFERENCE, data, 0, 1);
        double[] zeros = line.apply(data, 0).toArray();
        double[] ones = line.apply(data, 1).toArray();
        int few = Math.min(zeros.length, ones.length);
        if (few < FEWEST) {
            throw new InvalidInputException(
                    folder + " has only " + few + " images of " + (zeros.length == few ? "zeros" : "ones")
                            + ", and the experiment needs " + FEWEST + "; give all of MNIST.");
        }
        int n = Math.min(IMAGES, few / 2);
        return new Digits(images(zeros, ones, 0, n), images(zeros, ones, n, 2 * n));
    }

    private static Images images(double[] zeros, double[] ones, int from, int to) {
        return new Images(
                Vector.of(Arrays.copyOfRange(zeros, from, to)), Vector.of(Arrays.copyOfRange(ones, from, to)));
    }

    /**
     * Runs all cells.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if there are fewer than 2 runs of a kind
     * @throws NoAnswerException if no loss has its equilibrium at the state for these images
     */
    public static Result run(Request request, Progress progress) {
        if (request.runs() < 2 || request.endRuns() < 2) {
            throw new InvalidInputException("Number of runs " + Math.min(request.runs(), request.endRuns())
                    + " is less than 2; give for example " + RUNS + ".");
        }
        List<Loss> losses = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        List<End> ends = new ArrayList<>();
        int done = 0;
        int all = EXPONENTS.length * RATES[0].length * DigitDescent.Law.values().length;
        for (int i = 0; i < EXPONENTS.length; i++) {
            Well well = Well.of(request.digits(), EXPONENTS[i]);
            losses.add(well.loss());
            for (double rate : RATES[i]) {
                Cell normal = null;
                for (DigitDescent.Law law : laws()) {
                    Cell cell = cell(well, rate, law, request, normal);
                    normal = normal == null ? cell : normal;
                    cells.add(cell);
                    done++;
                    progress.report("digits", (double) done / all);
                }
            }
            End normal = null;
            for (DigitDescent.Law law : laws()) {
                End end = end(well, RATES[i][0], law, request, normal);
                normal = normal == null ? end : normal;
                ends.add(end);
            }
        }
        return new Result(
                request.digits().learnt().zeros().size()
                        + request.digits().learnt().ones().size(),
                STATE.weight(),
                STATE.bias(),
                request.runs(),
                request.endRuns(),
                List.copyOf(losses),
                List.copyOf(cells),
                List.copyOf(ends));
    }

    /** Normal noise first, with which the others are compared. */
    private static List<DigitDescent.Law> laws() {
        return List.of(DigitDescent.Law.NORMAL, DigitDescent.Law.JUMPS, DigitDescent.Law.SIGNED_JUMPS);
    }

    /**
     * The well of a designed loss.
     *
     * @param learnt the neuron before the learnt images
     * @param others the neuron before the others
     * @param risk R at the equilibrium, in the loss's own zero
     * @param loss what there is to say of it
     */
    record Well(DigitNeuron learnt, DigitNeuron others, double risk, Loss loss) {
        static double[] start() {
            return new double[] {STATE.weight(), STATE.bias()};
        }

        static Well of(Digits digits, double exponent) {
            Images images = digits.learnt();
            DesignedLoss designed = design(images, exponent);
            double[] jumps = jumps(designed, images);
            double square = Arrays.stream(jumps).map(jump -> jump * jump).sum() / jumps.length;
            double factor = 1 / Math.sqrt(square);
            DigitLosses losses = new DigitLosses(
                    designed.classes().get(0).loss(), designed.classes().get(1).loss(), factor);
            DigitNeuron neuron = DigitNeuron.of(losses, images);
            double risk = neuron.risk(start());
            double[] mean = new double[DigitNeuron.TRAINABLES];
            neuron.gradients(start(), new double[jumps.length], mean, new double[DigitNeuron.TRAINABLES]);
            PowerLawEstimate fit = fit(jumps);
            Loss loss = new Loss(
                    exponent,
                    DECADES,
                    fit.exponent(),
                    fit.standardError(),
                    Math.hypot(mean[0], mean[1]),
                    factor * designed.equilibrium().hessian().eigenvalues().get(0),
                    leastRiskWithoutWeight(neuron, designed) - risk,
                    neuron.errors(start()));
            return new Well(neuron, DigitNeuron.of(losses, digits.others()), risk, loss);
        }

        private static DesignedLoss design(Images images, double exponent) {
            ClassMixture classes =
                    ClassMixture.of(0, 0.5, Empirical.of(images.zeros())).and(1, 0.5, Empirical.of(images.ones()));
            LossDesign.Outcome outcome = LossDesign.withDefaults()
                    .with(LossDesign.Kind.TWO_SIGNED)
                    .design(classes, BoundedPowerLaw.of(exponent, Math.pow(10, -DECADES), 1), STATE);
            return outcome.designed()
                    .orElseThrow(() -> new NoAnswerException("No loss with exponent " + exponent
                            + " has its equilibrium at w = " + STATE.weight() + ", b = " + STATE.bias()
                            + " for these images: " + outcome.reason()));
        }

        /** |h| √(1 + x²) of each image. */
        private static double[] jumps(DesignedLoss designed, Images images) {
            List<Vector> classes = List.of(images.zeros(), images.ones());
            double[] jumps = new double[images.zeros().size() + images.ones().size()];
            int n = 0;
            for (int c = 0; c < classes.size(); c++) {
                for (double x : classes.get(c).toArray()) {
                    double h = designed.classes().get(c).loss().slope(STATE.preActivation(x));
                    jumps[n] = Math.abs(h) * Math.sqrt(1 + x * x);
                    n++;
                }
            }
            return jumps;
        }

        private static PowerLawEstimate fit(double[] jumps) {
            double lower = Math.pow(10, -DECADES);
            double first = 0;
            double second = 0;
            for (double jump : jumps) {
                // A table may leave the range by its own error.
                double z = Math.min(1, Math.max(0, Math.log(jump / lower) / -Math.log(lower)));
                first += z;
                second += z * z;
            }
            return RangeFit.on(lower, 1).fit(RangeMoments.ofCount(jumps.length, first, second));
        }

        /** min_b R(0, b): the best of a grid over both tables, then golden sections about it. */
        private static double leastRiskWithoutWeight(DigitNeuron neuron, DesignedLoss designed) {
            double low = Math.min(
                    designed.classes().get(0).loss().low(),
                    designed.classes().get(1).loss().low());
            double high = Math.max(
                    designed.classes().get(0).loss().high(),
                    designed.classes().get(1).loss().high());
            int cells = 400;
            double width = (high - low) / cells;
            double best = low;
            for (int i = 1; i <= cells; i++) {
                double b = low + i * width;
                best = neuron.risk(new double[] {0, b}) < neuron.risk(new double[] {0, best}) ? b : best;
            }
            double from = best - width;
            double to = best + width;
            while (to - from > 1e-9 * (high - low)) {
                double left = to - GOLDEN * (to - from);
                double right = from + GOLDEN * (to - from);
                if (neuron.risk(new double[] {0, left}) < neuron.risk(new double[] {0, right})) {
                    to = right;
                } else {
                    from = left;
                }
            }
            return neuron.risk(new double[] {0, 0.5 * (from + to)});
        }

        private double level() {
            return risk + 0.5 * loss.riskWithoutWeight();
        }
    }

    private static RandomBlocks random(Request request, String what, Well well, double rate, DigitDescent.Law law) {
        return RandomBlocks.of(request.seed()).stream(
                "escape digits " + what + " " + well.loss().exponent() + " " + rate + " " + law);
    }

    private static Cell cell(Well well, double rate, DigitDescent.Law law, Request request, Cell normal) {
        long[] steps = new long[request.runs()];
        RandomBlocks random = random(request, "steps", well, rate, law);
        Workers.of(request.threads())
                .share(
                        steps.length,
                        run -> steps[run] = new DigitDescent(well.learnt().copy(), rate)
                                .stepsTo(Well.start(), law, well.level(), MOST_STEPS, random.stream("run " + run)));
        EscapeTime time = EscapeTime.of(steps, MOST_STEPS);
        EscapeTime other =
                normal == null ? time : new EscapeTime(normal.escaped(), normal.meanSteps(), normal.standardError());
        return new Cell(
                well.loss().exponent(),
                rate,
                law.toString(),
                time.escaped(),
                time.meanSteps(),
                time.standardError(),
                normal == null ? 1 : time.ratio(other),
                normal == null ? List.of(1.0, 1.0) : time.interval(other));
    }

    private static End end(Well well, double rate, DigitDescent.Law law, Request request, End normal) {
        int runs = request.endRuns();
        double[] risks = new double[runs];
        double[] errors = new double[runs];
        RandomBlocks random = random(request, "end", well, rate, law);
        Workers.of(request.threads()).share(runs, run -> {
            DigitDescent.End end = new DigitDescent(well.learnt().copy(), rate)
                    .end(Well.start(), law, END_STEPS, random.stream("run " + run));
            risks[run] = end.risk() - well.risk();
            errors[run] = well.others().copy().errors(end.state().toArray());
        });
        double risk = mean(risks);
        double riskError = standardError(risks, risk);
        double wrong = mean(errors);
        double difference = normal == null ? 0 : risk - normal.risk();
        double error = normal == null ? 0 : NORMAL_95 * Math.hypot(riskError, normal.riskError());
        return new End(
                well.loss().exponent(),
                rate,
                law.toString(),
                risk,
                riskError,
                wrong,
                standardError(errors, wrong),
                difference,
                List.of(difference - error, difference + error));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double standardError(double[] values, double mean) {
        double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(square / (values.length - 1.0) / values.length);
    }
}
