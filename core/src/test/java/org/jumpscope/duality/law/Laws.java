package org.jumpscope.duality.law;

import java.util.Arrays;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;

/** Random networks and normal samples for tests. */
final class Laws {
    private Laws() {}

    static NetworkLearningPass pass(String text, OutputLoss loss, long seed) {
        Network network = Network.parse(text);
        var random = RandomBlocks.of(seed).stream("network").block(0);
        double[] q = new double[network.trainables()];
        for (TrainableGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                q[group.offset() + i] = (2 * random.nextDouble() - 1) * Math.sqrt(3.0 / group.columns());
            }
        }
        return NetworkLearningPass.of(ActivationPass.of(network, q), loss);
    }

    static Vector centre(int n) {
        double[] centre = new double[n];
        StandardNormals.fill(RandomBlocks.of(7).block(0), centre, n);
        return Vector.of(centre);
    }

    /** Samples about a centre; inputs whose scale is zero do not vary. */
    static LabelSamples normal(Vector centre, Vector scales, int n, Vector target) {
        int inputs = centre.size();
        double[] values = new double[n * inputs];
        double[] column = new double[n];
        int[] rows = new int[n];
        for (int j = 0; j < inputs; j++) {
            for (int from = 0; from < n; from += RandomBlocks.BLOCK) {
                int m = Math.min(RandomBlocks.BLOCK, n - from);
                double[] block = new double[m];
                StandardNormals.fill(RandomBlocks.of(9).stream("input" + j).block(from / RandomBlocks.BLOCK), block, m);
                System.arraycopy(block, 0, column, from, m);
            }
            for (int i = 0; i < n; i++) {
                values[i * inputs + j] = centre.get(j) + scales.get(j) * column[i];
                rows[i] = i;
            }
        }
        return LabelSamples.of(LabelledSamples.of(values, inputs, new double[n]), rows, target);
    }

    static Vector constant(int n, double value) {
        double[] all = new double[n];
        Arrays.fill(all, value);
        return Vector.of(all);
    }
}
