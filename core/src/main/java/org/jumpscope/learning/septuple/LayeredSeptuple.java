package org.jumpscope.learning.septuple;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** The neurons, connections and activations of a layered network. */
final class LayeredSeptuple {
    private final Network network;
    private final OutputLoss loss;
    private final List<SharedWeights.Weight> weights = new ArrayList<>();
    private final List<SharedWeights.Bias> biases = new ArrayList<>();
    private final List<SharedWeights.FixedWeight> fixed = new ArrayList<>();
    private final List<ActivationMap.Group> groups = new ArrayList<>();
    /** Neurons so far, and the first of the layer that is read next. */
    private int neurons;

    private int first;

    LayeredSeptuple(Network network, OutputLoss loss) {
        this.network = network;
        this.loss = loss;
        this.neurons = network.inputs();
        List<Block> blocks = network.blocks();
        int depth = loss.takesIn(blocks.get(blocks.size() - 1)) ? blocks.size() - 1 : blocks.size();
        if (depth == 0) {
            throw new InvalidInputException(
                    "The network " + network + " has no layer before the one that belongs to the loss.");
        }
        for (int i = 0; i < depth; i++) {
            Block block = blocks.get(i);
            if (block instanceof Affine affine) {
                addLayer(affine, network.offset(i));
                if (i + 1 < depth && !(blocks.get(i + 1) instanceof Affine)) {
                    i++;
                    activate(blocks.get(i));
                }
            } else {
                addCopy(block.inputs());
                activate(block);
            }
        }
    }

    private void addLayer(Affine affine, int offset) {
        for (int i = 0; i < affine.outputs(); i++) {
            for (int j = 0; j < affine.inputs(); j++) {
                weights.add(new SharedWeights.Weight(neurons + i, first + j, offset + i * affine.inputs() + j));
            }
            if (affine.biases() == Affine.Biases.TRAINABLE) {
                biases.add(new SharedWeights.Bias(neurons + i, offset + affine.outputs() * affine.inputs() + i));
            }
        }
        first = neurons;
        neurons += affine.outputs();
    }

    /** An activation of activations reads them through fixed weights of 1. */
    private void addCopy(int size) {
        for (int i = 0; i < size; i++) {
            fixed.add(new SharedWeights.FixedWeight(neurons + i, first + i, 1));
        }
        first = neurons;
        neurons += size;
    }

    private void activate(Block block) {
        if (block.trainables() > 0 || block.inputs() != block.outputs()) {
            throw new InvalidInputException("The block " + block + " of the network " + network
                    + " is neither a dense layer nor an activation; give its connections as shared weights.");
        }
        groups.add(
                new ActivationMap.Group(IntStream.range(first, neurons).boxed().toList(), block));
    }

    Septuple at(Vector q) {
        return Septuple.of(
                SharedWeights.of(neurons, network.trainables(), weights, biases, fixed, List.of()),
                q,
                Boundary.of(
                        neurons,
                        IntStream.range(0, network.inputs()).boxed().toList(),
                        IntStream.range(first, neurons).boxed().toList(),
                        Boundary.OutputState.PREDICTED),
                ActivationMap.of(neurons, groups),
                loss);
    }
}
