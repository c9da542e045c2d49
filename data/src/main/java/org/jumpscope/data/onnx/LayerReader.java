package org.jumpscope.data.onnx;

import java.util.List;
import org.jumpscope.network.block.Block;

/** Makes a layer of a node that reads the data and constants of the file. */
interface LayerReader {

    /**
     * A layer.
     *
     * @param block what it does
     * @param values of its trainable variables
     * @param constants that they are in, which no other layer may use
     * @param after the shape of what it writes
     */
    record Layer(Block block, BlockValues values, List<Constant> constants, ArrayShape after) {}

    /** The constants that a node reads. */
    interface Constants {
        /**
         * One of them, which has to be in the file.
         *
         * @param input its place among the node's inputs
         * @param what what it is, for a sentence
         */
        Constant get(int input, String what);
    }

    /** What an operator means of which this reads the layer. */
    default void follow(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, data());
        Layer layer = read(node, value.shape(), (input, what) -> graph.requireConstant(node, input, what));
        layer.constants().forEach(constant -> graph.own(node, constant));
        graph.make(
                node,
                Value.of(graph.steps().apply(layer.block(), layer.values(), graph.inOrder(value)), layer.after()));
    }

    /** The place of the data among the node's inputs. */
    default int data() {
        return 0;
    }

    /**
     * The layer of a node.
     *
     * @param node the node
     * @param shape of the data that it reads
     * @param constants that it reads
     */
    Layer read(NodeMessage node, ArrayShape shape, Constants constants);
}
