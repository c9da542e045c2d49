package org.jumpscope.figures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.numeric.Vector;

/**
 * Turns series and guides into marks.
 *
 * @param plot the frame, in points
 * @param horizontal range of the horizontal axis
 * @param vertical range of the vertical axis
 */
record Curves(Rectangle2D plot, Ruler horizontal, Ruler vertical) {
    static final double LINE_WIDTH = 1.2;
    static final double DOTTED_WIDTH = 1.7;
    static final double GUIDE_WIDTH = 0.9;
    static final double ERROR_WIDTH = 0.6;
    static final double MARKER = 3.2;
    static final double BAND = 0.1;

    /** Lines are cut this far outside of the frame, so that no backend sees a huge number. */
    private static final double OUTSIDE = 20;
    /** Markers nearer than this to another one of the series are left out. */
    private static final double APART = 0.3;

    double x(double value) {
        return plot.getX() + plot.getWidth() * horizontal.place(value);
    }

    double y(double value) {
        return plot.getMaxY() - plot.getHeight() * vertical.place(value);
    }

    List<Mark> series(Series series, Mark.Symbol symbol) {
        return switch (series.style()) {
            case LINE, DOTTED, DASHED -> List.of(line(series, path(series.x(), series.y())));
            case STEP -> List.of(line(series, path(stairs(series.x(), true), stairs(series.y(), false))));
            case POINTS -> List.of(symbols(series, symbol));
            case POINTS_WITH_ERRORS -> List.of(errors(series), symbols(series, symbol));
        };
    }

    static Mark.Line line(Series series, Path2D path) {
        Mark.Dash dash = switch (series.style()) {
            case DOTTED -> Mark.Dash.DOTTED;
            case DASHED -> Mark.Dash.DASHED;
            default -> Mark.Dash.SOLID;
        };
        return new Mark.Line(path, series.colour(), dash == Mark.Dash.DOTTED ? DOTTED_WIDTH : LINE_WIDTH, dash);
    }

    /** A guide's shade and its lines; an end outside of the frame has no line. */
    List<Mark> guide(Guide guide) {
        List<Mark> marks = new ArrayList<>();
        boolean upright = guide.direction() == Guide.Direction.VERTICAL;
        double from = guidePlace(guide.from(), upright);
        double to = guidePlace(guide.to(), upright);
        if (!guide.isLine()) {
            double low = Math.max(0, Math.min(1, from));
            double high = Math.max(0, Math.min(1, to));
            if (low < high) {
                marks.add(new Mark.Area(box(low, high, upright), guide.colour().tint(BAND)));
            }
        }
        addGuideLine(guide, from, upright, marks);
        if (!guide.isLine()) {
            addGuideLine(guide, to, upright, marks);
        }
        return marks;
    }

    private double guidePlace(double value, boolean upright) {
        Ruler ruler = upright ? horizontal : vertical;
        double place = ruler.place(value);
        return Double.isNaN(place) ? Double.NEGATIVE_INFINITY : place;
    }

    private Path2D box(double low, double high, boolean upright) {
        double x1 = upright ? plot.getX() + low * plot.getWidth() : plot.getX();
        double x2 = upright ? plot.getX() + high * plot.getWidth() : plot.getMaxX();
        double y1 = upright ? plot.getY() : plot.getMaxY() - high * plot.getHeight();
        double y2 = upright ? plot.getMaxY() : plot.getMaxY() - low * plot.getHeight();
        return Mark.polygon(x1, y1, x2, y1, x2, y2, x1, y2);
    }

    private void addGuideLine(Guide guide, double place, boolean upright, List<Mark> marks) {
        if (place < 0 || place > 1) {
            return;
        }
        double x = plot.getX() + place * plot.getWidth();
        double y = plot.getMaxY() - place * plot.getHeight();
        Path2D path = upright
                ? Mark.segment(x, plot.getMaxY(), x, plot.getY())
                : Mark.segment(plot.getX(), y, plot.getMaxX(), y);
        marks.add(new Mark.Line(path, guide.colour(), GUIDE_WIDTH, Mark.Dash.DASHED));
    }

