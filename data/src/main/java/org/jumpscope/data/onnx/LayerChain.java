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
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The chain of layers from the input of a graph to one of its outputs: the data are followed through the operations, each
 * of which either keeps them as they are, or adds a block to the network.
 */
final class LayerChain {
    private final String file;
    private final Map<String, Constant> constants = new HashMap<>();
    /** Names of the data, with how often they had been changed. */
    private final Map<String, Integer> data = new HashMap<>();

    private final List<Block> blocks = new ArrayList<>();
    /** The values of the blocks with trainable variables by their places among the blocks. */
    private final Map<Integer, BlockValues> values = new HashMap<>();

    private final Set<TensorMessage> used = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private SampleShape shape;
    private int changes;
    private OnnxFile.Outputs outputs = OnnxFile.Outputs.OF_THE_NETWORK;
    private List<String> classes = List.of();

    LayerChain(String file, SampleShape shape) {
        this.file = file;
        this.shape = shape;
    }

    // --- What was found

    List<Block> blocks() {
        return blocks;
    }

    /** The values of the block at a place. */
    BlockValues values(int block) {
        return values.get(block);
    }

    OnnxFile.Outputs outputs() {
        return outputs;
    }

    List<String> classes() {
        return classes;
    }

    /** Sentences about what the network is not quite as the file. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    // --- Values

    void addConstant(String name, Constant constant) {
        constants.put(name, constant);
    }

    void addData(String name) {
        data.put(name, 0);
    }

    Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Whether these are the data after all changes so far. */
    private boolean isLast(String name) {
        return data.containsKey(name) && data.get(name) == changes;
    }

    /** The output is another name of the data. */
    private void keepAs(String output) {
        if (!output.isEmpty()) {
            data.put(output, changes);
        }
    }

    /** The output is the name of the data after a change, and no other name is any more. */
    private void changeTo(String output) {
        changes++;
        keepAs(output);
    }

    /** The data that a node reads, which have to be those after all changes so far. */
    private void requireData(NodeMessage node, String input) {
        if (constants.containsKey(input)) {
            throw node.refused("reads constants only, where it is supported for the data of the network alone.");
        }
        if (!data.containsKey(input)) {
            throw node.refused(
                    "reads '" + input + "', which no node before it makes: the file is damaged; export it again.");
        }
        if (!isLast(input)) {
            throw node.refused("reads '" + input
                    + "', which another node has changed already: networks with branches or skip connections are not"
                    + " supported.");
        }
    }

    private void requirePlain(NodeMessage node) {
        if (outputs != OnnxFile.Outputs.OF_THE_NETWORK) {
            throw node.refused("follows the last layer of a classifier, which cannot be represented: export the model"
                    + " without it.");
        }
    }

    private Constant requireConstant(NodeMessage node, int input, String what) {
        String name = node.inputs().get(input);
        return constant(name)
                .orElseThrow(() -> node.refused("takes its " + what + " '" + name
                        + "' from other nodes; only constants of the file are supported."));
    }

    // --- Operations

    /** Dropout, Identity and others that leave the data as they are; a constant stays one. */
    void pass(NodeMessage node) {
        String input = node.inputs().get(0);
        if (constants.containsKey(input)) {
            constants.put(node.outputs().get(0), constants.get(input));
            return;
        }
        requireData(node, input);
        keepAs(node.outputs().get(0));
    }

    void cast(NodeMessage node) {
        int to = (int) node.integer("to", 0);
        String input = node.inputs().get(0);
        boolean floats = to == 1 || to == 11;
        if (constants.containsKey(input)) {
            if (!floats
                    && !((to == 6 || to == 7) && constants.get(input).tensor().whole())) {
                throw node.refused("turns constants into ONNX's type " + to
                        + "; only floats of 32 and 64 bits, and integers from integers, are supported.");
            }
        } else if (!floats) {
            throw node.refused("turns the data into ONNX's type " + to
                    + ", which loses digits; only floats of 32 and 64 bits are supported.");
        }
        pass(node);
    }

    void flatten(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        shape = shape.flattened(node, node.integer("axis", 1));
        keepAs(node.outputs().get(0));
    }

