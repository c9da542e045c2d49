package org.jumpscope.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.ClassMixture.Component;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Designs a loss after activation H_c(y) for each of two classes, so that the jumps q̇ = γ|h_c| √(1 + x²) follow a given law and
 * a given state (w, b) is the learning equilibrium of that loss (theory §5). Of the bias jump alone it is |ḃ| = γ|h| that follows.
 *
 * <p>On each branch q̇(x) = F_T⁻¹(rank of x), which gives h_c(wx + b) = ±q̇(x)/(γ √(1 + x²)), or without the root. Both conditions, zero mean
 * gradient in weight and bias, are solved by where the map turns in each class. Jumps of one sign per class are chosen where
 * they can balance and give a minimum; else each H_c has a minimum of its own, and the jumps both signs. Immutable.
 */
public final class LossDesign {
    private final double rate;
    private final Kind kind;
    private final OptionalDouble minimum;

    private final Coordinate jump;

    private LossDesign(double rate, Kind kind, OptionalDouble minimum, Coordinate jump) {
        this.rate = rate;
        this.kind = kind;
        this.minimum = minimum;
        this.jump = jump;
    }

    /** Which signs the jumps of a class may have. */
    public enum Kind {
        /** One sign where that has a solution, else both. */
        ANY,
        /** One sign. */
        ONE_SIGNED,
        /** Both signs, about a minimum of H. */
        TWO_SIGNED
    }

    /** The answer. */
    public sealed interface Outcome {
        /**
         * Returns how wide the target has to be for one sign.
         *
         * @return the thresholds
         */
        Threshold threshold();

        /**
         * Returns why the answer is what it is.
         *
         * @return one or two sentences
         */
        String reason();

        /**
         * Returns the loss, if there is one.
         *
         * @return the loss
         */
        Optional<DesignedLoss> designed();
    }

    /**
     * Each class jumps to one side only.
     *
     * @param loss the loss
     * @param reason why
     * @param threshold how wide the target has to be for this
     */
    public record OneSigned(DesignedLoss loss, String reason, Threshold threshold) implements Outcome {
        @Override
        public Optional<DesignedLoss> designed() {
            return Optional.of(loss);
        }
    }

    /**
     * Each class jumps to both sides, about a minimum of its H.
     *
     * @param loss the loss
     * @param reason why
     * @param threshold how wide the target has to be for one sign
     */
    public record TwoSigned(DesignedLoss loss, String reason, Threshold threshold) implements Outcome {
        @Override
        public Optional<DesignedLoss> designed() {
            return Optional.of(loss);
        }
    }

    /**
     * There is no such loss.
     *
     * @param reason why, and what would make one
     * @param threshold how wide the target has to be for one sign
     */
    public record None(String reason, Threshold threshold) implements Outcome {
        @Override
        public Optional<DesignedLoss> designed() {
            return Optional.empty();
        }
    }

    /** A design of the norm of the jump with γ = 1 and whichever signs have a solution. */
    public static LossDesign withDefaults() {
        return new LossDesign(1, Kind.ANY, OptionalDouble.empty(), Coordinate.NORM);
    }

