package org.jumpscope.experiments.escape;

/**
 * One neuron before images on a line, y = w x + b, with the mean loss of its images R(q) = (1/n) Σ_i H_t(i)(y_i), q = (w, b), and
 * the gradients g_i = h_t(i)(y_i) (x_i, 1) of each image and of all.
 *
 * <p>An object has buffers of its own: one thread at a time.
 */
final class DigitNeuron {
    /** w and b. */
    static final int TRAINABLES = 2;

    private final DigitLosses losses;
    private final double[] x;
    private final int ones;
    private final double[] y;
    private final double[] h;

    private DigitNeuron(DigitLosses losses, double[] x, int ones) {
        this.losses = losses;
        this.x = x;
        this.ones = ones;
        this.y = new double[x.length];
        this.h = new double[x.length];
    }

    static DigitNeuron of(DigitLosses losses, DigitEscape.Images images) {
        int ones = images.zeros().size();
        double[] x = new double[ones + images.ones().size()];
        System.arraycopy(images.zeros().toArray(), 0, x, 0, ones);
        System.arraycopy(images.ones().toArray(), 0, x, ones, x.length - ones);
        return new DigitNeuron(losses, x, ones);
    }

    /** The same with buffers of its own. */
    DigitNeuron copy() {
        return new DigitNeuron(losses, x, ones);
    }

    int images() {
        return x.length;
    }

    private void answer(double[] q) {
        for (int i = 0; i < x.length; i++) {
            y[i] = q[0] * x[i] + q[1];
        }
    }

    /** R(q). */
    double risk(double[] q) {
        answer(q);
        losses.values(0, y, 0, ones, h);
        losses.values(1, y, ones, x.length, h);
        double sum = 0;
        for (double value : h) {
            sum += value;
        }
        return sum / x.length;
    }

    /** The share of the images whose y is on the wrong side of 0. */
    double errors(double[] q) {
        answer(q);
        int wrong = 0;
        for (int i = 0; i < x.length; i++) {
            wrong += y[i] > 0 == i < ones ? 1 : 0;
        }
        return (double) wrong / x.length;
    }

    /** g_i of one image. */
    void gradient(double[] q, int image, double[] out) {
        out[1] = losses.slope(image < ones ? 0 : 1, q[0] * x[image] + q[1]);
        out[0] = out[1] * x[image];
    }

    /**
     * The mean gradient and another sum of the gradients.
     *
     * @param q the state. Not modified.
     * @param weights a_i, one of each image. Not modified.
     * @param mean ∂R/∂q. Modified.
     * @param weighted Σ_i a_i g_i. Modified.
     */
    void gradients(double[] q, double[] weights, double[] mean, double[] weighted) {
        answer(q);
        losses.slopes(0, y, 0, ones, h);
        losses.slopes(1, y, ones, x.length, h);
        double weightSum = 0;
        double biasSum = 0;
        double weightWeighted = 0;
        double biasWeighted = 0;
        for (int i = 0; i < x.length; i++) {
            double bias = h[i];
            double weight = bias * x[i];
            weightSum += weight;
            biasSum += bias;
            weightWeighted += weights[i] * weight;
            biasWeighted += weights[i] * bias;
        }
        mean[0] = weightSum / x.length;
        mean[1] = biasSum / x.length;
        weighted[0] = weightWeighted;
        weighted[1] = biasWeighted;
    }
}
