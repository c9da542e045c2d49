package org.jumpscope.network.graph;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.SharedWeightsMap;
import org.jumpscope.numeric.Workers;

/** A graph at given trainable variables. Its inner values are computed anew where they are needed, and not kept. */
public final class GraphMap extends SharedWeightsMap {
    private final List<Graph.Node> nodes;
    private final int[] sizes;
    private final OperationMap[] maps;
    /** Of each node's trainable variables within this block; −1 without. */
    private final int[] starts;

    GraphMap(Graph graph, double[] q, int offset) {
        super(offset, graph.trainables());
        this.nodes = graph.nodes();
        this.sizes = graph.sizes().stream().mapToInt(Integer::intValue).toArray();
        this.maps = new OperationMap[nodes.size()];
        this.starts = new int[nodes.size()];
        int[] slots = graph.slotOffsets();
        BlockMap[] shared = new BlockMap[slots.length];
        for (int i = 0; i < maps.length; i++) {
            Graph.Node node = nodes.get(i);
            starts[i] = node.slot() == Graph.NONE ? -1 : slots[node.slot()];
            if (node.slot() == Graph.NONE) {
                maps[i] = node.operation().map();
            } else {
                if (shared[node.slot()] == null) {
                    Block block = ((Operation.Apply) node.operation()).block();
                    shared[node.slot()] = block.at(q, offset + starts[i]);
                }
                maps[i] = new OperationMap.OfBlock(shared[node.slot()]);
            }
        }
    }

    /** What a node reads of the arrays of all nodes. */
    private double[][][] read(int node, double[][][] all) {
        List<Integer> reads = nodes.get(node).reads();
        double[][][] read = new double[reads.size()][][];
        for (int k = 0; k < read.length; k++) {
            read[k] = all[reads.get(k)];
        }
        return read;
    }

    private double[][] read(int node, double[][] all) {
        List<Integer> reads = nodes.get(node).reads();
        double[][] read = new double[reads.size()][];
        for (int k = 0; k < read.length; k++) {
            read[k] = all[reads.get(k)];
        }
        return read;
    }

    private double[][][] room(double[][] first, int m) {
        double[][][] room = new double[sizes.length][][];
        room[0] = first;
        for (int i = first == null ? 0 : 1; i < room.length; i++) {
            room[i] = new double[sizes[i]][m];
        }
        return room;
    }

    /** Values of the inputs and of all nodes. */
    private double[][][] values(double[][] in, int m) {
        double[][][] values = room(in, m);
        for (int i = 0; i < maps.length; i++) {
            maps[i].forward(read(i, values), m, values[i + 1]);
        }
        return values;
    }

    /** ∂H/∂ of the inputs and of all nodes. */
    private double[][][] deltas(double[][][] values, double[][] delta, int m) {
        double[][][] deltas = room(null, m);
        deltas[maps.length] = delta;
        for (int i = maps.length - 1; i >= 0; i--) {
            maps[i].addBackward(read(i, values), values[i + 1], deltas[i + 1], m, read(i, deltas));
        }
        return deltas;
    }

    private static void copy(double[][] from, int m, double[][] to) {
        for (int i = 0; i < to.length; i++) {
            System.arraycopy(from[i], 0, to[i], 0, m);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        copy(values(in, m)[maps.length], m, out);
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        copy(deltas(values(in, m), delta, m)[0], m, alpha);
    }

    private BlockMap block(int node) {
        return ((OperationMap.OfBlock) maps[node]).block();
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        double[][][] values = values(in, m);
        double[][][] deltas = deltas(values, delta, m);
        for (int i = 0; i < maps.length; i++) {
            if (starts[i] >= 0) {
                block(i).addGradient(read(i, values)[0], deltas[i + 1], m, gradient);
            }
        }
    }

    /** One sample: values and deltas of all nodes. */
    private final class Sample {
        private final double[][] values = new double[sizes.length][];
        private final double[][] deltas = new double[sizes.length][];

        Sample(double[] in, double[] delta) {
            double[][][] all = values(standing(in), 1);
            double[][][] back = delta == null ? null : deltas(all, standing(delta), 1);
            for (int i = 0; i < sizes.length; i++) {
                values[i] = flat(all[i]);
                deltas[i] = back == null ? null : flat(back[i]);
            }
        }

        /** Tangents of all nodes along directions. */
        double[][][] tangents(double[][] inTangents, int m) {
            double[][][] tangents = room(inTangents, m);
            for (int i = 0; i < maps.length; i++) {
                maps[i].tangent(read(i, values), values[i + 1], read(i, tangents), m, tangents[i + 1]);
            }
            return tangents;
        }

        /** Derivatives of the deltas of all nodes. */
        double[][][] deltaTangents(double[][][] tangents, double[][] deltaTangents, int m) {
            double[][][] all = room(null, m);
            all[maps.length] = deltaTangents;
            for (int i = maps.length - 1; i >= 0; i--) {
                maps[i].addBackwardTangent(
                        read(i, values),
                        values[i + 1],
                        read(i, tangents),
                        tangents[i + 1],
                        deltas[i + 1],
                        all[i + 1],
                        m,
                        read(i, all));
            }
            return all;
        }
    }

    private static double[][] standing(double[] column) {
        double[][] rows = new double[column.length][1];
        for (int i = 0; i < column.length; i++) {
            rows[i][0] = column[i];
        }
        return rows;
    }

    private static double[] flat(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        copy(new Sample(in, null).tangents(tangents, m)[maps.length], m, outTangents);
    }

    @Override
    public void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents,
            Workers workers) {
        Sample sample = new Sample(in, delta);
        copy(sample.deltaTangents(sample.tangents(tangents, m), deltaTangents, m)[0], m, alphaTangents);
    }

