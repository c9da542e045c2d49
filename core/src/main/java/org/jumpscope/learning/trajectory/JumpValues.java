package org.jumpscope.learning.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * One number of each sample's jump q̇ = −γ ∂H/∂q, sample by sample: chosen elements, −γ δ_i a_j of a weight and −γ δ_i of a bias, and
 * norms by group, γ |δ| |a| of weights and γ |δ| of biases, without the jump itself. Samples are independent of each other, so
 * these numbers are too. No bit depends on the number of threads.
 */
public final class JumpValues {
    private static final int CHUNK = 32;

    private final List<TrainableGroup> groups;
    private final double[][] elements;
    private final double[][] squares;

    private JumpValues(List<TrainableGroup> groups, double[][] elements, double[][] squares) {
        this.groups = groups;
        this.elements = elements;
        this.squares = squares;
    }

    /**
     * Takes samples through the network.
     *
     * @param pass network, trainable variables, loss and rate
     * @param samples the inputs; their labels are not looked at
     * @param rows positions of the samples that are taken. Not modified.
     * @param targets the targets of a sample by its position; called from any thread
     * @param elements the chosen elements
     * @param threads how many threads
     * @param progress hears of the share that is done, on one thread at a time
     * @throws NoAnswerException if a number is not finite
     */
    public static JumpValues of(
            NetworkLearningPass pass,
            LabelledSamples samples,
            int[] rows,
            DatasetJumps.Targets targets,
            List<TrainableElement> elements,
            int threads,
            DoubleConsumer progress) {
        List<TrainableGroup> groups = pass.activation().network().groups();
        double[][] values = new double[elements.size()][rows.length];
        double[][] squares = new double[groups.size()][rows.length];
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share((rows.length + CHUNK - 1) / CHUNK, chunk -> {
            int from = chunk * CHUNK;
            int m = Math.min(CHUNK, rows.length - from);
            chunk(pass, samples, rows, from, m, targets, elements, values, squares);
            synchronized (done) {
                progress.accept(done.addAndGet(m) / (double) rows.length);
            }
        });
        return new JumpValues(groups, values, squares);
    }

    private static void chunk(
            NetworkLearningPass pass,
            LabelledSamples samples,
            int[] rows,
            int from,
            int m,
            DatasetJumps.Targets targets,
            List<TrainableElement> elements,
            double[][] values,
            double[][] squares) {
        double[][] inputs = new double[samples.inputs()][m];
        samples.inputs(rows, from, m, inputs);
        double[][] wanted = new double[pass.outputs()][m];
        for (int c = 0; c < m; c++) {
            Vector target = targets.of(rows[from + c]);
            for (int k = 0; k < wanted.length; k++) {
                wanted[k][c] = target.get(k);
            }
        }
        NetworkLearningPass.Passes passes = pass.passes(inputs, wanted, m);
        List<BlockMap> maps = pass.maps();
        double rate = pass.rate();
        List<TrainableGroup> groups = pass.activation().network().groups();
        for (int i = 0, group = 0; i < maps.size(); i++) {
            int own = pass.activation().network().blocks().get(i).groups(1, 0).size();
            if (own == 0) {
                continue;
            }
            List<TrainableGroup> of = groups.subList(group, group + own);
            if (maps.get(i) instanceof AffineMap) {
                dense(passes.values(i), passes.deltas(i + 1), of, group, rate, from, m, elements, values, squares);
            } else {
                shared(passes, maps.get(i), i, of, group, rate, from, m, elements, values, squares);
            }
            for (int g = group; g < group + own; g++) {
                for (int c = 0; c < m; c++) {
                    if (!(squares[g][from + c] < Double.POSITIVE_INFINITY)) {
                        throw new NoAnswerException("The jump of sample " + rows[from + c]
                                + " is not finite: values or gradients of the network grow beyond all numbers there.");
                    }
                }
            }
            group += own;
        }
    }

    private static void dense(
            double[][] in,
            double[][] delta,
            List<TrainableGroup> of,
            int group,
            double rate,
            int from,
            int m,
            List<TrainableElement> elements,
            double[][] values,
            double[][] squares) {
        for (int c = 0; c < m; c++) {
            double d = rate * rate * squaredNorm(delta, c);
            squares[group][from + c] = d * squaredNorm(in, c);
            if (of.size() > 1) {
                squares[group + 1][from + c] = d;
            }
        }
        for (int k = 0; k < elements.size(); k++) {
            TrainableElement element = elements.get(k);
            if (of.contains(element.group())) {
                boolean weight = element.group().kind() == TrainableGroup.Kind.WEIGHTS;
                double[] row = delta[element.row()];
                for (int c = 0; c < m; c++) {
                    values[k][from + c] = -rate * row[c] * (weight ? in[element.column()][c] : 1);
                }
            }
        }
    }

    /** A block whose places share trainable variables: its gradient is written out, sample by sample. */
    private static void shared(
            NetworkLearningPass.Passes passes,
            BlockMap map,
            int block,
            List<TrainableGroup> of,
            int group,
            double rate,
            int from,
            int m,
            List<TrainableElement> elements,
            double[][] values,
            double[][] squares) {
        int start = of.get(0).offset();
        for (int c = 0; c < m; c++) {
            double[] gradient = passes.sampleGradient(map, block, c);
            for (int g = 0; g < of.size(); g++) {
                double sum = 0;
                for (int i = 0; i < of.get(g).size(); i++) {
                    double jump = rate * gradient[of.get(g).offset() - start + i];
                    sum += jump * jump;
                }
                squares[group + g][from + c] = sum;
            }
            for (int k = 0; k < elements.size(); k++) {
                if (of.contains(elements.get(k).group())) {
                    values[k][from + c] = -rate * gradient[elements.get(k).index() - start];
                }
            }
        }
    }

    private static double squaredNorm(double[][] rows, int column) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[column] * row[column];
        }
        return sum;
    }

    /**
     * The jumps of a chosen element, one a sample.
     *
     * @param k its place among those that were chosen
     */
    public Vector element(int k) {
        return Vector.of(elements[k]);
    }

    /**
     * A part of the trainable variables.
     *
     * @param name such as "layer 1 weights", "layer 1", "network"
     * @param norms |q̇| over it, one a sample
     */
    public record Part(String name, Vector norms) {}

    /** Norms by group, by layer and over all. */
    public List<Part> norms() {
        List<Part> parts = new ArrayList<>();
        double[] all = new double[squares[0].length];
        int end;
        for (int g = 0; g < groups.size(); g = end) {
            int number = groups.get(g).layer();
            double[] layer = new double[all.length];
            for (end = g; end < groups.size() && groups.get(end).layer() == number; end++) {
                parts.add(new Part(groups.get(end).name(), roots(squares[end])));
                for (int i = 0; i < all.length; i++) {
                    layer[i] += squares[end][i];
                }
            }
            for (int i = 0; i < all.length; i++) {
                all[i] += layer[i];
            }
            parts.add(new Part("layer " + number, roots(layer)));
        }
        parts.add(new Part("network", roots(all)));
        return parts;
    }

    /**
     * |q̇| over one group.
     *
     * @param group its place among the network's groups
     */
    public Vector norms(int group) {
        return roots(squares[group]);
    }

    private static Vector roots(double[] squares) {
        double[] roots = new double[squares.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(squares[i]);
        }
        return Vector.of(roots);
    }
}
