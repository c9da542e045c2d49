package org.jumpscope.learning;

import org.jumpscope.numeric.Vector;

/**
 * Newton's method in a trust region from one start, in standardised coordinates (w′, b′): y = w′u + b′.
 *
 * <p>A step is judged by the risk that it really saves. Where a full Newton step saves much more than the quadratic model
 * says, as on the slope of an exponential, it is doubled while the risk falls, so that a search without a minimum
 * reaches its end soon.
 */
final class MinimumSearch {
    /** How a search ended. */
    enum End {
        /** The mean gradient vanishes. */
        STATIONARY,
        /** No sample makes a jump. */
        DEAD,
        /** The state or the risk runs on without end. */
        RUNAWAY,
        /** The risk is not finite at the start. */
        OBSTACLE,
        /** The steps ended before anything else happened. */
        UNRESOLVED
    }

    /** Relative mean gradient that the coarse search stops at. */
    private static final double COARSE = 1e-7;

    private static final double COARSE_QUADRATURE = 1e-10;
    private static final int STEPS = 300;
    private static final int POLISHING_STEPS = 30;
    /** Distance in standardised coordinates from which a search counts as run away. */
    private static final double FAR = 1e7;
    /** Mean absolute gradient, relative to the start's, that counts as run away on a smooth slope. */
    private static final double FLAT = 1e-80;
    /** Probability of a sample with a jump below which the state counts as dead. */
    private static final double DEAD_MASS = 1e-6;

    private final RiskIntegral integral;
    double weight;
    double bias;
    RiskSums sums;
    End end;

    MinimumSearch(RiskIntegral integral, double weight, double bias) {
        this.integral = integral;
        this.weight = weight;
        this.bias = bias;
    }

    /** Searches coarsely. */
    MinimumSearch run() {
        sums = integral.at(weight, bias, COARSE_QUADRATURE, RiskSums.SEARCH);
        if (!sums.isFinite()) {
            end = End.OBSTACLE;
            return this;
        }
        double startGradient = sums.magnitude[RiskSums.SLOPE];
        double radius = 1;
        for (int i = 0; i < STEPS; i++) {
            if (sums.isDead() || (sums.activeMass < DEAD_MASS && sums.magnitude[RiskSums.SLOPE] <= startGradient)) {
                end = End.DEAD;
                return this;
            }
            if (sums.relativeGradient() <= COARSE
                    && sums.hessian().eigenvalues().get(0) > 0) {
                end = End.STATIONARY;
                return this;
            }
            if (Math.hypot(weight, bias) > FAR || sums.magnitude[RiskSums.SLOPE] < FLAT * startGradient) {
                end = End.RUNAWAY;
                return this;
            }
            double gw = sums.sum[RiskSums.SLOPE_U];
            double gb = sums.sum[RiskSums.SLOPE];
            StateMatrix hessian = sums.hessian();
            Vector p = TrustRegion.step(gw, gb, hessian, radius);
            double length = Math.hypot(p.get(0), p.get(1));
            if (!(length > 1e-14 * (1 + Math.hypot(weight, bias)))) {
                end = sums.relativeGradient() <= 1e-4 ? End.STATIONARY : End.UNRESOLVED;
                return this;
            }
            double predicted = -(gw * p.get(0) + gb * p.get(1) + 0.5 * form(hessian, p));
            RiskSums next = integral.at(weight + p.get(0), bias + p.get(1), COARSE_QUADRATURE, RiskSums.SEARCH);
            double saved = next.isFinite() ? sums.value() - next.value() : Double.NEGATIVE_INFINITY;
            // Below the rounding of the risk the ratio says nothing; the model is then exact and the gradient decides.
            boolean isRounding = predicted <= 1e-12 * sums.magnitude[RiskSums.VALUE];
            double ratio = isRounding
                    ? next.isFinite() && next.relativeGradient() < 2 * sums.relativeGradient() + COARSE ? 1 : 0
                    : saved / predicted;
            if (ratio < 0.25) {
                radius = 0.25 * length;
            } else if (ratio > 0.75 && length > 0.8 * radius) {
                radius *= 2;
            }
            if (ratio <= 1e-4) {
                continue;
            }
            move(p, 1, next);
            if (!isRounding && ratio > 1.15) {
                radius = Math.max(radius, expand(p));
            }
        }
        end = End.UNRESOLVED;
        return this;
    }

    private static double form(StateMatrix b, Vector p) {
        double w = p.get(0);
        double v = p.get(1);
        return b.weightWeight() * w * w + 2 * b.weightBias() * w * v + b.biasBias() * v * v;
    }

    private void move(Vector p, double factor, RiskSums next) {
        weight += factor * p.get(0);
        bias += factor * p.get(1);
        sums = next;
    }

    /** Goes on in the direction of a step, doubling it while the risk falls; returns the length of the last step. */
    private double expand(Vector p) {
        double factor = 1;
        double last = 0;
        while (Math.hypot(weight, bias) < FAR) {
            RiskSums next = integral.at(
                    weight + factor * p.get(0), bias + factor * p.get(1), COARSE_QUADRATURE, RiskSums.SEARCH);
            if (!next.isFinite() || !(next.value() < sums.value()) || next.isDead()) {
                break;
            }
            move(p, factor, next);
            last = factor * Math.hypot(p.get(0), p.get(1));
            factor *= 2;
        }
        return last;
    }

    /** Newton steps at full accuracy while they make the mean gradient smaller. */
    void polish() {
        RiskSums best = integral.at(weight, bias, Risk.ACCURATE, RiskSums.SEARCH);
        double tried = weight;
        double triedBias = bias;
        RiskSums current = best;
        int worse = 0;
        for (int i = 0; i < POLISHING_STEPS && worse < 2 && best.relativeGradient() > 1e-16; i++) {
            Vector p = current.hessian().solve(-current.sum[RiskSums.SLOPE_U], -current.sum[RiskSums.SLOPE]);
            tried += p.get(0);
            triedBias += p.get(1);
            if (!Double.isFinite(tried) || !Double.isFinite(triedBias)) {
                break;
            }
            current = integral.at(tried, triedBias, Risk.ACCURATE, RiskSums.SEARCH);
            if (!current.isFinite()) {
                break;
            }
            if (current.relativeGradient() < best.relativeGradient()) {
                best = current;
                weight = tried;
                bias = triedBias;
                worse = 0;
            } else {
                worse++;
            }
        }
        sums = best;
    }
}
