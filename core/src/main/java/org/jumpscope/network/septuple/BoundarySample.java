package org.jumpscope.network.septuple;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A state x_∂ of the boundary: one sample of the dataset.
 *
 * @param inputs a number for each input neuron, finite
 * @param targets a number for each output neuron, finite
 */
public record BoundarySample(Vector inputs, Vector targets) {

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is not finite
     */
    public BoundarySample {
        check(inputs, "Input");
        check(targets, "Target");
    }

    private static void check(Vector values, String what) {
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) {
                throw new InvalidInputException(
                        what + " " + i + " of the sample is " + values.get(i) + "; give a finite number.");
            }
        }
    }

    /** A sample. */
    public static BoundarySample of(Vector inputs, Vector targets) {
        return new BoundarySample(inputs, targets);
    }

    /** An autoencoder's sample: its targets are its inputs. */
    public static BoundarySample reproducing(Vector inputs) {
        return new BoundarySample(inputs, inputs);
    }
}
