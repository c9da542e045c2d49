package org.jumpscope.network.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.OuterProductSums;
import org.jumpscope.network.block.SharedWeightsMap;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** A graph at given trainable variables. Its inner values are computed anew where they are needed, and not kept. */
public final class GraphMap extends SharedWeightsMap {
    /** Directions at once. */
    private static final int SLICE = 128;

    private final Graph graph;
    private final List<Graph.Node> nodes;
    private final int[] sizes;
    private final OperationMap[] maps;
    private final int slots;
    /** Of each node's trainable variables within this block; −1 without. */
    private final int[] starts;

    GraphMap(Graph graph, double[] q, int offset) {
        super(offset, graph.trainables());
        this.graph = graph;
        this.nodes = graph.nodes();
        this.sizes = graph.sizes().stream().mapToInt(Integer::intValue).toArray();
        this.maps = new OperationMap[nodes.size()];
        this.starts = new int[nodes.size()];
        int[] slotStarts = graph.slotOffsets();
        this.slots = slotStarts.length - 1;
        BlockMap[] shared = new BlockMap[slots];
        for (int i = 0; i < maps.length; i++) {
            Graph.Node node = nodes.get(i);
            starts[i] = node.slot() == Graph.NONE ? -1 : slotStarts[node.slot()];
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
        return column(rows, 0);
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        Sample sample = new Sample(in, null);
        slices(m, workers, (from, to) -> {
            double[][][] moved = sample.tangents(columns(tangents, from, to), to - from);
            copyBack(moved[maps.length], from, to, outTangents);
        });
    }

    private interface Slice {
        void compute(int from, int to);
    }

    /** Some directions at a time, so that the tangents of all nodes stay in a cache, shared by threads. */
    private static void slices(int m, Workers workers, Slice slice) {
        int parts = (m + SLICE - 1) / SLICE;
        workers.share(parts, part -> slice.compute(part * SLICE, Math.min(m, (part + 1) * SLICE)));
    }

    private static double[][] columns(double[][] rows, int from, int to) {
        double[][] some = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            some[i] = Arrays.copyOfRange(rows[i], from, to);
        }
        return some;
    }

    private static void copyBack(double[][] some, int from, int to, double[][] rows) {
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(some[i], 0, rows[i], from, to - from);
        }
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
        slices(m, workers, (from, to) -> {
            double[][][] moved = sample.tangents(columns(tangents, from, to), to - from);
            double[][][] changed = sample.deltaTangents(moved, columns(deltaTangents, from, to), to - from);
            copyBack(changed[0], from, to, alphaTangents);
        });
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
        return graph.gramWork(m).stream().mapToLong(work -> (long) work.bytes()).sum();
    }

    /** Slots that one node uses by their blocks' own structure; of others the rows are written out. */
    @Override
    public void addGram(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {
        if (slots == 0) {
            return;
        }
        Sample sample = new Sample(in, delta);
        double[][][] moved = room(tangents, m);
        double[][][] changed = room(null, m);
        slices(m, workers, (from, to) -> {
            double[][][] some = sample.tangents(columns(tangents, from, to), to - from);
            double[][][] back = sample.deltaTangents(some, columns(deltaTangents, from, to), to - from);
            for (int i = 1; i < sizes.length; i++) {
                copyBack(some[i], from, to, moved[i]);
                copyBack(back[i], from, to, changed[i]);
            }
        });
        for (int slot = 0; slot < slots; slot++) {
            List<Integer> uses = graph.uses(slot);
            int first = uses.get(0);
            if (uses.size() == 1) {
                int from = nodes.get(first).reads().get(0);
                block(first)
                        .addGram(
                                sample.values[from],
                                moved[from],
                                sample.deltas[first + 1],
                                changed[first + 1],
                                m,
                                gram,
                                workers);
                continue;
            }
            double[][] rows = new double
                    [((Operation.Apply) nodes.get(first).operation()).block().trainables()][m];
            for (int i : uses) {
                int from = nodes.get(i).reads().get(0);
                block(i).addDerivative(
                                sample.values[from], moved[from], sample.deltas[i + 1], changed[i + 1], m, rows, 0);
            }
            MatrixProduct.addGram(rows.length, m, 1, rows, gram, workers);
        }
    }

    @Override
    public void addSquaredNorms(double[][] in, double[][] delta, int m, double[] norms) {
        double[][][] values = values(in, m);
        double[][][] deltas = deltas(values, delta, m);
        for (int slot = 0; slot < slots; slot++) {
            List<Integer> uses = graph.uses(slot);
            int first = uses.get(0);
            if (uses.size() == 1) {
                block(first).addSquaredNorms(values[nodes.get(first).reads().get(0)], deltas[first + 1], m, norms);
            } else if (((Operation.Apply) nodes.get(first).operation()).block() instanceof Affine affine) {
                OuterProductSums.addSquaredNorms(
                        GradientWork.ofNorm(uses.size(), affine.outputs(), affine.inputs(), affine.biased())
                                .way(),
                        standing(uses, i -> values[nodes.get(i).reads().get(0)], affine.inputs()),
                        standing(uses, i -> deltas[i + 1], affine.outputs()),
                        affine.biased(),
                        m,
                        norms);
            } else {
                addSquaredNorms(uses, values, deltas, m, norms);
            }
        }
    }

    /** Of each neuron the rows of all uses. */
    private static double[][][] standing(List<Integer> uses, IntFunction<double[][]> rows, int neurons) {
        double[][][] standing = new double[neurons][uses.size()][];
        for (int t = 0; t < uses.size(); t++) {
            double[][] own = rows.apply(uses.get(t));
            for (int k = 0; k < neurons; k++) {
                standing[k][t] = own[k];
            }
        }
        return standing;
    }

    /** The gradient of one sample after another, over all uses of a slot. */
    private void addSquaredNorms(List<Integer> uses, double[][][] values, double[][][] deltas, int m, double[] norms) {
        for (int c = 0; c < m; c++) {
            double[] sum = null;
            for (int i : uses) {
                double[] own = block(i).sampleGradient(
                                column(values[nodes.get(i).reads().get(0)], c), column(deltas[i + 1], c));
                if (sum == null) {
                    sum = own;
                } else {
                    MatrixProduct.axpy(sum.length, 1, own, sum);
                }
            }
            norms[c] += MatrixProduct.dot(sum.length, sum, sum);
        }
    }

    private static double[] column(double[][] rows, int c) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][c];
        }
        return column;
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
        slices(m, workers, (from, to) -> {
            int some = to - from;
            double[][][] moved = sample.tangents(columns(tangents, from, to), some);
            double[][][] changed = sample.deltaTangents(moved, columns(deltaTangents, from, to), some);
            double[][] own = new double[trainables()][some];
            for (int i = 0; i < maps.length; i++) {
                if (starts[i] >= 0) {
                    int read = nodes.get(i).reads().get(0);
                    block(i).addDerivative(
                                    sample.values[read],
                                    moved[read],
                                    sample.deltas[i + 1],
                                    changed[i + 1],
                                    some,
                                    own,
                                    starts[i]);
                }
            }
            copyBack(own, from, to, rows);
        });
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
