package org.jumpscope.experiments.network;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.InvalidInputException;

/** The layer of a network whose units have targets. */
final class OutputLayer {
    private OutputLayer() {}

    /**
     * The number of blocks up to and with the last dense layer.
     *
     * @param layer the layer that was asked for, from 1
     * @throws InvalidInputException if there is no such layer, its units have no targets, or it is no dense layer with biases
     */
    static int depth(NetworkModel model, OptionalInt layer) {
        Network network = model.network();
        int all = network.blocks().size();
        int layers = number(network, all);
        layer.ifPresent(asked -> check(asked, layers));
        Block end = network.blocks().get(all - 1);
        int depth = end instanceof Pointwise || end instanceof Softmax ? all - 1 : all;
        if (depth == 0 || !(network.blocks().get(depth - 1) instanceof Affine affine)) {
            throw new InvalidInputException("The network " + network + " ends in "
                    + network.blocks().get(Math.max(0, depth - 1)).words()
                    + ", not in a dense layer with one activation or softmax: its outputs are no units with weights and a bias of"
                    + " their own.");
        }
        if (!affine.biased()) {
            throw new InvalidInputException(
                    "The last layer of the network " + network
                            + " has no biases, and so no bias jumps that could follow a law: give a network whose last layer has.");
        }
        return depth;
    }

    private static void check(int asked, int layers) {
        if (asked < 1 || asked > layers) {
            throw new InvalidInputException("There is no layer " + asked + ": the network has layers 1 to " + layers
                    + ", of which the last has the outputs.");
        }
        if (asked < layers) {
            throw new InvalidInputException(
                    "Layer " + asked + " is hidden: labels give its units no targets, and without a target"
                            + " there is no loss to design; leave --layer out for layer " + layers
                            + ", which has the outputs.");
        }
    }

    /** The number of layers with trainable variables among the first blocks. */
    static int number(Network network, int depth) {
        int layer = 0;
        for (Block block : network.blocks().subList(0, depth)) {
            var own = block.groups(layer + 1, 0);
            layer = own.isEmpty() ? layer : own.get(own.size() - 1).layer();
        }
        return layer;
    }

    /**
     * The units to report.
     *
     * @param asked those that were asked for; none for all
     * @throws InvalidInputException if there is no such unit, or one is there twice
     */
    static List<Integer> units(Network network, List<Integer> asked) {
        int outputs = network.outputs();
        for (int i = 0; i < asked.size(); i++) {
            int unit = asked.get(i);
            if (unit < 0 || unit >= outputs) {
                throw new InvalidInputException("There is no unit " + unit + ": the network has " + outputs
                        + (outputs == 1 ? " output, unit 0." : " outputs, units 0 to " + (outputs - 1) + "."));
            }
            if (asked.subList(0, i).contains(unit)) {
                throw new InvalidInputException("Unit " + unit + " is asked for twice: name it once.");
            }
        }
        return asked.isEmpty() ? IntStream.range(0, outputs).boxed().toList() : asked;
    }
}
