package org.jumpscope.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The fixed means and variances of batch normalisations, which a network's text does not say, as tensors under PyTorch's names
 * beside the weight and the bias of their layer.
 */
final class BatchStatistics {
    private static final String MEAN = "running_mean";
    private static final String VARIANCE = "running_var";
    /** The steps of training that PyTorch counts, which nothing here depends on. */
    private static final String COUNT = "num_batches_tracked";

    private static final List<String> NAMES = List.of(MEAN, VARIANCE, COUNT);

    private final Path file;
    private final Map<String, List<Integer>> shapes;
    private final NetworkFile.Tensors tensors;
    /** The beginnings of the names of the layers' tensors. */
    private final List<String> layers;

    private final TreeSet<String> unread = new TreeSet<>();

    private BatchStatistics(
            Path file, Map<String, List<Integer>> shapes, NetworkFile.Tensors tensors, List<String> layers) {
        this.file = file;
        this.shapes = shapes;
        this.tensors = tensors;
        this.layers = layers;
        shapes.keySet().stream()
                .filter(name -> name.endsWith(MEAN) || name.endsWith(VARIANCE))
                .forEach(unread::add);
    }

    /** Whether a tensor is of a batch normalisation: its mean, variance or count, or its weight beside these. */
    static boolean isPart(String name, Map<String, List<Integer>> shapes) {
        int end = name.lastIndexOf('.') + 1;
        return NAMES.contains(name.substring(end))
                ? shapes.containsKey(name.substring(0, end) + "weight")
                : shapes.containsKey(name.substring(0, end) + MEAN);
    }

    /** Whether a tensor has a name of these. */
    static boolean isNamed(String name) {
        return NAMES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * A network with the means and variances of a file.
     *
     * @param file what to call the file
     * @param network as its text says it
     * @param layers the beginnings of the names of its layers' tensors
     * @param shapes of the file's tensors
     * @param tensors reads them
     * @throws InvalidInputException if one is not there, has another shape, or belongs to a layer that is none
     */
    static Network in(
            Path file,
            Network network,
            List<String> layers,
            Map<String, List<Integer>> shapes,
            NetworkFile.Tensors tensors) {
        BatchStatistics statistics = new BatchStatistics(file, shapes, tensors, layers);
        List<Block> blocks = new ArrayList<>();
        int layer = 0;
        for (Block block : network.blocks()) {
            blocks.add(statistics.in(block, layer));
            layer += layersOf(block);
        }
        if (!statistics.unread.isEmpty()) {
            throw new InvalidInputException(file + " has the tensor '" + statistics.unread.first()
                    + "' of a batch normalisation, which the network " + network
                    + " does not have there: say batchnorm in its place.");
        }
        return Network.of(blocks);
    }

    private static int layersOf(Block block) {
        List<TrainableGroup> groups = block.groups(1, 0);
        return groups.isEmpty() ? 0 : groups.get(groups.size() - 1).layer();
    }

    private Block in(Block block, int layer) {
        if (block instanceof BatchNormalisation normalisation) {
            Vector means = read(layers.get(layer) + MEAN, normalisation.channels());
            Vector variances = read(layers.get(layer) + VARIANCE, normalisation.channels());
            try {
                return normalisation.withStatistics(means, variances);
            } catch (InvalidInputException wrong) {
                throw new InvalidInputException(file + ", " + layers.get(layer) + VARIANCE + ": " + wrong.getMessage());
            }
        }
        if (!(block instanceof Graph graph)) {
            return block;
        }
        Map<Integer, Block> slots = new HashMap<>();
        int next = layer;
        List<Graph.Node> nodes = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            if (node.slot() == Graph.NONE || !(node.operation() instanceof Operation.Apply apply)) {
                nodes.add(node);
                continue;
            }
            if (!slots.containsKey(node.slot())) {
                slots.put(node.slot(), in(apply.block(), next));
                next += layersOf(apply.block());
            }
            nodes.add(new Graph.Node(new Operation.Apply(slots.get(node.slot())), node.reads(), node.slot()));
        }
        return new Graph(graph.name(), graph.inputWords(), graph.inputs(), nodes);
    }

    private Vector read(String name, int channels) {
        List<Integer> shape = shapes.get(name);
        if (shape == null) {
            throw new InvalidInputException(
                    file + " has no tensor '" + name + "', which a batch normalisation is not known without.");
        }
        if (!shape.equals(List.of(channels))) {
            throw new InvalidInputException(file + ": " + name + " has the shape " + Tensor.text(shape)
                    + " where the batch normalisation has " + channels + " channels.");
        }
        unread.remove(name);
        return Vector.of(tensors.read(name, 0, channels));
    }

    /**
     * The tensors of the batch normalisations in a block.
     *
     * @param block the block
     * @param name the beginning of the names of its tensors, without its layer where it has several
     */
    static Map<String, Tensor> of(Block block, String name) {
        Map<Integer, BatchNormalisation> found = new LinkedHashMap<>();
        find(block, 0, found);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        found.forEach((layer, normalisation) -> {
            String own = layersOf(block) == 1 ? name : name + "." + layer;
            tensors.put(own + "." + MEAN, Tensor.of(normalisation.mean().toArray(), normalisation.channels()));
            tensors.put(own + "." + VARIANCE, Tensor.of(normalisation.variance().toArray(), normalisation.channels()));
        });
        return tensors;
    }

    private static void find(Block block, int layer, Map<Integer, BatchNormalisation> found) {
        if (block instanceof BatchNormalisation normalisation) {
            found.put(layer, normalisation);
        } else if (block instanceof Graph graph) {
            int next = layer;
            int slot = 0;
            for (Graph.Node node : graph.nodes()) {
                if (node.slot() == slot && node.operation() instanceof Operation.Apply apply) {
                    find(apply.block(), next, found);
                    next += layersOf(apply.block());
                    slot++;
                }
            }
        }
    }
}
