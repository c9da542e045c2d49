package org.jumpscope.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.JumpLaw;
import org.jumpscope.duality.JumpSampler;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.experiments.MapSummary.BranchSummary;
import org.jumpscope.experiments.MapSummary.FoldSummary;
import org.jumpscope.experiments.MapSummary.PointSummary;
import org.jumpscope.experiments.MapSummary.Ranges;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** {@code predict}: the law of jumps of any composition, dataset and state, without sampling. */
public final class Predict {
    private Predict() {}

    /**
     * What is asked for.
     *
     * @param composition activation and loss
     * @param classes the boundary distribution
     * @param state where the map is taken
     * @param rate γ
     * @param seed seed of the descent, where its state is asked for
     * @param target restricts the answer to the class of this target; null for all
     * @param at inputs x at which the map is reported
     * @param atJump jumps q̇ at which the density is reported
     * @param exponent the exponent that ranges are measured against; null for the map's own
     * @param tolerance tolerance of exponents
     * @param ratio r of the dominance condition
     * @param tailMassCut probability left beyond both ends of a range
     */
    public record Request(
            Composition composition,
            ClassMixture classes,
            Experiment.StateSource state,
            double rate,
            long seed,
            Double target,
            Vector at,
            Vector atJump,
            Double exponent,
            double tolerance,
            double ratio,
            double tailMassCut) {

        /** A request with the defaults: γ = 1, all classes, tolerance 0.1, r = 10, tail mass cut 1e-4. */
        public static Request of(Composition composition, ClassMixture classes, Experiment.StateSource state) {
            return new Request(
                    composition,
                    classes,
                    state,
                    1,
                    Defaults.SEED,
                    null,
                    Vector.of(),
                    Vector.of(),
                    null,
                    Defaults.TOLERANCE,
                    Defaults.RATIO,
                    Defaults.TAIL_MASS_CUT);
        }

        /** The same with ranges measured against an exponent. */
        public Request against(double k) {
            return new Request(
                    composition, classes, state, rate, seed, target, at, atJump, k, tolerance, ratio, tailMassCut);
        }

        /** The same with inputs and jumps to report. */
        public Request reporting(Vector inputs, Vector jumps) {
            return new Request(
                    composition,
                    classes,
                    state,
                    rate,
                    seed,
                    target,
                    inputs,
                    jumps,
                    exponent,
                    tolerance,
                    ratio,
                    tailMassCut);
        }
    }

    /**
     * The answer.
     *
     * @param composition the composition, as the user wrote it
     * @param classes one entry per class
     * @param equilibrium the equilibrium, null if the state was given
     */
    public record Result(String composition, List<ClassResult> classes, ResolvedState.EquilibriumSummary equilibrium) {}

    /**
     * The law of jumps of one class.
     *
     * @param target its target
     * @param share its share
     * @param input its boundary distribution
     * @param state the state
     * @param branches monotone branches of x → q̇
     * @param folds zeros of dq̇/dx
     * @param deadMass probability of q̇ = 0
     * @param ranges where a power law holds
     * @param points the map at chosen inputs
     * @param densities the density at chosen jumps
     * @param measured what the jumps of the samples of a class of real data say by themselves, by sign; empty for a law
     */
    public record ClassResult(
            double target,
            double share,
            String input,
            ResolvedState.StateSummary state,
            List<BranchSummary> branches,
            List<FoldSummary> folds,
            double deadMass,
            Ranges ranges,
            List<PointSummary> points,
            List<DensityPoint> densities,
            List<SearchedExponent> measured) {}

    /**
     * The density at one jump, per class.
     *
     * @param jump q̇
     * @param density p(q̇) summed over all preimages of both signs of ḃ
     * @param logDensity its logarithm, also where it underflows
     * @param positive the part from ḃ &gt; 0
     * @param negative the part from ḃ &lt; 0
     * @param cumulative P(q̇′ ≤ q̇), with the dead zone
     * @param preimages all x with this q̇
     */
    public record DensityPoint(
            double jump,
            double density,
            double logDensity,
            double positive,
            double negative,
            double cumulative,
            List<Double> preimages) {}

