package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;

/**
 * How an interval of the exponent is made on a range that the same data chose (statistics §4.6, §4.9, §4.10).
 *
 * <p>A search takes in as much as passes its test, so the ends of its range lie a little beyond those of the law, and the
 * nominal interval covers the exponent far too seldom.
 */
public sealed interface IntervalRule permits PlainInterval, GuardBand, JointHull {

    /** The default: {@link JointHull#withDefaults()}. */
    static IntervalRule withDefaults() {
        return JointHull.withDefaults();
    }

    /** Short name, with its number if it has one. */
    String name();

    /**
     * The interval of level 0.95 of the exponent.
     *
     * @param sample the values
     * @param window the range that was found
     * @throws org.jumpscope.numeric.InvalidInputException if the window has no value inside it
     */
    IntervalAnswer answer(SortedSample sample, Window window);
}
