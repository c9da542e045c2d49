package org.jumpscope.learning.septuple;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.Vector;

/**
 * The longest path through the bulk. Neurons of a group whose activations depend on all of it, as those of a softmax do, count
 * as one.
 */
final class PathLength {
    private PathLength() {}

    /** Each neuron's unit: its group's first neuron, or itself where its activation is its own. */
    private static int[] units(ActivationMap map) {
        int[] units = IntStream.range(0, map.neurons()).toArray();
        for (ActivationMap.Group group : map.groups()) {
            if (!(group.block() instanceof Pointwise)) {
                for (int neuron : group.neurons()) {
                    units[neuron] = group.neurons().get(0);
                }
            }
        }
        return units;
    }

    /** Units in topological order (Kahn 1962): a unit follows the bulk neurons that it reads. */
    static OptionalInt longest(Septuple septuple) {
        SharedWeights weights = septuple.weights();
        Boundary boundary = septuple.boundary();
        int n = weights.neurons();
        Vector clamped = boundary.projection();
        int[] units = units(septuple.map());
        int[] waiting = new int[n];
        List<List<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            readers.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (int j : weights.sourcesOf(i)) {
                if (clamped.get(j) == 0) {
                    waiting[units[i]]++;
                    readers.get(units[j]).add(units[i]);
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
            for (int i : readers.get(j)) {
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
                .mapToInt(output -> length[units[output.neuron()]])
                .max();
    }
}
