package org.jumpscope.duality.law;

import java.util.Locale;

/** Whether the decoupled law (4.6) holds along a direction, and why not where it does not. */
public sealed interface Validity {
    /** S from which on a coordinate counts as decoupled. */
    double DECOUPLED = 0.9;

    /** Kolmogorov distance up to which a law that differs measurably is still near. */
    double NEAR = 0.05;

    /** A noise floor above which agreement says nothing. */
    double TELLING = 0.15;

    /** The distance of the sampled to the predicted law. */
    SampleDistance distance();

    /** S of the direction. */
    FirstOrderIndex index();

    /** In a word or two. */
    String word();

    /** In a sentence, with the numbers. */
    String sentence();

    /**
     * (4.6) holds: the laws agree within noise, and the coordinate of the jump depends on its own coordinate of the boundary.
     *
     * @param distance of the laws
     * @param index S
     * @param bend sd(φ(ξ) − φ′(0)ξ)/sd(φ(ξ)), small where the map is linear along the direction
     */
    record Holds(SampleDistance distance, FirstOrderIndex index, double bend) implements Validity {
        @Override
        public String word() {
            return "holds";
        }

        @Override
        public String sentence() {
            return "(4.6) holds: " + numbers(this)
                    + (bend < 0.1
                            ? "; the map is nearly straight along the direction, so that the jump has the boundary's own law."
                            : ".");
        }
    }

    /**
     * The laws agree within noise although other directions matter: (4.6) is right as a law, not sample by sample.
     *
     * @param distance of the laws
     * @param index S
     */
    record AgreesInLaw(SampleDistance distance, FirstOrderIndex index) implements Validity {
        @Override
        public String word() {
            return "agrees in law";
        }

        @Override
        public String sentence() {
            return "(4.6) agrees in law, but other directions move the jump too: " + numbers(this) + ".";
        }
    }

    /**
     * The laws agree within noise, but there are so few samples that most laws would.
     *
     * @param distance of the laws
     * @param index S
     */
    record Undecided(SampleDistance distance, FirstOrderIndex index) implements Validity {
        @Override
        public String word() {
            return "undecided";
        }

        @Override
        public String sentence() {
            return "Whether (4.6) holds cannot be told from so few samples: " + numbers(this) + ".";
        }
    }

    /**
     * The laws differ by more than noise, and by little.
     *
     * @param distance of the laws
     * @param index S
     */
    record Approximate(SampleDistance distance, FirstOrderIndex index) implements Validity {
        @Override
        public String word() {
            return "approximate";
        }

        @Override
        public String sentence() {
            return "(4.6) is an approximation: " + numbers(this) + ".";
        }
    }

    /**
     * On the plateau, where the slope does not depend on the direction's own coordinate, the product law is the one.
     *
     * @param distance of the laws
     * @param index S
     * @param product distance of the sampled law to the product law with independent factors
     */
    record Product(SampleDistance distance, FirstOrderIndex index, SampleDistance product) implements Validity {
        @Override
        public String word() {
            return "product law";
        }

        @Override
        public String sentence() {
            return "(4.6) does not hold on the plateau, where the slope depends on other directions only: "
                    + numbers(this) + "; the product law is off by " + number(product.kolmogorov()) + ".";
        }
    }

    /**
     * The laws differ.
     *
     * @param distance of the laws
     * @param index S
     */
    record Fails(SampleDistance distance, FirstOrderIndex index) implements Validity {
        @Override
        public String word() {
            return "fails";
        }

        @Override
        public String sentence() {
            return "(4.6) does not hold: " + numbers(this) + ".";
        }
    }

    private static String numbers(Validity validity) {
        SampleDistance distance = validity.distance();
        return "the laws differ by " + number(distance.kolmogorov()) + ", where noise makes "
                + number(distance.noiseFloor()) + ", and "
                + number(100 * validity.index().value())
                + " % of the variance come from the direction's own coordinate";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.2g" : "%.3g", value);
    }
}
