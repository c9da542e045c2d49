package org.jumpscope.data.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jumpscope.data.DataFile;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A network in an ONNX file: its layers, which are known as soon as it is open, and the values of its trainable variables,
 * which are read when they are asked for.
 *
 * <p>A graph of operations is read, from the data to one output; branches are graphs among the blocks. A parameter that the file
 * holds as a 32-bit float is exact in 64 bits, except single numbers, such as the slope of LeakyRelu, the factors of Elu and Gemm
 * and the ε of normalisations, which are taken as the shortest decimal numbers that are the same 32-bit floats.
 */
public final class OnnxFile {
    /** What the file's output is against the network's. */
    public enum Outputs {
        /** The same. */
        OF_THE_NETWORK,
        /** The logarithms of the network's, which are probabilities (LogSoftmax). */
        LOGARITHMS,
        /** Two probabilities, of which the network has the second. */
        SECOND_PROBABILITY
    }

    private static final long LARGEST = Integer.MAX_VALUE;

    private final String name;
    private final ModelMessage model;
    private final OnnxGraph.Found found;
    private final Network network;

    private OnnxFile(String name, ModelMessage model, OnnxGraph.Found found) {
        this.name = name;
        this.model = model;
        this.found = found;
        this.network = Network.of(
                found.blocks().stream().map(NetworkSteps.Filled::block).toList());
    }

    /**
     * Opens a file that has one output that can be a network's.
     *
     * @param file the file
     * @throws InvalidInputException as {@link #open(Path, Optional)} does
     */
    public static OnnxFile open(Path file) {
        return open(file, Optional.empty());
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param output the name of the output that is the network's; where it is left out, the only one that is not a label
     * @throws InvalidInputException if the file is not there, not ONNX or cut, its version of the operators is not read, an
     *     operator or attribute is not supported (with its name and what is), shapes do not fit or samples are mixed (with the node), or the
     *     output is not known
     */
    public static OnnxFile open(Path file, Optional<String> output) {
        try {
            DataFile.check(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                if (channel.size() == 0) {
                    throw new InvalidInputException(file + " is empty.");
                }
                if (channel.size() > LARGEST) {
                    throw new InvalidInputException(
                            file + " has " + channel.size() + " bytes; an ONNX file has at most 2 GiB.");
                }
                return read(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), output);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    /** Reads a file's content, which has to stay as it is as long as the answer is used. */
    static OnnxFile read(String name, ByteBuffer content, Optional<String> output) {
        ModelMessage model = ModelMessage.read(name, content);
        return new OnnxFile(name, model, OnnxGraph.network(name, model, output));
    }

    /** Its layers. */
    public Network network() {
        return network;
    }

    /**
     * Reads the K trainable variables: of each layer in the order of the graph the weights row by row, then the biases.
     *
     * @throws InvalidInputException if one is not finite, with its name and place
     */
    public double[] trainables() {
        double[] q = new double[network.trainables()];
        for (int i = 0; i < network.blocks().size(); i++) {
            double[] values = values(i, 0, network.blocks().get(i).trainables());
            System.arraycopy(values, 0, q, network.offset(i), values.length);
        }
        return q;
    }

    /**
     * Reads some trainable variables of one block.
     *
     * @param block index of the block
     * @param from place of the first among the block's own: of each layer weights row by row, then biases
     * @param count how many
     * @throws InvalidInputException if one is not finite, with its name and place
     */
    public double[] values(int block, int from, int count) {
        return found.blocks().get(block).values().read(name, from, count);
    }

    /** What the file's output is against the network's. */
    public Outputs outputs() {
        return found.reader().outputs();
    }

    /** The names of the classes in the order of the outputs; none if the file has no names. */
    public List<String> classes() {
        return found.reader().classes();
    }

    /** Sentences about what the network is not quite as the file. */
    public List<String> notes() {
        return found.reader().notes();
    }

    /** The program that wrote the file, with its version; may be empty. */
    public String producer() {
        return model.producer();
    }

    /** The version of ONNX's operators that the file uses. */
    public int operatorsVersion() {
        return model.version();
    }
}
