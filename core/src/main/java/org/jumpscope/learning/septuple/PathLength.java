package org.jumpscope.learning.septuple;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.Vector;

/** The longest path through the bulk. */
final class PathLength {
    private PathLength() {}

    /** Neurons in topological order (Kahn 1962): a neuron follows the bulk neurons that it reads. */
    static OptionalInt longest(Septuple septuple) {
        SharedWeights weights = septuple.weights();
        Boundary boundary = septuple.boundary();
        int n = weights.neurons();
        Vector projection = boundary.projection();
        boolean[] clamped = new boolean[n];
        for (int i = 0; i < n; i++) {
            clamped[i] = projection.get(i) == 1;
        }
        int[] waiting = new int[n];
        int[] readers = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j : weights.sourcesOf(i)) {
                if (!clamped[j]) {
                    waiting[i]++;
                    readers[j]++;
                }
            }
        }
        int[][] targets = new int[n][];
        for (int j = 0; j < n; j++) {
            targets[j] = new int[readers[j]];
        }
        int[] filled = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j : weights.sourcesOf(i)) {
                if (!clamped[j]) {
                    targets[j][filled[j]++] = i;
                }
            }
        }
        int[] length = new int[n];
        Arrays.fill(length, 1);
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            int j = ready.remove();
            done++;
            for (int i : targets[j]) {
                length[i] = Math.max(length[i], length[j] + 1);
                if (--waiting[i] == 0) {
                    ready.add(i);
                }
            }
        }
        if (done < n) {
            return OptionalInt.empty();
        }
        return boundary.outputs().stream()
                .mapToInt(output -> length[output.neuron()])
                .max();
    }
}