    @Override
    public void writeTrainables(double[] q) {
        for (int i = 0; i < maps.length; i++) {
            if (starts[i] >= 0) {
                block(i).writeTrainables(q);
            }
        }
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        Sample sample = new Sample(in, delta);
        for (int i = 0; i < maps.length; i++) {
            if (starts[i] >= 0) {
                double[] own = block(i).sampleGradient(
                                sample.values[nodes.get(i).reads().get(0)], sample.deltas[i + 1]);
                for (int k = 0; k < own.length; k++) {
                    gradient[starts[i] + k] += own[k];
                }
            }
        }
    }

    @Override
    public long gramBytes(int m) {
        return (trainables() + 3L * Arrays.stream(sizes).sum()) * (8L * m + 16);
    }

    @Override
    protected int parts() {
        return trainables() == 0 ? 0 : 1;
    }

    @Override
    protected int partStart(int part) {
        return part == 0 ? 0 : trainables();
    }

    @Override
    protected void derivative(
            int part,
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            Workers workers) {
        Sample sample = new Sample(in, delta);
        double[][][] moved = sample.tangents(tangents, m);
        double[][][] changed = sample.deltaTangents(moved, deltaTangents, m);
        for (int k = 0; k < trainables(); k++) {
            Arrays.fill(rows[k], 0, m, 0);
        }
        for (int i = 0; i < maps.length; i++) {
            if (starts[i] >= 0) {
                int from = nodes.get(i).reads().get(0);
                block(i).addDerivative(
                                sample.values[from],
                                moved[from],
                                sample.deltas[i + 1],
                                changed[i + 1],
                                m,
                                rows,
                                starts[i]);
            }
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        double[][][] moved = moved(new Sample(in, null), direction);
        for (int k = 0; k < outTangent.length; k++) {
            outTangent[k] += moved[maps.length][k][0];
        }
    }

    /** Tangents of all nodes as the trainable variables move along u: each moves by itself, and by what it reads. */
    private double[][][] moved(Sample sample, double[] direction) {
        double[][][] moved = room(null, 1);
        for (int i = 0; i < maps.length; i++) {
            double[][] out = moved[i + 1];
            maps[i].tangent(read(i, sample.values), sample.values[i + 1], read(i, moved), 1, out);
            if (starts[i] >= 0) {
                double[] own = new double[out.length];
                block(i).addTrainableTangent(sample.values[nodes.get(i).reads().get(0)], direction, own);
                addColumn(own, out);
            }
        }
        return moved;
    }

    private static void addColumn(double[] column, double[][] rows) {
        for (int k = 0; k < column.length; k++) {
            rows[k][0] += column[k];
        }
    }

    @Override
    public void addTrainableBackward(double[] in, double[] delta, double[] direction, double[] alphaTangent) {
        Sample sample = new Sample(in, delta);
        double[][][] moved = moved(sample, direction);
        double[][][] changed = room(null, 1);
        for (int i = maps.length - 1; i >= 0; i--) {
            maps[i].addBackwardTangent(
                    read(i, sample.values),
                    sample.values[i + 1],
                    read(i, moved),
                    moved[i + 1],
                    sample.deltas[i + 1],
                    changed[i + 1],
                    1,
                    read(i, changed));
            if (starts[i] >= 0) {
                int from = nodes.get(i).reads().get(0);
                double[] own = new double[sizes[from]];
                block(i).addTrainableBackward(sample.values[from], sample.deltas[i + 1], direction, own);
                addColumn(own, changed[from]);
            }
        }
        for (int k = 0; k < alphaTangent.length; k++) {
            alphaTangent[k] += changed[0][k][0];
        }
    }
}
