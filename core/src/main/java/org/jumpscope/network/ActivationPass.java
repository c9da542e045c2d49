package org.jumpscope.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.EmbeddedTokens;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.network.block.EmbeddingMap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The activation pass of a layered network at given trainable variables: boundary → bulk, block after block.
 */
public final class ActivationPass {
    private final Network network;
    private final List<BlockMap> maps;

    private ActivationPass(Network network, List<BlockMap> maps) {
        this.network = network;
        this.maps = maps;
    }

    /**
     * The pass of a network at the trainable variables q.
     *
     * @param network the architecture
     * @param q its K trainable variables, finite. Not modified.
     * @throws InvalidInputException if there are not K, or one is not finite
     */
    public static ActivationPass of(Network network, double[] q) {
        check(network, q);
        List<BlockMap> maps = new ArrayList<>();
        for (int i = 0; i < network.blocks().size(); i++) {
            maps.add(network.blocks().get(i).at(q, network.offset(i)));
        }
        return new ActivationPass(network, List.copyOf(maps));
    }

    /** Values of trainable variables that are read when they are asked for, as from a file. */
    @FunctionalInterface
    public interface Values {
        /**
         * Some trainable variables of a block, finite.
         *
         * @param block index of the block, from 0
         * @param from place of the first among the block's own: of a dense block weights row by row, then biases
         * @param count how many
         */
        double[] read(int block, int from, int count);
    }

    /**
     * The pass of a network whose trainable variables are read some at a time, so that they are never held twice.
     *
     * @param network the architecture
     * @param values gives the trainable variables
     * @throws InvalidInputException if not as many are given as were asked for, or one is not finite
     */
    public static ActivationPass of(Network network, Values values) {
        List<BlockMap> maps = new ArrayList<>();
        for (int i = 0; i < network.blocks().size(); i++) {
            int block = i;
            int offset = network.offset(i);
            maps.add(network.blocks()
                    .get(i)
                    .reading((from, count) -> read(network, values, block, from, count), offset));
        }
        return new ActivationPass(network, List.copyOf(maps));
    }

    private static double[] read(Network network, Values values, int block, int from, int count) {
        double[] read = values.read(block, from, count);
        if (read.length != count) {
            throw new InvalidInputException(count + " trainable variables of block " + (block + 1) + " of the network "
                    + network + " were asked for, but " + read.length + " values were given.");
        }
        checkFinite(network, read, network.offset(block) + from);
        return read;
    }

    /**
     * The pass of the same network at other trainable variables; blocks that have none are kept.
     *
     * @param q its K trainable variables, finite. Not modified.
     * @throws InvalidInputException if there are not K, or one is not finite
     */
    public ActivationPass at(double[] q) {
        check(network, q);
        List<BlockMap> others = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            Block block = network.blocks().get(i);
            others.add(block.trainables() == 0 ? maps.get(i) : block.at(q, network.offset(i)));
        }
        return new ActivationPass(network, List.copyOf(others));
    }

    /**
     * The pass of a network that begins with an embedding, at given tokens: its inputs are what the embedded values are displaced by,
     * 0 for the tokens as they are. What it has read is shared.
     *
     * @param tokens their numbers
     * @throws InvalidInputException if the network does not begin with an embedding, or reads other tokens
     */
    public ActivationPass given(Vector tokens) {
        if (!(network.blocks().get(0) instanceof Embedding embedding) || !(maps.get(0) instanceof EmbeddingMap table)) {
            throw new InvalidInputException(
                    "The network " + network + " does not begin with an embedding, so that it" + " reads no tokens.");
        }
        EmbeddedTokens first = embedding.given(tokens);
        List<Block> blocks = new ArrayList<>(network.blocks());
        blocks.set(0, first);
        List<BlockMap> others = new ArrayList<>(maps);
        others.set(0, table.given(first));
        return new ActivationPass(Network.of(blocks), List.copyOf(others));
    }

    private static void check(Network network, double[] q) {
        if (q.length != network.trainables()) {
            throw new InvalidInputException("The network " + network + " has " + network.trainables()
                    + " trainable variables, but " + q.length + " values were given.");
        }
        checkFinite(network, q, 0);
    }

    private static void checkFinite(Network network, double[] values, int offset) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInputException("Trainable variable " + (offset + i) + " of the network " + network
                        + " is " + values[i] + ", not finite.");
            }
        }
    }

    /** The architecture. */
    public Network network() {
        return network;
    }

    /** The blocks at q, in order. */
    public List<BlockMap> maps() {
        return maps;
    }

    /**
     * The values of all neurons for a batch: first the inputs, then what each block writes.
     *
     * @param inputs rows of input neurons, columns of samples. Not modified; kept in the answer.
     * @param m columns
     * @return one array of rows for the inputs and one for each block
     */
    public double[][][] values(double[][] inputs, int m) {
        double[][][] values = new double[maps.size() + 1][][];
        values[0] = inputs;
        for (int i = 0; i < maps.size(); i++) {
            values[i + 1] = new double[network.blocks().get(i).outputs()][m];
            maps.get(i).forward(values[i], m, values[i + 1]);
        }
        return values;
    }

    /**
     * The outputs for one sample.
     *
     * @param x the N inputs
     * @throws InvalidInputException if there are not N
     */
    public Vector outputs(Vector x) {
        if (x.size() != network.inputs()) {
            throw new InvalidInputException(
                    "The network reads " + network.inputs() + " inputs, but the sample has " + x.size() + ".");
        }
        double[][] inputs = new double[x.size()][1];
        for (int i = 0; i < x.size(); i++) {
            inputs[i][0] = x.get(i);
        }
        double[][][] values = values(inputs, 1);
        double[] out = new double[network.outputs()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[maps.size()][i][0];
        }
        return Vector.of(out);
    }
}
