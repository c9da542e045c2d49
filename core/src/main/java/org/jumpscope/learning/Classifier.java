package org.jumpscope.learning;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jumpscope.composition.Activation;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.formula.BreakPoints;
import org.jumpscope.formula.EnclosedFormula;
import org.jumpscope.formula.Formula;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.RootIsolation;

/** Reads an output f as the class whose target is nearest: a threshold of ½ between the targets 0 and 1. */
final class Classifier {
    private static final Formula.Variable Y = new Formula.Variable("y");

    /** Operations of intervals and numbers for one accuracy. */
    private static final long MOST_OPERATIONS = 40_000_000;

    private final Formula activation;
    private final List<ClassMixture.Component> classes;
    private final double[] targets;

    private Classifier(Formula activation, List<ClassMixture.Component> classes) {
        this.activation = activation;
        this.classes = classes;
        this.targets = classes.stream()
                .mapToDouble(ClassMixture.Component::target)
                .distinct()
                .sorted()
                .toArray();
    }

    static Classifier of(Activation activation, ClassMixture mixture) {
        return new Classifier(activation.formula(), mixture.components());
    }

    /** The share of the data whose output is nearest to its own target. */
    double accuracy(State state) {
        double sum = 0;
        double w = state.weight();
        double b = state.bias();
        if (w == 0) {
            double target = nearest(activation.evaluate(b));
            return classes.stream()
                    .filter(c -> c.target() == target)
                    .mapToDouble(ClassMixture.Component::share)
                    .sum();
        }
        double[] cuts = cuts(window(state));
        for (int i = 0; i <= cuts.length; i++) {
            double low = i == 0 ? Double.NEGATIVE_INFINITY : cuts[i - 1];
            double high = i == cuts.length ? Double.POSITIVE_INFINITY : cuts[i];
            double target = nearest(activation.evaluate(inside(low, high)));
            double from = Math.min((low - b) / w, (high - b) / w);
            double to = Math.max((low - b) / w, (high - b) / w);
            for (ClassMixture.Component component : classes) {
                if (component.target() == target) {
                    sum += component.share() * component.law().probability(from, to);
                }
            }
        }
        return sum;
    }

    /** The target nearest to an output, the smaller of two that are equally near. */
    private double nearest(double output) {
        double best = targets[0];
        for (double target : targets) {
            if (Math.abs(output - target) < Math.abs(output - best)) {
                best = target;
            }
        }
        return best;
    }

    /** The range of y where all but 1e−17 of every class lies. */
    private Interval window(State state) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (ClassMixture.Component component : classes) {
            double first = state.preActivation(BoundaryMesh.quantileAtScore(component.law(), -8.5));
            double last = state.preActivation(BoundaryMesh.quantileAtScore(component.law(), 8.5));
            low = Math.min(low, Math.min(first, last));
            high = Math.max(high, Math.max(first, last));
        }
        return Interval.of(low, high);
    }

    /** Where the output may pass from one class to another. */
    private double[] cuts(Interval window) {
        // The ends of the window are cuts too: beyond them the output may pass on, without data.
        TreeSet<Double> cuts = new TreeSet<>(List.of(window.low(), window.high()));
        Effort effort = Effort.of(
                MOST_OPERATIONS,
                "The activation is too large to analyse: where its output passes from one class to the other takes more than "
                        + MOST_OPERATIONS + " operations to find; write it simpler, or give one that oscillates less.");
        BreakPoints.of(activation, Y, window, effort).points().stream().forEach(cuts::add);
        Formula slope = activation.derivative(Y);
        TreeSet<Double> ends = new TreeSet<>(cuts);
        ends.removeIf(y -> !(y > window.low() && y < window.high()));
        ends.add(window.low());
        ends.add(window.high());
        Double from = null;
        for (double to : ends) {
            if (from != null) {
                for (int i = 0; i + 1 < targets.length; i++) {
                    double threshold = 0.5 * targets[i] + 0.5 * targets[i + 1];
                    addCrossings(threshold, slope, Interval.of(from, to), effort, cuts);
                }
            }
            from = to;
        }
        return cuts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void addCrossings(double threshold, Formula slope, Interval piece, Effort effort, Set<Double> cuts) {
        EnclosedFormula above =
                EnclosedFormula.ofContinuous(activation.minus(Formula.constant(threshold)), slope, effort);
        RootIsolation.Result result = RootIsolation.find(above, piece);
        result.roots().forEach(root -> cuts.add(root.x()));
        for (RootIsolation.Unresolved open : result.unresolved()) {
            cuts.add(open.where().low());
            cuts.add(open.where().high());
        }
    }

    private static double inside(double low, double high) {
        if (Double.isInfinite(low) && Double.isInfinite(high)) {
            return 0;
        }
        if (Double.isInfinite(low)) {
            return high - Math.max(1, Math.abs(high));
        }
        return Double.isInfinite(high) ? low + Math.max(1, Math.abs(low)) : 0.5 * low + 0.5 * high;
    }
}
