package org.jumpscope.data.onnx;

import java.util.List;
import java.util.Optional;

/**
 * One operator: how many inputs it takes, which attributes are known, and what it means.
 *
 * @param fewest inputs
 * @param most inputs
 * @param attributes those that are known
 * @param meaning follows a node
 */
record Operator(int fewest, int most, List<String> attributes, Meaning meaning) {
    private static final String ANY = "*";

    /** Follows a node: asks the graph for what it reads and says what it makes. */
    interface Meaning {
        /** An operator that reads nothing and looks at its attributes itself. */
        static Operator ofAnyAttributes(Meaning meaning) {
            return new Operator(0, 0, List.of(ANY), meaning);
        }

        void follow(NodeMessage node, GraphReader graph);
    }

    Operator {
        attributes = List.copyOf(attributes);
    }

    /**
     * An operator.
     *
     * @param fewest inputs
     * @param most inputs
     * @param meaning what it means
     * @param attributes those that are known
     */
    static Operator of(int fewest, int most, Meaning meaning, String... attributes) {
        return new Operator(fewest, most, List.of(attributes), meaning);
    }

    /** An operator that reads nothing and looks at its attributes itself. */
    static Operator ofAnyAttributes(Meaning meaning) {
        return new Operator(0, 0, List.of(ANY), meaning);
    }

    /** An operator of constants alone, such as of lengths and masks. */
    static Operator ofConstants(int inputs, String... attributes) {
        return of(
                1,
                inputs,
                (node, graph) -> {
                    throw node.refused(
                            "reads the data or trainable numbers, where it is supported for constants alone.");
                },
                attributes);
    }

    void follow(NodeMessage node, GraphReader graph) {
        if (!attributes.contains(ANY)) {
            node.check(fewest, most, attributes.toArray(String[]::new));
        }
        Optional<Folding.Rule> rule = graph.isFixed(node) ? Folding.of(node.operator()) : Optional.empty();
        if (rule.isPresent()) {
            graph.make(node, rule.get().make(node, graph));
        } else {
            meaning.follow(node, graph);
        }
    }
}
