package org.jumpscope.learning;

import java.util.List;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.numeric.Interval;

/** Whether thresholds on x tell all classes apart without error. */
final class Separation {
    private Separation() {}

    /** Whether the supports of classes with different targets do not overlap. */
    static boolean isSeparated(ClassMixture mixture) {
        List<ClassMixture.Component> classes = mixture.components();
        for (int i = 0; i < classes.size(); i++) {
            for (int j = i + 1; j < classes.size(); j++) {
                Interval first = classes.get(i).law().support();
                Interval second = classes.get(j).law().support();
                boolean isApart = first.high() <= second.low() || second.high() <= first.low();
                if (classes.get(i).target() != classes.get(j).target() && !isApart) {
                    return false;
                }
            }
        }
        return true;
    }
}
