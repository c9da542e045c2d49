package org.jumpscope.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.law.DecoupledLaws;
import org.jumpscope.duality.law.LabelSamples;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.NetworkLaws;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.numeric.NoAnswerException;

/**
 * The laws of the jumps of single digits along the leading singular directions at the mean of their images (4.6), and along the
 * plateau's direction along which the images spread most.
 */
final class DigitLaws {
    /** Digits that have laws, the first ones. */
    static final int DIGITS = 2;
    /** Images of a digit that laws are made of and compared with, at most. */
    static final int IMAGES = 1000;
    /** Leading directions. */
    static final int DIRECTIONS = 3;

    private DigitLaws() {}

    /**
     * The laws.
     *
     * @param pass the network with its loss
     * @param samples images with their classes
     * @param threads how many threads, on which no bit depends
     * @param warnings hears why a digit has no laws
     * @param progress hears the share that is done
     * @return a digit each, the lowest first
     */
    static List<LawsResult> of(
            NetworkLearningPass pass,
            LabelledSamples samples,
            int threads,
            List<String> warnings,
            DoubleConsumer progress) {
        int[] digits = IntStream.range(0, samples.size())
                .map(i -> (int) samples.label(i))
                .distinct()
                .sorted()
                .limit(DIGITS)
                .toArray();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        DecoupledLaws laws =
                DecoupledLaws.withDefaults().withDirections(DIRECTIONS).withThreads(threads);
        List<LawsResult> found = new ArrayList<>();
        for (int i = 0; i < digits.length; i++) {
            progress.accept(i / (double) digits.length);
            int digit = digits[i];
            int[] rows = IntStream.range(0, samples.size())
                    .filter(row -> (int) samples.label(row) == digit)
                    .toArray();
            try {
                found.add(laws(pass, samples, laws, jacobian, digit, rows));
            } catch (NoAnswerException e) {
                warnings.add("The laws of the digit " + digit + " along singular directions are left out. "
                        + e.getMessage());
            }
        }
        return found;
    }

    private static LawsResult laws(
            NetworkLearningPass pass,
            LabelledSamples samples,
            DecoupledLaws laws,
            DualityJacobian jacobian,
            int digit,
            int[] rows) {
        if (rows.length < 2) {
            throw new NoAnswerException("There is one image of it, and laws need two or more.");
        }
        int[] first = IntStream.of(rows).limit(IMAGES).toArray();
        LabelSamples own = LabelSamples.of(samples, first, pass.target(digit));
        return NetworkLaws.result(
                laws.find(jacobian, own, own.mean()),
                digit,
                rows.length / (double) samples.size(),
                "mean",
                DecoupledLaws.Coordinates.SAMPLED);
    }
}
