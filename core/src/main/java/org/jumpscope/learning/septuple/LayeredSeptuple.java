package org.jumpscope.learning.septuple;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.EmbeddedTokens;
import org.jumpscope.network.block.Shift;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The neurons, connections and activations of a network of blocks.
 *
 * <p>What is affine in states is the pre-activation of the neuron that reads it: dense layers and convolutions are terms of W, one
 * variable at many places of a convolution or at all steps of a recurrence, padding is no connection, shifts are terms of B, and
 * average pooling, skips, sums and stretches are fixed weights w⁰. A linear neuron stands where weights read what is affine
 * itself. What is not affine is the activation map of a group of neurons; an operation of several values, such as a gate's
 * product or the products of attention, is one of a group that holds all of them, and writes to the first of its neurons.
 *
 * <p>No delay lines are needed where paths of different lengths meet. The length of a group is that of the longest path to it,
 * which ends with it; after τ steps all groups of length up to τ are settled, since inputs stay clamped, and after t, the
 * length of the outputs, the outputs are those of the network, for all q. Their gradient through all t steps is that of the
 * network's loss as well: if δ of a group does not vanish at step τ, a path leads from there to an output in the t − 1 − τ
 * steps that follow, so that the group's length is at most τ + 1, and it read settled states at step τ. What reaches it along paths
 * of different lengths is summed at different τ.
 */
final class LayeredSeptuple {
    private final Network network;
    private final OutputLoss loss;
    private final NeuronWiring wiring;
    private final List<Integer> outputs;

    LayeredSeptuple(Network network, OutputLoss loss) {
        this.network = network;
        this.loss = loss;
        this.wiring = new NeuronWiring(network.inputs());
        List<Block> blocks = network.blocks();
        int depth = loss.takesIn(blocks.get(blocks.size() - 1)) ? blocks.size() - 1 : blocks.size();
        if (depth == 0) {
            throw new InvalidInputException(
                    "The network " + network + " has no layer before the one that belongs to the loss.");
        }
        List<AffineForm> values = wiring.inputs();
        for (int i = 0; i < depth; i++) {
            values = apply(blocks.get(i), network.offset(i), values);
        }
        this.outputs = wiring.outputs(values);
    }

    private List<AffineForm> apply(Block block, int offset, List<AffineForm> in) {
        if (block instanceof Affine affine) {
            return dense(affine, offset, in);
        }
        if (block instanceof Convolution convolution) {
            return convolve(convolution, offset, in);
        }
        if (block instanceof Shift) {
            return IntStream.range(0, in.size())
                    .mapToObj(i -> in.get(i).plusBias(offset + i))
                    .toList();
        }
        if (block instanceof EmbeddedTokens embedded) {
            return IntStream.range(0, in.size())
                    .mapToObj(i -> in.get(i).plusBias(offset + embedded.variable(i)))
                    .toList();
        }
        if (block instanceof BatchNormalisation normalisation) {
            return normalise(normalisation, offset, in);
        }
        if (block instanceof Pooling pooling && pooling.kind() == Pooling.Kind.MEAN) {
            return average(pooling, in);
        }
        if (block instanceof Graph graph) {
            return walk(graph, offset, in);
        }
        if (block.trainables() > 0) {
            throw new InvalidInputException("The block " + block + " of the network " + network
                    + " has trainable variables that are not known as weights and biases; give its connections as"
                    + " shared weights.");
        }
        return block.inputs() == block.outputs()
                ? wiring.activate(in, block)
                : operate(new Operation.Apply(block), List.of(in));
    }

    private List<AffineForm> dense(Affine affine, int offset, List<AffineForm> in) {
        int[] states = wiring.states(in);
        List<AffineForm> out = new ArrayList<>();
        for (int i = 0; i < affine.outputs(); i++) {
            List<AffineForm.Term> terms = new ArrayList<>();
            for (int j = 0; j < states.length; j++) {
                terms.add(new AffineForm.Term(states[j], offset + i * states.length + j, 1));
            }
            if (affine.biased()) {
                terms.add(new AffineForm.Term(AffineForm.BIAS, offset + affine.outputs() * states.length + i, 1));
            }
            out.add(new AffineForm(terms));
        }
        return out;
    }

    private List<AffineForm> convolve(Convolution block, int offset, List<AffineForm> in) {
        int[] states = wiring.states(in);
        int[][] places = block.window().places(block.shape());
        int positions = block.shape().positions();
        int channels = block.shape().channels() / block.groups();
        List<AffineForm> out = new ArrayList<>();
        for (int filter = 0; filter < block.filters(); filter++) {
            int first = filter / (block.filters() / block.groups()) * channels;
            int weights = offset + filter * block.filterWeights();
            for (int[] own : places) {
                List<AffineForm.Term> terms = new ArrayList<>();
                for (int channel = 0; channel < channels; channel++) {
                    for (int k = 0; k < own.length; k++) {
                        if (own[k] >= 0) {
                            int from = states[(first + channel) * positions + own[k]];
                            terms.add(new AffineForm.Term(from, weights + channel * own.length + k, 1));
                        }
                    }
                }
                if (block.biased()) {
                    int bias = offset + block.filters() * block.filterWeights() + filter;
                    terms.add(new AffineForm.Term(AffineForm.BIAS, bias, 1));
                }
                out.add(new AffineForm(terms));
            }
        }
        return out;
    }

