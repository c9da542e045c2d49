package org.jumpscope.experiments.jumps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.Workers;

/**
 * The jumps of the last layer's variables, those that feed the sample's own class apart from those that feed the others: for
 * softmax with cross-entropy γ(1 − p_t) and −γp_k for the biases, times the activation of the neuron that a weight reads from.
 */
public final class OutputJumps {
    /** Samples whose sums are added in one go. */
    private static final int BLOCK = 128;

    /** Which output a variable feeds. */
    public enum Output {
        /** Any. */
        ALL("all"),
        /** That of the sample's class. */
        TARGET("target"),
        /** One of another class. */
        OTHER("other");

        private final String words;

        Output(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Jumps of weights or biases that feed one kind of output, for the samples of one class.
     *
     * @param group weights or biases of the last layer
     * @param output target or other
     * @param label the class
     * @param tally the jumps
     */
    public record Part(TrainableGroup group, Output output, int label, JumpTally tally) {}

    private record Key(TrainableGroup.Kind kind, Output output, int label) {}

    private final NetworkLearningPass pass;
    private final LabelledSamples samples;

    private OutputJumps(NetworkLearningPass pass, LabelledSamples samples) {
        this.pass = pass;
        this.samples = samples;
    }

    /**
     * Weights before biases, the target before the others, class by class.
     *
     * @param pass the network, whose loss reads the last layer's neurons
     * @param samples the samples with their labels
     * @param count how many of them, from the first
     * @param threads how many threads, on which no bit depends
     */
    public static List<Part> of(NetworkLearningPass pass, LabelledSamples samples, int count, int threads) {
        return new OutputJumps(pass, samples).parts(count, threads);
    }

    private List<Part> parts(int count, int threads) {
        int blocks = (count + BLOCK - 1) / BLOCK;
        List<Map<Key, JumpTally>> tallies = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            tallies.add(new HashMap<>());
        }
        Workers.of(threads).share(blocks, b -> block(b * BLOCK, Math.min(BLOCK, count - b * BLOCK), tallies.get(b)));
        EnumMap<TrainableGroup.Kind, EnumMap<Output, TreeMap<Integer, JumpTally>>> all =
                new EnumMap<>(TrainableGroup.Kind.class);
        for (Map<Key, JumpTally> block : tallies) {
            block.forEach((key, tally) -> all.computeIfAbsent(key.kind(), k -> new EnumMap<>(Output.class))
                    .computeIfAbsent(key.output(), o -> new TreeMap<>())
                    .computeIfAbsent(key.label(), l -> new JumpTally())
                    .merge(tally));
        }
        List<TrainableGroup> groups = pass.activation().network().groups();
        List<Part> parts = new ArrayList<>();
        all.forEach((kind, outputs) -> {
            TrainableGroup group = groups.get(groups.size() - (kind == TrainableGroup.Kind.WEIGHTS ? 2 : 1));
            outputs.forEach((output, labels) ->
                    labels.forEach((label, tally) -> parts.add(new Part(group, output, label, tally))));
        });
        return parts;
    }

    private void block(int from, int m, Map<Key, JumpTally> tallies) {
        int[] rows = new int[m];
        Arrays.setAll(rows, i -> from + i);
        double[][] inputs = new double[samples.inputs()][m];
        double[][] targets = new double[pass.outputs()][m];
        samples.inputs(rows, 0, m, inputs);
        samples.targets(rows, 0, m, targets);
        NetworkLearningPass.Passes passes = pass.passes(inputs, targets, m);
        int depth = pass.maps().size();
        double[][] activations = passes.values(depth - 1);
        double[][] deltas = passes.deltas(depth);
        double[] weights = new double[deltas.length * activations.length];
        double[] biases = new double[deltas.length];
        for (int c = 0; c < m; c++) {
            int label = (int) samples.label(from + c);
            for (Output output : List.of(Output.TARGET, Output.OTHER)) {
                int n = 0;
                int k = 0;
                for (int i = 0; i < deltas.length; i++) {
                    if ((i == label) == (output == Output.TARGET)) {
                        double bias = -pass.rate() * deltas[i][c];
                        biases[k++] = bias;
                        for (double[] activation : activations) {
                            weights[n++] = bias * activation[c];
                        }
                    }
                }
                tally(tallies, TrainableGroup.Kind.WEIGHTS, output, label).add(weights, n);
                tally(tallies, TrainableGroup.Kind.BIASES, output, label).add(biases, k);
            }
        }
    }

    private static JumpTally tally(Map<Key, JumpTally> tallies, TrainableGroup.Kind kind, Output output, int label) {
        return tallies.computeIfAbsent(new Key(kind, output, label), key -> new JumpTally());
    }
}
