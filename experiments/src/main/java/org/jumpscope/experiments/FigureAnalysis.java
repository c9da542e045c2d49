package org.jumpscope.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.composition.Composition;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.duality.Agreement;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.JumpLaw;
import org.jumpscope.duality.JumpSample;
import org.jumpscope.duality.JumpSampler;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRange;
import org.jumpscope.duality.ScalingRanges;
import org.jumpscope.experiments.MapSummary.RangeSummary;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The analysis behind one figure: ranges, exponents by least squares and by maximum likelihood, agreement of samples with
 * the exact density, and the curves.
 */
public final class FigureAnalysis {
    private static final int BINS = 60;
    private static final long FEWEST = 50;

    private FigureAnalysis() {}

    /**
     * How to analyse.
     *
     * @param samples number of Monte Carlo samples
     * @param seed seed
     * @param rate γ
     * @param ratio r that "much larger" is read as
     * @param tolerance tolerance of exponents
     * @param tailMassCut probability left beyond both ends of a range
     * @param threads number of threads; the result does not depend on it
     */
    public record Settings(
            long samples, long seed, double rate, double ratio, double tolerance, double tailMassCut, int threads) {
        /** 10⁷ samples, seed 1, γ = 1, r = 10, tolerance 0.1, cut 1e-4, all processors. */
        public static Settings defaults() {
            return new Settings(
                    10_000_000,
                    Defaults.SEED,
                    Defaults.RATE,
                    Defaults.RATIO,
                    Defaults.TOLERANCE,
                    Defaults.TAIL_MASS_CUT,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /**
     * An exponent fitted by bounded maximum likelihood.
     *
     * @param exponent k, null where there are too few values
     * @param standardError its standard error
     * @param count number of values in the range
     * @param reason why there is no exponent, null if there is one
     */
    public record Measured(Double exponent, Double standardError, long count, String reason) {
        static Measured of(ScalingRange range, long count, RangeMoments moments) {
            if (count < FEWEST) {
                return new Measured(
                        null, null, count, "only " + count + " samples lie in the range, fewer than " + FEWEST);
            }
            PowerLawEstimate estimate =
                    RangeFit.on(range.lowerJump(), range.upperJump()).fit(moments);
            return new Measured(estimate.exponent(), estimate.standardError(), count, null);
        }

        static Measured none(String reason) {
            return new Measured(null, null, 0, reason);
        }
    }

    /**
     * The ranges and exponents of one class's jumps of one sign.
     *
     * @param kJacobian exponent of the Jacobian by least squares on the corrected range
     * @param kJacobianResidual root mean square residual of that line
     * @param measured exponent of the samples as they are, on the corrected range
     * @param measuredJacobian exponent of the same samples weighted by 1/p(x)
     * @param printedRanges where the paper's printed conditions hold
     * @param correctedRange the widest range where the corrected conditions hold
     * @param jacobianRange the widest range with |k_J − k| ≤ tolerance
     * @param totalRange the widest range with |k_J + k_p − k| ≤ tolerance
     * @param branchMass probability of the jumps of this sign
     * @param ksDistance distance of the samples from the exact law
     * @param ksNoiseFloor its 95 % point under the law itself
     * @param samples number of samples
     * @param searched what the jumps of this sign say by themselves, on a range that they choose; null where they are too few
     */
    public record Exponents(
            Double kJacobian,
            Double kJacobianResidual,
            Measured measured,
            Measured measuredJacobian,
            List<RangeSummary> printedRanges,
            RangeSummary correctedRange,
            RangeSummary jacobianRange,
            RangeSummary totalRange,
            double branchMass,
            double ksDistance,
            double ksNoiseFloor,
            long samples,
            SearchedExponent searched) {}

    /**
     * The curves of a figure, per class and sign; densities as natural logarithms.
     *
     * @param jump q̇ of the exact density
     * @param logDensity log p(q̇), both preimages summed
     * @param jacobianJump q̇ of the Jacobian's contribution, NaN between branches
     * @param logInverseJacobian log|dx/dq̇|
     * @param binCentre centre of each Monte Carlo bin
     * @param binDensity density of the samples
     * @param binError its standard error
     */
    public record Curves(
            Vector jump,
            Vector logDensity,
            Vector jacobianJump,
            Vector logInverseJacobian,
            Vector binCentre,
            Vector binDensity,
            Vector binError) {}

    /**
     * What was found.
     *
     * @param exponents ranges and exponents
     * @param curves the curves
     */
    public record Outcome(Exponents exponents, Curves curves) {}

    /**
     * The law that is analysed: a class, a sign, the exponent that theory predicts, and where it should hold.
     *
     * @param name name of the stream of random numbers
     * @param component the class
     * @param biasSign sign of ḃ
     * @param predicted exponent k of the Jacobian
     * @param printed the paper's conditions, not above 0 where they hold; null if the paper has none
     * @param corrected the corrected conditions
     */
    public record Subject(
            String name,
            ClassMixture.Component component,
            int biasSign,
            double predicted,
            Condition printed,
            Condition corrected) {

        /** The class, sign and conditions of a figure of the paper. */
        static Subject of(PaperFigure figure, Composition composition) {
            return new Subject(
                    "figure-" + figure.number() + "/" + composition.activation(),
                    PaperFigure.dataset().component(figure.classIndex()),
                    figure.biasSign(),
                    figure.predicted(),
                    figure::printed,
                    figure::corrected);
        }
    }

    /** A validity condition with "much" read as a ratio. */
    public interface Condition {
        /** A function of x that is not above 0 where the condition holds. */
        DoubleUnaryOperator excess(ScalarDuality map, double ratio);
    }

    /**
     * Analyses the law of one composition for a class and sign.
     *
     * @param subject class, sign, exponent and conditions
     * @param composition the composition whose law it is
     * @param state the state
     * @param settings how
     */
    public static Outcome run(Subject subject, Composition composition, State state, Settings settings) {
        ScalarDuality map =
                ScalarDuality.of(composition, subject.component(), state).withRate(settings.rate());
        int sign = subject.biasSign();
        ScalingRanges ranges =
                ScalingRanges.of(map).withTolerance(settings.tolerance()).withMassCut(settings.tailMassCut());
        List<ScalingRange> printed = subject.printed() == null
                ? List.of()
                : ranges.where(subject.printed().excess(map, settings.ratio()), sign);
        Optional<ScalingRange> corrected =
                ScalingRanges.widest(ranges.where(subject.corrected().excess(map, settings.ratio()), sign));
        Optional<ScalingRange> jacobian = ranges.widestJacobian(subject.predicted(), sign);
        Optional<ScalingRange> total = ranges.widestTotal(subject.predicted(), sign);
        Optional<ScalingRanges.Slope> slope = corrected.map(ranges::leastSquares);

        JumpSampler sampler = JumpSampler.of(map)
                .withThreads(settings.threads())
                .withRanges(corrected.stream().toList());
        // A class of real samples is not drawn from: its own jumps are the sample.
        JumpSample sample;
        SearchedExponent searched;
        LogHistogram.Sign side = side(sign);
        if (subject.component().law() instanceof Empirical real) {
            sample = sampler.of(real.atoms());
            searched = SearchedExponent.of(sampler.jumps(real.atoms()), side);
        } else {
            sample = sampler.sample(RandomBlocks.of(settings.seed()).stream(subject.name()), settings.samples());
            searched = SearchedExponent.of(sample.histogram(), side);
        }
        JumpLaw law = map.law(Coordinate.NORM);
        Agreement agreement = Agreement.of(sample, law);
        Measured measured = Measured.none("the corrected conditions hold nowhere");
        Measured measuredJacobian = measured;
        if (corrected.isPresent()) {
            JumpSample.RangeSums sums = sample.ranges().get(0);
            measured = Measured.of(corrected.get(), sums.count(), sums.jumps());
            measuredJacobian = Measured.of(corrected.get(), sums.ownCount(), sums.jacobian());
        }
        Exponents exponents = new Exponents(
                slope.map(ScalingRanges.Slope::exponent).orElse(null),
                slope.map(ScalingRanges.Slope::residual).orElse(null),
                measured,
                measuredJacobian,
                printed.stream().map(RangeSummary::of).toList(),
                RangeSummary.of(corrected),
                RangeSummary.of(jacobian),
                RangeSummary.of(total),
                law.massUpTo(Double.POSITIVE_INFINITY, sign),
                agreement.distance(),
                agreement.noiseFloor(),
                sample.count(),
                searched);
        return new Outcome(exponents, curves(map, sample, sign, settings));
    }

    private static LogHistogram.Sign side(int sign) {
        return sign > 0 ? LogHistogram.Sign.POSITIVE : LogHistogram.Sign.NEGATIVE;
    }

    private static Curves curves(ScalarDuality map, JumpSample sample, int sign, Settings settings) {
        LawCurves exact = LawCurves.of(map, sign, 0.1 * settings.tailMassCut()).orElseThrow();
        List<Double> centre = new ArrayList<>();
        List<Double> value = new ArrayList<>();
        List<Double> error = new ArrayList<>();
        for (LogHistogram.Bin bin : sample.histogram().rebin(side(sign), exact.lowest(), exact.highest(), BINS)) {
            double width = bin.high() - bin.low();
            centre.add(Math.sqrt(bin.low()) * Math.sqrt(bin.high()));
            value.add(bin.count() / width / (double) sample.count());
            error.add(Math.sqrt((double) bin.count()) / width / (double) sample.count());
        }
        return new Curves(
                exact.jump(),
                exact.logDensity(),
                exact.jacobianJump(),
                exact.logInverseJacobian(),
                vector(centre),
                vector(value),
                vector(error));
    }

    private static Vector vector(List<Double> values) {
        return Vector.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
