package org.jumpscope.composition;

/**
 * The composition of an activation and a loss, H(y; t) = ℓ(f(y), t).
 *
 * @param activation f
 * @param loss ℓ
 */
public record Composition(Activation activation, Loss loss) {

    /** H(y; t) = ℓ(f(y), t). */
    public static Composition of(Activation activation, Loss loss) {
        return new Composition(activation, loss);
    }

    /** The composition for one target t: H as a function of the pre-activation alone. */
    public TargetComposition at(double target) {
        return TargetComposition.of(activation, loss, target);
    }

    @Override
    public String toString() {
        return activation.name() + " + " + loss.name();
    }
}
