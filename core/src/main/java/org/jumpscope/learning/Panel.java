package org.jumpscope.learning;

import org.jumpscope.distribution.Distribution;

/**
 * One panel of a class's mesh: the 21 Kronrod nodes of an interval of x with share · density · quadrature weight.
 *
 * <p>The density is computed once, when the panel is made; halves are made on demand and kept, so a search that
 * evaluates many states on the same data pays for the density only once.
 */
final class Panel {
    static final int NODES = 21;
    /** Non-negative Kronrod nodes in decreasing order (QUADPACK qk21). */
    private static final double[] HALF_NODES = {
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

    private static final double[] HALF_WEIGHTS = {
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

    /** Weights of the ten-point Gauss rule on every second node. */
    private static final double[] HALF_GAUSS = {
        0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287
    };

    private static final double[] NODE = new double[NODES];
    private static final double[] KRONROD = new double[NODES];
    /** Gauss weight over Kronrod weight, 0 at nodes that the Gauss rule lacks. */
    static final double[] GAUSS_RATIO = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            int j = Math.min(i, NODES - 1 - i);
            NODE[i] = i < NODES / 2 ? -HALF_NODES[j] : HALF_NODES[j];
            KRONROD[i] = HALF_WEIGHTS[j];
            GAUSS_RATIO[i] = j % 2 == 1 ? HALF_GAUSS[j / 2] / HALF_WEIGHTS[j] : 0;
        }
    }

    private final Distribution law;
    private final double share;
    private final double centre;
    private final double scale;
    final double low;
    final double high;
    /** Standardised inputs u = (x − centre)/scale. */
    final double[] input = new double[NODES];
    /** share · p(x) dx. */
    final double[] weight = new double[NODES];
    /** Share of the mass by Kronrod's rule. */
    final double mass;

    private Panel lowerHalf;
    private Panel upperHalf;

    Panel(Distribution law, double share, double centre, double scale, double low, double high) {
        this.law = law;
        this.share = share;
        this.centre = centre;
        this.scale = scale;
        this.low = low;
        this.high = high;
        double middle = 0.5 * low + 0.5 * high;
        double half = 0.5 * high - 0.5 * low;
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double x = middle + half * NODE[i];
            input[i] = (x - centre) / scale;
            double density = law.density(x);
            // Far out in a heavy tail the density underflows before the probability of the panel does.
            double probability = density < 1e-280 ? Math.exp(law.logDensity(x) + Math.log(half)) : half * density;
            weight[i] = share * KRONROD[i] * probability;
            sum += weight[i];
        }
        this.mass = sum;
    }

    /** The part of this panel between two points inside it, not kept. */
    Panel part(double from, double to) {
        return new Panel(law, share, centre, scale, from, to);
    }

    Panel lowerHalf() {
        if (lowerHalf == null) {
            lowerHalf = part(low, middle());
        }
        return lowerHalf;
    }

    Panel upperHalf() {
        if (upperHalf == null) {
            upperHalf = part(middle(), high);
        }
        return upperHalf;
    }

    /** Whether there are numbers enough inside to halve it. */
    boolean isDivisible() {
        double middle = middle();
        return high - low > 64 * Math.ulp(Math.max(Math.abs(low), Math.abs(high))) && low < middle && middle < high;
    }

    private double middle() {
        return 0.5 * low + 0.5 * high;
    }
}
