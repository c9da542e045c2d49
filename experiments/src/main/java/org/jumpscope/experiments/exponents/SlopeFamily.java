package org.jumpscope.experiments.exponents;

import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A composition H(y) of the closing table, through the derivatives of its slope h = H′ in closed form.
 *
 * <p>Exponents (theory §2): ẇ = −γxh, ḃ = −γh, q̇ = γ|h|√(1 + x²); k = u u″/u′² for a jump u, and for ẇ after the shift
 * that makes it a power, if one does, 1/k_w = 2 − v v″/v′² with v = dẇ/dx. None depends on γ.
 */
public sealed interface SlopeFamily {

    /**
     * The derivative of h of an order.
     *
     * @param y pre-activation
     * @param order 0 for h itself, up to 3
     * @return d^order h/dy^order
     */
    double slope(double y, int order);

    /** H(y) as text. */
    String text();

    /**
     * H = (y + s)^n, or log(y + s) for n = 0.
     *
     * @param n the power, any real number
     * @param s the shift c₁
     */
    record Power(double n, double s) implements SlopeFamily {
        /** Checks the numbers. */
        public Power {
            if (!Double.isFinite(n) || !Double.isFinite(s)) {
                throw new InvalidInputException("Power " + n + " with shift " + s + " is not finite.");
            }
        }

        @Override
        public double slope(double y, int order) {
            double factor = n == 0 ? 1 : n;
            double power = n - 1;
            for (int i = 0; i < order; i++) {
                factor *= power;
                power--;
            }
            // 0·∞ would be NaN where a derivative vanishes identically, as h″ of a quadratic.
            return factor == 0 ? 0 : factor * Math.pow(y + s, power);
        }

        @Override
        public String text() {
            String base = s == 0 ? "y" : s > 0 ? "(y + " + s + ")" : "(y - " + -s + ")";
            if (n == 0) {
                return s == 0 ? "log(y)" : "log" + base;
            }
            return n == 1 ? base : base + "^" + (n == Math.rint(n) ? Long.toString((long) n) : Double.toString(n));
        }
    }

    /**
     * H = exp(c₁y).
     *
     * @param c1 the rate c₁, not 0
     */
    record Exponential(double c1) implements SlopeFamily {
        /** Checks the rate. */
        public Exponential {
            if (!Double.isFinite(c1) || c1 == 0) {
                throw new InvalidInputException("Rate " + c1 + " of an exponential has to be finite and not 0.");
            }
        }

        @Override
        public double slope(double y, int order) {
            return Math.pow(c1, order + 1) * Math.exp(c1 * y);
        }

        @Override
        public String text() {
            return "exp(" + c1 + "*y)";
        }
    }

    /** k_w of ẇ as it is. */
    default double weightExponent(State state, double x) {
        double w = state.weight();
        double y = state.preActivation(x);
        double first = slope(y, 0) + w * x * slope(y, 1);
        double second = 2 * w * slope(y, 1) + w * w * x * slope(y, 2);
        return x * slope(y, 0) * second / (first * first);
    }

    /** k_w of ẇ + C with the constant C that makes it a power, where one does: 1/k_w = 2 − v v″/v′², 0 where v′ = 0. */
    default double shiftedWeightExponent(State state, double x) {
        double w = state.weight();
        double y = state.preActivation(x);
        double v = slope(y, 0) + w * x * slope(y, 1);
        double first = 2 * w * slope(y, 1) + w * w * x * slope(y, 2);
        double second = 3 * w * w * slope(y, 2) + w * w * w * x * slope(y, 3);
        return first == 0 ? 0 : 1 / (2 - v * second / (first * first));
    }

    /** k_b = h h″/h′², NaN where h is constant and ḃ has no density. */
    default double biasExponent(State state, double x) {
        double y = state.preActivation(x);
        return slope(y, 0) * slope(y, 2) / (slope(y, 1) * slope(y, 1));
    }

    /** k_J of q̇ = γ|h|√(1 + x²). */
    default double normExponent(State state, double x) {
        double w = state.weight();
        double y = state.preActivation(x);
        double rho = slope(y, 1) / slope(y, 0);
        double rhoDerivative = slope(y, 2) / slope(y, 0) - rho * rho;
        double one = 1 + x * x;
        double slope = w * rho + x / one;
        return 1 + (w * w * rhoDerivative + (1 - x * x) / (one * one)) / (slope * slope);
    }
}
