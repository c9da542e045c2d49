package org.jumpscope.experiments.network;

import java.util.List;
import org.jumpscope.numeric.Vector;

/**
 * What {@code design --network} found.
 *
 * @param network the layers
 * @param layer the layer whose units have designed losses, from 1
 * @param treatment what the designed losses are functions of, in words
 * @param target the law of the bias jumps
 * @param rate γ
 * @param samples samples by whose ranks the losses were made
 * @param heldOut samples that were held out; null where none were
 * @param units the units that were asked for
 * @param earlier the jumps of the layers before, under the designed losses of all units; empty where a unit has none
 * @param findings one sentence a result, over all units
 */
public record NetworkDesignResult(
        String network,
        int layer,
        String treatment,
        String target,
        double rate,
        int samples,
        Integer heldOut,
        List<UnitResult> units,
        List<EarlierResult> earlier,
        List<String> findings) {
    /** Keeps copies of the lists. */
    public NetworkDesignResult {
        units = List.copyOf(units);
        earlier = List.copyOf(earlier);
        findings = List.copyOf(findings);
    }

    /**
     * One output unit.
     *
     * @param unit its number, from 0
     * @param name the name of its class, where the model has one
     * @param kind "one-signed", "two-signed" or "none"
     * @param reason why
     * @param threshold the ratio of the ends of a power law from which jumps of one sign per target balance; null where no width is
     *     enough or the law has none
     * @param knots knots of the tables of the targets 0 and 1
     * @param equilibrium what the mean gradient of the unit is; null where there is no loss
     * @param branches the jumps by target and sign; empty where there is no loss
     */
    public record UnitResult(
            int unit,
            String name,
            String kind,
            String reason,
            Double threshold,
            Vector knots,
            EquilibriumResult equilibrium,
            List<BranchResult> branches) {
        /** Keeps a copy of the list. */
        public UnitResult {
            branches = List.copyOf(branches);
        }
    }

    /**
     * The mean gradient of the designed loss by the weights and the bias of a unit, over the samples.
     *
     * @param designed E[y h] and E[h]: along the weights and the bias together, and along the bias; both are zero by the design
     * @param scale E|y h| and E|h|: what cancels in them
     * @param hessianEigenvalues of the risk by these two, over a bandwidth
     * @param risk the mean loss; each loss is 0 at its least
     * @param residual |ḡ|, the length of the mean gradient by all weights and the bias
     * @param meanLength E|g|, the mean length of a sample's gradient
     * @param equilibriumSamples tr S/|ḡ|², the samples over which the mean gradient is as large as its fluctuation
     * @param reached whether there are fewer samples, so that the state is an equilibrium over them
     */
    public record EquilibriumResult(
            Vector designed,
            Vector scale,
            Vector hessianEigenvalues,
            double risk,
            double residual,
            double meanLength,
            double equilibriumSamples,
            boolean reached) {}

    /**
     * The jumps of a unit for the samples with one target and of one sign of the bias jump.
     *
     * @param target 0 or 1
     * @param sign sign of the jump, "positive" or "negative"
     * @param scale factor of the law for this target
     * @param lowestJump smallest jump of the law
     * @param highestJump largest jump of the law; null if it has no end
     * @param exponent the exponent asked for; null for a law that is no power law
     * @param bias jumps of the bias; null where there are none
     * @param weights jumps of all weights of the unit with this sign; null where there are none
     * @param length lengths of the jumps of all its weights, of the samples whose bias jump has this sign; null where there are none
     * @param heldOut the same of samples that were held out; null where none were
     */
    public record BranchResult(
            double target,
            String sign,
            double scale,
            double lowestJump,
            Double highestJump,
            Double exponent,
            LawResult bias,
            LawResult weights,
            LawResult length,
            HeldOutResult heldOut) {}

    /**
     * Samples that were held out.
     *
     * @param bias jumps of the bias; null where there are none
     * @param weights jumps of all weights of the unit; null where there are none
     * @param length their lengths; null where there are none
     */
    public record HeldOutResult(LawResult bias, LawResult weights, LawResult length) {}

    /**
     * Jumps beside the law.
     *
     * @param count how many
     * @param share the share of them on the range of the law
     * @param scale the factor of the law that they are compared with
     * @param exponentMeasured maximum-likelihood exponent on the range; null for a law that is no power law, or too few jumps
     * @param standardError its standard error, with samples as clusters
     * @param ksDistance distance of Kolmogorov and Smirnov from the law; null where none is on the range
     * @param ksLimit the distance that samples of the law exceed with a probability of 5 %
     * @param finding the result in a sentence
     */
    public record LawResult(
            long count,
            double share,
            double scale,
            Double exponentMeasured,
            Double standardError,
            Double ksDistance,
            Double ksLimit,
            String finding) {}

    /**
     * Jumps of a layer before, for the first samples, by label and sign.
     *
     * @param group such as "layer 1 weights"
     * @param label the class
     * @param sign the sign
     * @param count how many, of any size
     * @param constant the longest run of decades whose exponents agree; null where there is none
     * @param drift the change of the exponent per decade; null where there are too few
     */
    public record EarlierResult(
            String group,
            int label,
            String sign,
            long count,
            MeasureResult.Constant constant,
            MeasureResult.Drift drift) {}
}