    /** γ (x − μ)/s + β: a weight γ/s and a bias β − γ μ/s of each neuron. */
    private List<AffineForm> normalise(BatchNormalisation block, int offset, List<AffineForm> in) {
        int[] states = wiring.states(in);
        List<AffineForm> out = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            int channel = i / block.positions();
            double inverse = block.inverseDeviation(channel);
            out.add(new AffineForm(List.of(
                    new AffineForm.Term(states[i], offset + channel, inverse),
                    new AffineForm.Term(
                            AffineForm.BIAS, offset + channel, -block.mean().get(channel) * inverse),
                    new AffineForm.Term(AffineForm.BIAS, offset + block.channels() + channel, 1))));
        }
        return out;
    }

    private List<AffineForm> average(Pooling block, List<AffineForm> in) {
        int[] states = wiring.states(in);
        int[][] places = block.window().places(block.shape());
        List<AffineForm> out = new ArrayList<>();
        for (int channel = 0; channel < block.shape().channels(); channel++) {
            int first = channel * block.shape().positions();
            for (int[] own : places) {
                int[] inside = IntStream.of(own).filter(place -> place >= 0).toArray();
                out.add(new AffineForm(IntStream.of(inside)
                        .mapToObj(place ->
                                new AffineForm.Term(states[first + place], AffineForm.FIXED, 1.0 / inside.length))
                        .toList()));
            }
        }
        return out;
    }

    private List<AffineForm> walk(Graph graph, int offset, List<AffineForm> in) {
        List<List<AffineForm>> values = new ArrayList<>(List.of(in));
        for (Graph.Node node : graph.nodes()) {
            List<List<AffineForm>> read = node.reads().stream().map(values::get).toList();
            if (node.operation() instanceof Operation.Apply apply) {
                int own = node.slot() == Graph.NONE ? offset : offset + graph.slotOffset(node.slot());
                values.add(apply(apply.block(), own, read.get(0)));
            } else {
                values.add(combine(node.operation(), read));
            }
        }
        return values.get(values.size() - 1);
    }

    private List<AffineForm> combine(Operation operation, List<List<AffineForm>> read) {
        if (operation instanceof Operation.Sum sum) {
            return IntStream.range(0, read.get(0).size())
                    .mapToObj(i -> wiring.sum(
                            sum.first(), read.get(0).get(i),
                            sum.second(), read.get(1).get(i)))
                    .toList();
        }
        if (operation instanceof Operation.Take take) {
            return take.places().stream().map(read.get(0)::get).toList();
        }
        if (operation instanceof Operation.Concatenate) {
            return read.stream().flatMap(List::stream).toList();
        }
        if (operation instanceof Operation.Constant constant) {
            return constant.values().stream().mapToObj(AffineForm::constant).toList();
        }
        return operate(operation, read);
    }

    /** An operation as the activation map of a group that holds all that it reads, and writes to its first neurons. */
    private List<AffineForm> operate(Operation operation, List<List<AffineForm>> read) {
        List<Integer> sizes = read.stream().map(List::size).toList();
        int all = sizes.stream().mapToInt(Integer::intValue).sum();
        int out = operation.outputs(sizes);
        int members = Math.max(all, out);
        List<Graph.Node> nodes = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            List<Integer> places = IntStream.range(start, start + size).boxed().toList();
            nodes.add(new Graph.Node(new Operation.Take(places), List.of(0), Graph.NONE));
            parts.add(nodes.size());
            start += size;
        }
        nodes.add(new Graph.Node(operation, parts, Graph.NONE));
        if (out < members) {
            Vector zeros = Vector.of(new double[members - out]);
            nodes.add(new Graph.Node(new Operation.Constant(zeros), List.of(), Graph.NONE));
            List<Integer> both = List.of(nodes.size() - 1, nodes.size());
            nodes.add(new Graph.Node(new Operation.Concatenate(), both, Graph.NONE));
        }
        Graph block = new Graph("operation", String.valueOf(members), members, nodes);
        List<AffineForm> forms = read.stream().flatMap(List::stream).toList();
        return wiring.activate(forms, block).subList(0, out);
    }

    Septuple at(Vector q) {
        int neurons = wiring.neurons();
        List<Integer> penalised = network.groups().stream()
                .filter(group -> group.kind() == TrainableGroup.Kind.WEIGHTS)
                .flatMap(group -> IntStream.range(group.offset(), group.offset() + group.size())
                        .boxed())
                .toList();
        return Septuple.of(
                        wiring.weights(network.trainables()),
                        q,
                        Boundary.of(
                                neurons,
                                IntStream.range(0, network.inputs()).boxed().toList(),
                                outputs,
                                Boundary.OutputState.PREDICTED),
                        ActivationMap.of(neurons, wiring.groups()),
                        loss)
                .withPenalised(penalised);
    }
}
