package org.jumpscope.experiments;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRanges;

/**
 * One figure of the paper (Sections 8 and 9): its composition, class, sign, predicted exponent and validity conditions.
 *
 * @param number number of the figure
 * @param title what it shows
 * @param activation activation whose law is drawn
 * @param loss loss
 * @param trained activation that the state is the equilibrium of; the clipped one for Figs 6 and 7
 * @param target target of the class shown
 * @param biasSign sign of ḃ shown: −1 "negative fluctuations", +1 "positive"
 * @param predicted exponent k that theory predicts for the Jacobian
 * @param sgdRate a learning rate at which stochastic gradient descent of this experiment is stable (theory §3)
 * @param conditions the paper's validity conditions
 */
public record PaperFigure(
        int number,
        String title,
        Activation activation,
        Loss loss,
        Activation trained,
        double target,
        int biasSign,
        double predicted,
        double sgdRate,
        Conditions conditions) {

    /** The paper's validity conditions of an experiment. */
    public enum Conditions {
        /** c₁ ≪ |wx|, |w| ≫ 1 and wx ≪ −b or wx ≫ −b, with 1/|c₁| = ½: (8.15), (8.19). */
        EXPONENTIAL_SQUARED("1/2 << |w x|, |w| >> 1 and w x << -b (zeros) or w x >> -b (ones), (8.15), (8.19)"),
        /** The same with 1/|c₁| = 1: (8.21), (8.23). */
        EXPONENTIAL_CROSS_ENTROPY("1 << |w x|, |w| >> 1 and w x << -b (zeros) or w x >> -b (ones), (8.21), (8.23)"),
        /** |x| ≪ 1 and |x(wx + b − t)| ≪ |w|: (8.32). */
        QUADRATIC("|x| << 1 and |x (w x + b - t)| << |w|, (8.32)"),
        /** |x| ≪ 1 and (1 − y)|x| ≪ |w|, y in place of 1 − y for ones: (8.42). */
        LOGARITHMIC("|x| << 1 and (1 - y) |x| << |w| (y for ones), (8.42)"),
        /** |x| ≪ |(b − t)/w|: (9.14). */
        QUARTIC("|x| << |(b - t)/w|, (9.14)");

        private final String text;

        Conditions(String text) {
            this.text = text;
        }

        /** The conditions in words and the equation they stand in. */
        public String text() {
            return text;
        }
    }

    /** The paper's dataset: two equally likely classes, x normal about 0 and 1 with standard deviation ¼ (8.2), (8.3). */
    public static ClassMixture dataset() {
        return ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
    }

    /** The nine figures. */
    public static List<PaperFigure> all() {
        return all(0.01);
    }

    /**
     * The nine figures with another clip for the states of Figs 6 and 7.
     *
     * @param epsilon ε of the clip
     */
    public static List<PaperFigure> all(double epsilon) {
        Activation sigmoid = Activation.sigmoid();
        Activation relu = Activation.relu();
        Activation linear = Activation.piecewiseLinear();
        Activation clipped = Activation.clippedLinear(epsilon);
        Loss squared = Loss.squared();
        Loss crossEntropy = Loss.crossEntropy();
        Loss quartic = Loss.powerLaw(2);
        Conditions half = Conditions.EXPONENTIAL_SQUARED;
        Conditions one = Conditions.EXPONENTIAL_CROSS_ENTROPY;
        double clipRate = 0.1 * epsilon;
        return List.of(
                new PaperFigure(1, "sigmoid, squared loss, zeros", sigmoid, squared, sigmoid, 0, -1, 1, 0.1, half),
                new PaperFigure(2, "sigmoid, squared loss, ones", sigmoid, squared, sigmoid, 1, 1, 1, 0.1, half),
                new PaperFigure(3, "sigmoid, cross-entropy, zeros", sigmoid, crossEntropy, sigmoid, 0, -1, 1, 0.1, one),
                new PaperFigure(4, "sigmoid, cross-entropy, ones", sigmoid, crossEntropy, sigmoid, 1, 1, 1, 0.1, one),
                new PaperFigure(
                        5, "ReLU, squared loss, zeros", relu, squared, relu, 0, -1, 0, 0.01, Conditions.QUADRATIC),
                new PaperFigure(
                        6,
                        "piecewise linear, cross-entropy, zeros",
                        linear,
                        crossEntropy,
                        clipped,
                        0,
                        -1,
                        2,
                        clipRate,
                        Conditions.LOGARITHMIC),
                new PaperFigure(
                        7,
                        "piecewise linear, cross-entropy, ones",
                        linear,
                        crossEntropy,
                        clipped,
                        1,
                        1,
                        2,
                        clipRate,
                        Conditions.LOGARITHMIC),
                new PaperFigure(
                        8, "ReLU, quartic loss, zeros", relu, quartic, relu, 0, -1, 2.0 / 3, 0.01, Conditions.QUARTIC),
                new PaperFigure(
                        9, "ReLU, quartic loss, ones", relu, quartic, relu, 1, 1, 2.0 / 3, 0.01, Conditions.QUARTIC));
    }

    /** The composition whose law of jumps is drawn. */
    public Composition composition() {
        return Composition.of(activation, loss);
    }

    /** The composition that the state is the equilibrium of. */
    public Composition trainedComposition() {
        return Composition.of(trained, loss);
    }

    /** Index of the class shown, in the order of {@link #dataset()}. */
    public int classIndex() {
        return target == 0 ? 0 : 1;
    }

    /**
     * Not above 0 where the paper's printed conditions hold, with "much" read as a ratio r.
     *
     * @param map the map of the class
     * @param ratio r
     */
    public DoubleUnaryOperator printed(ScalarDuality map, double ratio) {
        double w = map.state().weight();
        double b = map.state().bias();
        return switch (conditions) {
            case EXPONENTIAL_SQUARED -> x -> exponential(w, b, x, 0.5, ratio);
            case EXPONENTIAL_CROSS_ENTROPY -> x -> exponential(w, b, x, 1, ratio);
            case QUADRATIC ->
                x -> Math.max(ratio * Math.abs(x) - 1, ratio * Math.abs(x * (w * x + b - target)) - Math.abs(w));
            case LOGARITHMIC ->
                x -> {
                    double y = w * x + b;
                    double distance = target == 0 ? 1 - y : y;
                    return Math.max(ratio * Math.abs(x) - 1, ratio * distance * Math.abs(x) - Math.abs(w));
                };
            case QUARTIC -> x -> ratio * Math.abs(x) - Math.abs((b - target) / w);
        };
    }

    /** The printed conditions of Section 8.1, wx ≪ −b taken as a ratio as it is printed. */
    private double exponential(double w, double b, double x, double inverseRate, double ratio) {
        double size = ratio * inverseRate - Math.abs(w * x);
        double side = target == 0 ? w * x + b / ratio : -b * ratio - w * x;
        return Math.max(Math.max(size, ratio - Math.abs(w)), side);
    }

    /**
     * Not above 0 where the corrected conditions hold (theory §4): |wh′/h| ≥ r|x|/(1 + x²), and for the sigmoid also
     * e^y ≤ 1/r (zeros) or e^−y ≤ 1/r (ones).
     *
     * @param map the map of the class
     * @param ratio r
     */
    public DoubleUnaryOperator corrected(ScalarDuality map, double ratio) {
        ScalingRanges ranges = ScalingRanges.of(map);
        boolean exponential =
                conditions == Conditions.EXPONENTIAL_SQUARED || conditions == Conditions.EXPONENTIAL_CROSS_ENTROPY;
        double logRatio = Math.log(ratio);
        return x -> {
            double dominance = ranges.dominance(x, ratio);
            if (!exponential) {
                return dominance;
            }
            double y = map.state().preActivation(x);
            return Math.max(dominance, (target == 0 ? y : -y) + logRatio);
        };
    }
}
