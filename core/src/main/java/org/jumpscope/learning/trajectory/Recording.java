package org.jumpscope.learning.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.network.Network;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;

/**
 * What is recorded of a training.
 *
 * @param rule its moments
 * @param elements how many elements of each group are followed, chosen by the seed; all of a smaller group
 * @param samples how many samples make their potential jumps at each moment, chosen anew by the seed; all of a smaller dataset
 */
public record Recording(RecordingRule rule, int elements, int samples) {
    /** Elements of a group where nothing is said. */
    public static final int ELEMENTS = 100;
    /** Samples of a moment where nothing is said. */
    public static final int SAMPLES = 500;
    /** Steps of a stretch whose elements are kept, at most: evenly spaced ones. */
    static final int ROWS = 500;

    private static final int MOST = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if they are not 1 to a million
     */
    public Recording {
        check(elements, "elements of each group");
        check(samples, "samples");
    }

    private static void check(int number, String what) {
        if (number < 1 || number > MOST) {
            throw new InvalidInputException(
                    "Recording " + number + " " + what + " is not possible: give 1 to " + MOST + ".");
        }
    }

    /** Three moments in a decade of steps. */
    public static Recording withDefaults() {
        return new Recording(new RecordingRule.Logarithmic(3), ELEMENTS, SAMPLES);
    }

    /**
     * The elements that are followed, in the order of q.
     *
     * @param network the network
     * @param seed decides the choice
     */
    public List<TrainableElement> elements(Network network, long seed) {
        List<TrainableElement> chosen = new ArrayList<>();
        RandomBlocks random = RandomBlocks.of(seed).stream("recorded elements");
        for (TrainableGroup group : network.groups()) {
            TreeSet<Integer> places = new TreeSet<>();
            if (group.size() <= elements) {
                for (int i = 0; i < group.size(); i++) {
                    places.add(i);
                }
            }
            UniformRandomProvider generator = random.stream(group.name()).block(0);
            while (places.size() < Math.min(elements, group.size())) {
                places.add(generator.nextInt(group.size()));
            }
            for (int place : places) {
                chosen.add(new TrainableElement(group, place / group.columns(), place % group.columns()));
            }
        }
        return chosen;
    }

    /** Of how many steps one is kept, in a stretch of this length. */
    static long spacing(long length) {
        return (length + ROWS - 1) / ROWS;
    }

    /**
     * Bytes that a record takes, about.
     *
     * @param network the network
     * @param steps steps of the training
     * @param stepsPerEpoch steps of an epoch
     */
    public long memory(Network network, long steps, long stepsPerEpoch) {
        long rows = 0;
        for (long from = 0, to; from < steps; from = to) {
            to = rule.next(from, stepsPerEpoch);
            rows += Math.min(ROWS, Math.min(to, steps) - from) + samples;
        }
        long columns = 0;
        for (TrainableGroup group : network.groups()) {
            columns += Math.min(elements, group.size()) + 1;
        }
        // Room to grow, and a copy while a checkpoint is written.
        return 3L * Double.BYTES * (rows * columns + steps * (network.groups().size() + 1))
                + 2L * Double.BYTES * network.trainables();
    }

    @Override
    public String toString() {
        return rule + ", " + elements + " elements, " + samples + " samples";
    }
}
