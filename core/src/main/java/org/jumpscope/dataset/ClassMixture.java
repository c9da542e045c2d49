package org.jumpscope.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Mixture;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A boundary distribution of classes: class c has a target t_c, a share s_c and a law p_c(x) of its input, so that
 * p_∂(x, t) = Σ_c s_c p_c(x) δ(t − t_c).
 *
 * <p>It is built class by class, and its shares are checked to sum to 1 when it is used.
 */
public final class ClassMixture {
    private static final double SHARE_TOLERANCE = 1e-9;

    private final List<Component> components;

    private ClassMixture(List<Component> components) {
        this.components = List.copyOf(components);
    }

    /**
     * One class of the mixture.
     *
     * @param target the target t_c of the output, finite
     * @param share the share s_c of the class, above 0 and not above 1
     * @param law the law p_c of the input
     */
    public record Component(double target, double share, Distribution law) {
        /** Checks the ranges of the target and the share. */
        public Component {
            if (!Double.isFinite(target)) {
                throw new InvalidInputException("Class target " + target + " is not finite; give a finite number.");
            }
            if (!(share > 0 && share <= 1 + SHARE_TOLERANCE)) {
                throw new InvalidInputException("Share " + share + " of the class with target " + target
                        + " is not above 0 and at most 1; give a share in (0, 1].");
            }
        }
    }

    /**
     * Starts a mixture with its first class.
     *
     * @param target the target of the output
     * @param share the share of the class, above 0 and not above 1
     * @param law the law of the input
     * @return the mixture of this one class
     * @throws InvalidInputException if the target or the share is outside its domain
     */
    public static ClassMixture of(double target, double share, Distribution law) {
        return new ClassMixture(List.of(new Component(target, share, law)));
    }

    /**
     * Creates a mixture of given classes.
     *
     * @param components the classes, whose shares sum to 1
     * @return the mixture
     * @throws InvalidInputException if there is no class or the shares do not sum to 1
     */
    public static ClassMixture of(List<Component> components) {
        return new ClassMixture(components).checked();
    }

    /**
     * Creates a mixture of classes that all have the share 1/n.
     *
     * @param targets the n targets
     * @param laws the n laws of the input, in the same order
     * @return the mixture
     * @throws InvalidInputException if the numbers of targets and laws differ or are 0
     */
    public static ClassMixture equalShares(Vector targets, List<? extends Distribution> laws) {
        int n = laws.size();
        if (n == 0 || targets.size() != n) {
            throw new InvalidInputException(
                    "There are " + targets.size() + " targets for " + n + " laws; give one law to each target.");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            components.add(new Component(targets.get(i), 1.0 / n, laws.get(i)));
        }
        return new ClassMixture(components);
    }

    /**
     * Adds a class.
     *
     * @param target the target of the output
     * @param share the share of the class, above 0 and not above 1
     * @param law the law of the input
     * @return this mixture with the class added
     * @throws InvalidInputException if the target or the share is outside its domain
     */
    public ClassMixture and(double target, double share, Distribution law) {
        List<Component> longer = new ArrayList<>(components);
        longer.add(new Component(target, share, law));
        return new ClassMixture(longer);
    }

    /**
     * Returns this mixture if its shares sum to 1 within 1e-9.
     *
     * @return this mixture
     * @throws InvalidInputException if the shares do not sum to 1
     */
    public ClassMixture checked() {
        double sum = 0;
        for (Component component : components) {
            sum += component.share();
        }
        if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
            throw new InvalidInputException("The shares of the " + components.size() + " classes sum to " + sum
                    + " and not to 1; give shares that sum to 1.");
        }
        return this;
    }

    /**
     * Returns the classes in the order in which they were added.
     *
     * @return the classes
     * @throws InvalidInputException if the shares do not sum to 1
     */
    public List<Component> components() {
        return checked().components;
    }

    /**
     * Returns one class.
     *
     * @param index its position, from 0
     * @return the class
     * @throws InvalidInputException if there is no such class or the shares do not sum to 1
     */
    public Component component(int index) {
        List<Component> all = components();
        if (index < 0 || index >= all.size()) {
            throw new InvalidInputException("There is no class " + index + " among " + all.size()
                    + "; give a number from 0 to " + (all.size() - 1) + ".");
        }
        return all.get(index);
    }

    /**
     * Returns the law of the input of all classes together, p(x) = Σ_c s_c p_c(x).
     *
     * @return the law of the only class, or a mixture
     * @throws InvalidInputException if the shares do not sum to 1
     */
    public Distribution input() {
        List<Component> all = components();
        if (all.size() == 1) {
            return all.get(0).law();
        }
        return Mixture.of(
                Vector.of(all.stream().mapToDouble(Component::share).toArray()),
                all.stream().map(Component::law).toList());
    }

    /**
     * Returns the accuracy of the best classifier of the input, ∫ max_c s_c p_c(x) dx, to about 1e-12.
     *
     * <p>For two normal laws of equal share and deviation σ with means d apart it is Φ(d/(2σ)).
     *
     * @return the accuracy, at least the largest share and at most 1
     * @throws InvalidInputException if the shares do not sum to 1
     */
    public double bayesAccuracy() {
        return new BayesAccuracy(byTarget()).value();
    }

    /** One component per target: classes that share a target are one to the classifier. */
    private List<Component> byTarget() {
        Map<Double, List<Component>> groups = new LinkedHashMap<>();
        components()
                .forEach(c -> groups.computeIfAbsent(c.target(), t -> new ArrayList<>())
                        .add(c));
        return groups.values().stream().map(ClassMixture::joined).toList();
    }

    private static Component joined(List<Component> group) {
        if (group.size() == 1) {
            return group.get(0);
        }
        double share = group.stream().mapToDouble(Component::share).sum();
        Vector weights =
                Vector.of(group.stream().mapToDouble(c -> c.share() / share).toArray());
        return new Component(
                group.get(0).target(),
                share,
                Mixture.of(weights, group.stream().map(Component::law).toList()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassMixture that && components.equals(that.components);
    }

    @Override
    public int hashCode() {
        return components.hashCode();
    }

    @Override
    public String toString() {
        return "ClassMixture" + components;
    }
}
