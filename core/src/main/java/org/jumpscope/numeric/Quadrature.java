package org.jumpscope.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Adaptive Gauss–Kronrod integration (10 and 21 points) of several functions at the same nodes.
 *
 * <p>Panels are halved, all of the worst in a round, until each component's error estimate is below its tolerance,
 * relTol |∫ f| or the rounding error of ∫ |f|, whichever is larger. The answer is summed from left to right with
 * compensation, and so is the same for every order of work. Singularities and kinks belong at break points: nodes never lie
 * on them. Where f is not finite at a node, the panel is halved as if its error were infinite.
 */
public final class Quadrature {
    /** Evaluations at most unless told otherwise. */
    public static final int DEFAULT_BUDGET = 200_000;

    private static final int POINTS = 21;
    /** Panels whose estimate is above this part of the worst are halved in the same round. */
    private static final double WORST_SHARE = 0.1;
    /** Rounding error of a panel relative to ∫ |f|. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    // Nodes and weights of QUADPACK's qk21 (Piessens et al. 1983), rounded to double.
    private static final double[] NODES = {
        0.9956571630258081,
        0.9739065285171717,
        0.9301574913557082,
        0.8650633666889845,
        0.7808177265864169,
        0.6794095682990244,
        0.5627571346686047,
        0.4333953941292472,
        0.2943928627014602,
        0.14887433898163122,
        0
    };
    private static final double[] KRONROD = {
        0.011694638867371874,
        0.032558162307964725,
        0.054755896574351995,
        0.07503967481091996,
        0.0931254545836976,
        0.10938715880229764,
        0.12349197626206584,
        0.13470921731147334,
        0.14277593857706009,
        0.14773910490133849,
        0.1494455540029169
    };
    /** Weights of the ten-point Gauss rule at the odd nodes. */
    private static final double[] GAUSS = {
        0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287
    };

    private final VectorIntegrand f;
    private final int components;
    private final double[] scratch;
    private int evaluations;

    private Quadrature(VectorIntegrand f, int components) {
        this.f = f;
        this.components = components;
        this.scratch = new double[components];
    }

    /**
     * The integrals.
     *
     * @param values one for each component
     * @param errors estimated absolute error of each
     * @param evaluations calls of the integrand
     * @param converged true if every error estimate is within its tolerance
     */
    public record Result(Vector values, Vector errors, int evaluations, boolean converged) {
        /**
         * Returns the integral of a component.
         *
         * @param component its index, from 0
         * @return the integral
         */
        public double value(int component) {
            return values.get(component);
        }

        /**
         * Returns the estimated error of a component.
         *
         * @param component its index, from 0
         * @return the absolute error
         */
        public double error(int component) {
            return errors.get(component);
        }
    }

    /** One interval with its integrals, estimates, and integrals of |f|. */
    private static final class Panel {
        private final double low;
        private final double high;
        private final double[] value;
        private final double[] error;
        private final double[] size;

        Panel(double low, double high, double[] value, double[] error, double[] size) {
            this.low = low;
            this.high = high;
            this.value = value;
            this.error = error;
            this.size = size;
        }

        boolean divisible() {
            double centre = 0.5 * low + 0.5 * high;
            // The outermost nodes are 0.2 % from the ends and have to stay apart from them.
            return high - low > 1024 * Math.ulp(centre) && high - low > 0x1p-1000;
        }
    }

    /**
     * Integrates one function with the default budget.
     *
     * @param f the integrand
     * @param breakPoints limits and, between them, points where f is not smooth; increasing
     * @param relTol relative tolerance, down to 1e-14
     * @return the integral as component 0
     * @throws InvalidInputException as the vector form
     */
    public static Result integrate(DoubleUnaryOperator f, double[] breakPoints, double relTol) {
        return integrate((x, values) -> values[0] = f.applyAsDouble(x), 1, breakPoints, relTol, DEFAULT_BUDGET);
    }

