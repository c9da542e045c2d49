package org.jumpscope.learning;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.dataset.ClassMixture;

/**
 * The samples of one chain: class and input, drawn in runs of fixed length, so that the sequence depends on the generator
 * alone and not on who reads it.
 */
final class SampleSource {
    /** Samples drawn at a time. */
    static final int RUN = 512;

    private final UniformRandomProvider random;
    private final ClassMixture.Component[] classes;
    private final double[] thresholds;
    private final double[] drawn = new double[RUN];
    private final int[] count;
    final int[] label = new int[RUN];
    final double[] input = new double[RUN];

    SampleSource(ClassMixture mixture, UniformRandomProvider random) {
        this.random = random;
        this.classes = mixture.components().toArray(new ClassMixture.Component[0]);
        this.thresholds = new double[classes.length];
        this.count = new int[classes.length];
        double sum = 0;
        for (int i = 0; i < classes.length; i++) {
            sum += classes[i].share();
            thresholds[i] = sum;
        }
        thresholds[classes.length - 1] = 1;
    }

    /** Draws the next run into {@link #label} and {@link #input}. */
    void draw() {
        java.util.Arrays.fill(count, 0);
        for (int i = 0; i < RUN; i++) {
            double u = random.nextDouble();
            int c = 0;
            while (u >= thresholds[c]) {
                c++;
            }
            label[i] = c;
            count[c]++;
        }
        for (int c = 0; c < classes.length; c++) {
            classes[c].law().sample(random, drawn, count[c]);
            int next = 0;
            for (int i = 0; i < RUN; i++) {
                if (label[i] == c) {
                    input[i] = drawn[next++];
                }
            }
        }
    }
}
