package org.jumpscope.network;

/**
 * A step of the activation pass of a layered network: a map from n neurons to m neurons with trainable variables of its
 * own.
 *
 * <p>Each block is an instance of the septuple: the affine blocks are its weights and biases, constant affine maps of the
 * trainable vector q (Eq. 2.1), the others its activation map. What a block does at given trainable variables is its
 * {@link BlockMap}.
 */
public sealed interface Block permits Affine, Pointwise, Softmax {
    /** The number of neurons that it reads. */
    int inputs();

    /** The number of neurons that it writes. */
    int outputs();

    /** The number of its trainable variables. */
    int trainables();

    /**
     * The block at given trainable variables.
     *
     * @param q trainable variables of the whole network. Not modified; not kept.
     * @param offset where this block's begin
     */
    BlockMap at(double[] q, int offset);
}
