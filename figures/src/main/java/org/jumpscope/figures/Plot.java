package org.jumpscope.figures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jumpscope.numeric.Vector;

/** Lays a figure out: margins from the widths of its texts, then frame, ticks, curves, legend. */
final class Plot {
    private static final double TITLE = 11;
    private static final double NOTES = 9;
    private static final double LABEL = 11.5;
    private static final double TICK = 10;
    private static final double LEADING = 1.25;
    private static final double PAD = 5;
    private static final double GAP = 4.5;
    private static final double FRAME_WIDTH = 0.75;
    private static final double MAJOR = 5;
    private static final double MINOR = 2.8;
    private static final double LEGEND_MARGIN = 8;
    private static final double BAR = 11;
    private static final double BAR_GAP = 9;
    /** Height of a tick label with a raised exponent, in em. */
    private static final double RAISED = 0.85;
    /** Frames lie on this grid, on which PNG pixels begin, so that they are sharp. */
    private static final double GRID = 0.375;

    private static final double SMALLEST_TYPE = 0.55;
    /** Margins depend on labels and labels on the room that margins leave; three rounds settle both. */
    private static final int ROUNDS = 3;

    private final Figure figure;
    private final List<String> titles;
    private final List<String> notes;
    private final Ruler horizontal;
    private final Ruler vertical;
    private final Optional<Ruler> values;
    private final Legend legend;
    private final List<Mark> marks = new ArrayList<>();

    private Rectangle2D frame;
    private Ticks across;
    private Ticks upwards;
    private Optional<Ticks> onBar = Optional.empty();
    private boolean legendBelow;

    private Plot(Figure figure) {
        this.figure = figure;
        double room = figure.width() - 2 * PAD;
        this.titles = lines(figure.title(), room / TITLE);
        this.notes = lines(figure.notes(), room / NOTES);
        boolean map = figure.landscape().isPresent();
        Ruler.Values x = consumer -> abscissae(figure, consumer);
        Ruler.Values y = consumer -> ordinates(figure, consumer);
        this.horizontal = map ? Ruler.tight(figure.horizontal(), x) : Ruler.of(figure.horizontal(), x);
        this.vertical = map ? Ruler.tight(figure.vertical(), y) : Ruler.of(figure.vertical(), y);
        this.values = figure.landscape()
                .map(landscape -> Ruler.tight(landscape.legend(), consumer -> each(landscape.values(), consumer)));
        this.legend = Legend.of(figure, room);
        this.legendBelow = figure.legend() == Figure.LegendPlacement.BELOW && !legend.isEmpty();
    }

    static Drawing draw(Figure figure) {
        Plot plot = new Plot(figure);
        plot.layOut();
        plot.draw();
        String name = figure.title().isEmpty()
                ? figure.vertical().label() + " against " + figure.horizontal().label()
                : figure.title();
        return new Drawing(figure.width(), figure.height(), MathText.parse(name).plain(), plot.marks);
    }

    private static List<String> lines(String text, double width) {
        return text.isEmpty() ? List.of() : MathText.wrap(text, width);
    }

    private static void abscissae(Figure figure, DoubleConsumer consumer) {
        figure.series().forEach(series -> each(series.x(), consumer));
        figure.landscape().ifPresent(landscape -> each(landscape.xEdges(), consumer));
    }

    private static void ordinates(Figure figure, DoubleConsumer consumer) {
        for (Series series : figure.series()) {
            each(series.y(), consumer);
            each(series.low(), consumer);
            each(series.high(), consumer);
        }
        figure.landscape().ifPresent(landscape -> each(landscape.yEdges(), consumer));
    }

    private static void each(Vector values, DoubleConsumer consumer) {
        for (int i = 0; i < values.size(); i++) {
            consumer.accept(values.get(i));
        }
    }

    private void layOut() {
        frame = new Rectangle2D.Double(50, 10, figure.width() - 60, figure.height() - 50);
        for (int round = 0; round < ROUNDS; round++) {
            across = acrossTicks();
            upwards = upwardTicks(vertical, frame.getHeight());
            onBar = values.map(ruler -> upwardTicks(ruler, frame.getHeight()));
            frame = frame();
        }
    }

