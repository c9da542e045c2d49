package org.jumpscope.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.graph.Residual;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The architecture of a layered network: its blocks in order, without the values of the trainable variables.
 *
 * <p>The trainable variables of all blocks form one vector q of length K, block after block; of an affine block the
 * weights row by row, then the biases where it has some.
 */
public final class Network {
    private final List<Block> blocks;
    private final List<TrainableGroup> groups;
    private final int[] offsets;
    private final int trainables;

    private Network(List<Block> blocks) {
        this.blocks = blocks;
        this.offsets = new int[blocks.size()];
        List<TrainableGroup> all = new ArrayList<>();
        long total = 0;
        int layer = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (i > 0 && blocks.get(i - 1).outputs() != block.inputs()) {
                throw new InvalidInputException("Block " + (i + 1) + " reads " + block.inputs() + " neurons, but block "
                        + i + " writes " + blocks.get(i - 1).outputs() + "; give equal numbers.");
            }
            if (i > 0 && block.readsTokens()) {
                throw new InvalidInputException("Block " + (i + 1) + " reads the numbers of tokens, but they have no"
                        + " derivatives that a block before it could use; let the network begin with it.");
            }
            offsets[i] = (int) total;
            List<TrainableGroup> own = block.groups(layer + 1, offsets[i]);
            layer = own.isEmpty() ? layer : own.get(own.size() - 1).layer();
            all.addAll(own);
            total += block.trainables();
            if (total > Integer.MAX_VALUE - 16) {
                throw new InvalidInputException("The network has more than " + (Integer.MAX_VALUE - 16)
                        + " trainable variables; make it smaller.");
            }
        }
        this.trainables = (int) total;
        this.groups = List.copyOf(all);
    }

    /**
     * A network of blocks.
     *
     * @param blocks the blocks in order, at least one; each reads what the one before it writes
     * @throws InvalidInputException if there is none or sizes do not match
     */
    public static Network of(List<Block> blocks) {
        if (blocks.isEmpty()) {
            throw new InvalidInputException("A network of no blocks is empty; give at least one layer.");
        }
        return new Network(List.copyOf(blocks));
    }

    /**
     * Reads a network as text: the number of inputs, then each layer's number of neurons and its activation, such as
     * {@code 784 100 tanh 10 softmax}; {@code no-bias} after the number of neurons means a layer without biases.
     *
     * <p>Inputs that are an image are given as channels x rows x columns, after which {@code conv F HxW} is a convolution of F
     * filters (with {@code stride}, {@code pad}, {@code dilation} and {@code groups}, each with a number, where they are not 1, 0,
     * 1, 1, and {@code no-bias} at the end where the filters have no biases), {@code maxpool S} and {@code avgpool S} are poolings (of windows SxS, or HxW, that move by their height unless
     * {@code stride} says so, with {@code pad}), and {@code globalavgpool} is the mean of each channel:
     * {@code 1x28x28 conv 16 5x5 relu maxpool 2 10 softmax}. {@code attention H} and {@code causal-attention H} of H heads take
     * channels as features and places as positions; {@code layernorm} and {@code rmsnorm} normalise the features of each
     * position, {@code batchnorm} is a fixed mean and variance of each channel (0 and 1 in a fresh network) with a trainable scale and
     * shift, {@code scale} is a trainable scale and shift of each feature, {@code shift} a trainable shift of each neuron, and
     * {@code skip( ... )} adds its input to what the blocks in it write. Inputs that are a sequence are given as steps x values,
     * and read by {@code rnn H}, {@code rnn-relu H}, {@code gru H} or {@code lstm H} of H states. Inputs that are the numbers of T
     * tokens are given as {@code T tokens}, and read by {@code embedding V D} of V different tokens with D values each, which writes a
     * sequence TxD, or with {@code channels} behind an image of D channels at 1xT places.
     *
     * @throws InvalidInputException if a word is unknown; it names the column
     */
    public static Network parse(String text) {
        return new NetworkParser(text).network();
    }

    /** The blocks in order. */
    public List<Block> blocks() {
        return blocks;
    }

    /** Where the trainable variables of a block begin in q. */
    public int offset(int block) {
        Objects.checkIndex(block, offsets.length);
        return offsets[block];
    }

    /** N, the number of input neurons. */
    public int inputs() {
        return blocks.get(0).inputs();
    }

    /** The number of output neurons. */
    public int outputs() {
        return blocks.get(blocks.size() - 1).outputs();
    }

    /** K, the number of trainable variables. */
    public int trainables() {
        return trainables;
    }

    /** The weights and biases of each layer, in the order of q. */
    public List<TrainableGroup> groups() {
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && blocks.equals(that.blocks);
    }

    @Override
    public int hashCode() {
        return blocks.hashCode();
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Residual.inputWords(blocks));
        for (Block block : blocks) {
            text.append(' ').append(block.words());
        }
        return text.toString();
    }
}
