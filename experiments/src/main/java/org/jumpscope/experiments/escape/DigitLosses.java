package org.jumpscope.experiments.escape;

import org.jumpscope.design.TabulatedLoss;

/**
 * Designed losses H_t(y) of the targets t = 0 and 1, times a factor.
 *
 * @param zero H_0
 * @param one H_1
 * @param factor what both are multiplied by
 */
record DigitLosses(TabulatedLoss zero, TabulatedLoss one, double factor) {
    private TabulatedLoss of(int target) {
        return target == 0 ? zero : one;
    }

    /**
     * Computes H_t(y).
     *
     * @param target t
     * @param y pre-activations. Not modified.
     * @param from the first place
     * @param to the place after the last
     * @param out H at the same places. Modified.
     */
    void values(int target, double[] y, int from, int to, double[] out) {
        TabulatedLoss loss = of(target);
        for (int i = from; i < to; i++) {
            out[i] = factor * loss.value(y[i]);
        }
    }

    /**
     * Computes h_t(y) = H_t′(y).
     *
     * @param target t
     * @param y pre-activations. Not modified.
     * @param from the first place
     * @param to the place after the last
     * @param out h at the same places. Modified.
     */
    void slopes(int target, double[] y, int from, int to, double[] out) {
        TabulatedLoss loss = of(target);
        for (int i = from; i < to; i++) {
            out[i] = factor * loss.slope(y[i]);
        }
    }

    /** h_t(y) of one pre-activation. */
    double slope(int target, double y) {
        return factor * of(target).slope(y);
    }
}
