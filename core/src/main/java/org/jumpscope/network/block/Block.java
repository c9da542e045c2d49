package org.jumpscope.network.block;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A step of the activation pass of a layered network: a map from n neurons to m neurons with trainable variables of its
 * own.
 *
 * <p>Each block is an instance of the septuple: the affine blocks are its weights and biases, constant affine maps of the
 * trainable vector q (Eq. 2.1), the others its activation map. What a block does at given trainable variables is its
 * {@link BlockMap}.
 */
public interface Block {
    /** The number of neurons that it reads. */
    int inputs();

    /** The number of neurons that it writes. */
    int outputs();

    /** The number of its trainable variables. */
    int trainables();

    /**
     * The stretches of q that are its weights and biases.
     *
     * @param layer the number of this block among those with trainable variables, from 1
     * @param offset where its trainable variables begin
     */
    default List<TrainableGroup> groups(int layer, int offset) {
        return List.of();
    }

    /** What it is called in the text of a network. */
    String words();

    /** What its inputs are called where a network begins with it: their number, or a shape. */
    default String inputWords() {
        return String.valueOf(inputs());
    }

    /** Whether it acts on each neuron in its place without weights, so that its backward pass may write over what it reads. */
    default boolean keepsPlaces() {
        return false;
    }

    /** Whether it makes the samples of a batch depend on each other in training, so that they have no jumps of their own. */
    default boolean couplesSamples() {
        return false;
    }

    /** Whether its inputs are the numbers of tokens, a discrete boundary, by which nothing has a derivative. */
    default boolean readsTokens() {
        return false;
    }

    /** The multiplications that one pass of one column takes. */
    default double multiplications() {
        return 0;
    }

    /**
     * How the Gram matrix of its part of the Jacobian is made: one for each group of variables that positions share; none
     * without trainable variables.
     *
     * @param m directions
     */
    default List<GradientWork> gramWork(int m) {
        return List.of();
    }

    /** How the squared norm of its part of a sample's gradient is made in a batch, as {@link #gramWork}. */
    default List<GradientWork> normWork() {
        return List.of();
    }

    /**
     * The block at given trainable variables.
     *
     * @param q trainable variables of the whole network. Not modified; not kept.
     * @param offset where this block's begin
     */
    BlockMap at(double[] q, int offset);

    /**
     * The block at trainable variables that are read some at a time.
     *
     * @param read gives as many of the block's own as are asked for (second) from a place on (first)
     * @param offset where this block's begin in those of the network
     */
    default BlockMap reading(BiFunction<Integer, Integer, double[]> read, int offset) {
        double[] q = new double[offset + trainables()];
        if (trainables() > 0) {
            System.arraycopy(read.apply(0, trainables()), 0, q, offset, trainables());
        }
        return at(q, offset);
    }
}
