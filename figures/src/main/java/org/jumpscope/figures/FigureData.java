package org.jumpscope.figures;

/** The numbers of a figure. */
public final class FigureData {
    private FigureData() {}

    /**
     * Returns all series in long form, with the header {@code series,x,y,low,high} (by RFC 4180, lines end in CR LF).
     *
     * <p>Every number reads back to the same double; {@code low} and {@code high} are empty where there are no error
     * bars. A landscape follows as rows of its cells: middle of the column, middle of the row, and the value in the
     * further column {@code value}.
     *
     * @param figure the figure
     * @return the table
     */
    public static String csv(Figure figure) {
        boolean map = figure.landscape().isPresent();
        StringBuilder csv = new StringBuilder(map ? "series,x,y,low,high,value\r\n" : "series,x,y,low,high\r\n");
        for (Series series : figure.series()) {
            String name = quoted(MathText.parse(series.name()).plain());
            for (int i = 0; i < series.x().size(); i++) {
                csv.append(name).append(',').append(series.x().get(i)).append(',');
                csv.append(series.y().get(i)).append(',');
                if (series.hasErrors()) {
                    csv.append(series.low().get(i))
                            .append(',')
                            .append(series.high().get(i));
                } else {
                    csv.append(',');
                }
                csv.append(map ? ",\r\n" : "\r\n");
            }
        }
        figure.landscape().ifPresent(landscape -> append(landscape, csv));
        return csv.toString();
    }

    private static void append(Landscape landscape, StringBuilder csv) {
        String name = quoted(MathText.parse(landscape.legend().label()).plain());
        for (int row = 0; row < landscape.rows(); row++) {
            for (int column = 0; column < landscape.columns(); column++) {
                double x =
                        landscape.xEdges().get(column) / 2 + landscape.xEdges().get(column + 1) / 2;
                double y = landscape.yEdges().get(row) / 2 + landscape.yEdges().get(row + 1) / 2;
                csv.append(name).append(',').append(x).append(',').append(y).append(",,,");
                csv.append(landscape.value(row, column)).append("\r\n");
            }
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
