package org.jumpscope.numeric;

/** A real function of one variable that can also bound itself over an interval. */
public interface EnclosedFunction {
    /**
     * Computes the function.
     *
     * @param x the argument
     * @return f(x) in double arithmetic, inside {@code enclosure(Interval.point(x))}; NaN where f is not defined
     */
    double value(double x);

    /**
     * Encloses the values of the function.
     *
     * @param x arguments; those outside the domain do not count
     * @return an interval that contains f(x) for each x; {@link Interval#EMPTY} if f is defined nowhere there
     */
    Interval enclosure(Interval x);

    /**
     * Encloses the slopes (f(a) − f(b))/(a − b) for all a and b of an interval. Where f is continuous an enclosure of its
     * derivative does this; over a jump it must be {@link Interval#ENTIRE}.
     *
     * @param x arguments
     * @return an interval that contains every slope; {@link Interval#ENTIRE} when nothing is known
     */
    Interval slopeEnclosure(Interval x);
}
