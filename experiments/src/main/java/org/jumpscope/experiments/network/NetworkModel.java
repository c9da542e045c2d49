package org.jumpscope.experiments.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.data.NetworkFile;
import org.jumpscope.data.onnx.OnnxFile;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.LogisticCrossEntropy;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Shift;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.numeric.InvalidInputException;

/** A trained network in a file: safetensors or NPZ, or ONNX whatever its name ends with. */
public final class NetworkModel {
    /** A loss that can be asked for by its name. */
    public enum LossName {
        /** Softmax and cross-entropy, or for one output the logistic function and cross-entropy. */
        CROSS_ENTROPY("cross-entropy"),
        /** The sum of squared differences. */
        SQUARED("squared");

        private final String text;

        LossName(String text) {
            this.text = text;
        }

        /**
         * The loss of a name.
         *
         * @throws InvalidInputException if there is none
         */
        public static LossName of(String text) {
            for (LossName name : values()) {
                if (name.text.equals(text)) {
                    return name;
                }
            }
            throw new InvalidInputException(
                    "There is no loss '" + text + "' of a network's outputs: say cross-entropy or squared.");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Path file;
    private final String format;
    private final Network network;
    private final ActivationPass.Values values;
    /** Whether a second copy of the values stays in the memory. */
    private final boolean held;

    private final OnnxFile.Outputs outputs;
    private final List<String> classes;
    private final List<String> notes;
    private final String target;

    private NetworkModel(
            Path file,
            String format,
            Network network,
            ActivationPass.Values values,
            boolean held,
            OnnxFile.Outputs outputs,
            List<String> classes,
            List<String> notes,
            String target) {
        this.file = file;
        this.format = format;
        this.network = network;
        this.values = values;
        this.held = held;
        this.outputs = outputs;
        this.classes = classes;
        this.notes = notes;
        this.target = target;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param architecture the layers as text, for safetensors and NPZ files that do not have it
     * @param output the output of an ONNX file, where it has several
     * @throws InvalidInputException if the file is not there, is damaged, or holds what is not supported, or is too large for
     *     the memory
     */
    public static NetworkModel open(Path file, Optional<String> architecture, Optional<String> output) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean tensors = name.endsWith(".safetensors") || name.endsWith(".npz");
        if (tensors) {
            if (output.isPresent()) {
                throw new InvalidInputException(
                        file + " has one output, so --output " + output.get() + " names none: leave it out.");
            }
            NetworkFile read = NetworkFile.open(file, architecture);
            boolean npz = name.endsWith(".npz");
            return new NetworkModel(
                    file,
                    npz ? "NPZ" : "safetensors",
                    read.network(),
                    read::values,
                    npz,
                    OnnxFile.Outputs.OF_THE_NETWORK,
                    List.of(),
                    penalties(read.metadata()),
                    read.metadata().getOrDefault("target", TargetKind.LABEL.name()));
        }
        if (architecture.isPresent()) {
            throw new InvalidInputException(
                    file + " is read as ONNX, which says its layers itself: leave --network out.");
        }
        OnnxFile onnx = OnnxFile.open(file, output);
        String producer = onnx.producer().isEmpty() ? "" : " by " + onnx.producer();
        return new NetworkModel(
                file,
                "ONNX, opset " + onnx.operatorsVersion() + producer,
                onnx.network(),
                onnx::values,
                false,
                onnx.outputs(),
                onnx.classes(),
                onnx.notes(),
                TargetKind.LABEL.name());
    }

    /** What was left out of the loss of a network that was trained with penalties. */
    private static List<String> penalties(Map<String, String> metadata) {
        List<String> penalties = Stream.of("l2", "l1")
                .filter(metadata::containsKey)
                .map(key -> key + " " + metadata.get(key))
                .toList();
        return penalties.isEmpty()
                ? List.of()
                : List.of(
                        "The network was trained with a penalty on its weights (" + String.join(", ", penalties)
                                + "): jumps here are those of the loss without it, since its part is the same for all samples.");
    }

    /** Whether the file says that the network was trained to answer with its inputs. */
    boolean answersWithInputs() {
        return target.equalsIgnoreCase(TargetKind.INPUT.name());
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The format, and who wrote it where the file says so. */
    public String format() {
        return format;
    }

    /** The layers. */
    public Network network() {
        return network;
    }

    /** The trainable variables, which are read when they are asked for; one that is not finite is an error then. */
    public ActivationPass.Values values() {
        return values;
    }

    /**
     * The network at its trainable variables.
     *
     * @throws InvalidInputException if one is not finite, or the memory is too small
     */
    public ActivationPass activation() {
        MemoryNeed.require("Reading " + file, memory());
        return ActivationPass.of(network, values);
    }

    /** Memory of {@link #activation}, in bytes: the values, and those of the file where they stay. */
    public double memory() {
        return Double.BYTES * (held ? 2.0 : 1.0) * network.trainables();
    }

    /** The names of the classes in the order of the outputs, or of the two of one output; none if the file has none. */
    public List<String> classes() {
        return classes;
    }

    /** Sentences about what the network is not quite as the file. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (outputs == OnnxFile.Outputs.LOGARITHMS) {
            all.add("The file answers with the logarithms of the network's outputs (log-softmax).");
        }
        return all;
    }

    /** What the network ends in: "softmax", "sigmoid" and so on, or "logits" after weights, or means of what these write. */
    public String ending() {
        Block last = network.blocks().get(network.blocks().size() - 1);
        return endsLinear()
                ? "logits"
                : outputs == OnnxFile.Outputs.LOGARITHMS ? "log-softmax" : NetworkLayers.name(last);
    }

    /** Whether the outputs are sums of weighted values, or means of such. */
    private boolean endsLinear() {
        return endsLinear(network.blocks().size() - 1);
    }

    private boolean endsLinear(int last) {
        Block block = network.blocks().get(last);
        if (block instanceof Graph graph) {
            int node = graph.nodes().size();
            while (node > 0 && operation(graph, node) instanceof Operation.Take) {
                node = graph.nodes().get(node - 1).reads().get(0);
            }
            return node == 0 ? last > 0 && endsLinear(last - 1) : isLinear(operation(graph, node));
        }
        if (block instanceof Pooling pooling && pooling.kind() == Pooling.Kind.MEAN) {
            return last > 0 && endsLinear(last - 1);
        }
        return isLinear(new Operation.Apply(block));
    }

    private static Operation operation(Graph graph, int node) {
        return graph.nodes().get(node - 1).operation();
    }

    private static boolean isLinear(Operation operation) {
        if (operation instanceof Operation.Apply apply) {
            Block block = apply.block();
            return block instanceof Affine
                    || block instanceof Convolution
                    || block instanceof BatchNormalisation
                    || block instanceof Shift;
        }
        return operation instanceof Operation.Sum || operation instanceof Operation.Product;
    }

    /** The loss that fits, where none is asked for: cross-entropy of classes, squared otherwise. */
    public LossName usualLoss() {
        Block last = network.blocks().get(network.blocks().size() - 1);
        boolean classes = network.outputs() == 1
                ? NetworkLayers.name(last).equals("sigmoid")
                : last instanceof Softmax || (endsLinear() && network.outputs() != network.inputs());
        return classes ? LossName.CROSS_ENTROPY : LossName.SQUARED;
    }

    /**
     * The loss of a name for this network.
     *
     * @throws InvalidInputException if it is of other outputs than the network's
     */
    public OutputLoss loss(LossName name) {
        if (name == LossName.SQUARED) {
            if (outputs == OnnxFile.Outputs.LOGARITHMS) {
                throw new InvalidInputException(file
                        + " answers with logarithms of probabilities, of which a squared loss is not supported: say --loss"
                        + " cross-entropy, or export the model without LogSoftmax.");
            }
            return new SquaredOutputs();
        }
        return network.outputs() == 1 ? new LogisticCrossEntropy() : new SoftmaxCrossEntropy();
    }

    /** What the loss makes of the outputs, in words. */
    public String treatment(LossName name) {
        if (name == LossName.SQUARED) {
            return "the outputs as they are";
        }
        String function = network.outputs() == 1 ? "sigmoid" : "softmax";
        Block last = network.blocks().get(network.blocks().size() - 1);
        if (loss(name).takesIn(last)) {
            return "the " + function + " at the end belongs to the loss";
        }
        return "the loss puts a " + function + " after the "
                + (endsLinear() ? "logits" : "outputs of " + NetworkLayers.name(last));
    }
}
