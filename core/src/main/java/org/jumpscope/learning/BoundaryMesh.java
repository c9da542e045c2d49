package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;

/**
 * The mesh of one class's law: cells between quantiles at whole normal scores from −37 to 37 (a mass of 1e−300 on either
 * side), each divided until Kronrod's rule integrates the density over it to the mass that the distribution function
 * gives.
 *
 * <p>Quantile spacing serves light and heavy tails alike: a cell far out is wide where the tail is heavy. Cells are filled
 * when they are first asked for.
 */
final class BoundaryMesh {
    private static final int FARTHEST_SCORE = 37;
    /** Cells beyond this score hold less than 1e−17 of the mass. */
    private static final double CENTRAL_SCORE = 8.5;
    /** Largest ratio of the distances of a cell's ends from the median. */
    private static final double WIDEST_RATIO = 3;

    private static final double MASS_TOLERANCE = 1e-12;
    private static final int DEEPEST = 14;
    private static final Normal STANDARD = Normal.of(0, 1);

    private final Distribution law;
    private final double share;
    private final double centre;
    private final double scale;
    private final double[] edges;
    private final List<List<Panel>> cells = new ArrayList<>();
    private final int firstCentral;
    private final int lastCentral;

    BoundaryMesh(ClassMixture.Component component, double centre, double scale) {
        this.law = component.law();
        this.share = component.share();
        this.centre = centre;
        this.scale = scale;
        this.edges = edges(law);
        for (int i = 0; i + 1 < edges.length; i++) {
            cells.add(null);
        }
        double low = quantileAtScore(law, -CENTRAL_SCORE);
        double high = quantileAtScore(law, CENTRAL_SCORE);
        int first = 0;
        while (first + 2 < edges.length && edges[first + 1] <= low) {
            first++;
        }
        int last = edges.length - 2;
        while (last > first && edges[last] >= high) {
            last--;
        }
        this.firstCentral = first;
        this.lastCentral = last;
    }

    /** The point that has the normal score z: F(x) = Φ(z), from the nearer tail. */
    static double quantileAtScore(Distribution law, double z) {
        double tail = STANDARD.cumulative(-Math.abs(z));
        return z <= 0 ? law.quantile(tail) : law.survivalQuantile(tail);
    }

    private static double[] edges(Distribution law) {
        double median = law.quantile(0.5);
        double spread = quantileAtScore(law, 1) - quantileAtScore(law, -1);
        TreeSet<Double> points = new TreeSet<>();
        for (int z = -FARTHEST_SCORE; z <= FARTHEST_SCORE; z++) {
            points.add(quantileAtScore(law, z));
        }
        double lowest = points.first();
        double highest = points.last();
        for (double kink : law.kinks()) {
            if (kink > lowest && kink < highest) {
                points.add(kink);
            }
        }
        List<Double> kept = new ArrayList<>();
        for (double point : points) {
            if (!Double.isFinite(point)) {
                continue;
            }
            if (kept.isEmpty()) {
                kept.add(point);
                continue;
            }
            double last = kept.get(kept.size() - 1);
            if (point - last > 1e-9 * spread) {
                addGeometric(kept, median, point);
            } else if (point == highest && kept.size() > 1) {
                kept.set(kept.size() - 1, point);
            }
        }
        return kept.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Adds a point, and points before it so that the distances from the median grow by at most a fixed ratio. */
    private static void addGeometric(List<Double> kept, double median, double point) {
        double last = kept.get(kept.size() - 1);
        if (last > median) {
            double from = last - median;
            double to = point - median;
            int parts = (int) Math.max(1, Math.ceil(Math.log(to / from) / Math.log(WIDEST_RATIO)));
            for (int i = 1; i < parts; i++) {
                kept.add(median + from * Math.exp(i * Math.log(to / from) / parts));
            }
        } else if (point < median) {
            double from = median - last;
            double to = median - point;
            int parts = (int) Math.max(1, Math.ceil(Math.log(from / to) / Math.log(WIDEST_RATIO)));
            for (int i = 1; i < parts; i++) {
                kept.add(median - from * Math.exp(-i * Math.log(from / to) / parts));
            }
        }
        kept.add(point);
    }

    Distribution law() {
        return law;
    }

    double share() {
        return share;
    }

    int firstCentral() {
        return firstCentral;
    }

    int lastCentral() {
        return lastCentral;
    }

    int size() {
        return cells.size();
    }

    double low(int cell) {
        return edges[cell];
    }

    double high(int cell) {
        return edges[cell + 1];
    }

    /** The panels of a cell in order of x. */
    List<Panel> panels(int cell) {
        List<Panel> panels = cells.get(cell);
        if (panels == null) {
            panels = new ArrayList<>();
            divide(new Panel(law, share, centre, scale, edges[cell], edges[cell + 1]), DEEPEST, panels);
            cells.set(cell, panels);
        }
        return panels;
    }

    private void divide(Panel panel, int depth, List<Panel> panels) {
        double mass = share * law.probability(panel.low, panel.high);
        boolean resolved = Math.abs(panel.mass - mass) <= MASS_TOLERANCE * mass + 1e-17;
        if (resolved || depth == 0 || !panel.isDivisible()) {
            panels.add(panel);
            return;
        }
        divide(panel.lowerHalf(), depth - 1, panels);
        divide(panel.upperHalf(), depth - 1, panels);
    }
}
