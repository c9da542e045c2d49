package org.jumpscope.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Files of networks: weights and biases as tensors under PyTorch's names for a sequence of layers ({@code 0.weight} with
 * one row for each output, {@code 0.bias}, {@code 2.weight}, ...), and the architecture as text.
 *
 * <p>A batch normalisation has its fixed means and variances as {@code running_mean} and {@code running_var} beside its weight and
 * bias; an embedding's table is its weight, with one row for each token.
 *
 * <p>In safetensors the text is the metadata {@code network}; in NPZ it is an array {@code network} of its UTF-8 bytes. A
 * file without it, as PyTorch's {@code state_dict} gives, is read with the text given.
 */
public final class NetworkFile {
    private static final String TEXT = "network";
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final Path file;
    private final Network network;
    /** The beginnings of the names of the layers' tensors. */
    private final List<String> layers;

    private final Tensors tensors;
    private final Map<String, String> metadata;

    /** Gives some elements of a tensor. */
    interface Tensors {
        double[] read(String name, int from, int count);
    }

    private NetworkFile(
            Path file, Network network, List<String> layers, Tensors tensors, Map<String, String> metadata) {
        this.file = file;
        this.network = network;
        this.layers = layers;
        this.tensors = tensors;
        this.metadata = Map.copyOf(metadata);
    }

    /** The form of a file of a network. */
    public enum Form {
        /** {@link SafetensorsFile}. */
        SAFETENSORS(".safetensors"),
        /** {@link NpzFile}. */
        NPZ(".npz");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        /**
         * The form by the ending of a name.
         *
         * @throws InvalidInputException when it is another one
         */
        public static Form of(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            for (Form form : values()) {
                if (name.endsWith(form.ending)) {
                    return form;
                }
            }
            throw new InvalidInputException(
                    "File '" + file + "' of a network ends neither with .safetensors nor with .npz.");
        }
    }

    /**
     * Reads a network.
     *
     * @param file a file that ends with .safetensors or .npz
     * @param text the architecture; where it is not given, the one in the file
     * @return architecture and trainable variables
     * @throws InvalidInputException as {@link #open} and {@link #state} do
     */
    public static NetworkState read(Path file, Optional<String> text) {
        return open(file, text).state();
    }

    /**
     * Opens a file: its architecture is known, and compared with the shapes of its tensors. A layer has biases where the file
     * has some for it.
     *
     * @param file a file that ends with .safetensors or .npz
     * @param text the architecture; where it is not given, the one in the file
     * @throws InvalidInputException when the file cannot be read, has no architecture, or its tensors do not fit it: a layer
     *     is missing or has another shape
     */
    public static NetworkFile open(Path file, Optional<String> text) {
        return Form.of(file) == Form.NPZ ? openNpz(file, text) : openSafetensors(file, text);
    }

    private static NetworkFile openSafetensors(Path file, Optional<String> text) {
        SafetensorsFile tensors = SafetensorsFile.open(file);
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        tensors.names().forEach(name -> shapes.put(name, tensors.shape(name)));
        return open(
                file,
                text.or(() -> Optional.ofNullable(tensors.metadata().get(TEXT))),
                shapes,
                tensors::values,
                tensors.metadata());
    }

