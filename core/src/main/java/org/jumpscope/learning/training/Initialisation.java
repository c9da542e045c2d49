package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.network.Affine;
import org.jumpscope.network.Block;
import org.jumpscope.network.Network;
import org.jumpscope.network.Pointwise;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Trainable variables to start from: biases 0, weights uniform on (−r, r).
 *
 * <p>r = √(6/(n + m)) for a layer from n to m neurons (Glorot and Bengio 2010); before an activation that lets only one side
 * through (relu, leaky-relu, elu, softplus, silu, gelu) r = √(6/n) (He and others 2015).
 */
final class Initialisation {
    private static final Set<String> ONE_SIDED = Set.of("relu", "leaky-relu", "elu", "softplus", "silu", "gelu");

    private Initialisation() {}

    /** The trainable variables of a network; each layer has its own stream of random numbers. */
    static double[] of(Network network, long seed) {
        RandomBlocks random = RandomBlocks.of(seed).stream("initialisation");
        double[] q = new double[network.trainables()];
        List<Block> blocks = new ArrayList<>(network.blocks());
        int layer = 0;
        for (int b = 0; b < blocks.size(); b++) {
            if (blocks.get(b) instanceof Affine affine) {
                layer++;
                boolean oneSided = b + 1 < blocks.size()
                        && blocks.get(b + 1) instanceof Pointwise pointwise
                        && ONE_SIDED.contains(pointwise
                                .activation()
                                .name()
                                .replaceFirst("\\(.*", "")
                                .trim());
                double width = oneSided ? affine.inputs() : (double) affine.inputs() + affine.outputs();
                fill(
                        random.stream("layer " + layer),
                        Math.sqrt(6 / width),
                        q,
                        network.offset(b),
                        affine.inputs() * affine.outputs());
            }
        }
        return q;
    }

    private static void fill(RandomBlocks random, double r, double[] q, int offset, int n) {
        for (int from = 0; from < n; from += RandomBlocks.BLOCK) {
            UniformRandomProvider generator = random.block(from / RandomBlocks.BLOCK);
            for (int i = from; i < Math.min(n, from + RandomBlocks.BLOCK); i++) {
                q[offset + i] = r * (2 * generator.nextDouble() - 1);
            }
        }
    }
}
