package org.jumpscope.data.onnx;

import java.util.List;

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

    void follow(NodeMessage node, GraphReader graph) {
        if (!attributes.contains(ANY)) {
            node.check(fewest, most, attributes.toArray(String[]::new));
        }
        meaning.follow(node, graph);
    }
}