    void reshape(NodeMessage node) {
        List<Long> lengths = integers(node, requireConstant(node, 1, "shape"));
        Constant constant = constants.get(node.inputs().get(0));
        if (constant != null) {
            if (constant.order() == Constant.Order.COLUMNS) {
                throw node.refused("changes the shape of a transposed constant, which is not supported.");
            }
            List<Long> result = SampleShape.ofConstant(node, constant, lengths);
            constants.put(node.outputs().get(0), new Constant(constant.tensor(), result, constant.order()));
            return;
        }
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        shape = shape.reshaped(node, lengths, node.integer("allowzero", 0) != 0);
        keepAs(node.outputs().get(0));
    }

    private static List<Long> integers(NodeMessage node, Constant constant) {
        if (!constant.tensor().whole() || constant.size() > 16) {
            throw node.refused("has a shape of " + constant.size() + " lengths that are not integers, or too many.");
        }
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < constant.size(); i++) {
            values.add((long) constant.tensor().at(i));
        }
        return values;
    }

    void transpose(NodeMessage node) {
        Constant constant = constants.get(node.inputs().get(0));
        if (constant == null || constant.dimensions().size() != 2) {
            throw node.refused("is supported for constant matrices only.");
        }
        AttributeMessage permutation = node.attributes().get("perm");
        List<Long> order = permutation == null ? List.of(1L, 0L) : permutation.integers();
        if (!order.equals(List.of(1L, 0L)) && !order.equals(List.of(0L, 1L))) {
            throw node.refused("has the order " + order + " of dimensions; give a permutation of 0 and 1.");
        }
        constants.put(node.outputs().get(0), order.get(0) == 1 ? constant.transposed() : constant);
    }

    void pointwise(NodeMessage node, Activation activation) {
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        blocks.add(new Pointwise(shape.features(node), activation));
        changeTo(node.outputs().get(0));
    }

    /** Softmax and LogSoftmax. */
    void softmax(NodeMessage node, int version, OnnxFile.Outputs after) {
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        shape.requireRow(node);
        long axis = node.integer("axis", version < 13 ? 1 : -1);
        if (axis != 1 && axis != -1) {
            throw node.refused("has the axis " + axis + "; 1 or -1, over the outputs of one sample, is supported.");
        }
        blocks.add(new Softmax(shape.features(node)));
        outputs = after;
        changeTo(node.outputs().get(0));
    }

    void gemm(NodeMessage node) {
        Constant weights = matrix(node);
        if (node.integer("transA", 0) != 0) {
            throw node.refused("has transA 1: a sample is a row here; export the model with samples as rows.");
        }
        double alpha = node.number("alpha", 1);
        double beta = node.number("beta", 1);
        affine(node, node.integer("transB", 0) == 0 ? weights.transposed() : weights, alpha);
        if (node.inputs().size() == 3 && !node.inputs().get(2).isEmpty()) {
            addBiases(node, requireConstant(node, 2, "biases"), 0, beta);
        }
        if (alpha != 1 || beta != 1) {
            notes.add("In " + node.title() + " alpha is " + alpha + " and beta " + beta
                    + ": the trainable variables are the weights and biases with these factors.");
        }
        changeTo(node.outputs().get(0));
    }

    void matMul(NodeMessage node) {
        affine(node, matrix(node).transposed(), 1);
        changeTo(node.outputs().get(0));
    }

    /** The second factor. */
    private Constant matrix(NodeMessage node) {
        if (data.containsKey(node.inputs().get(1))) {
            throw node.refused(
                    "has the data as its second factor: a sample is a row here; export the model with samples as rows.");
        }
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        Constant weights = requireConstant(node, 1, "weights");
        if (weights.dimensions().size() != 2) {
            throw node.refused("has weights of the shape " + weights.shape() + "; a matrix is supported.");
        }
        return weights;
    }

    private void affine(NodeMessage node, Constant weights, double factor) {
        shape.requireRow(node);
        int rows = weights.dimensions().get(0).intValue();
        int columns = weights.dimensions().get(1).intValue();
        shape.requireFeatures(node, columns);
        if (rows < 1 || columns < 1) {
            throw node.refused("has weights of the shape " + weights.shape() + ", which are none.");
        }
        own(node, weights);
        Affine block = new Affine(columns, rows, Affine.Biases.NONE);
        values.put(blocks.size(), new LayerValues(block, weights, factor, Optional.empty(), 1));
        blocks.add(block);
        shape = shape.withFeatures(rows);
    }

    /** Two layers that share values would be one set of trainable variables. */
    private void own(NodeMessage node, Constant constant) {
        if (!used.add(constant.tensor())) {
            throw node.refused("uses '" + constant.tensor().name()
                    + "', which another layer uses too: shared weights are not supported.");
        }
    }

    /**
     * Adds to the last affine block or convolution.
     *
     * @param behind the dimensions of length 1 that follow the one of the biases
     */
    private void addBiases(NodeMessage node, Constant biases, int behind, double factor) {
        int last = blocks.size() - 1;
        LayerValues unbiased = (LayerValues) values.get(last);
        int places = unbiased.places();
        List<Long> lengths = biases.dimensions();
        int at = lengths.size() - 1 - behind;
        boolean row = biases.isVector() && at >= 0 && lengths.get(at) == places;
        if (biases.size() != places || !row) {
            throw node.refused("adds biases of the shape " + biases.shape() + " to " + places
                    + (blocks.get(last) instanceof Affine ? " neurons" : " filters")
                    + "; one bias for each is supported.");
        }
        own(node, biases);
        LayerValues layer = unbiased.withBiases(biases, factor);
        values.put(last, layer);
        blocks.set(last, layer.block());
    }

    void add(NodeMessage node) {
        int constantAt = constants.containsKey(node.inputs().get(0)) ? 0 : 1;
        String input = node.inputs().get(1 - constantAt);
        if (!constants.containsKey(node.inputs().get(constantAt))) {
            throw node.refused("adds data to data: networks with branches or skip connections are not supported.");
        }
        Constant constant = requireConstant(node, constantAt, "biases");
        requireData(node, input);
        requirePlain(node);
        int last = blocks.size() - 1;
        boolean convolved = shape.isImage() && last >= 0 && blocks.get(last) instanceof Convolution;
        if (!convolved) {
            shape.requireRow(node);
        }
        if (last < 0 || !(convolved || blocks.get(last) instanceof Affine)) {
            throw node.refused("adds a constant that is not the bias of a layer before it, which is not supported.");
        }
        if (((LayerValues) values.get(last)).biases().isPresent()) {
            throw node.refused("adds a second bias to a layer, which is not supported: add the two in the model.");
        }
        addBiases(node, constant, convolved ? 2 : 0, 1);
        changeTo(node.outputs().get(0));
    }

    /** A layer that a reader of its own makes of a node. */
    void layer(NodeMessage node, LayerReader reader) {
        requireData(node, node.inputs().get(reader.data()));
        requirePlain(node);
        LayerReader.Layer layer = reader.read(node, shape, (input, what) -> requireConstant(node, input, what));
        layer.constants().forEach(constant -> own(node, constant));
        values.put(blocks.size(), layer.values());
        blocks.add(layer.block());
        shape = layer.after();
        changeTo(node.outputs().get(0));
    }

    // --- Images

    void convolution(NodeMessage node) {
        requireImages(node);
        Constant weights = requireConstant(node, 1, "weights");
        Convolution block = ImageOperators.convolution(node, shape.image(node), weights);
        own(node, weights);
        values.put(blocks.size(), new LayerValues(block, weights, 1, Optional.empty(), 1));
        blocks.add(block);
        shape = shape.withImage(block.outputShape());
        if (node.inputs().size() == 3 && !node.inputs().get(2).isEmpty()) {
            addBiases(node, requireConstant(node, 2, "biases"), 0, 1);
        }
        changeTo(node.outputs().get(0));
    }

    void pooling(NodeMessage node, Pooling.Kind kind) {
        requireImages(node);
        addPooling(node, ImageOperators.pooling(node, shape.image(node), kind));
    }

    void globalMean(NodeMessage node) {
        requireImages(node);
        addPooling(node, Pooling.global(shape.image(node)));
    }

    /** Padding by nothing, which PyTorch writes before means; to opset 10 it is an attribute, then an input. */
    void pad(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        List<Long> pads = node.inputs().size() < 2
                ? ImageOperators.list(node, "pads", List.of())
                : integers(node, requireConstant(node, 1, "pads"));
        if (pads.stream().anyMatch(pad -> pad != 0)) {
            throw node.refused("has the pads " + pads + "; a node of its own may pad by 0 alone: use the padding of the"
                    + " convolution or pooling after it (for a mean, count_include_pad=False in PyTorch).");
        }
        keepAs(node.outputs().get(0));
    }

    private void requireImages(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        requirePlain(node);
    }

    private void addPooling(NodeMessage node, Pooling block) {
        blocks.add(block);
        shape = shape.withImage(block.outputShape());
        changeTo(node.outputs().get(0));
    }

    // --- scikit-learn's classifiers

    void linearClassifier(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        requirePlain(node);
        shape.requireRow(node);
        LinearClassifier classifier = LinearClassifier.of(node);
        shape.requireFeatures(node, classifier.features());
        Affine block = new Affine(classifier.features(), classifier.rows());
        values.put(blocks.size(), new LayerValues(block, classifier.weights(), 1, Optional.of(classifier.biases()), 1));
        blocks.add(block);
        shape = shape.withFeatures(classifier.rows());
        classes = classifier.classes();
        switch (classifier.transform()) {
            case NONE -> {}
            case SOFTMAX -> blocks.add(new Softmax(block.outputs()));
            case LOGISTIC -> blocks.add(new Pointwise(block.outputs(), Activation.sigmoid()));
            case LOGISTIC_OF_TWO -> {
                blocks.add(new Pointwise(1, Activation.sigmoid()));
                outputs = OnnxFile.Outputs.SECOND_PROBABILITY;
                notes.add(
                        "The classifier has two classes whose weights are each other's negatives: it is a network with"
                                + " one output, the probability of class '" + classes.get(1) + "', label 1.");
            }
        }
        changeTo(node.outputs().size() > 1 ? node.outputs().get(1) : "");
    }

    /** Probabilities have the sum 1 already; what else would be divided by its norm is not represented. */
    void normalizer(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        boolean probabilities = switch (outputs) {
            case SECOND_PROBABILITY -> true;
            case LOGARITHMS -> false;
            case OF_THE_NETWORK -> !blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof Softmax;
        };
        if (!probabilities || !node.text("norm", "MAX").equals("L1")) {
            throw node.refused("divides by the norm " + node.text("norm", "MAX")
                    + " of each sample, which cannot be represented; it is supported where it changes nothing, with norm"
                    + " L1 after softmax or after the logistic function of two classes. For classifiers of"
                    + " one-versus-rest, export the raw scores.");
        }
        keepAs(node.outputs().get(0));
    }

    void zipMap(NodeMessage node) {
        requireData(node, node.inputs().get(0));
        classes = LinearClassifier.classes(node, "classlabels_int64s", "classlabels_strings");
        keepAs(node.outputs().get(0));
    }

    void constantNode(NodeMessage node) {
        String name = node.outputs().get(0);
        TensorMessage tensor = null;
        for (AttributeMessage attribute : node.attributes().values()) {
            switch (attribute.name()) {
                case "value" ->
                    tensor = attribute
                            .tensor()
                            .orElseThrow(() -> node.refused("has no values: the file is damaged."))
                            .named(name);
                case "value_float" ->
                    tensor = TensorMessage.of(
                            file, name, TensorMessage.Elements.FLOATS, new double[] {attribute.number()});
                case "value_floats" ->
                    tensor = list(
                            name,
                            TensorMessage.Elements.FLOATS,
                            attribute.numbers().toArray());
                case "value_int" ->
                    tensor = TensorMessage.of(
                            file, name, TensorMessage.Elements.INTEGERS, new double[] {attribute.integer()});
                case "value_ints" ->
                    tensor = list(
                            name,
                            TensorMessage.Elements.INTEGERS,
                            attribute.integers().stream()
                                    .mapToDouble(Long::doubleValue)
                                    .toArray());
                default -> throw node.refused("holds a " + attribute.name() + ", which is not supported.");
            }
        }
        if (tensor == null) {
            throw node.refused("has no values: the file is damaged.");
        }
        constants.put(name, Constant.of(tensor));
    }

    private TensorMessage list(String name, TensorMessage.Elements elements, double[] values) {
        return TensorMessage.of(file, name, elements, values, values.length);
    }

    /** The network ends here. */
    void finish(String output) {
        if (constants.containsKey(output) || !isLast(output)) {
            throw new InvalidInputException(file + ": the output '" + output
                    + "' is not that of the last layer: networks with branches are not supported.");
        }
        if (values.isEmpty()) {
            throw new InvalidInputException(file + " has no layer with weights, so that nothing in it is trainable.");
        }
    }
}
