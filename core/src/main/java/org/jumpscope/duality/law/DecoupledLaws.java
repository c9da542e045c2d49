package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JacobianFrame;
import org.jumpscope.duality.jacobian.Plateau;
import org.jumpscope.duality.jacobian.SingularSpectrum;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The decoupled one-dimensional laws (4.6) of a network's jumps at fixed label, along the leading right singular directions of
 * the duality Jacobian at one point x₀: the law of ξ = vᵀ(x − x₀) through the exact curve φ(s) = uᵀ[q̇(x₀ + s v) − q̇(x₀)], beside
 * the samples, with the numbers that say where that is right (theory §7).
 *
 * <p>U, Σ and V change from sample to sample, so that (4.6) is exact only in a fixed frame, for independent ξ_i and σ_i that
 * depend on ξ_i alone (erratum 10); the frame is that of x₀.
 */
public final class DecoupledLaws {
    /** How far a curve may be off where nothing is said. */
    private static final double TOLERANCE = 1e-7;
    /** Mass of ξ beyond each end of a curve. */
    private static final double TAIL = 1e-12;

    private static final int POINTS = 41;
    private static final double POINTS_FROM = 1e-3;
    private static final int QUANTILES = 4096;
    private static final int SHIFTS = 16;

    private final Coordinates coordinates;
    private final Corrections corrections;
    private final int directions;
    private final double tolerance;
    private final int threads;

    private DecoupledLaws(
            Coordinates coordinates, Corrections corrections, int directions, double tolerance, int threads) {
        this.coordinates = coordinates;
        this.corrections = corrections;
        this.directions = directions;
        this.tolerance = tolerance;
        this.threads = threads;
    }

    /** What the law of ξ is taken for. */
    public enum Coordinates {
        /** That of the samples, smoothed by a Gaussian kernel of Silverman's bandwidth. */
        SAMPLED,
        /** Normal, with the mean and deviation of the samples. */
        NORMAL
    }

    /** Whether perturbation theory is done. */
    public enum Corrections {
        /** It is. */
        COMPUTED,
        /** It is not. */
        LEFT_OUT
    }

    /** Five directions, sampled coordinates, corrections, on one thread. */
    public static DecoupledLaws withDefaults() {
        return new DecoupledLaws(Coordinates.SAMPLED, Corrections.COMPUTED, 5, TOLERANCE, 1);
    }

    /** The same with another law of ξ. */
    public DecoupledLaws with(Coordinates law) {
        return new DecoupledLaws(law, corrections, directions, tolerance, threads);
    }

    /** The same with or without corrections. */
    public DecoupledLaws with(Corrections wanted) {
        return new DecoupledLaws(coordinates, wanted, directions, tolerance, threads);
    }

    /**
     * The same with another number of directions.
     *
     * @param number 1 or more; there are at most as many as singular values that are not zero
     * @throws InvalidInputException if it is not positive
     */
    public DecoupledLaws withDirections(int number) {
        if (number < 1) {
            throw new InvalidInputException("Laws of " + number + " directions were asked for; ask for 1 or more.");
        }
        return new DecoupledLaws(coordinates, corrections, number, tolerance, threads);
    }

    /**
     * The same with curves φ that are exact to another tolerance; a larger one takes fewer passes through the network.
     *
     * @param share how far φ may be off between its nodes, as a share of its range: above 0 and below 1; 1e-7 by default
     * @throws InvalidInputException if it is not
     */
    public DecoupledLaws withTolerance(double share) {
        if (!(share > 0 && share < 1)) {
            throw new InvalidInputException("The tolerance " + share
                    + " of the curves is not a share of their range: give one above 0 and below 1.");
        }
        return new DecoupledLaws(coordinates, corrections, directions, share, threads);
    }

    /**
     * The same on a number of threads; no bit of an answer depends on it.
     *
     * @param number 1 or more
     * @throws InvalidInputException if it is not positive
     */
    public DecoupledLaws withThreads(int number) {
        return new DecoupledLaws(
                coordinates,
                corrections,
                directions,
                tolerance,
                Workers.of(number).threads());
    }

