package org.jumpscope.learning;

import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;

/** The paper's boundary distribution and compositions. */
final class Toy {
    static final ClassMixture CLASSES = two(Normal.of(0, 0.25), Normal.of(1, 0.25));

    private Toy() {}

    static ClassMixture two(Distribution zeros, Distribution ones) {
        return ClassMixture.of(0, 0.5, zeros).and(1, 0.5, ones);
    }

    static Composition composition(String activation, String loss) {
        return Composition.of(Activation.parse(activation), Loss.parse(loss));
    }
}
