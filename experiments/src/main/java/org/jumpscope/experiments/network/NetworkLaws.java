package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.duality.law.BoundaryDensity;
import org.jumpscope.duality.law.CouplingCorrection;
import org.jumpscope.duality.law.CurvePoint;
import org.jumpscope.duality.law.DecoupledLaws;
import org.jumpscope.duality.law.DirectionLaw;
import org.jumpscope.duality.law.GaussianBoundary;
import org.jumpscope.duality.law.JointLaw;
import org.jumpscope.duality.law.KernelBoundary;
import org.jumpscope.duality.law.LabelSamples;
import org.jumpscope.duality.law.ProductLaw;
import org.jumpscope.duality.law.SampleDistance;
import org.jumpscope.experiments.Progress;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/** {@code spectrum --laws} and {@code --density}: laws of a network's jumps, predicted from the law of its boundary. */
public final class NetworkLaws {
    /** Samples that laws are made of where nothing is said. */
    public static final int SAMPLES = 5000;

    /** Bins of sampled densities, at most. */
    private static final int BINS = 30;

    private static final int LEAST_BINS = 8;
    /** Points of predicted densities. */
    private static final int CURVE = 90;

    /** Samples of a label below which a warning says so. */
    private static final int FEW = 100;

    private NetworkLaws() {}

    /** The density of the boundary at fixed label. */
    public enum DensityName {
        /** Normal, in whitened principal components. */
        GAUSSIAN,
        /** Kernels, in whitened principal components. */
        KERNEL;

        /**
         * The density of a name.
         *
         * @throws InvalidInputException if there is none
         */
        public static DensityName of(String text) {
            return named(DensityName.class, "--density", text);
        }
    }

    /**
     * The law of a coordinate of a name, sampled or normal.
     *
     * @throws InvalidInputException if there is none
     */
    public static DecoupledLaws.Coordinates coordinates(String text) {
        return named(DecoupledLaws.Coordinates.class, "--coordinate", text);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String option, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new InvalidInputException(option + " " + text + " is not known: say " + String.join(" or ", names) + ".");
    }

    /**
     * What is asked for.
     *
     * @param model the network
     * @param loss the loss; where it is left out, the one that fits
     * @param population the samples that laws are made of
     * @param samples those that are reported one by one, whose densities are wanted
     * @param directions how many leading directions have laws; none where no laws are wanted
     * @param point where laws are
     * @param coordinates what the law of a coordinate is taken for
     * @param density the density of the boundary, where densities of the samples are wanted
     * @param threads on which no result depends
     */
    public record Request(
            NetworkModel model,
            Optional<NetworkModel.LossName> loss,
            BoundaryData population,
            BoundaryData samples,
            OptionalInt directions,
            Point point,
            DecoupledLaws.Coordinates coordinates,
            Optional<DensityName> density,
            int threads) {
        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if there is less than one direction
         */
        public Request {
            if (directions.isPresent() && directions.getAsInt() < 1) {
                throw new InvalidInputException(
                        "--laws " + directions.getAsInt() + " is no number of directions: give 1 or more.");
            }
        }
    }

    /** Where laws are. */
    public enum Point {
        /** At the mean of the samples of each label. */
        MEANS,
        /** At the first of the samples that are reported. */
        SAMPLE
    }

    /**
     * A run.
     *
     * @param laws one for each label, or that of the sample
     * @param densities one for each of the samples; empty where none are wanted
     * @param warnings sentences about them
     */
    public record Run(List<LawsResult> laws, List<SpectrumResult.Density> densities, List<String> warnings) {
        /** Keeps copies of the lists. */
        public Run {
            laws = List.copyOf(laws);
            densities = List.copyOf(densities);
            warnings = List.copyOf(warnings);
        }
    }

    /** The memory that a request takes at most, in bytes. */
    static double memory(Request request) {
        double inputs = request.model.network().inputs();
        double samples = request.population.samples().size();
        double covariance = request.density.isPresent() ? 4 * 8 * inputs * inputs : 0;
        double whitened = 2 * 8 * inputs * samples;
        return NetworkCost.ofSpectra(request.model.network(), request.threads)
                + 4 * 8 * inputs * samples
                + covariance
                + whitened;
    }

    /**
     * Computes.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if the memory is too small, or labels are not classes of the network
     * @throws NoAnswerException if no label has two samples, or the sample's has not
     */
    public static Run run(Request request, Progress progress) {
        MemoryNeed.require(
                "Laws of jumps from " + request.population.samples().size() + " samples of the network "
                        + request.model.network(),
                memory(request));
        return new Computation(request, progress).run();
    }

