package org.jumpscope.experiments.mnist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.composition.Composition;
import org.jumpscope.data.Projection;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.Normal;
import org.jumpscope.experiments.EmpiricalClasses;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.FigureAnalysis;
import org.jumpscope.experiments.FigureAnalysis.Curves;
import org.jumpscope.experiments.FigureAnalysis.Exponents;
import org.jumpscope.experiments.FigureAnalysis.Outcome;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.FigureAnalysis.Subject;
import org.jumpscope.experiments.PaperFigure;
import org.jumpscope.experiments.ResolvedState;
import org.jumpscope.numeric.Vector;

/**
 * The truncated MNIST of the paper's Section 8: images of zeros and ones on one line, so that the means of the two classes are 0
 * and 1, before the neuron of Figures 1 and 2 (sigmoid, squared loss).
 */
public final class ProjectedDigits {
    /** Samples drawn from a normal law; the samples of the data are their own. */
    private static final long MOST_SAMPLES = 1_000_000;

    /** 95 % point of Lilliefors' distance times √n: a normal law whose mean and deviation are those of the sample. */
    private static final double LILLIEFORS = 0.886;

    private static final String PAPER = "paper";

    private ProjectedDigits() {}

    /** The law of a class. */
    public enum Law {
        /** The samples, each a narrow normal law (Silverman's rule). */
        SMOOTHED_SAMPLES("smoothed samples"),
        /** A normal law with the mean and the standard deviation of the samples, as the paper's classes are. */
        NORMAL("fitted normal");

        private final String words;

        Law(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One class in one projection under one law.
     *
     * @param projection "pca", the first principal component; "mean-difference"; or "paper", the paper's own dataset
     * @param law "smoothed samples" or "fitted normal"
     * @param className the class in the data
     * @param classTarget its target, 0 or 1
     * @param sign sign of ḃ, "negative" or "positive" fluctuations
     * @param samples images of the class; 0 of the paper's dataset, which is a law
     * @param mean their mean on the line
     * @param standardDeviation their standard deviation on the line
     * @param skewness their skewness
     * @param normalDistance Kolmogorov's distance of the samples from the fitted normal law
     * @param normalNoiseFloor its 95 % point if they were normal (Lilliefors)
     * @param state the equilibrium on both classes under this law
     * @param kPredicted exponent of the Jacobian that theory predicts
     * @param exponents ranges and exponents
     */
    public record Case(
            String projection,
            String law,
            String className,
            double classTarget,
            String sign,
            int samples,
            double mean,
            double standardDeviation,
            double skewness,
            double normalDistance,
            double normalNoiseFloor,
            ResolvedState.EquilibriumSummary state,
            double kPredicted,
            Exponents exponents) {}

    /**
     * A case with its curves.
     *
     * @param entry the numbers
     * @param curves the curves
     */
    public record Drawn(Case entry, Curves curves) {}

    /** Moments of a sample on the line, and how far from normal it is. */
    private record Shape(int count, double mean, double deviation, double skewness, double distance) {
        static Shape of(Vector sorted) {
            int n = sorted.size();
            double mean = sorted.stream().sum() / n;
            double square = 0;
            double cube = 0;
            for (int i = 0; i < n; i++) {
                double d = sorted.get(i) - mean;
                square += d * d;
                cube += d * d * d;
            }
            double deviation = Math.sqrt(square / n);
            Normal normal = Normal.of(mean, deviation);
            double distance = 0;
            for (int i = 0; i < n; i++) {
                double f = normal.cumulative(sorted.get(i));
                distance = Math.max(distance, Math.max(f - i / (double) n, (i + 1) / (double) n - f));
            }
            return new Shape(n, mean, deviation, cube / n / (deviation * deviation * deviation), distance);
        }
    }

    /**
     * Both classes in one projection under both laws.
     *
     * @param folder the images
     * @param classes the two labels, the first with target 0
     * @param method the projection
     * @param settings how to analyse
     * @return class by class, the smoothed samples first
     * @throws org.jumpscope.numeric.InvalidInputException if a class has no images, or both have the same mean
     * @throws org.jumpscope.numeric.NoAnswerException if there is no equilibrium
     */
    public static List<Drawn> run(Path folder, List<String> classes, Projection.Method method, Settings settings) {
        EmpiricalClasses data = EmpiricalClasses.read(new EmpiricalClasses.Source(
                folder, Optional.empty(), Optional.empty(), classes, Optional.of(method), OptionalDouble.empty()));
        List<Shape> shapes = data.classes().components().stream()
                .map(each -> Shape.of(((Empirical) each.law()).atoms()))
                .toList();
        Settings own = withFewerSamples(settings);
        List<Drawn> found = new ArrayList<>();
        for (Law law : Law.values()) {
            ClassMixture mixture = law == Law.NORMAL ? normals(data.classes(), shapes) : data.classes();
            Composition composition = PaperFigure.all().get(0).composition();
            ResolvedState state = ResolvedState.of(
                    new StateSource.Equilibrium(),
                    composition,
                    mixture,
                    own.rate(),
                    OptionalDouble.empty(),
                    own.seed());
            for (int i = 0; i < shapes.size(); i++) {
                found.add(drawn(
                        method.toString(), law, data.names().get(i), mixture.component(i), shapes.get(i), state, own));
            }
        }
        return found;
    }

    /**
     * The paper's own dataset, normal laws about 0 and 1 with standard deviation ¼ (8.2), (8.3), in the same terms.
     *
     * @param settings how to analyse
     * @return zeros and ones
     */
    public static List<Case> paper(Settings settings) {
        ClassMixture dataset = PaperFigure.dataset();
        Settings own = withFewerSamples(settings);
        ResolvedState state = ResolvedState.of(
                new StateSource.Equilibrium(),
                PaperFigure.all().get(0).composition(),
                dataset,
                own.rate(),
                OptionalDouble.empty(),
                own.seed());
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < dataset.components().size(); i++) {
            ClassMixture.Component component = dataset.component(i);
            Shape normal = new Shape(0, component.law().mean(), component.law().standardDeviation(), 0, 0);
            cases.add(drawn(PAPER, Law.NORMAL, Integer.toString(i), component, normal, state, own)
                    .entry());
        }
        return cases;
    }

