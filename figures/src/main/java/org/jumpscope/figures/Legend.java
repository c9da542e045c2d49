package org.jumpscope.figures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.numeric.Vector;

/** The legend: one entry for every named series and guide, with a sample of its line or marker. */
record Legend(List<Legend.Entry> entries, double size) {
    private static final double SIZE = 9.5;
    private static final double LEADING = 1.32;
    private static final double SAMPLE = 22;
    private static final double GAP = 5;
    private static final double BETWEEN = 16;
    private static final List<Mark.Symbol> SYMBOLS =
            List.of(Mark.Symbol.DISC, Mark.Symbol.SQUARE, Mark.Symbol.TRIANGLE, Mark.Symbol.DIAMOND);

    /** A drawing of a sample whose left end and middle height are given. */
    private interface Sample {
        List<Mark> at(double x, double y);
    }

    /** One line of the legend. */
    record Entry(MathText text, Sample sample) {}

    Legend {
        entries = List.copyOf(entries);
    }

    /** The legend of a figure, in smaller type if its longest line is wider than the room. */
    static Legend of(Figure figure, double room) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < figure.series().size(); i++) {
            Series series = figure.series().get(i);
            Mark.Symbol symbol = symbol(figure, i);
            if (!series.name().isEmpty()) {
                entries.put(
                        "series " + i,
                        new Entry(MathText.parse(series.name()), (x, y) -> sample(series, symbol, x, y)));
            }
        }
        for (Guide guide : figure.guides()) {
            if (!guide.label().isEmpty()) {
                String key = guide.label() + guide.colour() + guide.isLine() + guide.direction();
                entries.putIfAbsent(key, new Entry(MathText.parse(guide.label()), (x, y) -> sample(guide, x, y)));
            }
        }
        Legend legend = new Legend(List.copyOf(entries.values()), SIZE);
        double widest = legend.width() - SAMPLE - GAP;
        double fit = (room - SAMPLE - GAP) / widest;
        return fit < 1 ? new Legend(legend.entries, SIZE * Math.max(0.5, fit)) : legend;
    }

    /** The symbol of a series: every set of points of a figure has its own. */
    static Mark.Symbol symbol(Figure figure, int index) {
        long before =
                figure.series().stream().limit(index).filter(Series::hasMarkers).count();
        return SYMBOLS.get((int) (before % SYMBOLS.size()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Width of one column. */
    double width() {
        return entries.stream().mapToDouble(this::width).max().orElse(0);
    }

    /** Height of one column. */
    double height() {
        return entries.size() * line();
    }

    private double width(Entry entry) {
        return SAMPLE + GAP + size * entry.text.width();
    }

    private double line() {
        return size * LEADING;
    }

    /** One column with its upper left corner at a place. */
    List<Mark> column(double x, double y) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), x, y + (i + 0.5) * line(), marks);
        }
        return marks;
    }

    /** Height of the rows that fit into a width. */
    double rowsHeight(double width) {
        return rows(width).size() * line();
    }

    /** Rows in the middle of a width. */
    List<Mark> rows(double left, double top, double width) {
        List<Mark> marks = new ArrayList<>();
        double y = top + line() / 2;
        for (List<Entry> row : rows(width)) {
            double total = row.stream().mapToDouble(this::width).sum() + BETWEEN * (row.size() - 1);
            double x = left + (width - total) / 2;
            for (Entry entry : row) {
                add(entry, x, y, marks);
                x += width(entry) + BETWEEN;
            }
            y += line();
        }
        return marks;
    }

    private List<List<Entry>> rows(double width) {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            double wide = width(entry);
            if (used + BETWEEN + wide > width) {
                rows.add(new ArrayList<>());
                used = -BETWEEN;
            }
            rows.get(rows.size() - 1).add(entry);
            used += BETWEEN + wide;
        }
        return rows;
    }

    private void add(Entry entry, double x, double y, List<Mark> marks) {
        marks.addAll(entry.sample.at(x, y));
        double baseLine = y + size * Typeface.CAPITAL / 2;
        marks.add(new Mark.Words(entry.text, x + SAMPLE + GAP, baseLine, size, false, Colour.BLACK));
    }

    /** Background for a legend that may cover something. */
    static Mark background(Rectangle2D box, double margin) {
        double x1 = box.getX() - margin;
        double x2 = box.getMaxX() + margin;
        double y1 = box.getY() - margin;
        double y2 = box.getMaxY() + margin;
        return new Mark.Area(Mark.polygon(x1, y1, x2, y1, x2, y2, x1, y2), new Colour(0xFFFFFF));
    }

    private static List<Mark> sample(Series series, Mark.Symbol symbol, double x, double y) {
        if (!series.hasMarkers()) {
            return List.of(Curves.line(series, Mark.segment(x, y, x + SAMPLE, y)));
        }
        double middle = x + SAMPLE / 2;
        Mark marker = new Mark.Symbols(Vector.of(middle), Vector.of(y), symbol, Curves.MARKER, series.colour());
        if (!series.hasErrors()) {
            return List.of(marker);
        }
        Path2D bar = Mark.segment(middle, y - 4.5, middle, y + 4.5);
        return List.of(new Mark.Line(bar, series.colour(), Curves.ERROR_WIDTH, Mark.Dash.SOLID), marker);
    }

    private static List<Mark> sample(Guide guide, double x, double y) {
        Path2D across = Mark.segment(x, y, x + SAMPLE, y);
        if (guide.isLine()) {
            return List.of(new Mark.Line(across, guide.colour(), Curves.GUIDE_WIDTH, Mark.Dash.DASHED));
        }
        double left = x + 3;
        double right = x + SAMPLE - 3;
        Path2D box = Mark.polygon(left, y - 4, right, y - 4, right, y + 4, left, y + 4);
        Path2D edges = Mark.segment(left, y + 4, left, y - 4);
        edges.append(Mark.segment(right, y + 4, right, y - 4), false);
        return List.of(
                new Mark.Area(box, guide.colour().tint(Curves.BAND)),
                new Mark.Line(edges, guide.colour(), Curves.GUIDE_WIDTH, Mark.Dash.SOLID));
    }
}
