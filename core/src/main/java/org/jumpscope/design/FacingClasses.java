package org.jumpscope.design;

import java.util.List;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.ClassMixture.Component;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The two classes as a design sees them: the left one at smaller x, whose slopes g = sign(w) h are positive on its main branch,
 * and the right one, whose slopes are negative there.
 *
 * @param left the class at smaller x
 * @param right the class at larger x
 * @param leftIndex its place in the mixture, 0 or 1
 * @param centre the middle c of the two classes' means (medians where there is no mean)
 * @param mirrored whether the classes are mirror images about c and have equal shares
 * @param jump the coordinate of the jump that follows the law
 */
record FacingClasses(Component left, Component right, int leftIndex, double centre, boolean mirrored, Coordinate jump) {
    private static final double[] LEVELS = {1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1 - 1e-6};
    private static final double SAME = 1e-9;
    private static final int FEW = 2000;

    static FacingClasses of(ClassMixture mixture, Coordinate jump) {
        List<Component> classes = mixture.components();
        if (classes.size() != 2) {
            throw new InvalidInputException(
                    "A design needs two classes, and there " + (classes.size() == 1 ? "is 1" : "are " + classes.size())
                            + "; give two, such as 0=\"normal(0, 0.25)\" and 1=\"normal(1, 0.25)\".");
        }
        double first = place(classes.get(0).law());
        double second = place(classes.get(1).law());
        int left = first <= second ? 0 : 1;
        Component a = classes.get(left);
        Component b = classes.get(1 - left);
        return new FacingClasses(a, b, left, 0.5 * first + 0.5 * second, mirrored(a, b), jump);
    }

    /**
     * The same with at most {@value #FEW} ranks of each sample, from which a search begins; equal to it where there are no more.
     */
    FacingClasses thinned() {
        Component fewLeft = thinned(left);
        Component fewRight = thinned(right);
        return new FacingClasses(fewLeft, fewRight, leftIndex, centre, mirrored, jump);
    }

    private static Component thinned(Component component) {
        if (!(component.law() instanceof Ranked ranked) || ranked.distinct() <= 2 * FEW) {
            return component;
        }
        double[] few = new double[FEW];
        for (int i = 0; i < FEW; i++) {
            few[i] = ranked.quantile((i + 0.5) / FEW);
        }
        return new Component(component.target(), component.share(), Ranked.of(Vector.of(few)));
    }

    private static double place(Distribution law) {
        double mean = law.mean();
        return Double.isFinite(mean) ? mean : law.quantile(0.5);
    }

    private static boolean mirrored(Component a, Component b) {
        if (Math.abs(a.share() - b.share()) > SAME) {
            return false;
        }
        double sum = a.law().quantile(0.5) + b.law().survivalQuantile(0.5);
        double scale = a.law().survivalQuantile(0.25) - a.law().quantile(0.25);
        for (double level : LEVELS) {
            double low = a.law().quantile(level);
            double high = b.law().survivalQuantile(level);
            double size = Math.abs(low) + Math.abs(high) + scale;
            if (!(Math.abs(low + high - sum) <= SAME * size)) {
                return false;
            }
        }
        return true;
    }
}
