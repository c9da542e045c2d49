package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Trainable variables to start from: biases 0, scales 1, weights uniform on (−r, r).
 *
 * <p>r = √(6/(n + m)) for a layer from n to m neurons (Glorot and Bengio 2010), where each output of a convolution reads n values
 * and each value goes to m outputs; before an activation that lets only one side
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
        for (int b = 0; b < blocks.size(); b++) {
            boolean oneSided = b + 1 < blocks.size()
                    && blocks.get(b + 1) instanceof Pointwise pointwise
                    && ONE_SIDED.contains(pointwise
                            .activation()
                            .name()
                            .replaceFirst("\\(.*", "")
                            .trim());
            for (TrainableGroup group : groups(network, b)) {
                if (group.kind() == TrainableGroup.Kind.SCALES) {
                    Arrays.fill(q, group.offset(), group.offset() + group.size(), 1);
                    continue;
                }
                double in = group.columns();
                // A value of an image goes to as many outputs as there are filters and places in the window.
                double out = blocks.get(b) instanceof Convolution convolution
                        ? (double) group.rows()
                                / convolution.groups()
                                * convolution.window().size()
                        : group.rows();
                double width = oneSided ? in : in + out;
                fill(random.stream("layer " + group.layer()), Math.sqrt(6 / width), q, group.offset(), group.size());
            }
        }
        return q;
    }

    /** The weights and scales of one block. */
    private static List<TrainableGroup> groups(Network network, int block) {
        int from = network.offset(block);
        int to = from + network.blocks().get(block).trainables();
        return network.groups().stream()
                .filter(group -> group.kind() != TrainableGroup.Kind.BIASES)
                .filter(group -> group.offset() >= from && group.offset() < to)
                .toList();
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
