package org.jumpscope.experiments.network;

import org.jumpscope.numeric.InvalidInputException;

/**
 * Which samples of the data are taken: some in a row.
 *
 * @param first the position of the first, from 0
 * @param count how many
 * @param fewer what is done where the data have fewer
 */
public record SampleChoice(int first, int count, Fewer fewer) {

    /** What is done where the data have fewer samples than are asked for. */
    public enum Fewer {
        /** An error. */
        REFUSED,
        /** All are taken. */
        TAKEN
    }

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if the first is negative or there is none
     */
    public SampleChoice {
        if (first < 0) {
            throw new InvalidInputException("Sample " + first + " is none: samples are numbered from 0.");
        }
        if (count < 1) {
            throw new InvalidInputException("There is nothing to do for " + count + " samples: give 1 or more.");
        }
    }

    /** One sample. */
    public static SampleChoice one(int position) {
        return new SampleChoice(position, 1, Fewer.REFUSED);
    }

    /** The first n. */
    public static SampleChoice firstOf(int n) {
        return new SampleChoice(0, n, Fewer.REFUSED);
    }

    /** The first n, or all where there are fewer. */
    public static SampleChoice upTo(int n) {
        return new SampleChoice(0, n, Fewer.TAKEN);
    }

    boolean contains(int position) {
        return position >= first && position - first < count;
    }

    /** The choice among so many samples; refuses one beyond them. */
    SampleChoice within(String name, int samples) {
        if (first >= samples) {
            throw new InvalidInputException(
                    name + " has no sample " + first + ": its samples are 0 to " + (samples - 1) + ".");
        }
        if (count <= samples - first) {
            return this;
        }
        if (fewer == Fewer.REFUSED) {
            throw new InvalidInputException(
                    name + " has " + samples + " samples, so not " + count + ": ask for " + (samples - first) + ".");
        }
        return new SampleChoice(first, samples - first, fewer);
    }
}