    private Rectangle2D frame() {
        double top = PAD + titles.size() * TITLE * LEADING + notes.size() * NOTES * LEADING;
        top += titles.isEmpty() && notes.isEmpty() ? 2 : 3;
        top += upwards.factor() != 0 ? TICK * LEADING : 0;
        double bottom = figure.height() - PAD;
        if (legendBelow) {
            bottom -= legend.rowsHeight(figure.width() - 2 * PAD) + GAP;
        }
        if (!figure.horizontal().label().isEmpty() || across.factor() != 0) {
            bottom -= LABEL * (Typeface.CAPITAL + Typeface.DESCENT) + GAP + 1;
        }
        bottom -= TICK * RAISED + GAP + 1;
        double left = PAD + widest(upwards) + GAP;
        if (!figure.vertical().label().isEmpty()) {
            left += LABEL * (Typeface.CAPITAL + Typeface.DESCENT + 0.25) + GAP;
        }
        double right = figure.width() - Math.max(PAD + 2, overhang());
        if (onBar.isPresent()) {
            right -= BAR_GAP + BAR + GAP + widest(onBar.get());
            if (!figure.landscape().orElseThrow().legend().label().isEmpty()) {
                right -= LABEL * (Typeface.CAPITAL + Typeface.DESCENT + 0.25) + GAP;
            }
        }
        double x = onGrid(left);
        double y = onGrid(top);
        return new Rectangle2D.Double(x, y, Math.max(20, onGrid(right) - x), Math.max(20, onGrid(bottom) - y));
    }

    private static double onGrid(double value) {
        return Math.round(value / GRID) * GRID;
    }

    private static double widest(Ticks ticks) {
        return ticks.labelled().stream()
                .mapToDouble(tick -> TICK * MathText.parse(tick.label()).width())
                .max()
                .orElse(0);
    }

    /** How far the last label of the horizontal axis reaches beyond the frame. */
    private double overhang() {
        double most = 0;
        for (Ticks.Tick tick : across.labelled()) {
            double half = TICK * MathText.parse(tick.label()).width() / 2;
            double beyond = half - (1 - horizontal.place(tick.value())) * frame.getWidth();
            most = Math.max(most, beyond + 3);
        }
        return most;
    }

    private Ticks acrossTicks() {
        int most = 10;
        Ticks ticks = Ticks.of(horizontal, most);
        while (most > 2 && overlap(ticks)) {
            ticks = Ticks.of(horizontal, --most);
        }
        return ticks;
    }

    private boolean overlap(Ticks ticks) {
        double end = Double.NEGATIVE_INFINITY;
        List<Ticks.Tick> labelled = ticks.labelled();
        for (Ticks.Tick tick : labelled) {
            double half = TICK * MathText.parse(tick.label()).width() / 2;
            double at = horizontal.place(tick.value()) * frame.getWidth();
            if (at - half < end + TICK * 0.7) {
                return true;
            }
            end = at + half;
        }
        return false;
    }

    private static Ticks upwardTicks(Ruler ruler, double height) {
        int most = Math.max(2, Math.min(10, (int) (height / (TICK * 2))));
        Ticks ticks = Ticks.of(ruler, most);
        while (most > 2 && crowded(ticks, ruler, height)) {
            ticks = Ticks.of(ruler, --most);
        }
        return ticks;
    }

    private static boolean crowded(Ticks ticks, Ruler ruler, double height) {
        double last = Double.NEGATIVE_INFINITY;
        for (Ticks.Tick tick : ticks.labelled()) {
            double at = ruler.place(tick.value()) * height;
            if (at - last < TICK * 1.2) {
                return true;
            }
            last = at;
        }
        return false;
    }

    private void draw() {
        Curves curves = new Curves(frame, horizontal, vertical);
        List<Mark> inside = inside(curves);
        Optional<Rectangle2D> place = legendPlace(inside);
        if (place.isEmpty() && !legendBelow && legendWanted()) {
            legendBelow = true;
            layOut();
            curves = new Curves(frame, horizontal, vertical);
            inside = inside(curves);
        }
        marks.add(new Mark.Clipped(frame, inside));
        ticks();
        axisLabels();
        figure.landscape().ifPresent(landscape -> bar(landscape.legend()));
        headings();
        if (legendBelow) {
            double room = figure.width() - 2 * PAD;
            double top = figure.height() - PAD - legend.rowsHeight(room);
            marks.addAll(legend.rows(PAD, top, room));
        } else if (place.isPresent()) {
            if (figure.legend() != Figure.LegendPlacement.AUTOMATIC) {
                marks.add(Legend.background(place.get(), 2));
            }
            marks.addAll(legend.column(place.get().getX(), place.get().getY()));
        }
    }

