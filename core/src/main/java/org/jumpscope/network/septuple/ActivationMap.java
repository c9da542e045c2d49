package org.jumpscope.network.septuple;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Workers;

/**
 * The vector-valued activation map f of N neurons: groups of neurons with one activation, or with a softmax over the group.
 *
 * <p>A neuron of no group is linear, f(y) = y.
 */
public final class ActivationMap {
    private final int neurons;
    private final List<Group> groups;
    private final List<BlockMap> maps;

    /**
     * Neurons that become active together.
     *
     * @param neurons their numbers, from 0, in the order of the block's rows
     * @param block what their activations are of their pre-activations; of as many neurons, without trainable variables
     */
    public record Group(List<Integer> neurons, Block block) {
        /**
         * Checks the sizes.
         *
         * @throws InvalidInputException if the block is of another size, or has weights of its own
         */
        public Group {
            neurons = List.copyOf(neurons);
            if (block.trainables() > 0 || block.inputs() != neurons.size() || block.outputs() != neurons.size()) {
                throw new InvalidInputException("A group of " + neurons.size()
                        + " neurons was given an activation from " + block.inputs() + " to " + block.outputs()
                        + " neurons with " + block.trainables()
                        + " trainable variables; give one of the group's size without any.");
            }
        }

        /** Neurons with one activation. */
        public static Group of(List<Integer> neurons, Activation activation) {
            return new Group(neurons, new Pointwise(neurons.size(), activation));
        }

        /** Neurons with a softmax over all of them. */
        public static Group softmax(List<Integer> neurons) {
            return new Group(neurons, new Softmax(neurons.size()));
        }
    }

    private ActivationMap(int neurons, List<Group> groups) {
        this.neurons = neurons;
        this.groups = groups;
        boolean[] grouped = new boolean[neurons];
        List<BlockMap> all = new ArrayList<>();
        for (Group group : groups) {
            for (int neuron : group.neurons()) {
                if (neuron < 0 || neuron >= neurons) {
                    throw new InvalidInputException(
                            "Neuron " + neuron + " does not exist; the neurons are 0 to " + (neurons - 1) + ".");
                }
                if (grouped[neuron]) {
                    throw new InvalidInputException(
                            "Neuron " + neuron + " has two activations; put it in one group only.");
                }
                grouped[neuron] = true;
            }
            all.add(group.block().at(new double[0], 0));
        }
        this.maps = List.copyOf(all);
    }

    /**
     * An activation map.
     *
     * @param neurons N
     * @param groups groups of neurons, each neuron in one at most
     * @throws InvalidInputException if a neuron does not exist or is in two groups
     */
    public static ActivationMap of(int neurons, List<Group> groups) {
        return new ActivationMap(neurons, List.copyOf(groups));
    }

    /** N. */
    public int neurons() {
        return neurons;
    }

    /** The groups. */
    public List<Group> groups() {
        return groups;
    }

    /**
     * f(y) for a batch.
     *
     * @param y N rows. Not modified.
     * @param m columns
     * @return N rows
     */
    public double[][] values(double[][] y, int m) {
        double[][] out = copy(y);
        for (int g = 0; g < maps.size(); g++) {
            List<Integer> members = groups.get(g).neurons();
            double[][] part = new double[members.size()][m];
            maps.get(g).forward(rows(y, members), m, part);
            put(part, members, out);
        }
        return out;
    }

    /**
     * (∂f/∂y)ᵀ α of one sample.
     *
     * @param y pre-activations. Not modified.
     * @param f activations there. Not modified.
     * @param alpha of length N. Not modified.
     * @return of length N
     */
    public double[] backward(double[] y, double[] f, double[] alpha) {
        double[][] delta = column(alpha);
        double[][] before = column(y);
        double[][] after = column(f);
        double[][] all = column(alpha);
        for (int g = 0; g < maps.size(); g++) {
            List<Integer> members = groups.get(g).neurons();
            double[][] part = new double[members.size()][1];
            maps.get(g).backward(rows(before, members), rows(after, members), rows(all, members), 1, part);
            put(part, members, delta);
        }
        return single(delta);
    }

    /**
     * (∂f/∂y) Y of one sample along m directions.
     *
     * @param y pre-activations. Not modified.
     * @param f activations there. Not modified.
     * @param tangents Y, N rows. Not modified.
     * @param m directions
     * @return N rows
     */
    public double[][] tangent(double[] y, double[] f, double[][] tangents, int m) {
        double[][] out = copy(tangents);
        for (int g = 0; g < maps.size(); g++) {
            List<Integer> members = groups.get(g).neurons();
            double[][] part = new double[members.size()][m];
            maps.get(g).tangent(pick(y, members), pick(f, members), rows(tangents, members), m, part, Workers.one());
            put(part, members, out);
        }
        return out;
    }

    /**
     * The change of {@link #backward} along m directions: (∂f/∂y)ᵀ ∂α + (∂²f/∂y² Y)ᵀ α.
     *
     * @param y pre-activations. Not modified.
     * @param f activations there. Not modified.
     * @param tangents Y, N rows. Not modified.
     * @param outTangents (∂f/∂y) Y. Not modified.
     * @param alpha α. Not modified.
     * @param alphaTangents ∂α, N rows. Not modified.
     * @param m directions
     * @return N rows
     */
    public double[][] backwardTangent(
            double[] y,
            double[] f,
            double[][] tangents,
            double[][] outTangents,
            double[] alpha,
            double[][] alphaTangents,
            int m) {
        double[][] out = copy(alphaTangents);
        for (int g = 0; g < maps.size(); g++) {
            List<Integer> members = groups.get(g).neurons();
            double[][] part = new double[members.size()][m];
            maps.get(g)
                    .backwardTangent(
                            pick(y, members),
                            pick(f, members),
                            rows(tangents, members),
                            rows(outTangents, members),
                            pick(alpha, members),
                            rows(alphaTangents, members),
                            m,
                            part,
                            Workers.one());
            put(part, members, out);
        }
        return out;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static double[][] column(double[] values) {
        double[][] column = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    private static double[] single(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }

    private static double[][] rows(double[][] all, List<Integer> members) {
        double[][] rows = new double[members.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = all[members.get(i)];
        }
        return rows;
    }

    private static double[] pick(double[] all, List<Integer> members) {
        double[] some = new double[members.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[members.get(i)];
        }
        return some;
    }

    private static void put(double[][] part, List<Integer> members, double[][] all) {
        for (int i = 0; i < part.length; i++) {
            System.arraycopy(part[i], 0, all[members.get(i)], 0, part[i].length);
        }
    }
}
