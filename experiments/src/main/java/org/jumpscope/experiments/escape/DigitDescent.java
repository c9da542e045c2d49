package org.jumpscope.experiments.escape;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;

/**
 * Steps q ← q − η (ḡ + ξ) of a neuron, where ḡ = ∂R/∂q is its mean gradient and ξ noise of mean 0 that has, at each state, the
 * covariance C(q) = (1/n) Σ_i (g_i − ḡ)(g_i − ḡ)ᵀ of the gradients g_i of its images, whatever its law.
 */
final class DigitDescent {
    /** Steps between two looks at the risk. */
    static final int LOOK = 10;

    private final DigitNeuron neuron;
    private final double rate;
    private final double[] mean = new double[DigitNeuron.TRAINABLES];
    private final double[] weighted = new double[DigitNeuron.TRAINABLES];
    private final double[] step = new double[DigitNeuron.TRAINABLES];
    private final double[] normals;

    /** The law of the noise. */
    enum Law {
        /** ξ = g_i − ḡ for an image i, drawn with equal chances: descent by single images. */
        JUMPS("jumps") {
            @Override
            void step(DigitDescent descent, double[] q, UniformRandomProvider random) {
                descent.neuron.gradient(q, random.nextInt(descent.neuron.images()), descent.step);
            }
        },
        /** ξ = s (g_i − ḡ) with a fair sign s: as large as jumps, and symmetric. */
        SIGNED_JUMPS("jumps with a fair sign") {
            @Override
            void step(DigitDescent descent, double[] q, UniformRandomProvider random) {
                descent.signedStep(q, random.nextInt(descent.neuron.images()), random.nextBoolean() ? 1 : -1);
            }
        },
        /** ξ = n^(−½) Σ_i z_i (g_i − ḡ) with standard normal z: a normal law. */
        NORMAL("normal") {
            @Override
            void step(DigitDescent descent, double[] q, UniformRandomProvider random) {
                StandardNormals.fill(random, descent.normals, descent.normals.length);
                descent.normalStep(q);
            }
        };

        private final String text;

        Law(String text) {
            this.text = text;
        }

        /** Puts ḡ + ξ at a state into the descent's step. */
        abstract void step(DigitDescent descent, double[] q, UniformRandomProvider random);

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Where a run of given length came to.
     *
     * @param risk mean of R over its last tenth
     * @param state its last state
     */
    record End(double risk, Vector state) {}

    /**
     * A descent.
     *
     * @param neuron its gradients; its buffers are used
     * @param rate η
     */
    DigitDescent(DigitNeuron neuron, double rate) {
        this.neuron = neuron;
        this.rate = rate;
        this.normals = new double[neuron.images()];
    }

    private void advance(double[] q, Law law, UniformRandomProvider random) {
        law.step(this, q, random);
        for (int j = 0; j < q.length; j++) {
            q[j] -= rate * step[j];
        }
    }

    /**
     * The steps until the risk is first seen above a level, and at most so many.
     *
     * @param start the first state. Not modified.
     * @param law the law of the noise
     * @param level the level of R
     * @param most the most steps
     * @param random the generator
     */
    long stepsTo(double[] start, Law law, double level, long most, RandomBlocks random) {
        double[] q = start.clone();
        UniformRandomProvider generator = random.block(0);
        for (long i = 1; i <= most; i++) {
            advance(q, law, generator);
            if (i % LOOK == 0 && !(neuron.risk(q) <= level)) {
                return i;
            }
        }
        return most;
    }

    /**
     * Where so many steps lead.
     *
     * @param start the first state. Not modified.
     * @param law the law of the noise
     * @param steps how many, 100 or more
     * @param random the generator
     */
    End end(double[] start, Law law, int steps, RandomBlocks random) {
        double[] q = start.clone();
        UniformRandomProvider generator = random.block(0);
        double sum = 0;
        int looks = 0;
        for (int i = 1; i <= steps; i++) {
            advance(q, law, generator);
            if (i % LOOK == 0 && i > steps - steps / 10) {
                sum += neuron.risk(q);
                looks++;
            }
        }
        return new End(sum / looks, Vector.of(q));
    }

    private void signedStep(double[] q, int image, int sign) {
        neuron.gradients(q, normals, mean, weighted);
        neuron.gradient(q, image, step);
        for (int j = 0; j < step.length; j++) {
            step[j] = mean[j] + sign * (step[j] - mean[j]);
        }
    }

    private void normalStep(double[] q) {
        neuron.gradients(q, normals, mean, weighted);
        double all = 0;
        for (double z : normals) {
            all += z;
        }
        double scale = 1 / Math.sqrt(normals.length);
        for (int j = 0; j < step.length; j++) {
            step[j] = mean[j] + scale * (weighted[j] - all * mean[j]);
        }
    }

    /** ḡ + ξ of one draw at a state. */
    double[] draw(double[] q, Law law, UniformRandomProvider random) {
        law.step(this, q, random);
        return step.clone();
    }
}
