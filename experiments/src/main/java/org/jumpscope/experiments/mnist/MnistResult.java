package org.jumpscope.experiments.mnist;

import java.util.List;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.experiments.network.TrainResult;

/**
 * {@code result.mnist}: the numbers of a run on images of digits.
 *
 * @param images the images
 * @param projections zeros and ones on a line, each projection under both laws; none where there are none
 * @param projectionsReason why there are none; null where there are some
 * @param paper the paper's own dataset in the same terms
 * @param training the network and how it was trained
 * @param measuredSamples how many of the learnt images the jumps are those of, from the first
 * @param spectra singular values of ∂q̇/∂x at one image of each class, γ = 1
 * @param jumps exponents of the jumps, by group, output, class and sign
 * @param gradients how |∂ḃ/∂x| of the output biases scales with |ḃ|
 * @param laws predicted and sampled laws of single digits along leading singular directions; none where there are too few images
 */
public record MnistResult(
        Images images,
        List<ProjectedDigits.Case> projections,
        String projectionsReason,
        List<ProjectedDigits.Case> paper,
        TrainResult training,
        int measuredSamples,
        List<SpectrumResult.Sample> spectra,
        List<JumpExponents> jumps,
        List<GradientScaling> gradients,
        List<LawsResult> laws) {
    /** Keeps copies of the lists. */
    public MnistResult {
        projections = List.copyOf(projections);
        paper = List.copyOf(paper);
        spectra = List.copyOf(spectra);
        jumps = List.copyOf(jumps);
        gradients = List.copyOf(gradients);
        laws = List.copyOf(laws);
    }

    /**
     * The images.
     *
     * @param folder name of their folder
     * @param learnt how many are learnt
     * @param heldOut how many are held out
     * @param pixels pixels of each
     * @param classes how many classes
     */
    public record Images(String folder, int learnt, int heldOut, int pixels, int classes) {}
}
