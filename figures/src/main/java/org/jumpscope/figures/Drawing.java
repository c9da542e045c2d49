package org.jumpscope.figures;

import java.util.List;

/**
 * A figure laid out: marks in the order of drawing.
 *
 * @param width width in points
 * @param height height in points
 * @param title plain text that names the figure for readers who do not see it
 * @param marks the marks
 */
record Drawing(double width, double height, String title, List<Mark> marks) {
    Drawing {
        marks = List.copyOf(marks);
    }
}