    /**
     * Laws in numbers and words, as they are reported.
     *
     * @param result the laws
     * @param label the class; null for an autoencoder
     * @param share of the samples that have it
     * @param reference x₀ in words
     * @param coordinates what the law of a coordinate was taken for
     */
    public static LawsResult result(
            DecoupledLaws.Result result,
            Number label,
            double share,
            String reference,
            DecoupledLaws.Coordinates coordinates) {
        return new LawsResult(
                label,
                share,
                reference,
                result.samples(),
                coordinates == DecoupledLaws.Coordinates.NORMAL ? "normal" : "sampled, smoothed by kernels",
                result.plateau().map(p -> new SpectrumResult.Plateau(p.value(), p.multiplicity())),
                result.coupling().offDiagonal(),
                result.coupling().offDiagonalError(),
                result.coupling().offDiagonalSamples(),
                result.coupling().totalVariance(),
                result.coupling().outsideShare(),
                result.coupling().planeDimension(),
                new LawsResult.Correlation(
                        result.ofBoundary().value(),
                        result.ofJumps().value(),
                        result.ofSizes().value(),
                        result.ofBoundary().noiseFloor()),
                result.laws().stream().map(Computation::direction).toList(),
                result.still());
    }

    /** What the parts of an answer share. */
    private static final class Computation {
        private final Request request;
        private final Progress progress;
        private final LabelGroups groups;
        private final SampleAims aims;
        private final DualityJacobian jacobian;
        private final List<String> warnings = new ArrayList<>();

        Computation(Request request, Progress progress) {
            this.request = request;
            this.progress = progress;
            NetworkModel.LossName name = request.loss.orElseGet(request.model::usualLoss);
            NetworkLearningPass pass = NetworkLearningPass.of(request.model.activation(), request.model.loss(name));
            this.groups =
                    new LabelGroups(request.population, new SampleAims(request.model, name, request.population, pass));
            this.aims = new SampleAims(request.model, name, request.samples, pass);
            DualityJacobian fixed = DualityJacobian.of(pass);
            this.jacobian = aims.origin() == SampleAims.Origin.INPUT ? fixed.with(TargetColumns.INPUTS) : fixed;
        }

        Run run() {
            List<LawsResult> laws = new ArrayList<>();
            if (request.directions.isPresent()) {
                if (request.point == Point.SAMPLE) {
                    laws.add(laws(
                            aims.label(0),
                            Optional.of(request.samples.samples().input(0)),
                            "sample " + request.samples.first()));
                } else {
                    List<Double> labels = groups.labels();
                    if (labels.isEmpty()) {
                        throw new NoAnswerException("No label has two samples or more, so that there is no law.");
                    }
                    for (int i = 0; i < labels.size(); i++) {
                        progress.report("laws", i / (double) labels.size());
                        laws.add(laws(labels.get(i), Optional.empty(), "mean"));
                    }
                }
            }
            List<SpectrumResult.Density> densities = new ArrayList<>();
            if (request.density.isPresent()) {
                Map<Double, Object> boundaries = new HashMap<>();
                for (int i = 0; i < request.samples.samples().size(); i++) {
                    progress.report(
                            "densities", i / (double) request.samples.samples().size());
                    densities.add(density(i, boundaries));
                }
            }
            return new Run(laws, densities, warnings);
        }

        private LawsResult laws(double label, Optional<Vector> reference, String words) {
            if (groups.size(label) < 2) {
                throw new NoAnswerException(
                        "Of the " + request.population.samples().size()
                                + " samples that laws are made of, " + groups.size(label) + " has the label "
                                + aims.written(label) + "; laws need two or more: give more with --law-samples.");
            }
            LabelSamples samples = groups.samples(label);
            if (samples.size() < FEW) {
                warnings.add("Laws of " + (aims.written(label) == null ? "the jumps" : "label " + aims.written(label))
                        + " are from " + samples.size() + " samples only; "
                        + "differences below the noise floor say little.");
            }
            DecoupledLaws.Result result = DecoupledLaws.withDefaults()
                    .with(request.coordinates)
                    .withDirections(request.directions.getAsInt())
                    .withThreads(request.threads)
                    .find(jacobian, samples, reference.orElseGet(samples::mean));
            return result(result, aims.written(label), groups.share(label), words, request.coordinates);
        }

        private static LawsResult.Direction direction(DirectionLaw law) {
            List<CurvePoint> points = law.points();
            return new LawsResult.Direction(
                    law.index(),
                    law.value(),
                    law.onPlateau(),
                    law.varianceShare(),
                    law.sobol().value(),
                    law.sobol().standardError(),
                    law.sobol().coupling(),
                    distance(law.distance()),
                    law.exponents().median(),
                    law.exponents().standardError(),
                    law.product().map(product -> distance(product.distance())),
                    law.correction().map(Computation::correction),
                    law.validity().word(),
                    law.validity().sentence() + kinks(law.law().curve().breaks()),
                    law.offset(),
                    law.law().curve().turningPoints(),
                    law.law().curve().breaks(),
                    new LawsResult.Curve(
                            vector(points, CurvePoint::s),
                            vector(points, CurvePoint::value),
                            vector(points, CurvePoint::slope),
                            vector(points, CurvePoint::logDensity),
                            vector(points, CurvePoint::jacobian),
                            vector(points, CurvePoint::dataset),
                            vector(points, point -> point.totalOfCoordinate(law.offset()))),
                    density(law));
        }

