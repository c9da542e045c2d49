package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The graph as it is followed node by node: by its name each array is a constant, or a {@link Value} that depends on the data.
 * What the operators mean is said in classes of their own, one for each family, which ask here for what a node reads and give
 * what it makes.
 */
final class GraphReader {
    /** What is added to scores that are left out is this or less. */
    private static final double MASKED = -1e4;

    private static final int LARGEST_MASK = 1 << 20;

    private final String file;
    private final int version;
    private final Map<String, Integer> readers;
    private final Map<String, Constant> constants = new HashMap<>();
    private final Map<String, Value> data = new HashMap<>();
    private final NetworkSteps steps;
    private final ArrayShape input;
    private final Set<TensorMessage> used = new HashSet<>();
    /** Arrays of the file itself, which are trainable unless they are single numbers, integers or masks. */
    private final Set<TensorMessage> held = new HashSet<>();
    /** Constants that several nodes read. */
    private final Set<TensorMessage> tied = new HashSet<>();
    /** Steps that several nodes read. */
    private final Set<Integer> shared = new HashSet<>();

    private final List<String> notes = new ArrayList<>();
    private OnnxFile.Outputs outputs = OnnxFile.Outputs.OF_THE_NETWORK;
    private List<String> classes = List.of();

    /**
     * @param version of ONNX's operators
     * @param input the shape of the data
     * @param name the name of the data
     * @param readers how many nodes, or outputs, read each array
     */
    GraphReader(String file, int version, ArrayShape input, String name, Map<String, Integer> readers) {
        this.file = file;
        this.version = version;
        this.readers = readers;
        this.input = input;
        this.steps = new NetworkSteps(input.size());
        data.put(name, Value.of(0, input));
    }

    String file() {
        return file;
    }

    /** The version of ONNX's operators. */
    int version() {
        return version;
    }

    NetworkSteps steps() {
        return steps;
    }

    // --- What nodes read

    /** A constant of the file. */
    void hold(String name, Constant constant) {
        held.add(constant.tensor());
        put(name, constant);
    }

    private void put(String name, Constant constant) {
        constants.put(name, constant);
        if (readers.getOrDefault(name, 0) > 1) {
            tied.add(constant.tensor());
        }
    }

    /** Whether several nodes read a constant, so that layers may share it. */
    boolean isTied(Constant constant) {
        return tied.contains(constant.tensor());
    }

    /**
     * Whether a constant that is not the weights or biases of a layer is trained: an array of floats of the file, but no mask, of
     * which numbers are far below what is ever trained.
     */
    boolean isTrainable(Constant constant) {
        TensorMessage tensor = constant.tensor();
        if (!held.contains(tensor) || tensor.whole() || tensor.size() < 2) {
            return false;
        }
        for (int i = 0; i < Math.min(tensor.size(), LARGEST_MASK); i++) {
            if (tensor.at(i) <= MASKED) {
                return false;
            }
        }
        return true;
    }

    /** Whether all that a node reads are constants that are not trained. */
    boolean isFixed(NodeMessage node) {
        boolean any = false;
        for (String name : node.inputs()) {
            if (!name.isEmpty()) {
                any = true;
                Constant constant = constants.get(name);
                if (constant == null || isTrainable(constant)) {
                    return false;
                }
            }
        }
        return any;
    }

    /** An input that is one number that is not trained; none if it is something else. */
    Optional<Double> number(NodeMessage node, int place) {
        return isConstant(node, place) ? number(requireConstant(node, place, "input")) : Optional.empty();
    }

    /**
     * The number of a constant of one element, where it does not add dimensions; a 32-bit float as the decimal number that it is
     * written as.
     */
    Optional<Double> number(Constant constant) {
        if (constant.size() != 1) {
            return Optional.empty();
        }
        double value = constant.tensor().at(0);
        return Optional.of((float) value == value ? Double.parseDouble(Float.toString((float) value)) : value);
    }

