package org.jumpscope.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Normalisation;
import org.jumpscope.numeric.InvalidInputException;

/** Residual connections (He and others 2016). */
public final class Residual {
    private Residual() {}

    /**
     * h + what some blocks make of it: a residual connection, which is a fixed weight 1 of ŵ past the blocks (Eq. 2.1).
     *
     * @param blocks the blocks, which write as many neurons as they read
     * @throws InvalidInputException if there is none, or they do not
     */
    public static Graph of(List<Block> blocks) {
        if (blocks.isEmpty()) {
            throw new InvalidInputException(
                    "A residual connection past no blocks doubles its inputs; give at least one.");
        }
        GraphBuilder graph = GraphBuilder.of(blocks.get(0).inputs());
        List<String> words = new ArrayList<>();
        int at = 0;
        for (Block block : blocks) {
            at = graph.apply(block, at);
            words.add(block.words());
        }
        graph.sum(1, 0, 1, at);
        return graph.build("skip( " + String.join(" ", words) + " )", inputWords(blocks));
    }

    /**
     * What the inputs of some blocks are called in the text of a network: a shape if one of those that keep their number asks for
     * it.
     *
     * @param blocks the blocks in order, at least one
     */
    public static String inputWords(List<Block> blocks) {
        for (Block block : blocks) {
            if (block.inputs() != blocks.get(0).inputs()) {
                break;
            }
            String words = block.inputWords();
            boolean named = words.contains("x") || words.contains(" ");
            // A normalisation knows how many positions there are, but not in which rows and columns.
            if (named && !(block instanceof Normalisation || block instanceof BatchNormalisation)) {
                return words;
            }
            if (block instanceof Affine) {
                break;
            }
        }
        return blocks.get(0).inputWords();
    }
}
