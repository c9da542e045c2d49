package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Shift;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.numeric.Vector;

/**
 * The steps of a network as they are found, each of which reads earlier ones, and in the end the blocks that they form: what one
 * step alone makes is a block of its own, and what lies between two values through which all goes, with branches, is one graph.
 */
final class NetworkSteps {
    private static final BlockValues NO_VALUES = null;

    /** One step; its values are null if it has no trainable variables. */
    private record Step(Operation operation, List<Integer> reads, BlockValues values, int size, boolean ofInputs) {}

    private record Taken(int step, List<Integer> places) {}

    /** A block with where the values of its trainable variables are. */
    record Filled(Block block, BlockValues values) {}

    private final int inputs;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Taken, Integer> taken = new HashMap<>();
    private final Map<TensorMessage, Integer> parameters = new HashMap<>();

    NetworkSteps(int inputs) {
        this.inputs = inputs;
    }

    /** The number of elements of the inputs, 0, or of a step. */
    int size(int step) {
        return step == 0 ? inputs : steps.get(step - 1).size;
    }

    private int add(Operation operation, List<Integer> reads, BlockValues values) {
        int size = operation.outputs(reads.stream().map(this::size).toList());
        steps.add(new Step(operation, reads, values, size, reads.stream().anyMatch(this::isOfInputs)));
        return steps.size();
    }

    /** A block without trainable variables. */
    int apply(Block block, int from) {
        return add(new Operation.Apply(block), List.of(from), NO_VALUES);
    }

    /** A layer of weights. */
    int apply(LayerValues values, int from) {
        return apply(values.block(), values, from);
    }

    /** A block with trainable variables. */
    int apply(Block block, BlockValues values, int from) {
        return add(new Operation.Apply(block), List.of(from), values);
    }

    /** The layer of weights that a step is; null if it is none. */
    LayerValues layer(int step) {
        return step > 0 && steps.get(step - 1).values instanceof LayerValues layer ? layer : null;
    }

    /** Gives a step other trainable variables of as many inputs and outputs. */
    void replace(int step, LayerValues values) {
        Step before = steps.get(step - 1);
        steps.set(
                step - 1,
                new Step(new Operation.Apply(values.block()), before.reads, values, before.size, before.ofInputs));
    }

    boolean isSoftmax(int step) {
        return step > 0
                && steps.get(step - 1).operation instanceof Operation.Apply apply
                && apply.block() instanceof Softmax;
    }

    /** Whether a step depends on the inputs. */
    boolean isOfInputs(int step) {
        return step == 0 || steps.get(step - 1).ofInputs;
    }

    /** a x + b y. */
    int sum(double a, int x, double b, int y) {
        return add(new Operation.Sum(a, b), List.of(x, y), NO_VALUES);
    }

    /** x y, element by element. */
    int multiply(int x, int y) {
        return add(new Operation.Multiply(), List.of(x, y), NO_VALUES);
    }

    /** A product of matrices. */
    int product(Operation.Product product, int x, int y) {
        return add(product, List.of(x, y), NO_VALUES);
    }

    /** Numbers that do not depend on the data and are not trained. */
    int constant(double[] values) {
        return add(new Operation.Constant(Vector.of(values)), List.of(), NO_VALUES);
    }

    /** Values one after the other. */
    int concatenate(List<Integer> parts) {
        return parts.size() == 1 ? parts.get(0) : add(new Operation.Concatenate(), parts, NO_VALUES);
    }

    /** Trainable numbers as they are, in the order of their tensor: 0 with a trainable shift. */
    int parameter(Constant constant, TrainableGroup.Kind kind) {
        return parameters.computeIfAbsent(constant.tensor(), tensor -> {
            List<Long> lengths = tensor.dimensions();
            boolean matrix = kind == TrainableGroup.Kind.WEIGHTS && lengths.size() > 1;
            int columns = matrix ? lengths.get(lengths.size() - 1).intValue() : 1;
            Shift shift = new Shift(tensor.size(), kind, columns);
            return apply(LayerValues.of(shift, constant), constant(new double[tensor.size()]));
        });
    }

