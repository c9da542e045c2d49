package org.jumpscope.figures;

import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A matrix drawn as a map of colours (viridis, dark is low) with a colour bar.
 *
 * @param xEdges n + 1 ascending edges of the columns
 * @param yEdges m + 1 ascending edges of the rows
 * @param values m rows of n values, row by row from the lowest; NaN leaves a cell white
 * @param legend the axis of the values, drawn along the colour bar
 */
public record Landscape(Vector xEdges, Vector yEdges, Vector values, Axis legend) {
    /** Checks the shape. */
    public Landscape {
        Objects.requireNonNull(legend, "legend");
        int columns = xEdges.size() - 1;
        int rows = yEdges.size() - 1;
        if (columns < 1 || rows < 1 || values.size() != columns * rows) {
            throw new InvalidInputException("The landscape has " + values.size() + " values, " + xEdges.size()
                    + " column edges and " + yEdges.size()
                    + " row edges; give one value for every pair of neighbouring edges.");
        }
        ascending(xEdges, "column");
        ascending(yEdges, "row");
    }

    private static void ascending(Vector edges, String which) {
        for (int i = 1; i < edges.size(); i++) {
            if (!(edges.get(i - 1) < edges.get(i))) {
                throw new InvalidInputException("The " + which + " edges of the landscape are not ascending: "
                        + edges.get(i - 1) + " is followed by " + edges.get(i) + ".");
            }
        }
    }

    int columns() {
        return xEdges.size() - 1;
    }

    int rows() {
        return yEdges.size() - 1;
    }

    double value(int row, int column) {
        return values.get(row * columns() + column);
    }
}
