package org.jumpscope.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A block of many: nodes in order, each of which reads the inputs or earlier nodes; the last is what it writes. Nodes of the
 * same trainable slot share their trainable variables, as the time steps of a recurrence do, which is Eq. (2.1) with one
 * variable at many places of ŵ.
 *
 * @param name what it is called in the text of a network
 * @param inputWords what its inputs are called there
 * @param inputs the number of neurons that it reads
 * @param nodes the nodes
 */
public record Graph(String name, String inputWords, int inputs, List<Node> nodes) implements Block {
    /** The slot of a node without trainable variables. */
    public static final int NONE = -1;

    /**
     * One node.
     *
     * @param operation what it does
     * @param reads what it reads: 0 is the block's inputs, i the i-th node
     * @param slot nodes of one slot share their trainable variables; {@link Graph#NONE} without
     */
    public record Node(Operation operation, List<Integer> reads, int slot) {
        /** Keeps a copy. */
        public Node {
            reads = List.copyOf(reads);
        }
    }

    /**
     * Checks what the nodes read and share.
     *
     * @throws InvalidInputException if a node reads a later one, sizes do not fit, or nodes of one slot are of different blocks
     */
    public Graph {
        nodes = List.copyOf(nodes);
        if (inputs < 1 || nodes.isEmpty()) {
            throw new InvalidInputException("A graph of " + inputs + " inputs and " + nodes.size()
                    + " nodes is empty; give at least one of each.");
        }
        sizes(inputs, nodes);
        slots(nodes);
    }

    /** The number of neurons of the inputs and of each node. */
    private static List<Integer> sizes(int inputs, List<Node> nodes) {
        List<Integer> sizes = new ArrayList<>(List.of(inputs));
        for (int i = 0; i < nodes.size(); i++) {
            List<Integer> read = new ArrayList<>();
            for (int from : nodes.get(i).reads()) {
                if (from < 0 || from > i) {
                    throw new InvalidInputException(
                            "Node " + (i + 1) + " of a graph reads node " + from + ", which is not before it.");
                }
                read.add(sizes.get(from));
            }
            sizes.add(nodes.get(i).operation().outputs(read));
        }
        return sizes;
    }

    /** The block of each slot. */
    private static List<Block> slots(List<Node> nodes) {
        List<Block> slots = new ArrayList<>();
        for (Node node : nodes) {
            Block block = node.operation() instanceof Operation.Apply apply ? apply.block() : null;
            if (block != null && block.readsTokens()) {
                throw new InvalidInputException(
                        "A node of a graph reads the numbers of tokens, which have no derivatives;"
                                + " let the network begin with the embedding.");
            }
            boolean trainable = block != null && block.trainables() > 0;
            if (trainable != (node.slot() != NONE) || node.slot() > slots.size()) {
                throw new InvalidInputException("A node of a graph has the slot " + node.slot() + " for "
                        + (trainable ? "trainable variables" : "none")
                        + "; number slots from 0 in their order, and give "
                        + NONE + " to nodes without trainable variables.");
            }
            if (node.slot() == slots.size()) {
                slots.add(block);
            } else if (trainable && !slots.get(node.slot()).equals(block)) {
                throw new InvalidInputException(
                        "Nodes of a graph that share slot " + node.slot() + " are different blocks; give equal ones.");
            }
        }
        return slots;
    }

    List<Integer> sizes() {
        return sizes(inputs, nodes);
    }

    /** Where the trainable variables of each slot begin, and where the last end. */
    int[] slotOffsets() {
        List<Block> slots = slots(nodes);
        int[] offsets = new int[slots.size() + 1];
        for (int s = 0; s < slots.size(); s++) {
            offsets[s + 1] = Math.addExact(offsets[s], slots.get(s).trainables());
        }
        return offsets;
    }

    /**
     * Where the trainable variables of a slot begin within those of the block.
     *
     * @param slot from 0
     */
    public int slotOffset(int slot) {
        int[] offsets = slotOffsets();
        return offsets[Objects.checkIndex(slot, offsets.length - 1)];
    }

    @Override
    public int outputs() {
        List<Integer> sizes = sizes();
        return sizes.get(sizes.size() - 1);
    }

    @Override
    public int trainables() {
        int[] offsets = slotOffsets();
        return offsets[offsets.length - 1];
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        List<Block> slots = slots(nodes);
        int[] offsets = slotOffsets();
        List<TrainableGroup> groups = new ArrayList<>();
        int next = layer;
        for (int s = 0; s < slots.size(); s++) {
            List<TrainableGroup> own = slots.get(s).groups(next, offset + offsets[s]);
            groups.addAll(own);
            next = own.get(own.size() - 1).layer() + 1;
        }
        return groups;
    }

    @Override
    public double multiplications() {
        double sum = 0;
        for (Node node : nodes) {
            if (node.operation() instanceof Operation.Apply apply) {
                sum += apply.block().multiplications();
            } else if (node.operation() instanceof Operation.Product product) {
                sum += (double) product.rows() * product.inner() * product.columns();
            }
        }
        return sum;
    }

    @Override
    public boolean couplesSamples() {
        return nodes.stream()
                .anyMatch(node -> node.operation() instanceof Operation.Apply apply
                        && apply.block().couplesSamples());
    }

    /** The nodes of a slot, from 0. */
    List<Integer> uses(int slot) {
        return IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).slot() == slot)
                .boxed()
                .toList();
    }

    /** The tangents of all nodes, which the first slot is counted with, and each slot's own. */
    @Override
    public List<GradientWork> gramWork(int m) {
        List<GradientWork> all = new ArrayList<>();
        List<Block> slots = slots(nodes);
        for (int s = 0; s < slots.size(); s++) {
            Block block = slots.get(s);
            int uses = uses(s).size();
            if (uses == 1) {
                all.addAll(block.gramWork(m));
            } else {
                double written = 2.0 * uses * block.multiplications() * m;
                all.add(new GradientWork(
                        GradientWork.Way.MATERIALISED,
                        written + (double) m * m / 2 * block.trainables(),
                        8.0 * block.trainables() * m));
            }
        }
        if (!all.isEmpty()) {
            GradientWork first = all.get(0);
            double rows = 2.0 * sizes().stream().mapToInt(Integer::intValue).sum();
            all.set(
                    0,
                    new GradientWork(
                            first.way(),
                            first.multiplications() + 3 * multiplications() * m,
                            first.bytes() + 8 * rows * m));
        }
        return all;
    }

    @Override
    public List<GradientWork> normWork() {
        List<GradientWork> all = new ArrayList<>();
        List<Block> slots = slots(nodes);
        for (int s = 0; s < slots.size(); s++) {
            Block block = slots.get(s);
            int uses = uses(s).size();
            if (uses == 1) {
                all.addAll(block.normWork());
            } else if (block instanceof Affine affine) {
                all.add(GradientWork.ofNorm(uses, affine.outputs(), affine.inputs(), affine.biased()));
            } else {
                all.add(new GradientWork(
                        GradientWork.Way.MATERIALISED, uses * block.multiplications(), 8.0 * block.trainables()));
            }
        }
        return all;
    }

    @Override
    public String words() {
        return name;
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new GraphMap(this, q, offset);
    }
}
