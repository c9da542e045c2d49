package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.TrainableGroup;

/** The layers of a network as plain data. */
public final class NetworkLayers {
    private NetworkLayers() {}

    /**
     * A layer: weights and biases with the activations after them.
     *
     * @param layer its number, from 1; 0 for activations before the first weights
     * @param inputs neurons that it reads
     * @param outputs neurons that it writes
     * @param activation the names of its activations, such as "tanh"; "none" where it has none. A layer that is not dense is
     *     the first of them, such as "conv 16 5x5"
     * @param weights number of weights
     * @param biases number of biases
     * @param trainable both together
     */
    public record Layer(
            int layer, int inputs, int outputs, String activation, long weights, long biases, long trainable) {}

    /** The layers in order. */
    public static List<Layer> of(Network network) {
        List<Layer> layers = new ArrayList<>();
        List<String> activations = new ArrayList<>();
        List<TrainableGroup> groups = List.of();
        Block start = network.blocks().get(0);
        int last = 0;
        for (Block block : network.blocks()) {
            List<TrainableGroup> own = block.groups(last + 1, 0);
            if (own.isEmpty()) {
                activations.add(name(block));
                continue;
            }
            if (!groups.isEmpty() || !activations.isEmpty()) {
                layers.add(layer(groups, start, activations));
            }
            activations.clear();
            if (!(block instanceof Affine)) {
                activations.add(name(block));
            }
            groups = own;
            start = block;
            last = own.get(own.size() - 1).layer();
        }
        layers.add(layer(groups, start, activations));
        return List.copyOf(layers);
    }

    private static Layer layer(List<TrainableGroup> groups, Block start, List<String> activations) {
        String activation = activations.isEmpty() ? "none" : String.join(", then ", activations);
        if (groups.isEmpty()) {
            return new Layer(0, start.inputs(), start.inputs(), activation, 0, 0, 0);
        }
        long biases = groups.stream()
                .filter(group -> group.kind() == TrainableGroup.Kind.BIASES)
                .mapToLong(TrainableGroup::size)
                .sum();
        long trainable = start.trainables();
        return new Layer(
                groups.get(0).layer(),
                start.inputs(),
                start.outputs(),
                activation,
                trainable - biases,
                biases,
                trainable);
    }

    /** The name of a block; "affine" for weights and biases. */
    static String name(Block block) {
        return block instanceof Affine ? "affine" : block.words();
    }
}
