package org.jumpscope.experiments;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.learning.TrajectorySummary.RecordedSteps;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** Writes recorded steps as columns, to a CSV file or an NPZ file by the ending of its name. */
public final class StepFile {
    private StepFile() {}

    /**
     * Checks that a file can be written, before the work whose answer it is to hold.
     *
     * @param file the file
     * @throws InvalidInputException if its name ends neither with .csv nor with .npz
     */
    public static void check(Path file) {
        if (!isCsv(file) && !ending(file, ".npz")) {
            throw new InvalidInputException("File '" + file + "' for the steps ends neither with .csv nor with .npz.");
        }
    }

    private static boolean isCsv(Path file) {
        return ending(file, ".csv");
    }

    private static boolean ending(Path file, String suffix) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    /**
     * Writes the steps.
     *
     * @param file the file
     * @param files what to do with one that is there already
     * @param steps the steps
     * @throws InvalidInputException if the name has another ending, or the file cannot be written
     */
    public static void write(Path file, OutputFiles files, RecordedSteps steps) {
        check(file);
        Map<String, Vector> columns = columns(steps);
        files.write(file, out -> {
            if (isCsv(file)) {
                writeCsv(out, columns, steps.size());
            } else {
                writeNpz(out, columns, steps.size());
            }
        });
    }

    private static Map<String, Vector> columns(RecordedSteps steps) {
        Map<String, Vector> columns = new LinkedHashMap<>();
        columns.put("chain", steps.chain());
        columns.put("step", steps.step());
        columns.put("target", steps.target());
        columns.put("input", steps.input());
        columns.put("weightStep", steps.weightStep());
        columns.put("biasStep", steps.biasStep());
        columns.put("weight", steps.weight());
        columns.put("bias", steps.bias());
        return columns;
    }

    private static void writeCsv(OutputStream out, Map<String, Vector> columns, int rows) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.append(String.join(",", columns.keySet())).append('\n');
        for (int i = 0; i < rows; i++) {
            String separator = "";
            for (Map.Entry<String, Vector> column : columns.entrySet()) {
                double value = column.getValue().get(i);
                writer.append(separator).append(text(column.getKey(), value));
                separator = ",";
            }
            writer.append('\n');
        }
        writer.flush();
    }

    /** A number of a chain or a step is whole; what a batch does not have is left empty. */
    private static String text(String column, double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return "chain".equals(column) || "step".equals(column) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void writeNpz(OutputStream out, Map<String, Vector> columns, int rows) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            boolean isWhole = "chain".equals(name) || "step".equals(name);
            arrays.put(
                    name,
                    isWhole
                            ? NpyArray.of(
                                    column.stream().mapToLong(v -> (long) v).toArray(), rows)
                            : NpyArray.of(column.toArray(), rows));
        });
        NpzFile.write(out, arrays);
    }
}
