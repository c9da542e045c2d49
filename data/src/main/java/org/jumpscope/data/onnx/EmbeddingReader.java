package org.jumpscope.data.onnx;

import java.util.List;
import java.util.Optional;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.numeric.InvalidInputException;

/** Gather of the rows of a constant table by the network's inputs, which are tokens. */
final class EmbeddingReader implements LayerReader {

    @Override
    public int data() {
        return 1;
    }

    @Override
    public Layer read(NodeMessage node, ArrayShape shape, Constants constants) {
        Constant table = constants.get(0, "table");
        if (table.dimensions().size() != 2
                || table.order() != Constant.Order.ROWS
                || table.tensor().whole()) {
            throw node.refused("takes rows of a constant of the shape " + table.shape()
                    + "; a table of floats with one row for each token is supported.");
        }
        if (node.integer("axis", 0) != 0) {
            throw node.refused("has the axis " + node.integer("axis", 0) + "; 0, the rows of a table, is supported.");
        }
        shape.requireRows(node);
        if (shape.rank() != 2) {
            throw node.refused("takes rows of a table by data of the shape " + shape.words()
                    + "; rows of tokens, [samples, tokens], are supported.");
        }
        int tokens = shape.length(1);
        int vocabulary = table.dimensions().get(0).intValue();
        int features = table.dimensions().get(1).intValue();
        Embedding block;
        try {
            block = new Embedding(tokens, vocabulary, features, Embedding.Order.STEPS);
        } catch (InvalidInputException wrong) {
            throw node.refused("is none: " + wrong.getMessage());
        }
        return new Layer(
                block,
                new LayerValues(block, table, 1, Optional.empty(), 1),
                List.of(table),
                shape.ofSamples(tokens, features));
    }
}
