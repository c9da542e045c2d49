package org.jumpscope.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.Vector;

/** Puts the nodes of a {@link Graph} together; each method returns the number of the node that it adds. */
public final class GraphBuilder {
    private final int inputs;
    private final List<Graph.Node> nodes = new ArrayList<>();
    private int slots;

    private GraphBuilder(int inputs) {
        this.inputs = inputs;
    }

    /**
     * A graph of a number of inputs, which are node 0.
     *
     * @param inputs the number
     */
    public static GraphBuilder of(int inputs) {
        return new GraphBuilder(inputs);
    }

    /** A block whose trainable variables several nodes share. */
    public static final class Shared {
        private final Block block;
        private int slot = Graph.NONE;

        private Shared(Block block) {
            this.block = block;
        }
    }

    /** A block to be applied several times. */
    public static Shared shared(Block block) {
        return new Shared(block);
    }

    private int add(Operation operation, List<Integer> reads, int slot) {
        nodes.add(new Graph.Node(operation, reads, slot));
        return nodes.size();
    }

    /** A block with trainable variables of its own, if any. */
    public int apply(Block block, int from) {
        return apply(shared(block), from);
    }

    /** A block with trainable variables that it shares. */
    public int apply(Shared shared, int from) {
        if (shared.block.trainables() > 0 && shared.slot == Graph.NONE) {
            shared.slot = slots++;
        }
        return add(new Operation.Apply(shared.block), List.of(from), shared.slot);
    }

    /** a x + b y. */
    public int sum(double a, int x, double b, int y) {
        return add(new Operation.Sum(a, b), List.of(x, y), Graph.NONE);
    }

    /** x y, element by element. */
    public int multiply(int x, int y) {
        return add(new Operation.Multiply(), List.of(x, y), Graph.NONE);
    }

    /** A product of matrices. */
    public int product(Operation.Product product, int x, int y) {
        return add(product, List.of(x, y), Graph.NONE);
    }

    /** A stretch of the values of a node. */
    public int take(int from, int start, int size) {
        return take(from, IntStream.range(start, start + size).boxed().toList());
    }

    /** Some of the values of a node. */
    public int take(int from, List<Integer> places) {
        return add(new Operation.Take(places), List.of(from), Graph.NONE);
    }

    /** Values one after the other. */
    public int concatenate(List<Integer> parts) {
        return add(new Operation.Concatenate(), parts, Graph.NONE);
    }

    /** Constants. */
    public int constant(Vector values) {
        return add(new Operation.Constant(values), List.of(), Graph.NONE);
    }

    /**
     * The graph; it writes the last node.
     *
     * @param name what it is called in the text of a network
     * @param inputWords what its inputs are called there
     */
    public Graph build(String name, String inputWords) {
        return new Graph(name, inputWords, inputs, nodes);
    }
}
