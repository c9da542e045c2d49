package org.jumpscope.experiments.architectures;

import java.util.List;
import java.util.OptionalDouble;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.experiments.network.TrainResult;

/**
 * {@code result.architectures}: several networks on the same images.
 *
 * @param measuredSamples how many of the learnt images the jumps are those of, from the first
 * @param lawSamples images of a digit that laws are made of, at most
 * @param draws of the normal law of a digit's images, for the joint law
 * @param scales ε, by which fluctuations are shrunk, falling from 1
 * @param decoupledIndex S from which on a coordinate counts as decoupled
 * @param networks one each
 */
public record ArchitecturesResult(
        int measuredSamples,
        int lawSamples,
        int draws,
        List<Double> scales,
        double decoupledIndex,
        List<Entry> networks) {
    /** Keeps copies of the lists. */
    public ArchitecturesResult {
        scales = List.copyOf(scales);
        networks = List.copyOf(networks);
    }

    /**
     * One network.
     *
     * @param name "dense", or that of the architecture
     * @param training the network and how it was trained
     * @param meanLoss of an autoencoder, the held-out loss of answering with the mean of the learnt images; null otherwise
     * @param spectra singular values of ∂q̇/∂x at the first image of some digits, γ = 1
     * @param jumps exponents of the jumps, by group, class and sign
     * @param laws predicted and sampled laws of single digits along the leading singular directions at their means
     * @param directions the same directions under other boundaries, in the order of the laws
     * @param decoupledScale the largest ε from which on (4.6) holds along all directions of all digits, at it and below; null
     *     where it does at none
     */
    public record Entry(
            String name,
            TrainResult training,
            OptionalDouble meanLoss,
            List<SpectrumResult.Sample> spectra,
            List<JumpExponents> jumps,
            List<LawsResult> laws,
            List<Direction> directions,
            OptionalDouble decoupledScale) {
        /** Keeps copies of the lists. */
        public Entry {
            spectra = List.copyOf(spectra);
            jumps = List.copyOf(jumps);
            laws = List.copyOf(laws);
            directions = List.copyOf(directions);
        }
    }

    /**
     * A direction under other boundaries than the images.
     *
     * @param label the digit
     * @param index place of its singular value, from 0
     * @param joint distance of the images' log|η| from the joint law of a normal boundary, all directions moving
     * @param shrunk what is left of the coupling as fluctuations are shrunk
     */
    public record Direction(int label, int index, LawsResult.Distance joint, List<Shrunk> shrunk) {
        /** Keeps a copy of the list. */
        public Direction {
            shrunk = List.copyOf(shrunk);
        }
    }

    /**
     * (4.6) where the fluctuations of the images about their mean are ε times as large.
     *
     * @param scale ε
     * @param firstOrderIndex S
     * @param firstOrderIndexError its standard error
     * @param kolmogorov distance of log|η| from the decoupled law
     * @param noiseFloor its 95 % limit
     * @param decoupled whether the distance is within its limit and S at least that of a decoupled coordinate
     */
    public record Shrunk(
            double scale,
            double firstOrderIndex,
            double firstOrderIndexError,
            double kolmogorov,
            double noiseFloor,
            boolean decoupled) {}
}
