package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.numeric.Vector;

/**
 * The answer of {@code spectrum}: singular values and right singular vectors of ∂q̇/∂x, at γ = 1.
 *
 * @param network the architecture as text
 * @param trainable K, the number of trainable variables
 * @param boundary N, the number of what the derivative is taken by
 * @param by what that is: "inputs", or "embedded values at the sample's tokens" where the inputs are tokens
 * @param loss the loss
 * @param treatment what the loss makes of the outputs
 * @param target what the targets are: "label", "predicted class", or "input" of an autoencoder, whose columns are added
 * @param classes names of the classes; none if the file has none
 * @param samples the samples
 * @param laws predicted laws of jumps, where they were asked for
 */
public record SpectrumResult(
        String network,
        int trainable,
        int boundary,
        String by,
        String loss,
        String treatment,
        String target,
        List<String> classes,
        List<Sample> samples,
        List<LawsResult> laws) {

    /** Keeps copies of the lists. */
    public SpectrumResult {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
        laws = List.copyOf(laws);
    }

    /** The same with laws, and with a density for each sample unless there are none. */
    SpectrumResult with(List<LawsResult> found, List<Density> densities) {
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            all.add(densities.isEmpty() ? samples.get(i) : samples.get(i).with(densities.get(i)));
        }
        return new SpectrumResult(network, trainable, boundary, by, loss, treatment, target, classes, all, found);
    }

    /**
     * One sample.
     *
     * @param sample its position in the data, from 0
     * @param label its class, or the number to predict; null for an autoencoder
     * @param jumpNorm abs(q̇)
     * @param largest the largest singular value
     * @param median the median of all
     * @param smallest the smallest
     * @param plateau the values that are equal exactly; null where none is claimed
     * @param singularValues all min(K, N), largest first; none where only the summary was asked for
     * @param rightSingularVectors those of the largest values, each of N elements
     * @param logDensity log p(q̇) of the joint law (3.15); null where it was not asked for, or there is none
     * @param density what it is made of; null where it was not asked for
     */
    public record Sample(
            int sample,
            Number label,
            double jumpNorm,
            double largest,
            double median,
            double smallest,
            Optional<Plateau> plateau,
            Vector singularValues,
            List<Vector> rightSingularVectors,
            OptionalDouble logDensity,
            Optional<Density> density) {
        /** Keeps a copy of the list. */
        public Sample {
            rightSingularVectors = List.copyOf(rightSingularVectors);
        }

        private Sample with(Density found) {
            return new Sample(
                    sample,
                    label,
                    jumpNorm,
                    largest,
                    median,
                    smallest,
                    plateau,
                    singularValues,
                    rightSingularVectors,
                    found.logDensity(),
                    Optional.of(found));
        }
    }

    /**
     * Singular values that are equal exactly.
     *
     * @param value γ|δ₁|
     * @param multiplicity how many there are for certain
     */
    public record Plateau(double value, int multiplicity) {}

    /**
     * The joint density at the jump of a sample, log p(q̇) = log A + log p_x − Σ log σ_i(J B) (3.15).
     *
     * @param logDensity log p(q̇), per volume of the surface of jumps of the label; null where there is none
     * @param dimension of that surface, 0 where there is no density
     * @param logBoundary log p_x(x) at the label
     * @param logDeterminant Σ log σ_i(J B)
     * @param logShare log A, of the label
     * @param plateau how many of the σ are the plateau's
     * @param boundary what p_x was taken for
     * @param statement what is counted, or why there is no density
     */
    public record Density(
            OptionalDouble logDensity,
            int dimension,
            OptionalDouble logBoundary,
            OptionalDouble logDeterminant,
            OptionalDouble logShare,
            int plateau,
            String boundary,
            String statement) {
        static Density none(String statement, String boundary) {
            OptionalDouble none = OptionalDouble.empty();
            return new Density(none, 0, none, none, none, 0, boundary, statement);
        }
    }
}