    private static Vector stairs(Vector values, boolean abscissae) {
        int n = values.size();
        double[] doubled = new double[Math.max(0, 2 * n - 1)];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = values.get(abscissae ? (i + 1) / 2 : i / 2);
        }
        return Vector.of(doubled);
    }

    private Path2D path(Vector abscissae, Vector ordinates) {
        Path2D path = new Path2D.Double();
        int n = abscissae.size();
        double[] x = new double[n];
        double[] y = new double[n];
        int length = 0;
        for (int i = 0; i < n; i++) {
            x[length] = x(abscissae.get(i));
            y[length] = y(ordinates.get(i));
            if (Double.isFinite(x[length]) && Double.isFinite(y[length])) {
                length++;
            } else {
                run(x, y, length, path);
                length = 0;
            }
        }
        run(x, y, length, path);
        return path;
    }

    private void run(double[] x, double[] y, int length, Path2D path) {
        if (length < 2) {
            return;
        }
        int[] kept = Thinning.keep(x, y, length);
        boolean connected = false;
        for (int k = 1; k < kept.length; k++) {
            connected = segment(x[kept[k - 1]], y[kept[k - 1]], x[kept[k]], y[kept[k]], connected, path);
        }
    }

    /** Liang and Barsky's clipping; says whether the next segment continues this one. */
    private boolean segment(double x1, double y1, double x2, double y2, boolean connected, Path2D path) {
        double[] ends = {0, 1};
        double dx = x2 - x1;
        double dy = y2 - y1;
        boolean seen = cut(-dx, x1 - (plot.getX() - OUTSIDE), ends)
                && cut(dx, plot.getMaxX() + OUTSIDE - x1, ends)
                && cut(-dy, y1 - (plot.getY() - OUTSIDE), ends)
                && cut(dy, plot.getMaxY() + OUTSIDE - y1, ends);
        if (!seen) {
            return false;
        }
        if (!connected || ends[0] > 0) {
            path.moveTo(x1 + ends[0] * dx, y1 + ends[0] * dy);
        }
        path.lineTo(x1 + ends[1] * dx, y1 + ends[1] * dy);
        return ends[1] == 1;
    }

    private static boolean cut(double slope, double room, double[] ends) {
        if (slope == 0) {
            return room >= 0;
        }
        double at = room / slope;
        if (slope < 0) {
            ends[0] = Math.max(ends[0], at);
        } else {
            ends[1] = Math.min(ends[1], at);
        }
        return ends[0] <= ends[1];
    }

    private Mark symbols(Series series, Mark.Symbol symbol) {
        int n = series.x().size();
        double[] xs = new double[n];
        double[] ys = new double[n];
        int count = 0;
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < n; i++) {
            double x = x(series.x().get(i));
            double y = y(series.y().get(i));
            boolean inside = x >= plot.getX() && x <= plot.getMaxX() && y >= plot.getY() && y <= plot.getMaxY();
            if (inside && taken.add((Math.round(x / APART) << 32) + Math.round(y / APART))) {
                xs[count] = x;
                ys[count++] = y;
            }
        }
        return new Mark.Symbols(Vector.of(xs, count), Vector.of(ys, count), symbol, MARKER, series.colour());
    }

    private Mark errors(Series series) {
        Path2D bars = new Path2D.Double();
        for (int i = 0; i < series.x().size(); i++) {
            double x = x(series.x().get(i));
            double high = y(series.high().get(i));
            double low = series.low().get(i);
            boolean toFrame = vertical.logarithmic() && low <= 0;
            double bottom = toFrame ? plot.getMaxY() : y(low);
            if (x >= plot.getX() && x <= plot.getMaxX() && Double.isFinite(high) && Double.isFinite(bottom)) {
                segment(x, bottom, x, high, false, bars);
            }
        }
        return new Mark.Line(bars, series.colour(), ERROR_WIDTH, Mark.Dash.SOLID);
    }
}