        private static String kinks(int breaks) {
            return breaks == 0
                    ? ""
                    : " The jump itself jumps at " + breaks + (breaks == 1 ? " kink" : " kinks")
                            + " of activations along the curve, which J does not see.";
        }

        private static Vector vector(List<CurvePoint> points, ToDoubleFunction<CurvePoint> part) {
            return Vector.of(points.stream().mapToDouble(part).toArray());
        }

        private static LawsResult.Distance distance(SampleDistance distance) {
            return new LawsResult.Distance(distance.kolmogorov(), distance.wasserstein(), distance.noiseFloor());
        }

        private static LawsResult.Correction correction(CouplingCorrection correction) {
            return new LawsResult.Correction(
                    correction.decoupled(),
                    correction.firstOrder(),
                    correction.varianceAlone(),
                    correction.secondOrder(),
                    correction.noiseFloor(),
                    correction.componentShare(),
                    correction.nodes(),
                    correction.mean(),
                    correction.variance());
        }

        /** Shares of equally wide bins of log|η| that hold all but a thousandth of the samples at either end. */
        private static LawsResult.Density density(DirectionLaw law) {
            double[] sizes = law.jumps().stream().map(Math::abs).sorted().toArray();
            int n = sizes.length;
            double low = sizes[(int) Math.ceil(1e-3 * (n - 1))];
            double high = sizes[(int) Math.floor((1 - 1e-3) * (n - 1))];
            if (!(low > 0 && low < high)) {
                return new LawsResult.Density(Vector.of(), Vector.of(), Vector.of(), Vector.of(), Vector.of());
            }
            int bins = (int) Math.max(LEAST_BINS, Math.min(BINS, Math.round(2 * Math.cbrt(n))));
            double width = Math.log10(high / low) / bins;
            double[] edges = new double[bins + 1];
            for (int i = 0; i <= bins; i++) {
                edges[i] = low * Math.pow(high / low, i / (double) bins);
            }
            double[] sampled = new double[bins];
            for (double size : sizes) {
                int bin = (int) Math.floor(Math.log10(size / low) / width);
                if (size >= low && size <= high) {
                    sampled[Math.min(bins - 1, bin)] += 1 / (n * width);
                }
            }
            ProductLaw product =
                    law.product().map(DirectionLaw.ProductAgreement::law).orElse(null);
            double[] places = new double[CURVE];
            double[] predicted = new double[CURVE];
            double[] multiplied = new double[product == null ? 0 : CURVE];
            double fine = Math.log10(high / low) / CURVE;
            double before = 0;
            double beforeProduct = 0;
            for (int i = 0; i <= CURVE; i++) {
                double edge = low * Math.pow(high / low, i / (double) CURVE);
                double mass = law.law().cumulative(edge) - law.law().cumulative(-edge);
                double productMass = product == null ? 0 : product.cumulative(edge) - product.cumulative(-edge);
                if (i > 0) {
                    places[i - 1] = low * Math.pow(high / low, (i - 0.5) / CURVE);
                    predicted[i - 1] = Math.max(0, mass - before) / fine;
                    if (product != null) {
                        multiplied[i - 1] = Math.max(0, productMass - beforeProduct) / fine;
                    }
                }
                before = mass;
                beforeProduct = productMass;
            }
            return new LawsResult.Density(
                    Vector.of(edges),
                    Vector.of(sampled),
                    Vector.of(places),
                    Vector.of(predicted),
                    Vector.of(multiplied));
        }

        /** The joint density at the jump of a sample, or why there is none. */
        private SpectrumResult.Density density(int i, Map<Double, Object> boundaries) {
            double label = aims.label(i);
            Object made = boundaries.computeIfAbsent(label, this::boundary);
            if (!(made instanceof BoundaryDensity boundary)) {
                return SpectrumResult.Density.none((String) made, "none");
            }
            Vector x = request.samples.samples().input(i);
            JointLaw law = JointLaw.of(jacobian, boundary, groups.share(label));
            JointLaw.Density density = law.at(x, aims.target(i, label));
            return density instanceof JointLaw.Found found
                    ? new SpectrumResult.Density(
                            OptionalDouble.of(found.logDensity()),
                            found.dimension(),
                            OptionalDouble.of(found.logBoundary()),
                            OptionalDouble.of(found.logDeterminant()),
                            OptionalDouble.of(found.logShare()),
                            found.plateau(),
                            boundary.toString(),
                            found.sentence())
                    : SpectrumResult.Density.none(density.sentence(), boundary.toString());
        }

        /** A density, or a sentence why there is none. */
        private Object boundary(double label) {
            try {
                if (groups.size(label) < 2) {
                    throw new NoAnswerException("Fewer than two samples have the label; give more.");
                }
                LabelSamples samples = groups.samples(label);
                return request.density.orElseThrow() == DensityName.GAUSSIAN
                        ? GaussianBoundary.of(samples)
                        : KernelBoundary.of(samples);
            } catch (NoAnswerException e) {
                warnings.add("No density for label " + aims.written(label) + " with --law-samples "
                        + request.population.samples().size() + ": " + e.getMessage());
                return e.getMessage();
            }
        }
    }
}