    /**
     * Integrates several functions with the default budget.
     *
     * @param f the integrands
     * @param components how many, at least 1
     * @param breakPoints limits and, between them, points where f is not smooth; increasing. Not modified.
     * @param relTol relative tolerance of each component, down to 1e-14
     * @return the integrals
     * @throws InvalidInputException if break points are fewer than two, not finite or not increasing, the tolerance is not
     *     positive, or there is no component
     */
    public static Result integrate(VectorIntegrand f, int components, double[] breakPoints, double relTol) {
        return integrate(f, components, breakPoints, relTol, DEFAULT_BUDGET);
    }

    /**
     * Integrates several functions.
     *
     * @param f the integrands
     * @param components how many, at least 1
     * @param breakPoints limits and, between them, points where f is not smooth; increasing. Not modified.
     * @param relTol relative tolerance of each component, down to 1e-14
     * @param budget evaluations at most; the first pass over the break points is made in any case
     * @return the integrals
     * @throws InvalidInputException if break points are fewer than two, not finite or not increasing, the tolerance is not
     *     positive, or there is no component
     */
    public static Result integrate(VectorIntegrand f, int components, double[] breakPoints, double relTol, int budget) {
        check(components, breakPoints, relTol);
        return new Quadrature(f, components).adapt(breakPoints, relTol, budget);
    }

    private static void check(int components, double[] breakPoints, double relTol) {
        if (components < 1) {
            throw new InvalidInputException("An integrand of " + components + " components is empty; give at least 1.");
        }
        if (!(relTol > 0)) {
            throw new InvalidInputException(
                    "Relative tolerance " + relTol + " is not positive; give for example 1e-10.");
        }
        if (breakPoints.length < 2) {
            throw new InvalidInputException(
                    "Integration needs two limits but has " + breakPoints.length + "; give lower and upper.");
        }
        for (int i = 0; i < breakPoints.length; i++) {
            if (!Double.isFinite(breakPoints[i])) {
                throw new InvalidInputException(
                        "Break point " + i + " is " + breakPoints[i] + "; cut the integral off at finite limits.");
            }
            if (i > 0 && breakPoints[i] < breakPoints[i - 1]) {
                throw new InvalidInputException("Break point " + i + ", " + breakPoints[i]
                        + ", is below the one before, " + breakPoints[i - 1] + "; sort them.");
            }
        }
    }

    private Result adapt(double[] breakPoints, double relTol, int budget) {
        List<Panel> panels = new ArrayList<>();
        for (int i = 1; i < breakPoints.length; i++) {
            if (breakPoints[i] > breakPoints[i - 1]) {
                panels.add(panel(breakPoints[i - 1], breakPoints[i]));
            }
        }
        while (true) {
            double[] value = sum(panels, panel -> panel.value);
            double[] error = sum(panels, panel -> panel.error);
            double[] size = sum(panels, panel -> panel.size);
            double[] tolerance = new double[components];
            boolean converged = true;
            for (int j = 0; j < components; j++) {
                tolerance[j] = Math.max(relTol * Math.abs(value[j]), 2 * ROUNDING * size[j]);
                converged &= error[j] <= tolerance[j];
            }
            List<Panel> next = converged ? panels : halve(panels, error, tolerance, budget);
            if (next == panels) {
                return new Result(Vector.of(value), Vector.of(error), evaluations, converged);
            }
            panels = next;
        }
    }

