package org.jumpscope.network.block;

/**
 * The weights or the biases of one layer, a stretch of the vector q of trainable variables.
 *
 * @param layer number of the block among those with trainable variables, from 1
 * @param kind weights or biases
 * @param offset where it begins in q
 * @param rows number of neurons, or filters, that it feeds
 * @param columns neurons, or places of the window, that it reads from; 1 for biases
 */
public record TrainableGroup(int layer, Kind kind, int offset, int rows, int columns) {

    /** What the variables are. */
    public enum Kind {
        /** Weights ŵ. */
        WEIGHTS,
        /** Biases b. */
        BIASES,
        /** Weights that scale a neuron in its place, 1 to begin with. */
        SCALES
    }

    /** The number of variables. */
    public int size() {
        return rows * columns;
    }

    /** Such as "layer 1 weights". */
    public String name() {
        return "layer " + layer + (kind == Kind.WEIGHTS ? " weights" : kind == Kind.BIASES ? " biases" : " scales");
    }
}