    /**
     * The same with another learning rate, which scales the jumps.
     *
     * @param gamma γ, positive and finite
     * @throws InvalidInputException if it is not
     */
    public LossDesign withRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Rate " + gamma + " is not a positive number; give for example 1.");
        }
        return new LossDesign(gamma, kind, minimum, jump);
    }

    /** The same with another choice of signs. */
    public LossDesign with(Kind signs) {
        return new LossDesign(rate, signs, minimum, jump);
    }

    /**
     * The same with both signs and the minimum of the left class's H at a given input; the other class has its minimum at the
     * same rank from its far end. The jumps of the smaller branches then have a factor λ, and those of the right class a factor κ.
     *
     * @param input the input x of the minimum
     */
    public LossDesign withMinimumAt(double input) {
        if (!Double.isFinite(input)) {
            throw new InvalidInputException("Minimum " + input + " is not finite; give an input of the left class.");
        }
        return new LossDesign(rate, Kind.TWO_SIGNED, OptionalDouble.of(input), jump);
    }

    /**
     * The same for another coordinate of the jump: its norm q̇ = γ|h| √(1 + x²), or the jump of the bias, |ḃ| = γ|h|.
     *
     * @param coordinate the norm or the bias
     * @throws InvalidInputException if it is the weight, whose jump −γxh vanishes at x = 0 whatever the loss is
     */
    public LossDesign with(Coordinate coordinate) {
        if (coordinate == Coordinate.WEIGHT) {
            throw new InvalidInputException(
                    "The jump of the weight vanishes at x = 0 whatever the loss is, so that it cannot"
                            + " follow a law: design that of the bias or the norm.");
        }
        return new LossDesign(rate, kind, minimum, coordinate);
    }

    /**
     * Designs the loss.
     *
     * @param mixture two classes
     * @param target the law of the jumps q̇: positive numbers, with a mean and, for a power law, a finite upper end
     * @param state (w, b), w not 0
     * @return the loss, or why there is none
     * @throws InvalidInputException if the classes are not two, the target has no such jumps, or the weight is 0
     */
    public Outcome design(ClassMixture mixture, Distribution target, State state) {
        check(target);
        if (state.weight() == 0) {
            throw new InvalidInputException(
                    "Weight 0 makes every pre-activation the bias, so that no loss can tell inputs apart; give another weight.");
        }
        FacingClasses classes = FacingClasses.of(mixture, jump);
        Threshold threshold = Threshold.of(classes.thinned(), target);
        return new Search(classes, target, state, threshold).find();
    }

    private static void check(Distribution target) {
        if (!(target.support().low() >= 0)) {
            throw new InvalidInputException(
                    "Target " + target
                            + " takes negative values, and a jump is a norm; give a law of positive numbers, such as lognormal(0, 1).");
        }
        if (target instanceof BoundedPowerLaw power && power.upper() == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("Target " + target
                    + " has no finite upper quantile, and the jumps of a loss are bounded; give a finite upper end.");
        }
        if (!Double.isFinite(target.mean()) || !Double.isFinite(target.standardDeviation())) {
            throw new InvalidInputException(
                    "Target " + target
                            + " has no finite mean and variance, so that its mean gradient does not settle; give one that has.");
        }
    }

    /** One question. */
    private final class Search {
        private final FacingClasses classes;
        private final Distribution target;
        private final State state;
        private final Threshold threshold;
        private final Conditions conditions;

        Search(FacingClasses classes, Distribution target, State state, Threshold threshold) {
            this.classes = classes;
            this.target = target;
            this.state = state;
            this.threshold = threshold;
            this.conditions = new Conditions(classes, target);
        }

        Outcome find() {
            boolean enough = conditions.mismatch(Fold.NONE, 0) >= 0;
            List<DesignedLoss> saddles = new ArrayList<>();
            if (kind != Kind.TWO_SIGNED && enough) {
                for (Fold fold : List.of(Fold.VALLEY, Fold.RIDGE)) {
                    Optional<DesignedLoss> loss = conditions
                            .monotone()
                            .or(() -> conditions.solve(fold))
                            .map(this::loss);
                    if (loss.isPresent() && loss.get().equilibrium().isMinimum()) {
                        return new OneSigned(loss.get(), DesignReasons.oneSigned(target, threshold), threshold);
                    }
                    loss.ifPresent(saddles::add);
                }
            }
            if (kind != Kind.ONE_SIGNED) {
                Optional<DesignedLoss> loss = twoSigned().map(this::loss);
                if (loss.isPresent() && loss.get().equilibrium().isMinimum()) {
                    String reason = DesignReasons.twoSigned(target, threshold, enough, kind == Kind.ANY);
                    return new TwoSigned(loss.get(), reason, threshold);
                }
                loss.ifPresent(saddles::add);
            }
            return new None(reason(enough, saddles), threshold);
        }

        private Optional<Conditions.Solution> twoSigned() {
            if (minimum.isEmpty()) {
                return conditions.solve(Fold.SIGN_CHANGE);
            }
            double mass = classes.left().law().cumulative(minimum.getAsDouble());
            if (!(mass > 1e-6 && mass < 1 - 1e-6)) {
                throw new InvalidInputException("A minimum at " + minimum.getAsDouble() + " cuts off " + mass
                        + " of the class " + classes.left().law() + "; give an input among its samples.");
            }
            return conditions.solveAmplitude(mass);
        }

        private String reason(boolean enough, List<DesignedLoss> saddles) {
            if (!saddles.isEmpty()) {
                double curvature = saddles.stream()
                        .mapToDouble(loss ->
                                loss.equilibrium().hessian().eigenvalues().get(0))
                        .max()
                        .orElseThrow();
                return DesignReasons.saddle(curvature, target, threshold);
            }
            if (kind == Kind.ONE_SIGNED && !enough) {
                return DesignReasons.tooNarrow(classes.thinned(), target, threshold);
            }
            return minimum.isPresent()
                    ? DesignReasons.badMinimum(minimum.getAsDouble())
                    : DesignReasons.noBalance(enough, kind, target);
        }

        private DesignedLoss loss(Conditions.Solution solution) {
            boolean leftFirst = classes.leftIndex() == 0;
            Component[] components = {classes.left(), classes.right()};
            Transport[] maps = {solution.left(), solution.right()};
            double[] scales = {1, solution.kappa()};
            List<DesignedClass> designed = new ArrayList<>();
            for (int i : leftFirst ? new int[] {0, 1} : new int[] {1, 0}) {
                designed.add(designed(components[i], maps[i], scales[i], solution.lambda()));
            }
            List<Component> order =
                    designed.stream().map(DesignedClass::component).toList();
            List<TabulatedLoss> losses =
                    designed.stream().map(DesignedClass::loss).toList();
            return new DesignedLoss(designed, state, rate, jump, DesignEquilibrium.of(order, losses, state));
        }

        private DesignedClass designed(Component component, Transport map, double kappa, double lambda) {
            int n = map.parts().size();
            double[] scales = new double[n];
            List<DesignedBranch> branches = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Transport.Part part = map.parts().get(i);
                scales[i] = kappa * (Moments.isMinor(map, i) && part.sign() < 0 ? lambda : 1);
                // g = sign(w) h, and the bias jump is −γh.
                double slopeSign = map.facing() * part.sign() * Math.signum(state.weight());
                branches.add(new DesignedBranch(
                        component.target(),
                        slopeSign > 0 ? -1 : 1,
                        part.from(),
                        part.to(),
                        part.mass(),
                        target,
                        scales[i]));
            }
            branches.sort(Comparator.comparingDouble(DesignedBranch::from));
            TabulatedLoss loss = Tabulation.of(map, scales, map.facing(), state, rate);
            return new DesignedClass(component, loss, branches);
        }
    }
}