    private boolean legendWanted() {
        return !legend.isEmpty() && figure.legend() == Figure.LegendPlacement.AUTOMATIC;
    }

    private Optional<Rectangle2D> legendPlace(List<Mark> inside) {
        if (legend.isEmpty() || legendBelow || figure.legend() == Figure.LegendPlacement.NONE) {
            return Optional.empty();
        }
        double width = legend.width();
        double height = legend.height();
        if (figure.legend() == Figure.LegendPlacement.AUTOMATIC) {
            if (figure.landscape().isPresent()) {
                return Optional.empty();
            }
            Occupancy occupancy = new Occupancy(frame);
            inside.forEach(occupancy::cover);
            return occupancy.free(width, height, LEGEND_MARGIN);
        }
        boolean right = figure.legend() == Figure.LegendPlacement.UPPER_RIGHT
                || figure.legend() == Figure.LegendPlacement.LOWER_RIGHT;
        boolean low = figure.legend() == Figure.LegendPlacement.LOWER_LEFT
                || figure.legend() == Figure.LegendPlacement.LOWER_RIGHT;
        double x = right ? frame.getMaxX() - LEGEND_MARGIN - width : frame.getX() + LEGEND_MARGIN;
        double y = low ? frame.getMaxY() - LEGEND_MARGIN - height : frame.getY() + LEGEND_MARGIN;
        return Optional.of(new Rectangle2D.Double(x, y, width, height));
    }

    private List<Mark> inside(Curves curves) {
        List<Mark> inside = new ArrayList<>();
        figure.landscape()
                .ifPresent(landscape -> inside.addAll(ColourMap.marks(landscape, values.orElseThrow(), curves)));
        figure.guides().forEach(guide -> inside.addAll(curves.guide(guide)));
        for (int i = 0; i < figure.series().size(); i++) {
            inside.addAll(curves.series(figure.series().get(i), Legend.symbol(figure, i)));
        }
        return inside;
    }

    private void ticks() {
        Path2D lines = Mark.polygon(
                frame.getX(),
                frame.getY(),
                frame.getMaxX(),
                frame.getY(),
                frame.getMaxX(),
                frame.getMaxY(),
                frame.getX(),
                frame.getMaxY());
        for (Ticks.Tick tick : across.ticks()) {
            double x = frame.getX() + horizontal.place(tick.value()) * frame.getWidth();
            double length = tick.labelled() ? MAJOR : MINOR;
            lines.append(Mark.segment(x, frame.getMaxY(), x, frame.getMaxY() - length), false);
            lines.append(Mark.segment(x, frame.getY(), x, frame.getY() + length), false);
            MathText text = MathText.parse(tick.label());
            double y = frame.getMaxY() + GAP + TICK * RAISED;
            marks.add(words(text, x - TICK * text.width() / 2, y, TICK, false));
        }
        for (Ticks.Tick tick : upwards.ticks()) {
            double y = frame.getMaxY() - vertical.place(tick.value()) * frame.getHeight();
            double length = tick.labelled() ? MAJOR : MINOR;
            lines.append(Mark.segment(frame.getX(), y, frame.getX() + length, y), false);
            lines.append(Mark.segment(frame.getMaxX(), y, frame.getMaxX() - length, y), false);
            MathText text = MathText.parse(tick.label());
            double x = frame.getX() - GAP - TICK * text.width();
            marks.add(words(text, x, y + TICK * Typeface.CAPITAL / 2, TICK, false));
        }
        marks.removeIf(mark ->
                mark instanceof Mark.Words words && words.text().pieces().isEmpty());
        marks.add(new Mark.Line(lines, Colour.BLACK, FRAME_WIDTH, Mark.Dash.SOLID));
    }

    private static Mark.Words words(MathText text, double x, double y, double size, boolean upwards) {
        return new Mark.Words(text, x, y, size, upwards, Colour.BLACK);
    }

