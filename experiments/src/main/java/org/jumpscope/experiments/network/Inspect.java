package org.jumpscope.experiments.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.TrainableGroup;

/** {@code inspect}: what is in the file of a network, and what its analyses take. */
public final class Inspect {
    /** Trainable variables that are read at once. */
    private static final int READ = 1 << 16;

    private Inspect() {}

    /**
     * What is asked for.
     *
     * @param file the file
     * @param architecture the layers as text, for files that do not have it
     * @param output the output of an ONNX file, where it has several
     */
    public record Request(Path file, Optional<String> architecture, Optional<String> output) {}

    /**
     * The answer.
     *
     * @param file name of the file
     * @param format the format, and who wrote it where the file says so
     * @param network the architecture as text
     * @param boundary N, the number of inputs
     * @param outputs number of outputs
     * @param trainable K, the number of trainable variables
     * @param layers the layers in order
     * @param groups the groups of trainable variables
     * @param ending what the network ends in
     * @param loss the loss that fits where none is said
     * @param treatment what that loss makes of the outputs
     * @param plateau singular values of the duality Jacobian that are equal for certain at a typical sample: N − h₁ − 1, of the
     *     h₁ neurons of the first layer
     * @param classes names of the classes; none if the file has none
     * @param costs what analyses take
     * @param ways how each layer's part of Gram matrices and norms is made
     */
    public record Result(
            String file,
            String format,
            String network,
            int boundary,
            int outputs,
            int trainable,
            List<NetworkLayers.Layer> layers,
            List<Group> groups,
            String ending,
            String loss,
            String treatment,
            int plateau,
            List<String> classes,
            List<NetworkCost> costs,
            List<NetworkCost.LayerWay> ways) {
        /** Keeps copies of the lists. */
        public Result {
            layers = List.copyOf(layers);
            groups = List.copyOf(groups);
            classes = List.copyOf(classes);
            costs = List.copyOf(costs);
            ways = List.copyOf(ways);
        }
    }

    /**
     * A group of trainable variables.
     *
     * @param name such as "layer 1 weights"
     * @param rows neurons that it feeds
     * @param columns neurons that it reads from; 1 for biases
     * @param trainable number of its variables
     * @param mean their mean
     * @param norm the root of the sum of their squares
     */
    public record Group(String name, int rows, int columns, int trainable, double mean, double norm) {}

    /**
     * A run.
     *
     * @param result the answer
     * @param warnings sentences about it
     */
    public record Run(Result result, List<String> warnings) {}

    /**
     * Inspects.
     *
     * @param request what is asked for
     * @throws org.jumpscope.numeric.InvalidInputException if the file cannot be read, a value is not finite, or the memory is
     *     too small
     */
    public static Run run(Request request) {
        NetworkModel model = NetworkModel.open(request.file, request.architecture, request.output);
        NetworkModel.LossName loss = model.usualLoss();
        int first = model.network().blocks().get(0).outputs();
        boolean affine = model.network().blocks().get(0) instanceof Affine;
        Path name = request.file.getFileName();
        Result result = new Result(
                name == null ? request.file.toString() : name.toString(),
                model.format(),
                model.network().toString(),
                model.network().inputs(),
                model.network().outputs(),
                model.network().trainables(),
                NetworkLayers.of(model.network()),
                groups(model),
                model.ending(),
                loss.toString(),
                model.treatment(loss),
                affine ? Math.max(0, model.network().inputs() - first - 1) : 0,
                model.classes(),
                NetworkCost.of(model.network(), model.memory()),
                NetworkCost.ways(model.network()));
        return new Run(result, model.notes());
    }

    private static List<Group> groups(NetworkModel model) {
        Network network = model.network();
        List<Group> groups = new ArrayList<>();
        int block = 0;
        for (TrainableGroup group : network.groups()) {
            while (group.offset()
                    >= network.offset(block) + network.blocks().get(block).trainables()) {
                block++;
            }
            groups.add(group(group, model, block));
        }
        return groups;
    }

    private static Group group(TrainableGroup group, NetworkModel model, int block) {
        double sum = 0;
        double squares = 0;
        int start = group.offset() - model.network().offset(block);
        for (int from = 0; from < group.size(); from += READ) {
            for (double value : model.values().read(block, start + from, Math.min(READ, group.size() - from))) {
                sum += value;
                squares += value * value;
            }
        }
        return new Group(
                group.name(), group.rows(), group.columns(), group.size(), sum / group.size(), Math.sqrt(squares));
    }
}