    /** A number in a formula. */
    static String text(double number) {
        String text = number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : Double.toString(number);
        return number < 0 ? "(" + text + ")" : text;
    }

    /** An input as a value, also if it is a constant. */
    Value value(NodeMessage node, int place) {
        return value(node, place, TrainableGroup.Kind.BIASES);
    }

    /** An input as a value, which is trainable numbers of a kind if it is a constant that is trained. */
    Value value(NodeMessage node, int place, TrainableGroup.Kind kind) {
        return isConstant(node, place) ? valueOf(requireConstant(node, place, "input"), kind) : plain(node, place);
    }

    /** A constant as what a step makes. */
    Value valueOf(Constant constant, TrainableGroup.Kind kind) {
        ArrayShape shape = input.ofConstant(Broadcast.lengths(constant));
        if (!isTrainable(constant)) {
            return Value.of(steps.constant(constant.values()), shape);
        }
        used.add(constant.tensor());
        int step = steps.parameter(constant, kind);
        return constant.order() == Constant.Order.ROWS
                ? Value.of(step, shape)
                : Value.of(step, shape.transposed(List.of(1, 0))).transposed(List.of(1, 0));
    }

    Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Whether an input of a node is a constant. */
    boolean isConstant(NodeMessage node, int input) {
        return input < node.inputs().size()
                && constants.containsKey(node.inputs().get(input));
    }

    /** Whether a node has an input of a number. */
    static boolean has(NodeMessage node, int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    /** An input that depends on the data. */
    Value data(NodeMessage node, int input) {
        String name = node.inputs().get(input);
        if (constants.containsKey(name)) {
            throw node.refused("reads constants only, where it is supported for the data of the network alone.");
        }
        Value value = data.get(name);
        if (value == null) {
            throw node.refused(
                    "reads '" + name + "', which no node before it makes: the file is damaged; export it again.");
        }
        return value;
    }

    /** An input that depends on the data and is not yet what a classifier answers. */
    Value plain(NodeMessage node, int input) {
        Value value = data(node, input);
        if (outputs != OnnxFile.Outputs.OF_THE_NETWORK) {
            throw node.refused("follows the last layer of a classifier, which cannot be represented: export the model"
                    + " without it.");
        }
        return value;
    }

    /** An input that is a constant. */
    Constant requireConstant(NodeMessage node, int input, String what) {
        String name = node.inputs().get(input);
        return constant(name)
                .orElseThrow(() -> node.refused("takes its " + what + " '" + name
                        + "' from other nodes; only constants of the file are supported."));
    }

    /** A list of integers that a node reads. */
    List<Long> integers(NodeMessage node, int input, String what) {
        Constant constant = requireConstant(node, input, what);
        if (!constant.tensor().whole() || constant.size() > 16) {
            throw node.refused(
                    "has a " + what + " of " + constant.size() + " lengths that are not integers, or too many.");
        }
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < constant.size(); i++) {
            values.add((long) constant.tensor().at(i));
        }
        return values;
    }

    /** Two layers that share values would be one set of trainable variables. */
    void own(NodeMessage node, Constant constant) {
        if (!used.add(constant.tensor())) {
            throw node.refused("uses '" + constant.tensor().name()
                    + "', which another layer uses too: shared weights are not supported.");
        }
    }

    // --- What nodes make

    /** What a node makes. */
    void make(NodeMessage node, Value value) {
        makeAs(node.outputs().get(0), value);
    }

    void makeAs(String name, Value value) {
        if (!name.isEmpty()) {
            data.put(name, value);
            if (readers.getOrDefault(name, 0) > 1) {
                shared.add(value.step());
            }
        }
    }

    /** Whether a layer without biases made a value that nothing else reads, so that numbers which are added are its biases. */
    boolean takesBiases(Value value) {
        LayerValues layer = steps.layer(value.step());
        return layer != null
                && layer.takesBiases()
                && value.factor() == 1
                && value.isRearranged()
                && !shared.contains(value.step());
    }

