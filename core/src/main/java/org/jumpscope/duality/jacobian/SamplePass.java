package org.jumpscope.duality.jacobian;

import java.util.List;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.Workers;

/** Values and deltas of one sample, and their derivatives along directions. */
final class SamplePass {
    private final NetworkLearningPass pass;
    private final List<BlockMap> maps;
    private final double[] target;
    /** Values of the neurons, block after block, from the inputs on. */
    private final double[][] values;
    /** ∂H/∂ of what block i − 1 writes; none for the inputs. */
    private final double[][] deltas;

    SamplePass(NetworkLearningPass pass, double[] x, double[] target) {
        this(pass, target, pass.passes(column(x), column(target), 1), 0);
    }

    /** One of the samples that went through together. */
    SamplePass(NetworkLearningPass pass, double[] target, NetworkLearningPass.Passes passes, int index) {
        this.pass = pass;
        this.maps = pass.maps();
        this.target = target;
        int depth = maps.size();
        this.values = new double[depth + 1][];
        this.deltas = new double[depth + 1][];
        for (int i = 0; i <= depth; i++) {
            values[i] = column(passes.values(i), index);
            deltas[i] = i == 0 ? null : column(passes.deltas(i), index);
        }
    }

    static double[][] column(double[] values) {
        double[][] column = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    static double[] single(double[][] rows) {
        return column(rows, 0);
    }

    private static double[] column(double[][] rows, int index) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][index];
        }
        return column;
    }

    NetworkLearningPass pass() {
        return pass;
    }

    /** The targets; not to be modified. */
    double[] target() {
        return target;
    }

    int depth() {
        return maps.size();
    }

    BlockMap map(int i) {
        return maps.get(i);
    }

    /** Inputs for 0, then what block i writes. */
    double[] values(int i) {
        return values[i];
    }

    /** ∂H/∂ of what block i ≥ 1 writes. */
    double[] deltas(int i) {
        return deltas[i];
    }

    /** Derivatives of all neurons and deltas along m directions; arrays of rows, indexed as values and deltas. */
    static final class Tangents {
        private final double[][][] values;
        private final double[][][] deltas;
        private final int m;

        private Tangents(double[][][] values, double[][][] deltas, int m) {
            this.values = values;
            this.deltas = deltas;
            this.m = m;
        }

        double[][][] values() {
            return values;
        }

        double[][][] deltas() {
            return deltas;
        }

        int m() {
            return m;
        }

        /** Room for the tangents of a network, without those of the inputs. */
        static Tangents room(NetworkLearningPass pass, boolean firstGiven, int m) {
            List<Block> blocks = pass.activation().network().blocks();
            int depth = pass.maps().size();
            double[][][] a = new double[depth + 1][][];
            double[][][] d = new double[depth + 1][][];
            for (int i = depth; i >= 1; i--) {
                a[i] = i == 1 && firstGiven
                        ? null
                        : new double[blocks.get(i - 1).outputs()][m];
                // The deltas before an activation are written over those after it, which nothing else reads.
                boolean over = i < depth && blocks.get(i).keepsPlaces();
                d[i] = over ? d[i + 1] : new double[blocks.get(i - 1).outputs()][m];
            }
            return new Tangents(a, d, m);
        }

        /** Bytes of that room. */
        static long bytes(NetworkLearningPass pass, boolean firstGiven, int m) {
            List<Block> blocks = pass.activation().network().blocks();
            int depth = pass.maps().size();
            long rows = 0;
            for (int i = depth; i >= 1; i--) {
                boolean over = i < depth && blocks.get(i).keepsPlaces();
                rows += (i == 1 && firstGiven ? 0L : blocks.get(i - 1).outputs())
                        + (over ? 0L : blocks.get(i - 1).outputs());
            }
            return rows * (8L * m + 16);
        }
    }

    /**
     * Fills the tangents along directions.
     *
     * @param inputTangents N rows of m directions; may be null if the first block's tangents are given
     * @param firstTangents tangents of what the first block writes; null to compute them
     * @param targetTangents of the targets; null if they are fixed
     * @param room where they are put
     */
    Tangents tangents(
            double[][] inputTangents,
            double[][] firstTangents,
            double[][] targetTangents,
            Tangents room,
            Workers workers) {
        int m = room.m();
        int depth = maps.size();
        double[][][] a = room.values().clone();
        double[][][] d = room.deltas();
        a[0] = inputTangents;
        for (int i = 0; i < depth; i++) {
            if (i == 0 && firstTangents != null) {
                a[1] = firstTangents;
            } else {
                maps.get(i).tangent(values[i], values[i + 1], a[i], m, a[i + 1], workers);
            }
        }
        pass.loss().deltaTangent(values[depth], target, a[depth], m, d[depth]);
        if (targetTangents != null) {
            pass.loss().addTargetTangent(values[depth], targetTangents, m, d[depth]);
        }
        for (int i = depth - 1; i >= 1; i--) {
            maps.get(i)
                    .backwardTangent(
                            values[i], values[i + 1], a[i], a[i + 1], deltas[i + 1], d[i + 1], m, d[i], workers);
        }
        return new Tangents(a, d, m);
    }

    /** What trainable variables that move add to the tangents of a block's outputs and, going back, to those of α. */
    interface Movement {
        void addForward(int block, double[][] outTangents);

        void addBackward(int block, double[][] alphaTangents);
    }

    /**
     * The derivative of ∂H/∂(x, t) as trainable variables move along m directions.
     *
     * @param inputChanges N × m. Modified.
     * @param targetChanges targets × m; null if not wanted. Modified.
     */
    void boundaryChanges(Movement movement, int m, double[][] inputChanges, double[][] targetChanges, Workers workers) {
        int depth = maps.size();
        double[][][] a = new double[depth + 1][][];
        a[0] = new double[values[0].length][m];
        for (int i = 0; i < depth; i++) {
            a[i + 1] = new double[values[i + 1].length][m];
            if (i > 0 || maps.get(0).factorRows() == 0) {
                maps.get(i).tangent(values[i], values[i + 1], a[i], m, a[i + 1], workers);
            }
            movement.addForward(i, a[i + 1]);
        }
        double[][] d = new double[values[depth].length][m];
        pass.loss().deltaTangent(values[depth], target, a[depth], m, d);
        if (targetChanges != null) {
            pass.loss().targetChange(values[depth], a[depth], m, targetChanges);
        }
        for (int i = depth - 1; i >= 0; i--) {
            double[][] before = i == 0 ? inputChanges : new double[values[i].length][m];
            maps.get(i).backwardTangent(values[i], values[i + 1], a[i], a[i + 1], deltas[i + 1], d, m, before, workers);
            movement.addBackward(i, before);
            d = before;
        }
    }
}
