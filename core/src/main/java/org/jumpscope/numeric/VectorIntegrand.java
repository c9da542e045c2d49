package org.jumpscope.numeric;

/** Several functions of one variable that are integrated over the same nodes. */
@FunctionalInterface
public interface VectorIntegrand {
    /**
     * Computes all functions at a point.
     *
     * @param x the point
     * @param values one number for each function. Modified.
     */
    void at(double x, double[] values);
}