    private static NetworkFile openNpz(Path file, Optional<String> text) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(file));
        NpyArray own = arrays.remove(TEXT);
        Optional<String> architecture = text.or(() -> Optional.ofNullable(own).map(array -> text(file, array)));
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> shapes.put(name, array.shape()));
        return open(
                file,
                architecture,
                shapes,
                (name, from, count) -> arrays.get(name).toDoubles(from, count),
                Map.of());
    }

    private static String text(Path file, NpyArray array) {
        if (array.type() != NpyArray.Type.UINT8 || array.shape().size() != 1) {
            throw new InvalidInputException(
                    file + " has an array '" + TEXT + "' that is not the bytes of a text: say --network.");
        }
        long[] codes = array.toLongs();
        byte[] bytes = new byte[codes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) codes[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static NetworkFile open(
            Path file,
            Optional<String> text,
            Map<String, List<Integer>> shapes,
            Tensors tensors,
            Map<String, String> metadata) {
        List<String> layers = layers(file, shapes, text.orElse("").contains("shift"));
        if (text.isEmpty()) {
            throw new InvalidInputException(file + " does not say its architecture: say it with --network, such as \""
                    + sketch(shapes, layers) + "\" with the activations between.");
        }
        Network asked = network(file, text.get());
        int depth = layersOf(asked.groups());
        if (layers.size() != depth) {
            throw new InvalidInputException(file + " has " + layers.size() + " layers of weights ("
                    + sketch(shapes, layers) + "), and the network " + asked + " has " + depth + ".");
        }
        Network network = BatchStatistics.in(file, withBiasesOf(asked, layers, shapes), layers, shapes, tensors);
        for (TrainableGroup group : network.groups()) {
            boolean weights = group.kind() != TrainableGroup.Kind.BIASES;
            String name = name(layers, group);
            List<Integer> expected = weights ? List.of(group.rows(), group.columns()) : List.of(group.rows());
            List<Integer> found = shapes.get(name);
            if (found == null) {
                throw new InvalidInputException(file + " has no tensor '" + name + "', the " + group.name()
                        + " of the network " + network + ".");
            }
            if (!isOf(found, expected)) {
                throw new InvalidInputException(
                        file + ": " + name + " has the shape " + Tensor.text(found) + " where the "
                                + group.name() + " of the network " + network + " have " + Tensor.text(expected) + "."
                                + (weights && found.equals(List.of(group.columns(), group.rows()))
                                        ? " Rows are the neurons that a layer feeds: transpose it."
                                        : ""));
            }
        }
        return new NetworkFile(file, network, layers, tensors, metadata);
    }

    /** Whether a shape has the rows and, in its other dimensions together, the columns that are expected. */
    private static boolean isOf(List<Integer> found, List<Integer> expected) {
        return expected.size() == 1
                ? expected.equals(found)
                : found.get(0).equals(expected.get(0))
                        && found.subList(1, found.size()).stream()
                                        .mapToLong(Integer::longValue)
                                        .reduce(1, (a, b) -> a * b)
                                == expected.get(1);
    }

    private static int layersOf(List<TrainableGroup> groups) {
        return groups.isEmpty() ? 0 : groups.get(groups.size() - 1).layer();
    }

    /** The network with biases in those layers that have some in the file. */
    private static Network withBiasesOf(Network asked, List<String> layers, Map<String, List<Integer>> shapes) {
        List<Block> blocks = new ArrayList<>(asked.blocks());
        int layer = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block instanceof Affine || block instanceof Convolution) {
                Affine.Biases biases =
                        shapes.containsKey(layers.get(layer) + BIAS) ? Affine.Biases.TRAINABLE : Affine.Biases.NONE;
                blocks.set(
                        i,
                        block instanceof Convolution convolution
                                ? convolution.withBiases(biases)
                                : new Affine(block.inputs(), block.outputs(), biases));
            }
            layer += layersOf(blocks.get(i).groups(1, 0));
        }
        return Network.of(blocks);
    }

    private static String name(List<String> layers, TrainableGroup group) {
        return layers.get(group.layer() - 1) + (group.kind() == TrainableGroup.Kind.BIASES ? BIAS : WEIGHT);
    }

    /** Texts that the file has beside its tensors, by their keys; NPZ files have none. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The architecture. */
    public Network network() {
        return network;
    }

    /**
     * Reads some trainable variables of one block.
     *
     * @param block index of the block
     * @param from place of the first among the block's own: weights row by row, then biases
     * @param count how many
     * @throws InvalidInputException if one is not finite, or the file cannot be read
     */
    public double[] values(int block, int from, int count) {
        double[] values = new double[count];
        for (TrainableGroup group : network.groups()) {
            // Where the group begins and ends among those that are asked for.
            int start = group.offset() - network.offset(block) - from;
            int first = Math.max(0, start);
            int last = Math.min(count, start + group.size());
            if (first < last) {
                double[] read = tensors.read(name(layers, group), first - start, last - first);
                checkFinite(group, first - start, read);
                System.arraycopy(read, 0, values, first, read.length);
            }
        }
        return values;
    }

    private void checkFinite(TrainableGroup group, int from, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                int place = from + i;
                throw new InvalidInputException(file + ": " + name(layers, group) + ", the " + group.name() + ", holds "
                        + values[i] + " at row "
                        + (place / group.columns() + 1) + ", column " + (place % group.columns() + 1)
                        + ": the training of this network failed, or the file is damaged.");
            }
        }
    }

    /**
     * Reads all trainable variables.
     *
     * @throws InvalidInputException if one is not finite, the file cannot be read, or the memory is too small
     */
    public NetworkState state() {
        MemoryNeed.require("Reading " + file, MemoryNeed.ofNetwork(network.trainables()));
        double[] q = new double[network.trainables()];
        for (int i = 0; i < network.blocks().size(); i++) {
            double[] values = values(i, 0, network.blocks().get(i).trainables());
            System.arraycopy(values, 0, q, network.offset(i), values.length);
        }
        return new NetworkState(network, Vector.of(q));
    }

    private static Network network(Path file, String text) {
        try {
            return Network.parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + ": " + e.getMessage());
        }
    }

    /** The beginnings of the names of the layers, such as "0." and "2.", in their order. */
    private static List<String> layers(Path file, Map<String, List<Integer>> shapes, boolean shifts) {
        TreeSet<String> layers = new TreeSet<>(Comparator.comparing(NetworkFile::padded));
        for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
            String name = tensor.getKey();
            boolean normalisation = BatchStatistics.isPart(name, shapes);
            if (normalisation && BatchStatistics.isNamed(name)) {
                continue;
            }
            boolean weight = isPart(name, WEIGHT);
            String layer = name.substring(0, Math.max(0, name.length() - (weight ? WEIGHT : BIAS).length()));
            int dimensions = tensor.getValue().size();
            // A shift has biases alone.
            boolean fits = weight
                    ? dimensions == 2 || dimensions == 4 || (normalisation && dimensions == 1)
                    : isPart(name, BIAS) && (shapes.containsKey(layer + WEIGHT) || (shifts && dimensions == 1));
            if (!fits) {
                throw new InvalidInputException(file + " has a tensor '" + name + "' of shape "
                        + Tensor.text(tensor.getValue())
                        + " which is not of a layer with weights and maybe biases, such as 0.weight with two dimensions, or"
                        + " four of a convolution, and"
                        + " 0.bias: only those are read.");
            }
            layers.add(layer);
        }
        if (layers.isEmpty()) {
            throw new InvalidInputException(file + " has no tensors, such as 0.weight and 0.bias of a layer.");
        }
        return List.copyOf(layers);
    }

    private static boolean isPart(String name, String part) {
        return name.equals(part) || name.endsWith("." + part);
    }

    /** A name whose numbers are of equal lengths, so that 10 comes after 9. */
    private static String padded(String name) {
        StringBuilder padded = new StringBuilder();
        for (String part : name.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1)) {
            boolean number = !part.isEmpty() && Character.isDigit(part.charAt(0));
            padded.append(number && part.length() < 20 ? "0".repeat(20 - part.length()) + part : part);
        }
        return padded.toString();
    }

    /** The sizes of the layers, such as "784 100 10". */
    private static String sketch(Map<String, List<Integer>> shapes, List<String> layers) {
        List<String> sizes = new ArrayList<>();
        for (String layer : layers) {
            List<Integer> shape = shapes.get(layer + WEIGHT);
            if (shape == null) {
                continue;
            }
            if (shape.size() == 1) {
                sizes.add((sizes.isEmpty() ? shape.get(0) + " " : "") + "batchnorm");
                continue;
            }
            if (sizes.isEmpty()) {
                sizes.add(String.valueOf(shape.get(1)));
            }
            sizes.add(String.valueOf(shape.get(0)));
        }
        return String.join(" ", sizes);
    }

    /**
     * Writes a network.
     *
     * @param out where to; stays open
     * @param form the form of the file
     * @param state the network
     * @param metadata further texts by their keys, which NPZ leaves out
     * @throws IOException when writing fails
     */
    public static void write(OutputStream out, Form form, NetworkState state, Map<String, String> metadata)
            throws IOException {
        Map<String, Tensor> tensors = tensors(state);
        String text = state.network().toString();
        if (form == Form.SAFETENSORS) {
            Map<String, String> all = new TreeMap<>(metadata);
            all.put(TEXT, text);
            SafetensorsFile.write(out, tensors, all);
            return;
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> arrays.put(
                name,
                NpyArray.of(
                        tensor.sharedValues(),
                        tensor.shape().stream().mapToInt(Integer::intValue).toArray())));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        arrays.put(TEXT, NpyArray.of(bytes, bytes.length));
        NpzFile.write(out, arrays);
    }

    private static Map<String, Tensor> tensors(NetworkState state) {
        double[] q = state.trainables().toArray();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Network network = state.network();
        for (int i = 0; i < network.blocks().size(); i++) {
            Block block = network.blocks().get(i);
            List<TrainableGroup> groups = block.groups(0, network.offset(i));
            for (TrainableGroup group : groups) {
                double[] values = java.util.Arrays.copyOfRange(q, group.offset(), group.offset() + group.size());
                // As PyTorch's Sequential counts them; a block of several layers counts these in turn.
                String layer = layersOf(groups) == 0 ? String.valueOf(i) : i + "." + group.layer();
                boolean biases = group.kind() == TrainableGroup.Kind.BIASES;
                tensors.put(layer + "." + (biases ? BIAS : WEIGHT), new Tensor(values, shape(block, group)));
            }
            tensors.putAll(BatchStatistics.of(block, String.valueOf(i)));
        }
        return tensors;
    }

    private static List<Integer> shape(Block block, TrainableGroup group) {
        if (group.kind() == TrainableGroup.Kind.BIASES || block instanceof BatchNormalisation) {
            return List.of(group.rows());
        }
        if (block instanceof Convolution convolution) {
            return List.of(
                    group.rows(),
                    convolution.shape().channels() / convolution.groups(),
                    convolution.window().height(),
                    convolution.window().width());
        }
        return List.of(group.rows(), group.columns());
    }
}
