package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.network.graph.Residual;

/** What graphs of operations are called: a residual connection as in the text of a network, others by what is in them. */
final class GraphWords {
    private GraphWords() {}

    /** A graph with its name. */
    static Graph named(int inputs, List<Graph.Node> nodes) {
        List<Block> chain = residual(nodes);
        if (!chain.isEmpty()) {
            return Residual.of(chain);
        }
        List<String> words = new ArrayList<>();
        for (Graph.Node node : nodes) {
            String word = word(node.operation());
            boolean again = !words.isEmpty() && words.get(words.size() - 1).equals(word);
            if (!word.isEmpty() && !again) {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            words.add("rearrange");
        }
        return new Graph("graph( " + String.join(" ", words) + " )", String.valueOf(inputs), inputs, nodes);
    }

    /** Nothing for what only brings values into another order, and for constants. */
    private static String word(Operation operation) {
        if (operation instanceof Operation.Apply apply) {
            return apply.block().words();
        }
        return operation instanceof Operation.Sum
                ? "sum"
                : operation instanceof Operation.Multiply
                        ? "multiply"
                        : operation instanceof Operation.Product ? "product" : "";
    }

    /** The blocks of a chain whose outputs are added to its inputs; none if it is not such. */
    private static List<Block> residual(List<Graph.Node> nodes) {
        List<Block> chain = new ArrayList<>();
        int last = nodes.size() - 1;
        for (int i = 0; i < last; i++) {
            if (!(nodes.get(i).operation() instanceof Operation.Apply apply)
                    || !nodes.get(i).reads().equals(List.of(i))) {
                return List.of();
            }
            chain.add(apply.block());
        }
        boolean sum = nodes.get(last).operation().equals(new Operation.Sum(1, 1))
                && (nodes.get(last).reads().equals(List.of(0, last))
                        || nodes.get(last).reads().equals(List.of(last, 0)));
        return sum ? chain : List.of();
    }
}
