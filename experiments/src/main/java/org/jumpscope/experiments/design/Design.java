package org.jumpscope.experiments.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.composition.Activation;
import org.jumpscope.design.DesignDescent;
import org.jumpscope.design.DesignEquilibrium;
import org.jumpscope.design.DesignSample;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.DesignedOutputLoss;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.ResolvedState;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** {@code design}: a loss for two classes whose jumps follow a given law, at a state that is its learning equilibrium. */
public final class Design {
    /** Samples of the self-check. */
    public static final long SAMPLES = 1_000_000;

    private Design() {}

    /**
     * What is asked for.
     *
     * @param experiment classes, activation, state and γ; its loss only says which equilibrium the state is
     * @param target the law of jumps
     * @param kind which signs the jumps of a class may have
     * @param jump the jumps that follow the law: their norm, or that of the bias
     * @param minimum input at which the left class has the minimum of its loss, if it is chosen
     * @param samples samples of the self-check
     * @param seed seed of the samples and of the descent
     * @param threads threads; no number depends on them
     */
    public record Request(
            Experiment experiment,
            Distribution target,
            LossDesign.Kind kind,
            Coordinate jump,
            OptionalDouble minimum,
            long samples,
            long seed,
            int threads) {
        /** A request with the defaults: norms, any signs, 10⁶ samples, all processors. */
        public static Request of(Experiment experiment, Distribution target, long seed) {
            return new Request(
                    experiment,
                    target,
                    LossDesign.Kind.ANY,
                    Coordinate.NORM,
                    OptionalDouble.empty(),
                    SAMPLES,
                    seed,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /**
     * The answer.
     *
     * @param kind "one-signed", "two-signed" or "none"
     * @param reason why
     * @param threshold Q*, the ratio of the ends from which a power law balances with one sign per class if one loss is the
     *     mirror image of the other (of a log-normal law: σ*); for classes that are no mirror images the same as {@code
     *     thresholdExact}; null where no width is enough or the law has none
     * @param thresholdExact the ratio from which it does with both classes following the law exactly
     * @param target the law of jumps
     * @param jump the jumps that follow it, "norm" or "bias"
     * @param rate γ
     * @param equilibrium the design state and what the risk does there; null where there is no loss
     * @param branches where jumps follow the law, with the check by samples; empty where there is no loss
     * @param losses the tables, in the order of the classes
     * @param descent what stochastic gradient descent on the loss does; null where there is no loss
     */
    public record Result(
            String kind,
            String reason,
            Double threshold,
            Double thresholdExact,
            String target,
            String jump,
            double rate,
            EquilibriumResult equilibrium,
            List<BranchResult> branches,
            List<LossResult> losses,
            DescentResult descent) {}

    /**
     * The design state.
     *
     * @param weight w
     * @param bias b
     * @param source where the state comes from
     * @param gradient mean gradient of the tabulated loss, by quadrature
     * @param gradientScale what cancels in it: the mean absolute gradient of a sample
     * @param hessianEigenvalues of the risk, in increasing order
     * @param risk mean loss; each loss is 0 at its least
     * @param convex whether both losses are convex where samples lie
     * @param concaveShare probability that a sample lies where its loss is concave
     */
    public record EquilibriumResult(
            double weight,
            double bias,
            String source,
            Vector gradient,
            Vector gradientScale,
            Vector hessianEigenvalues,
            double risk,
            boolean convex,
            double concaveShare) {}

    /**
     * One branch and its check.
     *
     * @param target target of the class
     * @param sign sign of the bias jump, "positive" or "negative"
     * @param exponent the exponent asked for; null for a law that is no power law
     * @param exponentMeasured its maximum-likelihood estimate from the samples
     * @param standardError the estimate's standard error
     * @param ksDistance distance of Kolmogorov and Smirnov from the law
     * @param ksLimit the distance that a sample of the law exceeds with a probability of 5 %
     * @param from smallest input
     * @param to largest input
     * @param mass share of the class
     * @param samples samples of this branch
     * @param lowestJump smallest jump of the law
     * @param highestJump largest jump of the law; null if it has no end
     * @param scale factor of the law on this branch
     */
    public record BranchResult(
            double target,
            String sign,
            Double exponent,
            Double exponentMeasured,
            Double standardError,
            double ksDistance,
            double ksLimit,
            double from,
            double to,
            double mass,
            int samples,
            double lowestJump,
            double highestJump,
            double scale) {}

    /**
     * One table.
     *
     * @param target target of the class
     * @param knots number of knots
     * @param low smallest y; below, the loss is linear
     * @param high largest y; above, the loss is linear
     * @param worstError largest relative error of the slope between knots
     * @param activation the activation for which it is also a loss of the output
     * @param outputs outputs at the ends of the table; equal to the ends of the activation's range where it saturates
     */
    public record LossResult(
            double target, int knots, double low, double high, double worstError, String activation, Vector outputs) {}

    /**
     * The descent.
     *
     * @param start weight and bias at the start
     * @param rate learning rate of the steps
     * @param chains number of chains
     * @param steps steps of each
     * @param mean mean weight and bias over the second halves
     * @param standardError their standard errors
     * @param fluctuation predicted standard deviations of weight and bias at this rate
     * @param lost chains that left every bound
     * @param returned whether the mean is near the design state again
     */
    public record DescentResult(
            Vector start,
            double rate,
            int chains,
            long steps,
            Vector mean,
            Vector standardError,
            Vector fluctuation,
            int lost,
            boolean returned) {}

    /**
     * The answer with what files and figures need.
     *
     * @param result the answer
     * @param loss the loss, if there is one
     * @param sample its sampled jumps, if there is one
     */
    public record Answer(Result result, Optional<DesignedLoss> loss, Optional<DesignSample> sample) {
        /**
         * Returns what the checks found wrong.
         *
         * @return sentences; empty where all is as designed
         */
        public List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            long beyond = result.branches().stream()
                    .filter(b -> b.ksDistance() > b.ksLimit())
                    .count();
            if (beyond > 0) {
                warnings.add("On " + beyond + " of " + result.branches().size()
                        + " branches the samples are further from the law than 95 % of such samples; another --seed tells"
                        + " whether that is chance.");
            }
            if (result.descent() != null && !result.descent().returned()) {
                warnings.add("Gradient descent did not come back to the state within "
                        + result.descent().steps() + " steps at rate "
                        + result.descent().rate() + ": the minimum is local, and shallow for such jumps.");
            }
            return warnings;
        }
    }

    /**
     * Answers the request.
     *
     * @throws org.jumpscope.numeric.InvalidInputException if the classes, the law or the state allow no design, or the
     *     activation has no inverse
     */
    public static Answer run(Request request) {
        Experiment experiment = request.experiment();
        ResolvedState resolved = ResolvedState.of(
                experiment.state(),
                experiment.composition(),
                experiment.classes(),
                experiment.rate(),
                OptionalDouble.empty(),
                request.seed());
        LossDesign design = LossDesign.withDefaults()
                .withRate(experiment.rate())
                .with(request.jump())
                .with(request.kind());
        if (request.minimum().isPresent()) {
            design = design.withMinimumAt(request.minimum().getAsDouble());
        }
        LossDesign.Outcome outcome = design.design(experiment.classes(), request.target(), resolved.state());
        if (outcome.designed().isEmpty()) {
            return new Answer(none(outcome, request), Optional.empty(), Optional.empty());
        }
        DesignedLoss loss = outcome.designed().get();
        List<LossResult> losses = loss.classes().stream()
                .map(c -> loss(c, experiment.activation()))
                .toList();
        Workers workers = Workers.of(request.threads());
        DesignSample sample = DesignSample.of(loss, request.samples(), request.seed(), workers);
        DesignDescent descent = DesignDescent.of(loss, request.seed(), workers);
        Result result = new Result(
                outcome instanceof LossDesign.OneSigned ? "one-signed" : "two-signed",
                outcome.reason(),
                threshold(outcome),
                finite(outcome.threshold().exact()),
                request.target().toString(),
                name(request.jump()),
                experiment.rate(),
                equilibrium(loss, resolved.source()),
                sample.branches().stream().map(Design::branch).toList(),
                losses,
                descent(descent));
        return new Answer(result, Optional.of(loss), Optional.of(sample));
    }

    private static Result none(LossDesign.Outcome outcome, Request request) {
        return new Result(
                "none",
                outcome.reason(),
                threshold(outcome),
                finite(outcome.threshold().exact()),
                request.target().toString(),
                name(request.jump()),
                request.experiment().rate(),
                null,
                List.of(),
                List.of(),
                null);
    }

    private static String name(Coordinate jump) {
        return jump.name().toLowerCase(Locale.ROOT);
    }

    private static Double threshold(LossDesign.Outcome outcome) {
        OptionalDouble mirrored = outcome.threshold().mirrored();
        return finite(mirrored.isPresent() ? mirrored : outcome.threshold().exact());
    }

    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }

    private static EquilibriumResult equilibrium(DesignedLoss loss, String source) {
        DesignEquilibrium found = loss.equilibrium();
        State state = loss.state();
        return new EquilibriumResult(
                state.weight(),
                state.bias(),
                source,
                found.gradient(),
                found.gradientScale(),
                found.hessian().eigenvalues(),
                found.risk(),
                found.convex(),
                found.concaveShare());
    }

    private static BranchResult branch(DesignSample.BranchCheck check) {
        boolean power = check.branch().exponent().isPresent();
        return new BranchResult(
                check.branch().classTarget(),
                check.branch().biasSign() > 0 ? "positive" : "negative",
                power ? check.branch().exponent().getAsDouble() : null,
                Double.isNaN(check.exponentMeasured()) ? null : check.exponentMeasured(),
                Double.isNaN(check.standardError()) ? null : check.standardError(),
                check.ksDistance(),
                check.ksLimit(),
                check.branch().from(),
                check.branch().to(),
                check.branch().mass(),
                check.jumps().size(),
                check.branch().lowestJump(),
                check.branch().highestJump(),
                check.branch().scale());
    }

    private static LossResult loss(DesignedClass designed, Activation activation) {
        return new LossResult(
                designed.component().target(),
                designed.loss().knots().size(),
                designed.loss().low(),
                designed.loss().high(),
                designed.loss().worstError(),
                activation.name(),
                DesignedOutputLoss.of(designed.loss(), activation).ends());
    }

    private static DescentResult descent(DesignDescent d) {
        return new DescentResult(
                Vector.of(d.start().weight(), d.start().bias()),
                d.rate(),
                d.chains(),
                d.steps(),
                d.mean(),
                d.standardError(),
                d.fluctuation(),
                d.lost(),
                d.returned());
    }
}
