package org.jumpscope.criticality.range;

import java.util.Arrays;
import org.jumpscope.numeric.GaussLegendre;

/**
 * Gauss–Legendre rule on consecutive panels of [lower, upper] in u = ln x; the panels meet at given places, so that an
 * integrand with kinks there is smooth on each.
 */
final class PanelRule {
    /** Nodes of a panel. */
    static final int NODES = 8;

    private static final int MOST_PANELS = 96;
    private static final double[] NODE = GaussLegendre.of(NODES).nodes().toArray();
    private static final double[] WEIGHT = GaussLegendre.of(NODES).weights().toArray();
    /** Legendre coefficient l of a panel from its values: (2l + 1)/2 · w_i P_l(x_i). */
    private static final double[][] TO_LEGENDRE = toLegendre();

    private final double[] edges;
    private final double[] nodes;
    private final double[] weights;

    private PanelRule(double[] edges) {
        this.edges = edges;
        int panels = edges.length - 1;
        this.nodes = new double[panels * NODES];
        this.weights = new double[panels * NODES];
        for (int p = 0; p < panels; p++) {
            double half = 0.5 * (edges[p + 1] - edges[p]);
            double centre = 0.5 * (edges[p + 1] + edges[p]);
            for (int i = 0; i < NODES; i++) {
                nodes[p * NODES + i] = centre + half * NODE[i];
                weights[p * NODES + i] = half * WEIGHT[i];
            }
        }
    }

    /**
     * A rule.
     *
     * @param lower lower limit
     * @param upper upper limit, above it
     * @param places where panels have to meet; those outside the limits are ignored. Modified: sorted.
     * @param width greatest width of a panel (wider where more than 96 panels would be needed)
     */
    static PanelRule of(double lower, double upper, double[] places, double width) {
        Arrays.sort(places);
        double widest = Math.max(width, (upper - lower) / MOST_PANELS);
        double[] edges = new double[2 * MOST_PANELS + 2 * places.length + 4];
        int count = 0;
        edges[count++] = lower;
        // A sliver would cost as much as a panel and gain nothing.
        double sliver = 1e-3 * widest;
        for (int i = 0; i <= places.length; i++) {
            double end = i < places.length ? places[i] : upper;
            double start = edges[count - 1];
            if (i < places.length && !(end > start + sliver && end < upper - sliver)) {
                continue;
            }
            int parts = Math.max(1, (int) Math.ceil((end - start) / widest - 1e-9));
            for (int part = 1; part <= parts; part++) {
                edges[count++] = part == parts ? end : start + (end - start) * part / parts;
            }
        }
        return new PanelRule(Arrays.copyOf(edges, count));
    }

    /** The number of nodes. */
    int size() {
        return nodes.length;
    }

    /** The nodes in ascending order. Not to be modified. */
    double[] nodes() {
        return nodes;
    }

    /** The weights. Not to be modified. */
    double[] weights() {
        return weights;
    }

    /** The panel that holds u. */
    private int panel(double u) {
        int at = Arrays.binarySearch(edges, u);
        int panel = at >= 0 ? at : -at - 2;
        return Math.min(Math.max(panel, 0), edges.length - 2);
    }

    /**
     * The integral from the lower limit, of a function that is known at the nodes: on each panel the polynomial through its
     * nodes is integrated exactly.
     */
    final class Cumulative {
        private final double[] values;
        private final double[] atEdges;
        private final double[] legendre;
        private final boolean[] known;

        /**
         * Integrates.
         *
         * @param values the function at the nodes; kept
         */
        Cumulative(double[] values) {
            int panels = edges.length - 1;
            this.values = values;
            this.atEdges = new double[panels + 1];
            this.legendre = new double[panels * NODES];
            this.known = new boolean[panels];
            double sum = 0;
            for (int p = 0; p < panels; p++) {
                for (int i = p * NODES; i < (p + 1) * NODES; i++) {
                    sum += weights[i] * values[i];
                }
                atEdges[p + 1] = sum;
            }
        }

        /** The integral from the lower limit to u. */
        double at(double u) {
            int p = panel(u);
            int start = p * NODES;
            if (!known[p]) {
                for (int l = 0; l < NODES; l++) {
                    double sum = 0;
                    for (int i = 0; i < NODES; i++) {
                        sum += TO_LEGENDRE[l][i] * values[start + i];
                    }
                    legendre[start + l] = sum;
                }
                known[p] = true;
            }
            double half = 0.5 * (edges[p + 1] - edges[p]);
            double x = (u - edges[p]) / half - 1;
            // ∫ P_0 = x + 1 and ∫ P_l = (P_{l+1} − P_{l−1})/(2l + 1) from −1.
            double before = 1;
            double current = x;
            double sum = legendre[start] * (x + 1);
            for (int l = 1; l < NODES; l++) {
                double next = ((2 * l + 1) * x * current - l * before) / (l + 1);
                sum += legendre[start + l] * (next - before) / (2 * l + 1);
                before = current;
                current = next;
            }
            return atEdges[p] + half * sum;
        }
    }

    private static double[][] toLegendre() {
        double[][] matrix = new double[NODES][NODES];
        for (int i = 0; i < NODES; i++) {
            double before = 0;
            double current = 1;
            for (int l = 0; l < NODES; l++) {
                matrix[l][i] = (2 * l + 1) / 2.0 * WEIGHT[i] * current;
                double next = ((2 * l + 1) * NODE[i] * current - l * before) / (l + 1);
                before = current;
                current = next;
            }
        }
        return matrix;
    }
}
