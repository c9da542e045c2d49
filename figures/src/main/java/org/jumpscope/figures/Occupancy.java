package org.jumpscope.figures;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Which parts of the plot are covered, so that the legend finds an empty place. */
final class Occupancy {
    private static final double CELL = 3;
    /** Decides between places equally near to a corner. */
    private static final double PREFER_UPPER_RIGHT = 1e-3;

    private final Rectangle2D plot;
    private final int columns;
    private final int rows;
    private final int[] covered;

    Occupancy(Rectangle2D plot) {
        this.plot = plot;
        this.columns = (int) Math.ceil(plot.getWidth() / CELL);
        this.rows = (int) Math.ceil(plot.getHeight() / CELL);
        this.covered = new int[columns * rows];
    }

    void cover(Mark mark) {
        if (mark instanceof Mark.Line line) {
            cover(line.path());
        } else if (mark instanceof Mark.Symbols symbols) {
            for (int i = 0; i < symbols.x().size(); i++) {
                cover(symbols.x().get(i), symbols.y().get(i));
            }
        } else if (mark instanceof Mark.Clipped clipped) {
            clipped.marks().forEach(this::cover);
        }
    }

    private void cover(Path2D path) {
        double[] c = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            if (kind == PathIterator.SEG_LINETO) {
                int steps = (int) Math.min(10_000, Math.ceil(Math.hypot(c[0] - x, c[1] - y) / (CELL / 2)));
                for (int k = 1; k <= steps; k++) {
                    double part = (double) k / steps;
                    cover(x + part * (c[0] - x), y + part * (c[1] - y));
                }
            } else if (kind == PathIterator.SEG_MOVETO) {
                cover(c[0], c[1]);
            }
            x = c[0];
            y = c[1];
        }
    }

    private void cover(double x, double y) {
        int column = (int) Math.floor((x - plot.getX()) / CELL);
        int row = (int) Math.floor((y - plot.getY()) / CELL);
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            covered[row * columns + column] = 1;
        }
    }

    /** The place nearest to a corner where a box of this size covers nothing; its upper left corner. */
    Optional<Rectangle2D> free(double width, double height, double margin) {
        int[] sums = sums();
        int wide = (int) Math.ceil(width / CELL) + 1;
        int high = (int) Math.ceil(height / CELL) + 1;
        int edge = (int) Math.ceil(margin / CELL);
        int lastColumn = columns - wide - edge;
        int lastRow = rows - high - edge;
        int bestColumn = -1;
        int bestRow = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int row = edge; row <= lastRow; row++) {
            for (int column = edge; column <= lastColumn; column++) {
                int aside = Math.min(column - edge, lastColumn - column);
                int along = Math.min(row - edge, lastRow - row);
                double cost = Math.hypot(aside, along) + PREFER_UPPER_RIGHT * (row - column / 2.0);
                if (cost < least && sum(sums, column - 1, row - 1, column + wide + 1, row + high + 1) == 0) {
                    least = cost;
                    bestColumn = column;
                    bestRow = row;
                }
            }
        }
        if (bestRow < 0) {
            return Optional.empty();
        }
        double x = bestColumn == lastColumn ? plot.getMaxX() - margin - width : plot.getX() + bestColumn * CELL;
        double y = bestRow == lastRow ? plot.getMaxY() - margin - height : plot.getY() + bestRow * CELL;
        return Optional.of(new Rectangle2D.Double(x, y, width, height));
    }

    private int[] sums() {
        int[] sums = new int[(columns + 1) * (rows + 1)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sums[(row + 1) * (columns + 1) + column + 1] = covered[row * columns + column]
                        + sums[row * (columns + 1) + column + 1]
                        + sums[(row + 1) * (columns + 1) + column]
                        - sums[row * (columns + 1) + column];
            }
        }
        return sums;
    }

    private int sum(int[] sums, int left, int top, int right, int bottom) {
        int x1 = Math.max(0, left);
        int y1 = Math.max(0, top);
        int x2 = Math.min(columns, right);
        int y2 = Math.min(rows, bottom);
        int w = columns + 1;
        return sums[y2 * w + x2] - sums[y1 * w + x2] - sums[y2 * w + x1] + sums[y1 * w + x1];
    }
}
