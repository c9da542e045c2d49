package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Interval;

/** Tells a state that makes no jumps on essentially all data: a sample with a jump has a probability below 1e−6. */
final class DeadZone {
    /** Probability of a sample with a jump below which a state is dead. */
    static final double DEAD_MASS = 1e-6;

    /** Window of y that holds every kink of practical use. */
    private static final double WINDOW = 1e6;

    private final List<ClassMixture.Component> classes;
    private final List<List<Stretch>> stretches = new ArrayList<>();

    DeadZone(Composition composition, ClassMixture mixture) {
        this.classes = mixture.components();
        for (ClassMixture.Component component : classes) {
            stretches.add(Stretch.of(composition.at(component.target()), Interval.of(-WINDOW, WINDOW)));
        }
    }

    /** The probability of a sample on a stretch where h is not identically zero. */
    double activeMass(State state) {
        double sum = 0;
        double w = state.weight();
        double b = state.bias();
        for (int c = 0; c < classes.size(); c++) {
            for (Stretch stretch : stretches.get(c)) {
                if (stretch.kind != Stretch.Kind.SMOOTH) {
                    continue;
                }
                if (w == 0) {
                    sum += b > stretch.lower && b < stretch.upper
                            ? classes.get(c).share()
                            : 0;
                    continue;
                }
                double from = (stretch.lower - b) / w;
                double to = (stretch.upper - b) / w;
                sum += classes.get(c).share()
                        * classes.get(c).law().probability(Math.min(from, to), Math.max(from, to));
            }
        }
        return sum;
    }

    boolean contains(State state) {
        return activeMass(state) < DEAD_MASS;
    }
}
