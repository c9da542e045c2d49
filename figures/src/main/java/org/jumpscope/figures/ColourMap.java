package org.jumpscope.figures;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws a landscape: equal colours of a row as one box, all boxes of a colour as one path. */
final class ColourMap {
    private static final int LEVELS = 64;
    /** Boxes overlap by this much, or viewers would show seams between them. */
    private static final double OVERLAP = 0.3;

    /** Viridis as polynomials of degree 6 in the place, within 0.01 of the original (Zucker 2019, public domain). */
    private static final double[][] VIRIDIS = {
        {0.2777273272, 0.1050930431, -0.3308618287, -4.6342304990, 6.2282699363, 4.7763849977, -5.4354558559},
        {0.0054073445, 1.4046135299, 0.2148475595, -5.7991009734, 14.1799333668, -13.7451453777, 4.6458526122},
        {0.3340998053, 1.3845901626, 0.0950951630, -19.3324409563, 56.6905526007, -65.3530326334, 26.3124352496}
    };

    private ColourMap() {}

    /** The colour at a place between 0 and 1. */
    static Colour colour(double place) {
        int rgb = 0;
        for (double[] polynomial : VIRIDIS) {
            double part = 0;
            for (int i = polynomial.length - 1; i >= 0; i--) {
                part = part * place + polynomial[i];
            }
            rgb = (rgb << 8) | (int) Math.round(255 * Math.max(0, Math.min(1, part)));
        }
        return new Colour(rgb);
    }

    static List<Mark> marks(Landscape landscape, Ruler values, Curves curves) {
        Path2D[] paths = new Path2D[LEVELS];
        for (int row = 0; row < landscape.rows(); row++) {
            int start = 0;
            while (start < landscape.columns()) {
                int level = level(values.place(landscape.value(row, start)));
                int end = start + 1;
                while (end < landscape.columns() && level(values.place(landscape.value(row, end))) == level) {
                    end++;
                }
                if (level >= 0) {
                    paths[level] = paths[level] == null ? new Path2D.Double() : paths[level];
                    box(landscape, row, start, end, curves, paths[level]);
                }
                start = end;
            }
        }
        List<Mark> marks = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            if (paths[level] != null) {
                marks.add(new Mark.Area(paths[level], colour((level + 0.5) / LEVELS), false));
            }
        }
        return marks;
    }

    /** The colour bar from the bottom to the top of a box. */
    static List<Mark> bar(double left, double right, double top, double bottom) {
        List<Mark> marks = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            double y1 = bottom + (top - bottom) * level / LEVELS;
            double y2 = Math.max(top, bottom + (top - bottom) * (level + 1) / LEVELS - OVERLAP);
            marks.add(new Mark.Area(
                    Mark.polygon(left, y1, right, y1, right, y2, left, y2), colour((level + 0.5) / LEVELS), false));
        }
        return marks;
    }

    private static int level(double place) {
        return Double.isNaN(place) ? -1 : (int) Math.max(0, Math.min(LEVELS - 1, Math.floor(place * LEVELS)));
    }

    private static void box(Landscape landscape, int row, int start, int end, Curves curves, Path2D path) {
        double x1 = curves.x(landscape.xEdges().get(start));
        double x2 = curves.x(landscape.xEdges().get(end)) + OVERLAP;
        double y1 = curves.y(landscape.yEdges().get(row)) + OVERLAP;
        double y2 = curves.y(landscape.yEdges().get(row + 1));
        if (Double.isFinite(x1 + x2 + y1 + y2)) {
            path.append(Mark.polygon(x1, y1, x2, y1, x2, y2, x1, y2), false);
        }
    }
}