    /** Some elements of a step in an order; the step itself if these are all as they are. */
    int take(int step, int[] places) {
        boolean all = places.length == size(step);
        for (int i = 0; i < places.length && all; i++) {
            all = places[i] == i;
        }
        if (all) {
            return step;
        }
        List<Integer> listed = Arrays.stream(places).boxed().toList();
        return taken.computeIfAbsent(
                new Taken(step, listed), key -> add(new Operation.Take(listed), List.of(step), NO_VALUES));
    }

    // --- Blocks

    /** The blocks from the inputs to a step. */
    List<Filled> blocks(int last) {
        List<Integer> order = order(last);
        int[] lastRead = lastReads(order);
        List<Filled> blocks = new ArrayList<>();
        int from = 0;
        int start = 0;
        int read = lastRead[0];
        for (int i = 0; i < order.size(); i++) {
            // All later steps read this one or each other.
            boolean rearranges = i + 1 < order.size() && rearranges(order.get(i)) && rearranges(order.get(i + 1));
            if (read <= i && isOfInputs(order.get(i)) && !rearranges) {
                blocks.add(block(from, order.subList(start, i + 1)));
                from = order.get(i);
                start = i + 1;
            }
            read = Math.max(read, lastRead[order.get(i)]);
        }
        return blocks;
    }

    /** Whether a step only brings values into another order or puts constants between them, so that several are one block. */
    private boolean rearranges(int step) {
        Operation operation = steps.get(step - 1).operation;
        return operation instanceof Operation.Take
                || operation instanceof Operation.Concatenate
                || operation instanceof Operation.Constant;
    }

    /** Of the inputs and each step the last place in an order at which it is read; −1 if none. */
    private int[] lastReads(List<Integer> order) {
        int[] last = new int[steps.size() + 1];
        Arrays.fill(last, -1);
        for (int i = 0; i < order.size(); i++) {
            for (int read : steps.get(order.get(i) - 1).reads) {
                last[read] = i;
            }
        }
        return last;
    }

    /** The steps on which one depends, with those that read nothing right before the first that reads them. */
    private List<Integer> order(int last) {
        boolean[] needed = new boolean[steps.size() + 1];
        needed[last] = true;
        for (int step = last; step > 0; step--) {
            if (needed[step]) {
                steps.get(step - 1).reads.forEach(read -> needed[read] = true);
            }
        }
        List<Integer> order = new ArrayList<>();
        boolean[] there = new boolean[steps.size() + 1];
        for (int step = 1; step <= last; step++) {
            if (needed[step] && isOfInputs(step)) {
                place(step, there, order);
            }
        }
        return order;
    }

    private void place(int step, boolean[] there, List<Integer> order) {
        if (step == 0 || there[step]) {
            return;
        }
        there[step] = true;
        steps.get(step - 1).reads.forEach(read -> place(read, there, order));
        order.add(step);
    }

    private Filled block(int from, List<Integer> order) {
        Step last = steps.get(order.get(order.size() - 1) - 1);
        if (order.size() == 1 && last.operation instanceof Operation.Apply apply) {
            return new Filled(apply.block(), last.values == null ? new JoinedValues(List.of()) : last.values);
        }
        Map<Integer, Integer> numbers = new HashMap<>(Map.of(from, 0));
        order.forEach(step -> numbers.put(step, numbers.size()));
        List<Graph.Node> nodes = new ArrayList<>();
        List<JoinedValues.Layer> values = new ArrayList<>();
        for (int step : order) {
            Step own = steps.get(step - 1);
            nodes.add(new Graph.Node(
                    own.operation,
                    own.reads.stream().map(numbers::get).toList(),
                    own.values == null ? Graph.NONE : values.size()));
            if (own.values != null) {
                values.add(new JoinedValues.Layer(((Operation.Apply) own.operation).block(), own.values));
            }
        }
        return new Filled(GraphWords.named(size(from), nodes), new JoinedValues(values));
    }
}
