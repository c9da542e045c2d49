package org.jumpscope.experiments.network;

import java.util.List;
import java.util.Optional;
import org.jumpscope.numeric.Vector;

/**
 * The answer of {@code spectrum}: singular values and right singular vectors of ∂q̇/∂x, at γ = 1.
 *
 * @param network the architecture as text
 * @param trainable K, the number of trainable variables
 * @param boundary N, the number of inputs
 * @param loss the loss
 * @param treatment what the loss makes of the outputs
 * @param target what the targets are: "label", "predicted class", or "input" of an autoencoder, whose columns are added
 * @param classes names of the classes; none if the file has none
 * @param samples the samples
 */
public record SpectrumResult(
        String network,
        int trainable,
        int boundary,
        String loss,
        String treatment,
        String target,
        List<String> classes,
        List<Sample> samples) {

    /** Keeps copies of the lists. */
    public SpectrumResult {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
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
            List<Vector> rightSingularVectors) {
        /** Keeps a copy of the list. */
        public Sample {
            rightSingularVectors = List.copyOf(rightSingularVectors);
        }
    }

    /**
     * Singular values that are equal exactly.
     *
     * @param value γ|δ₁|
     * @param multiplicity how many there are for certain
     */
    public record Plateau(double value, int multiplicity) {}
}
