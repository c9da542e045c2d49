package org.jumpscope.experiments.fit;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.data.ColumnFile;
import org.jumpscope.data.ColumnNames;
import org.jumpscope.numeric.InvalidInputException;

/**
 * What {@code fit} was given: values, values with weights, or bins with counts.
 *
 * <p>The arrays are shared, for they may be large: they are not to be modified.
 */
public final class Measurements {
    /** What the columns are. */
    public enum Form {
        /** Values, and maybe weights. */
        VALUES,
        /** The lower and upper ends of bins, and their counts. */
        HISTOGRAM
    }

    /** Where values are read from. */
    public sealed interface Source {}

    /**
     * A file.
     *
     * @param path its path
     */
    public record SourceFile(Path path) implements Source {}

    /**
     * A stream that can be read once, such as standard input.
     *
     * @param name what to call it
     * @param stream the stream
     */
    public record SourceStream(String name, InputStream stream) implements Source {}

    private static final List<String> BIN_COLUMNS = List.of("low", "high", "count");

    private final String name;
    private final Form form;
    private final List<double[]> columns;

    private Measurements(String name, Form form, List<double[]> columns) {
        this.name = name;
        this.form = form;
        this.columns = columns;
    }

    /**
     * Values from memory.
     *
     * @param name what to call them
     * @param values the values, not copied
     */
    public static Measurements of(String name, double[] values) {
        return new Measurements(name, Form.VALUES, List.of(values));
    }

    /**
     * Reads values, or bins.
     *
     * @param source the file or stream
     * @param form what to read
     * @param column name or number of the column of values; where it is left out, the only one
     * @param weights name or number of the column of weights
     * @throws InvalidInputException if the source cannot be read, a column is missing or not said, a cell is not a number, a
     *     value is infinite, a weight or count is negative or not a number, or bins overlap
     */
    public static Measurements read(Source source, Form form, Optional<String> column, Optional<String> weights) {
        ColumnFile file;
        String name;
        if (source instanceof SourceFile given) {
            file = ColumnFile.open(given.path);
            name = given.path.toString();
        } else {
            SourceStream given = (SourceStream) source;
            file = ColumnFile.open(given.name, given.stream);
            name = given.name;
        }
        if (form == Form.HISTOGRAM) {
            return histogram(name, file);
        }
        List<String> columns = new ArrayList<>(List.of(column.orElseGet(() -> only(name, file.columns(), weights))));
        weights.ifPresent(columns::add);
        List<double[]> read = file.read(columns);
        if (weights.isPresent()) {
            checkWeights(name, "weight", read.get(1));
        }
        return new Measurements(name, form, read);
    }

    private static String only(String name, List<String> columns, Optional<String> weights) {
        List<String> others = new ArrayList<>(columns);
        weights.ifPresent(column -> others.remove(ColumnNames.index(column, columns, name)));
        if (others.size() == 1) {
            return others.get(0);
        }
        String shown = others.size() <= 8
                ? String.join(", ", others)
                : String.join(", ", others.subList(0, 7)) + ", ... (" + others.size() + ")";
        throw new InvalidInputException(
                name + " has " + columns.size() + " columns: say which one with --column (" + shown + ").");
    }

    private static Measurements histogram(String name, ColumnFile file) {
        List<String> columns = file.columns();
        if (!columns.containsAll(BIN_COLUMNS) && columns.size() != 3) {
            throw new InvalidInputException(
                    name + " has " + columns.size() + " columns where a histogram has three, the "
                            + "lower end, the upper end and the count of each bin: leave the others out, or name the three low, high "
                            + "and count.");
        }
        List<double[]> bins = file.read(columns.containsAll(BIN_COLUMNS) ? BIN_COLUMNS : List.of("1", "2", "3"));
        checkWeights(name, "count", bins.get(2));
        for (int i = 0; i < bins.get(0).length; i++) {
            double low = bins.get(0)[i];
            double high = bins.get(1)[i];
            if (!(low < high)) {
                throw new InvalidInputException(name + ", bin " + (i + 1) + " reaches from " + low + " to " + high
                        + ": give a lower end below the upper one.");
            }
        }
        return new Measurements(name, Form.HISTOGRAM, sorted(name, bins));
    }

    private static List<double[]> sorted(String name, List<double[]> bins) {
        int n = bins.get(0).length;
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (i, j) -> Double.compare(bins.get(0)[i], bins.get(0)[j]));
        List<double[]> sorted = List.of(new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                sorted.get(c)[i] = bins.get(c)[order[i]];
            }
            if (i > 0 && sorted.get(0)[i] < sorted.get(1)[i - 1]) {
                throw new InvalidInputException(name + ": the bin from " + sorted.get(0)[i]
                        + " begins before the one from " + sorted.get(0)[i - 1] + " ends, at " + sorted.get(1)[i - 1]
                        + "; give bins that do not overlap.");
            }
        }
        return sorted;
    }

    private static void checkWeights(String name, String what, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0)) {
                throw new InvalidInputException(
                        name + ", " + what + " " + (i + 1) + " is " + weights[i] + ": a " + what + " is 0 or more.");
            }
        }
    }

    /** What to call them. */
    public String name() {
        return name;
    }

    /** Values, or bins. */
    public Form form() {
        return form;
    }

    /** The values; not to be modified. */
    double[] sharedValues() {
        return form == Form.VALUES ? columns.get(0) : new double[0];
    }

    /** The weights of the values; not to be modified. */
    Optional<double[]> sharedWeights() {
        return form == Form.VALUES && columns.size() == 2 ? Optional.of(columns.get(1)) : Optional.empty();
    }

    /** Lower ends, upper ends and counts of the bins, ascending; not to be modified. */
    List<double[]> sharedBins() {
        return form == Form.HISTOGRAM ? columns : List.of();
    }
}