    private static Settings withFewerSamples(Settings settings) {
        return new Settings(
                Math.min(settings.samples(), MOST_SAMPLES),
                settings.seed(),
                settings.rate(),
                settings.ratio(),
                settings.tolerance(),
                settings.tailMassCut(),
                settings.threads());
    }

    private static ClassMixture normals(ClassMixture data, List<Shape> shapes) {
        List<ClassMixture.Component> components = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            ClassMixture.Component each = data.component(i);
            Distribution law = Normal.of(shapes.get(i).mean(), shapes.get(i).deviation());
            components.add(new ClassMixture.Component(each.target(), each.share(), law));
        }
        return ClassMixture.of(components);
    }

    private static Drawn drawn(
            String projection,
            Law law,
            String name,
            ClassMixture.Component component,
            Shape shape,
            ResolvedState state,
            Settings settings) {
        PaperFigure like = PaperFigure.all().get(component.target() == 0 ? 0 : 1);
        Subject subject = new Subject(
                "mnist/" + projection + "/" + name,
                component,
                like.biasSign(),
                like.predicted(),
                null,
                like::corrected);
        Outcome outcome = FigureAnalysis.run(subject, like.composition(), state.state(), settings);
        Case entry = new Case(
                projection,
                law.toString(),
                name,
                component.target(),
                like.biasSign() < 0 ? "negative" : "positive",
                shape.count(),
                shape.mean(),
                shape.deviation(),
                shape.skewness(),
                shape.distance(),
                shape.count() == 0 ? 0 : LILLIEFORS / Math.sqrt(shape.count()),
                state.equilibrium(),
                like.predicted(),
                outcome.exponents());
        return new Drawn(entry, outcome.curves());
    }
}
