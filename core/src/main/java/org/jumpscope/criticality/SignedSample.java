package org.jumpscope.criticality;

import java.util.Arrays;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.numeric.InvalidInputException;

/** The magnitudes of the chosen side of a sample in order, with the counts of everything that was given. */
public final class SignedSample {
    private final SortedSample magnitudes;
    private final ValueCounts counts;

    private SignedSample(SortedSample magnitudes, ValueCounts counts) {
        this.magnitudes = magnitudes;
        this.counts = counts;
    }

    /**
     * Selects values by their sign.
     *
     * @param side which values
     * @param values the values; zeros and NaN are counted and left out. Not modified.
     * @throws InvalidInputException if a value is infinite; it names the first one
     */
    public static SignedSample of(Side side, double... values) {
        return select(side, values).sample();
    }

    /**
     * The chosen values in their given order, beside the sample that they make.
     *
     * @param magnitudes the magnitudes; not copied
     * @param counts what was given
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this room
    record Selection(double[] magnitudes, ValueCounts counts) {
        SignedSample sample() {
            return new SignedSample(SortedSample.of(magnitudes), counts);
        }
    }

    static Selection select(Side side, double... values) {
        long positive = 0;
        long negative = 0;
        long zeros = 0;
        long notNumbers = 0;
        double[] chosen = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (value > 0) {
                positive++;
            } else if (value < 0) {
                negative++;
            } else if (value == 0) {
                zeros++;
            } else {
                notNumbers++;
            }
            if (Double.isInfinite(value)) {
                throw new InvalidInputException("Value " + value + " at place " + (i + 1)
                        + " is infinite; leave it out or give the number that overflowed.");
            }
            boolean taken = switch (side) {
                case POSITIVE -> value > 0;
                case NEGATIVE -> value < 0;
                case ABSOLUTE -> value != 0 && !Double.isNaN(value);
            };
            if (taken) {
                chosen[n++] = Math.abs(value);
            }
        }
        return new Selection(
                Arrays.copyOf(chosen, n), new ValueCounts(values.length, positive, negative, zeros, notNumbers));
    }

    static SignedSample of(ValueCounts counts, double... magnitudes) {
        return new SignedSample(SortedSample.of(magnitudes), counts);
    }

    /** The magnitudes of the chosen values, in order. */
    public SortedSample magnitudes() {
        return magnitudes;
    }

    /** The counts of all that was given. */
    public ValueCounts counts() {
        return counts;
    }
}
