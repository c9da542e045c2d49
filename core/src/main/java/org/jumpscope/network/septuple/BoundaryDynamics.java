package org.jumpscope.network.septuple;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The dynamics on the middle time scale: the boundary is drawn anew from p_∂ once in L unit time steps (Section 2).
 */
public final class BoundaryDynamics {
    private final Source source;
    private final int interval;

    /** Draws from p_∂, each by its number alone, so that no answer depends on their order. */
    @FunctionalInterface
    public interface Source {
        /**
         * A draw.
         *
         * @param number from 0
         */
        BoundarySample draw(long number);
    }

    private BoundaryDynamics(Source source, int interval) {
        this.source = source;
        this.interval = interval;
    }

    /**
     * Draws from a source.
     *
     * @param source p_∂
     * @param interval L, unit time steps between draws, 1 or more
     * @throws InvalidInputException if L is not positive
     */
    public static BoundaryDynamics of(Source source, int interval) {
        if (interval < 1) {
            throw new InvalidInputException(
                    "An interval of " + interval + " time steps between draws is not positive; give 1 or more.");
        }
        return new BoundaryDynamics(source, interval);
    }

    /**
     * The dataset as p_∂: each sample equally likely at each draw.
     *
     * @param samples the dataset
     * @param outputs the number of targets
     * @param targets what the targets of a sample are
     * @param seed seed of the draws
     * @throws InvalidInputException if the labels or inputs are not targets of as many outputs
     */
    public static Source uniform(LabelledSamples samples, int outputs, TargetKind targets, long seed) {
        targets.check(samples, outputs);
        RandomBlocks random = RandomBlocks.of(seed).stream("boundary");
        return number -> sample(samples, random.block(number).nextInt(samples.size()), outputs, targets);
    }

    /**
     * One sample of a dataset as a state of the boundary.
     *
     * @param samples the dataset
     * @param index its position, from 0
     * @param outputs the number of targets
     * @param targets what its targets are
     */
    public static BoundarySample sample(LabelledSamples samples, int index, int outputs, TargetKind targets) {
        int[] row = {index};
        double[][] inputs = new double[samples.inputs()][1];
        double[][] wanted = new double[outputs][1];
        samples.inputs(row, 0, 1, inputs);
        targets.targets(samples, row, 0, 1, inputs, wanted);
        return BoundarySample.of(column(inputs), column(wanted));
    }

    private static Vector column(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return Vector.of(column);
    }

    /** L. */
    public int interval() {
        return interval;
    }

    /** The number of the draw that the boundary holds at a time, from 0. */
    public long number(long time) {
        return Math.floorDiv(time, interval);
    }

    /** x_∂ at a time, from 0. */
    public BoundarySample at(long time) {
        return source.draw(number(time));
    }

    /** A draw by its number. */
    public BoundarySample draw(long number) {
        return source.draw(number);
    }
}
