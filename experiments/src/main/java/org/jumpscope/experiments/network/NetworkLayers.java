package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;

/** The layers of a network as plain data. */
public final class NetworkLayers {
    private NetworkLayers() {}

    /**
     * A layer: weights and biases with the activations after them.
     *
     * @param layer its number, from 1; 0 for activations before the first weights
     * @param inputs neurons that it reads
     * @param outputs neurons that it writes
     * @param activation the names of its activations, such as "tanh"; "none" where it has none
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
        Block start = network.blocks().get(0);
        int number = 0;
        for (Block block : network.blocks()) {
            if (block instanceof Affine) {
                if (number > 0 || !activations.isEmpty()) {
                    layers.add(layer(number, start, activations));
                }
                activations.clear();
                start = block;
                number++;
            } else {
                activations.add(name(block));
            }
        }
        layers.add(layer(number, start, activations));
        return List.copyOf(layers);
    }

    private static Layer layer(int number, Block start, List<String> activations) {
        String activation = activations.isEmpty() ? "none" : String.join(", then ", activations);
        if (start instanceof Affine affine) {
            long weights = (long) affine.inputs() * affine.outputs();
            long trainable = affine.trainables();
            return new Layer(
                    number, affine.inputs(), affine.outputs(), activation, weights, trainable - weights, trainable);
        }
        return new Layer(number, start.inputs(), start.inputs(), activation, 0, 0, 0);
    }

    /** The name of an activation; "affine" for weights and biases. */
    static String name(Block block) {
        if (block instanceof Affine) {
            return "affine";
        }
        return block instanceof Pointwise pointwise ? pointwise.activation().name() : "softmax";
    }
}
