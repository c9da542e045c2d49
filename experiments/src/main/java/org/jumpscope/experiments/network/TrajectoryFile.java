package org.jumpscope.experiments.network;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.learning.trajectory.TrajectoryRecord;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * Writes what was recorded of a training, by the ending of the file's name: one table of comma-separated values, a row for each step
 * and each potential jump, or the arrays of an NPZ file.
 */
public final class TrajectoryFile {
    private TrajectoryFile() {}

    /**
     * Checks that a file can be written, before the work whose answer it is to hold.
     *
     * @param file the file
     * @throws InvalidInputException if its name ends neither with .csv nor with .npz
     */
    public static void check(Path file) {
        if (!ends(file, ".csv") && !ends(file, ".npz")) {
            throw new InvalidInputException("File '" + file + "' for the record ends neither with .csv nor with .npz.");
        }
    }

    private static boolean ends(Path file, String suffix) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    /**
     * Writes the record.
     *
     * @param file the file
     * @param files what to do with one that is there already
     * @param record what was recorded
     * @throws InvalidInputException if the name has another ending, or the file cannot be written
     */
    public static void write(Path file, OutputFiles files, TrajectoryRecord record) {
        check(file);
        files.write(file, out -> {
            if (ends(file, ".csv")) {
                writeTable(out, record);
            } else {
                NpzFile.write(out, arrays(record));
            }
        });
    }

    private static void writeTable(OutputStream out, TrajectoryRecord record) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>(List.of("kind", "step", "sample", "label"));
        record.groups().forEach(group -> names.add("norm of " + group.name()));
        record.elements().forEach(element -> names.add(element.name()));
        writer.append(String.join(",", names)).append('\n');
        int kept = 0;
        for (int i = 0; i < record.stepNorms().rows(); i++) {
            boolean has = kept < record.keptSteps().size() && record.keptSteps().get(kept) == i + 1;
            writer.append("step,").append(Integer.toString(i + 1)).append(",,");
            writeLabel(writer, record.stepLabels().get(i));
            writeRow(writer, record.stepNorms(), i);
            if (has) {
                writeRow(writer, record.stepElements(), kept++);
            } else {
                writer.append(",".repeat(record.elements().size()));
            }
            writer.append('\n');
        }
        for (int i = 0; i < record.jumpNorms().rows(); i++) {
            writer.append("jump,")
                    .append(Long.toString((long) record.jumpMoments().get(i)))
                    .append(',');
            writer.append(Long.toString((long) record.jumpSamples().get(i))).append(',');
            writeLabel(writer, record.jumpLabels().get(i));
            writeRow(writer, record.jumpNorms(), i);
            writeRow(writer, record.jumpElements(), i);
            writer.append('\n');
        }
        writer.flush();
    }

    private static void writeLabel(Writer writer, double label) throws IOException {
        writer.append(label < 0 ? "" : Long.toString((long) label));
    }

    private static void writeRow(Writer writer, Matrix rows, int i) throws IOException {
        for (int k = 0; k < rows.columns(); k++) {
            writer.append(',').append(Double.toString(rows.get(i, k)));
        }
    }

    private static Map<String, NpyArray> arrays(TrajectoryRecord record) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("element_layer", places(record, element -> element.group().layer()));
        arrays.put(
                "element_is_bias",
                places(record, element -> element.group().kind() == TrainableGroup.Kind.BIASES ? 1 : 0));
        arrays.put("element_row", places(record, TrainableElement::row));
        arrays.put("element_column", places(record, TrainableElement::column));
        arrays.put("element_index", places(record, TrainableElement::index));
        arrays.put("step_label", whole(record.stepLabels()));
        arrays.put("step_norms", table(record.stepNorms()));
        arrays.put("kept_step", whole(record.keptSteps()));
        arrays.put("step_elements", table(record.stepElements()));
        arrays.put("moment", whole(record.moments()));
        arrays.put("metric", table(record.metrics()));
        arrays.put("jump_moment", whole(record.jumpMoments()));
        arrays.put("jump_sample", whole(record.jumpSamples()));
        arrays.put("jump_label", whole(record.jumpLabels()));
        arrays.put("jump_norms", table(record.jumpNorms()));
        arrays.put("jump_elements", table(record.jumpElements()));
        return arrays;
    }

    private static NpyArray places(TrajectoryRecord record, ToIntFunction<TrainableElement> place) {
        return NpyArray.of(
                record.elements().stream().mapToLong(e -> place.applyAsInt(e)).toArray(),
                record.elements().size());
    }

    private static NpyArray whole(Vector numbers) {
        return NpyArray.of(numbers.stream().mapToLong(v -> (long) v).toArray(), numbers.size());
    }

    private static NpyArray table(Matrix rows) {
        return NpyArray.of(rows.toArray(), rows.rows(), rows.columns());
    }
}