    /**
     * The laws at one point.
     *
     * @param reference x₀
     * @param samples how many samples of the label there were
     * @param laws of the leading directions, the largest singular value first; if the plateau has none of them, one of it follows
     * @param still places of the directions along which the samples do not differ, so that there is no law
     * @param plateau the plateau at x₀
     * @param coupling D1 of all directions together, and the share of variance beside the plane
     * @param ofBoundary total correlation of the ξ of the laws
     * @param ofJumps of their η
     * @param ofSizes of their |η|
     */
    public record Result(
            Vector reference,
            int samples,
            List<DirectionLaw> laws,
            List<Integer> still,
            Optional<Plateau> plateau,
            FrameCoupling coupling,
            TotalCorrelation ofBoundary,
            TotalCorrelation ofJumps,
            TotalCorrelation ofSizes) {
        /** Keeps copies of the lists. */
        public Result {
            laws = List.copyOf(laws);
            still = List.copyOf(still);
        }
    }

    /**
     * Finds the laws.
     *
     * @param jacobian of the network, with targets that are fixed or tied to the inputs
     * @param all samples of the boundary with the label of x₀, two or more; x₀ itself does not count
     * @param reference x₀, such as their mean or one of them
     * @throws InvalidInputException if sizes do not match, the targets are free, or values are not finite
     * @throws NoAnswerException if the jump does not change at x₀, or along no direction the samples differ
     */
    public Result find(DualityJacobian jacobian, LabelSamples all, Vector reference) {
        LabelSamples samples = all.without(reference);
        DualityJacobian single = jacobian.withThreads(1);
        SingularSpectrum spectrum =
                jacobian.at(reference, samples.target(reference)).spectrum();
        if (!(spectrum.values().get(0) > 0)) {
            throw new NoAnswerException(
                    "The jump does not change at the reference point in any direction, so that it has no law there.");
        }
        List<Direction> chosen = LeadingDirections.of(spectrum, samples, directions);
        FrameCoupling coupling = FrameCoupling.of(single, spectrum, samples, Workers.of(threads));
        CouplingCorrection.Boundary boundary =
                corrections == Corrections.COMPUTED ? new CouplingCorrection.Boundary(samples) : null;
        DirectionLaw[] found = new DirectionLaw[chosen.size()];
        Workers.of(threads).share(found.length, i -> {
            found[i] = law(single, samples, reference, chosen.get(i), coupling.totalVariance(), boundary);
        });
        List<DirectionLaw> laws = new ArrayList<>();
        List<Integer> still = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                still.add(chosen.get(i).index());
            } else {
                laws.add(found[i]);
            }
        }
        if (laws.isEmpty()) {
            throw new NoAnswerException("The samples do not differ along the leading directions; give others.");
        }
        int n = samples.size();
        double[][] xi = new double[laws.size()][];
        double[][] eta = new double[laws.size()][];
        double[][] sizes = new double[laws.size()][n];
        for (int i = 0; i < xi.length; i++) {
            xi[i] = laws.get(i).coordinates().toArray();
            eta[i] = laws.get(i).jumps().toArray();
            for (int c = 0; c < n; c++) {
                sizes[i][c] = Math.abs(eta[i][c]);
            }
        }
        return new Result(
                reference,
                n,
                laws,
                still,
                spectrum.plateau(),
                coupling,
                TotalCorrelation.of(xi, n),
                TotalCorrelation.of(eta, n),
                TotalCorrelation.of(sizes, n));
    }

    /** A direction whose law is wanted. */
    record Direction(int index, boolean onPlateau, Vector vector) {}

    /** The law along a direction; null where the samples do not differ along it. */
    private DirectionLaw law(
            DualityJacobian jacobian,
            LabelSamples samples,
            Vector reference,
            Direction direction,
            double totalVariance,
            CouplingCorrection.Boundary boundary) {
        int n = samples.size();
        Vector v = direction.vector();
        double[] xi = samples.along(v, reference);
        double mean = mean(xi);
        double deviation = deviation(xi, mean);
        double size = 0;
        for (double value : xi) {
            size = Math.max(size, Math.abs(value));
        }
        if (!(deviation > 1e-12 * size)) {
            return null;
        }
        DirectionMap map = DirectionMap.of(jacobian, reference, v, samples);
        JacobianFrame frame = map.frame();
        double[] eta = frame.left()
                .project(samples.columns(), samples.targets(samples.columns(), n), n)
                .row(0)
                .toArray();
        for (int c = 0; c < n; c++) {
            eta[c] -= map.offset();
        }
        Distribution coordinate =
                coordinates == Coordinates.SAMPLED ? Empirical.of(Vector.of(xi)) : Normal.of(mean, deviation);
        double low = coordinate.quantile(TAIL);
        double high = coordinate.survivalQuantile(TAIL);
        for (double value : xi) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        DirectionCurve curve = DirectionCurve.of(map, low, high, tolerance);
        CurveLaw law = CurveLaw.of(curve, coordinate);
        double[] phi = curve.values(xi);
        double[] predicted = phi;
        if (coordinates == Coordinates.NORMAL) {
            double[] quantiles = new double[QUANTILES];
            for (int i = 0; i < QUANTILES; i++) {
                quantiles[i] = coordinate.quantile((i + 0.5) / QUANTILES);
            }
            predicted = curve.values(quantiles);
        }
        FirstOrderIndex sobol = FirstOrderIndex.of(xi, phi, eta);
        SampleDistance distance =
                SampleDistance.of(eta, predicted, coordinates == Coordinates.NORMAL ? Double.POSITIVE_INFINITY : n);
        Optional<DirectionLaw.ProductAgreement> product =
                direction.onPlateau() ? Optional.of(product(frame, samples, coordinate, xi, eta)) : Optional.empty();
        double variance = deviation(eta, mean(eta));
        return new DirectionLaw(
                direction.index(),
                frame.lengths().get(0),
                direction.onPlateau(),
                totalVariance == 0 ? 0 : variance * variance * (n - 1) / n / totalVariance,
                v,
                map.offset(),
                law,
                points(law),
                Vector.of(xi),
                Vector.of(eta),
                sobol,
                distance,
                ExponentDifference.of(eta, predicted),
                product,
                boundary == null ? Optional.empty() : Optional.of(CouplingCorrection.of(boundary, map, curve, xi, eta)),
                validity(distance, sobol, product, bend(curve, xi, phi)));
    }

    private static DirectionLaw.ProductAgreement product(
            JacobianFrame frame, LabelSamples samples, Distribution coordinate, double[] xi, double[] eta) {
        int n = xi.length;
        Vector slopes = frame.plateauSlopes(samples.columns(), samples.targets(samples.columns(), n), n);
        double[] values = ProductLaw.values(slopes.toArray(), xi, SHIFTS);
        return new DirectionLaw.ProductAgreement(ProductLaw.of(slopes, coordinate), SampleDistance.of(eta, values, n));
    }

    private static Validity validity(
            SampleDistance distance,
            FirstOrderIndex sobol,
            Optional<DirectionLaw.ProductAgreement> product,
            double bend) {
        if (distance.withinNoise()) {
            if (distance.noiseFloor() > Validity.TELLING) {
                return new Validity.Undecided(distance, sobol);
            }
            return sobol.value() >= Validity.DECOUPLED
                    ? new Validity.Holds(distance, sobol, bend)
                    : new Validity.AgreesInLaw(distance, sobol);
        }
        if (product.isPresent() && product.get().distance().kolmogorov() < distance.kolmogorov()) {
            return new Validity.Product(distance, sobol, product.get().distance());
        }
        return distance.kolmogorov() <= Validity.NEAR
                ? new Validity.Approximate(distance, sobol)
                : new Validity.Fails(distance, sobol);
    }

    private static List<CurvePoint> points(CurveLaw law) {
        Distribution coordinate = law.coordinate();
        double low = coordinate.quantile(POINTS_FROM);
        double high = coordinate.survivalQuantile(POINTS_FROM);
        double[] places = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            places[i] = low + (high - low) * i / (POINTS - 1);
        }
        return CurvePoint.of(law, places);
    }

    /** sd(φ(ξ) − φ′(0)ξ)/sd(φ(ξ)). */
    private static double bend(DirectionCurve curve, double[] xi, double[] phi) {
        double slope = curve.slope(0);
        double[] rest = phi.clone();
        MatrixProduct.axpy(rest.length, -slope, xi, rest);
        double all = deviation(phi, mean(phi));
        return all == 0 ? 0 : deviation(rest, mean(rest)) / all;
    }

    private static double mean(double[] values) {
        double shift = values[0];
        double sum = 0;
        for (double value : values) {
            sum += value - shift;
        }
        return shift + sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }
}