    /** Halves the worst panels; returns the same list if none may be. */
    private List<Panel> halve(List<Panel> panels, double[] error, double[] tolerance, int budget) {
        double[] need = new double[panels.size()];
        double worst = 0;
        for (int i = 0; i < need.length; i++) {
            Panel panel = panels.get(i);
            for (int j = 0; j < components; j++) {
                // Components that are done do not ask for work, nor does what is already rounding error.
                boolean open = error[j] > tolerance[j] && panel.error[j] > ROUNDING * panel.size[j];
                if (open && panel.divisible()) {
                    need[i] = Math.max(need[i], panel.error[j] / Math.max(tolerance[j], Double.MIN_NORMAL));
                }
            }
            worst = Math.max(worst, need[i]);
        }
        if (worst == 0) {
            return panels;
        }
        List<Panel> next = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < need.length; i++) {
            Panel panel = panels.get(i);
            if (need[i] > 0 && need[i] >= WORST_SHARE * worst && evaluations + 2 * POINTS <= budget) {
                double centre = 0.5 * panel.low + 0.5 * panel.high;
                next.add(panel(panel.low, centre));
                next.add(panel(centre, panel.high));
                changed = true;
            } else {
                next.add(panel);
            }
        }
        return changed ? next : panels;
    }

    private Panel panel(double low, double high) {
        double centre = 0.5 * low + 0.5 * high;
        double half = 0.5 * high - 0.5 * low;
        double[][] at = new double[POINTS][components];
        boolean finite = true;
        for (int i = 0; i < NODES.length; i++) {
            finite &= evaluate(centre - half * NODES[i], at[i]);
            if (i < NODES.length - 1) {
                finite &= evaluate(centre + half * NODES[i], at[POINTS - 1 - i]);
            }
        }
        double[] value = new double[components];
        double[] error = new double[components];
        double[] size = new double[components];
        for (int j = 0; j < components; j++) {
            estimate(at, j, half, value, error, size);
            if (!finite) {
                error[j] = Double.POSITIVE_INFINITY;
            }
        }
        return new Panel(low, high, value, error, size);
    }

    /** Evaluates at a node; false, with zeros in place, where a value is not finite. */
    private boolean evaluate(double x, double[] values) {
        evaluations++;
        f.at(x, scratch);
        boolean finite = true;
        for (int j = 0; j < components; j++) {
            boolean here = Double.isFinite(scratch[j]);
            values[j] = here ? scratch[j] : 0;
            finite &= here;
        }
        return finite;
    }

    private static void estimate(double[][] at, int j, double half, double[] value, double[] error, double[] size) {
        int last = NODES.length - 1;
        double kronrod = KRONROD[last] * at[last][j];
        double absolute = KRONROD[last] * Math.abs(at[last][j]);
        double gauss = 0;
        for (int i = last - 1; i >= 0; i--) {
            double left = at[i][j];
            double right = at[POINTS - 1 - i][j];
            kronrod += KRONROD[i] * (left + right);
            absolute += KRONROD[i] * (Math.abs(left) + Math.abs(right));
            if (i % 2 == 1) {
                gauss += GAUSS[i / 2] * (left + right);
            }
        }
        double mean = 0.5 * kronrod;
        double spread = KRONROD[last] * Math.abs(at[last][j] - mean);
        for (int i = 0; i < last; i++) {
            spread += KRONROD[i] * (Math.abs(at[i][j] - mean) + Math.abs(at[POINTS - 1 - i][j] - mean));
        }
        value[j] = kronrod * half;
        size[j] = absolute * half;
        // QUADPACK: the Kronrod value is far better than its difference from Gauss when f is smooth.
        double difference = Math.abs(kronrod - gauss);
        double smooth = spread == 0 ? 0 : spread * Math.min(1, Math.pow(200 * difference / spread, 1.5));
        error[j] = Math.max(smooth, 0.5 * ROUNDING * absolute) * half;
    }

    private interface Part {
        double[] of(Panel panel);
    }

    private double[] sum(List<Panel> panels, Part part) {
        CompensatedSum[] sums = new CompensatedSum[components];
        Arrays.setAll(sums, j -> new CompensatedSum());
        for (Panel panel : panels) {
            double[] terms = part.of(panel);
            for (int j = 0; j < components; j++) {
                sums[j].add(terms[j]);
            }
        }
        double[] total = new double[components];
        Arrays.setAll(total, j -> sums[j].value());
        return total;
    }
}