    private void axisLabels() {
        double y = frame.getMaxY() + GAP + TICK * RAISED + 1 + GAP + LABEL * Typeface.CAPITAL;
        double room = 2 * Math.min(frame.getCenterX(), figure.width() - frame.getCenterX()) - 2 * PAD;
        if (across.factor() != 0) {
            MathText factor = factor(across);
            double width = TICK * factor.width();
            marks.add(words(factor, frame.getMaxX() - width, y, TICK, false));
            room = frame.getWidth() - 2 * width - 2 * GAP;
        }
        MathText label = MathText.parse(figure.horizontal().label());
        double size = fitting(label, LABEL, room);
        if (!label.pieces().isEmpty()) {
            marks.add(words(label, frame.getCenterX() - size * label.width() / 2, y, size, false));
        }
        if (upwards.factor() != 0) {
            marks.add(words(factor(upwards), frame.getX(), frame.getY() - TICK * 0.4, TICK, false));
        }
        upright(figure.vertical().label(), PAD + LABEL * (Typeface.CAPITAL + 0.25));
    }

    /** An axis label from bottom to top beside the middle of the frame. */
    private void upright(String source, double x) {
        MathText label = MathText.parse(source);
        if (label.pieces().isEmpty()) {
            return;
        }
        double size = fitting(label, LABEL, figure.height() - 2 * PAD);
        double half = size * label.width() / 2;
        double bottom = Math.min(figure.height() - PAD, Math.max(2 * half + PAD, frame.getCenterY() + half));
        marks.add(words(label, x, bottom, size, true));
    }

    private static MathText factor(Ticks ticks) {
        return MathText.parse("$×10^{" + ticks.factor() + "}$");
    }

    private static double fitting(MathText text, double size, double room) {
        return size * Math.max(SMALLEST_TYPE, Math.min(1, room / (size * text.width())));
    }

    private void bar(Axis axis) {
        double left = frame.getMaxX() + BAR_GAP;
        double right = left + BAR;
        marks.addAll(ColourMap.bar(left, right, frame.getY(), frame.getMaxY()));
        Path2D lines =
                Mark.polygon(left, frame.getY(), right, frame.getY(), right, frame.getMaxY(), left, frame.getMaxY());
        Ticks ticks = onBar.orElseThrow();
        for (Ticks.Tick tick : ticks.labelled()) {
            double y = frame.getMaxY() - values.orElseThrow().place(tick.value()) * frame.getHeight();
            lines.append(Mark.segment(right - MINOR, y, right, y), false);
            MathText text = MathText.parse(tick.label());
            marks.add(words(text, right + GAP, y + TICK * Typeface.CAPITAL / 2, TICK, false));
        }
        if (ticks.factor() != 0) {
            MathText factor = factor(ticks);
            double x = Math.min(left, figure.width() - PAD - TICK * factor.width());
            marks.add(words(factor, x, frame.getY() - TICK * 0.4, TICK, false));
        }
        marks.add(new Mark.Line(lines, Colour.BLACK, FRAME_WIDTH, Mark.Dash.SOLID));
        upright(axis.label(), figure.width() - PAD - LABEL * Typeface.DESCENT);
    }

    /** From the left end of the frame where all lines are short enough, else as far left as they must. */
    private void headings() {
        double room = figure.width() - 2 * PAD;
        double widest = Math.max(widest(titles, TITLE), widest(notes, NOTES));
        double x = Math.max(PAD, Math.min(frame.getX(), figure.width() - PAD - Math.min(room, widest)));
        double y = PAD;
        for (String line : titles) {
            y += TITLE * LEADING;
            marks.add(heading(line, x, y - TITLE * 0.35, TITLE, Colour.BLACK));
        }
        for (String line : notes) {
            y += NOTES * LEADING;
            marks.add(heading(line, x, y - NOTES * 0.35, NOTES, Colour.GREY));
        }
    }

    private static double widest(List<String> lines, double size) {
        return lines.stream()
                .mapToDouble(line -> size * MathText.parse(line).width())
                .max()
                .orElse(0);
    }

    private Mark heading(String line, double x, double y, double size, Colour colour) {
        MathText text = MathText.parse(line);
        return new Mark.Words(text, x, y, fitting(text, size, figure.width() - 2 * PAD), false, colour);
    }
}