    /**
     * Answers the request.
     *
     * @throws InvalidInputException if no class has the target, a jump is negative, or the composition is undefined on
     *     the data
     */
    public static Result run(Request request) {
        ResolvedState state = ResolvedState.of(
                request.state(),
                request.composition(),
                request.classes(),
                request.rate(),
                OptionalDouble.empty(),
                request.seed());
        List<ClassResult> results = new ArrayList<>();
        for (ScalarDuality map : maps(request, state)) {
            results.add(classResult(request, state, map));
        }
        return new Result(request.composition().toString(), List.copyOf(results), state.equilibrium());
    }

    /**
     * The curves of one class and sign of ḃ.
     *
     * @param target target of the class
     * @param biasSign sign of ḃ
     * @param curves the curves
     */
    public record Curve(double target, int biasSign, LawCurves curves) {}

    /**
     * The curves that a figure of the answer needs, at the state that the answer has.
     *
     * @param request the request
     * @param result its answer
     */
    public static List<Curve> curves(Request request, Result result) {
        ResolvedState.StateSummary at = result.classes().get(0).state();
        ResolvedState state = new ResolvedState(State.of(at.weight(), at.bias()), at.source(), null);
        List<Curve> curves = new ArrayList<>();
        for (ScalarDuality map : maps(request, state)) {
            for (int sign : new int[] {-1, 1}) {
                LawCurves.of(map, sign, 0.1 * request.tailMassCut())
                        .ifPresent(
                                found -> curves.add(new Curve(map.composition().target(), sign, found)));
            }
        }
        return curves;
    }

    /** The maps of the classes asked for, in their order. */
    private static List<ScalarDuality> maps(Request request, ResolvedState state) {
        List<ScalarDuality> maps = new ArrayList<>();
        for (ClassMixture.Component component : request.classes().components()) {
            if (request.target() == null || request.target() == component.target()) {
                maps.add(ScalarDuality.of(request.composition(), component, state.state())
                        .withRate(request.rate()));
            }
        }
        if (maps.isEmpty()) {
            throw new InvalidInputException("No class has the target " + request.target() + "; the targets are "
                    + request.classes().components().stream()
                            .map(c -> Double.toString(c.target()))
                            .toList()
                    + ".");
        }
        return maps;
    }

    private static ClassResult classResult(Request request, ResolvedState state, ScalarDuality map) {
        JumpLaw law = map.law(Coordinate.NORM);
        double target = map.composition().target();
        double share = request.classes().components().stream()
                .filter(c -> c.target() == target)
                .findFirst()
                .orElseThrow()
                .share();
        List<PointSummary> points =
                request.at().stream().mapToObj(x -> PointSummary.of(map.at(x))).toList();
        List<DensityPoint> densities =
                request.atJump().stream().mapToObj(q -> density(law, q)).toList();
        return new ClassResult(
                target,
                share,
                map.boundary().toString(),
                state.summary(),
                law.branches().stream().map(b -> BranchSummary.of(b, map)).toList(),
                law.folds().stream().map(FoldSummary::of).toList(),
                law.deadMass(),
                Ranges.of(map, request.exponent(), request.tolerance(), request.ratio(), request.tailMassCut()),
                points,
                densities,
                measured(map));
    }

    /** The fits of the jumps that a class's own samples make; a sign with too few has none. */
    private static List<SearchedExponent> measured(ScalarDuality map) {
        List<SearchedExponent> fits = new ArrayList<>();
        if (map.boundary() instanceof Empirical real) {
            Vector jumps = JumpSampler.of(map).jumps(real.atoms());
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                SearchedExponent fit = SearchedExponent.of(jumps, sign);
                if (fit != null) {
                    fits.add(fit);
                }
            }
        }
        return fits;
    }

    private static DensityPoint density(JumpLaw law, double q) {
        if (!(q >= 0) || q == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("Jump " + q + " is not a norm; give a finite number not below 0.");
        }
        double all = law.logDensity(q);
        return new DensityPoint(
                q,
                Math.exp(all),
                all,
                Math.exp(law.logDensity(q, 1)),
                Math.exp(law.logDensity(q, -1)),
                law.cumulative(q),
                law.preimages(q));
    }
}