    void make(NodeMessage node, Constant constant) {
        put(node.outputs().get(0), constant);
    }

    void answerAs(OnnxFile.Outputs kind) {
        outputs = kind;
    }

    OnnxFile.Outputs outputs() {
        return outputs;
    }

    void name(List<String> names) {
        classes = names;
    }

    List<String> classes() {
        return classes;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Sentences about what the network is not quite as the file. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    // --- Steps that operators have in common

    /** The step of which the elements are those of a value in its order. */
    int inOrder(Value value) {
        if (value.inOrder()) {
            return scaled(value);
        }
        int[] places = new int[value.shape().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = value.place(i);
        }
        return steps.take(scaled(value), places);
    }

    /** The step of a value times its factor, in the order of the step. */
    int scaled(Value value) {
        return value.factor() == 1 ? value.step() : steps.sum(value.factor(), value.step(), 0, value.step());
    }

    /** A block without trainable variables that acts on elements one by one, of which the order then stays. */
    Value pointwise(Value value, Activation activation) {
        if (value.isRearranged()) {
            return value.from(steps.apply(new Pointwise(value.stepSize(), activation), scaled(value)));
        }
        int step = inOrder(value);
        return Value.of(steps.apply(new Pointwise(steps.size(step), activation), step), value.shape());
    }

    /** A layer of weights on elements in their order. */
    Value layer(NodeMessage node, LayerValues values, Value value, ArrayShape shape) {
        own(node, values.weights());
        return Value.of(steps.apply(values, inOrder(value)), shape);
    }

    /** A block without trainable variables on elements in their order. */
    Value block(Block block, Value value, ArrayShape shape) {
        return Value.of(steps.apply(block, inOrder(value)), shape);
    }

    /** Gives the affine layer or convolution that made a value biases, which it has not yet. */
    void addBiases(NodeMessage node, Value value, Constant biases, double factor) {
        LayerValues layer = steps.layer(value.step());
        int places = layer.places();
        List<Long> lengths = biases.dimensions();
        boolean row = biases.isVector() && (lengths.isEmpty() || lengths.get(lengths.size() - 1) == places);
        if (biases.size() != places || !row) {
            throw node.refused("adds biases of the shape " + biases.shape() + " to " + places
                    + (layer.block() instanceof Affine ? " neurons" : " filters")
                    + "; one bias for each is supported.");
        }
        own(node, biases);
        steps.replace(value.step(), layer.withBiases(biases, factor));
    }

    /** The same with a constant that was found to have one number for each filter. */
    void addBiases(NodeMessage node, Value value, Constant biases) {
        own(node, biases);
        steps.replace(value.step(), steps.layer(value.step()).withBiases(biases, 1));
    }

    /**
     * Whether a constant has one number for each neuron or filter that made a value.
     *
     * @param size of the constant
     * @param elements of each element of the value that of the constant
     */
    boolean isOnePerFilter(Value value, int size, int[] elements) {
        int filters = steps.layer(value.step()).places();
        int positions = value.stepSize() / filters;
        boolean fits = size == filters;
        for (int i = 0; i < elements.length && fits; i++) {
            fits = elements[i] == value.place(i) / positions;
        }
        return fits;
    }

    /** Whether a value is what a softmax makes. */
    boolean isSoftmax(Value value) {
        return steps.isSoftmax(value.step());
    }

    /** The network ends here: its blocks. */
    List<NetworkSteps.Filled> finish(String output) {
        Value value = data.get(output);
        if (constants.containsKey(output) || value == null || !steps.isOfInputs(value.step())) {
            throw new InvalidInputException(file + ": the output '" + output
                    + "' does not depend on the data: it is damaged, or not a network.");
        }
        List<NetworkSteps.Filled> blocks = steps.blocks(inOrder(value));
        if (blocks.stream().allMatch(filled -> filled.block().trainables() == 0)) {
            throw new InvalidInputException(file + " has no layer with weights, so that nothing in it is trainable.");
        }
        return blocks;
    }
}
