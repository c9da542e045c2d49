package org.jumpscope.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/**
 * A file of comma-separated values (or semicolons, or tabs; its first line decides), plain or compressed by gzip.
 *
 * <p>Three first lines are understood: names of columns; scikit-learn's counted header, {@code 569,30,malignant,benign}
 * (samples, features, names of the classes), after which the columns are {@code feature_1} to {@code feature_d} and
 * {@code label}; and numbers, which means that there is no header and the columns are {@code column_1} and so on.
 */
public final class CsvFile {
    private final Path file;
    private final char separator;
    private final Header header;

    /** What the first line says. */
    private record Header(List<String> columns, List<String> classNames, long samples, boolean isData) {}

    private CsvFile(Path file, char separator, Header header) {
        this.file = file;
        this.separator = separator;
        this.header = header;
    }

    /**
     * Reads the first lines of a file.
     *
     * @param file the file
     * @return the file with its columns known
     * @throws InvalidInputException when the file is not there, or empty, or not text
     */
    public static CsvFile open(Path file) {
        char separator = separator(file);
        return withRecords(file, separator, records -> {
            if (!records.hasNext()) {
                throw new InvalidInputException(file + " is empty.");
            }
            List<String> first = fields(records.next());
            Optional<List<String>> second = records.hasNext() ? Optional.of(fields(records.next())) : Optional.empty();
            return new CsvFile(file, separator, header(first, second));
        });
    }

    /**
     * The names of the columns.
     *
     * @return the names, in the order of the file
     */
    public List<String> columns() {
        return header.columns;
    }

    /**
     * The names of the columns except one, normally the label's.
     *
     * @param name the name or number of the column to leave out
     * @return the others, in the order of the file
     * @throws InvalidInputException when there is no such column
     */
    public List<String> columnsExcept(String name) {
        String left = header.columns.get(column(name));
        return header.columns.stream().filter(column -> !column.equals(left)).toList();
    }

    /**
     * Reads columns of numbers and a column of labels.
     *
     * <p>Labels that are numbers are used as they are; otherwise the distinct labels, in the order of their names, become
     * 0, 1, ... and keep their names.
     *
     * @param features names or numbers (from 1) of the columns to read
     * @param label name or number (from 1) of the column of labels
     * @return the samples
     * @throws InvalidInputException when there is no such column, or a cell is missing or not a finite number, with the
     *     line and the column
     */
    public Dataset read(List<String> features, String label) {
        int labelColumn = column(label);
        int[] columns = features.stream().mapToInt(this::column).toArray();
        return withRecords(file, separator, records -> {
            if (!header.isData && records.hasNext()) {
                records.next();
            }
            Numbers values = new Numbers();
            List<String> labels = new ArrayList<>();
            while (records.hasNext()) {
                CsvRecord record = records.next();
                if (record.getFieldCount() == 1 && record.getField(0).isBlank()) {
                    continue;
                }
                for (int column : columns) {
                    values.add(number(record, column));
                }
                labels.add(cell(record, labelColumn));
            }
            if (labels.isEmpty()) {
                throw new InvalidInputException(file + " has a header and no samples.");
            }
            if (header.samples >= 0 && header.samples != labels.size()) {
                throw new InvalidInputException(file + " promises " + header.samples + " samples in line 1 and has "
                        + labels.size() + ": it is cut or damaged.");
            }
            List<String> names =
                    IntStream.of(columns).mapToObj(header.columns::get).toList();
            return dataset(names, values, labels);
        });
    }

    private Dataset dataset(List<String> featureNames, Numbers values, List<String> labels) {
        double[] targets = new double[labels.size()];
        boolean numeric = true;
        for (int i = 0; i < targets.length && numeric; i++) {
            Optional<Double> number = parse(labels.get(i));
            numeric = number.isPresent();
            targets[i] = number.orElse(Double.NaN);
        }
        List<String> classNames = header.classNames;
        if (!numeric) {
            classNames = List.copyOf(new TreeSet<>(labels));
            for (int i = 0; i < targets.length; i++) {
                targets[i] = classNames.indexOf(labels.get(i));
            }
        }
        return Dataset.of(values.toArray(), featureNames, targets, classNames);
    }

    private int column(String name) {
        String trimmed = name.trim();
        int index = header.columns.indexOf(trimmed);
        if (index >= 0) {
            return index;
        }
        if (trimmed.matches("\\d{1,9}")) {
            int number = Integer.parseInt(trimmed);
            if (number >= 1 && number <= header.columns.size()) {
                return number - 1;
            }
            throw new InvalidInputException(
                    file + " has no column " + number + ": its columns are 1 to " + header.columns.size() + ".");
        }
        String nearest = NearestName.to(trimmed, header.columns)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("its columns are " + shortened(header.columns) + ".");
        throw new InvalidInputException(file + " has no column '" + trimmed + "': " + nearest);
    }

    private double number(CsvRecord record, int column) {
        String text = cell(record, column);
        double value = parse(text)
                .orElseThrow(() -> new InvalidInputException(where(record, column) + " holds '" + text
                        + "' where a number is expected: mend it, or leave its line out."));
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(
                    where(record, column) + " holds " + text + ": mend it, or leave its line out.");
        }
        return value;
    }

    private String cell(CsvRecord record, int column) {
        if (column >= record.getFieldCount() || record.getField(column).isBlank()) {
            throw new InvalidInputException(where(record, column) + " is missing: fill it, or leave its line out.");
        }
        return record.getField(column).trim();
    }

    private String where(CsvRecord record, int column) {
        return file + ", line " + record.getStartingLineNumber() + ", column " + (column + 1) + " ("
                + header.columns.get(column) + ")";
    }

    private static Header header(List<String> first, Optional<List<String>> second) {
        if (first.size() >= 2 && first.stream().limit(2).allMatch(cell -> cell.matches("\\d{1,18}"))) {
            long samples = Long.parseLong(first.get(0));
            long features = Long.parseLong(first.get(1));
            List<String> names = first.subList(2, first.size());
            boolean named = !names.isEmpty()
                    && names.stream().noneMatch(name -> parse(name).isPresent());
            if (named && second.isPresent() && second.get().size() == features + 1) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= features; i++) {
                    columns.add("feature_" + i);
                }
                columns.add("label");
                return new Header(List.copyOf(columns), List.copyOf(names), samples, false);
            }
        }
        if (first.stream().allMatch(cell -> parse(cell).isPresent())) {
            List<String> columns = IntStream.rangeClosed(1, first.size())
                    .mapToObj(i -> "column_" + i)
                    .toList();
            return new Header(columns, List.of(), -1, true);
        }
        return new Header(List.copyOf(first), List.of(), -1, false);
    }

    private static Optional<Double> parse(String text) {
        String trimmed = text.trim();
        // Double.parseDouble also takes "1d" and "0x1p3", which no table means.
        if (!trimmed.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|[-+]?([Nn]a[Nn]|[Ii]nf(inity)?)")) {
            return Optional.empty();
        }
        String lower = trimmed.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Optional.of(Double.NaN);
        }
        if (lower.contains("inf")) {
            return Optional.of(lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return Optional.of(Double.parseDouble(trimmed));
    }

    private static List<String> fields(CsvRecord record) {
        return record.getFields().stream().map(String::trim).toList();
    }

    private static String shortened(List<String> names) {
        return names.size() <= 8
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 7)) + ", ... (" + names.size() + ")";
    }

    private static char separator(Path file) {
        try (InputStream in = DataFile.open(file)) {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 12).readLine();
            if (line == null) {
                throw new InvalidInputException(file + " is empty.");
            }
            if (line.indexOf('\0') >= 0) {
                throw new InvalidInputException(file + " is not text, so not a table of comma-separated values.");
            }
            char best = ',';
            for (char candidate : new char[] {';', '\t'}) {
                if (count(line, candidate) > count(line, best)) {
                    best = candidate;
                }
            }
            return best;
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }

    private interface Reading<T> {
        T read(Iterator<CsvRecord> records);
    }

    private static <T> T withRecords(Path file, char separator, Reading<T> reading) {
        try (InputStream in = DataFile.open(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator)
                        .detectBomHeader(true)
                        .skipEmptyLines(true)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(in)) {
            return reading.read(reader.iterator());
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw DataFile.unreadable(file, e.getCause());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException io) {
                throw DataFile.unreadable(file, io);
            }
            throw new InvalidInputException(
                    file + " cannot be read as comma-separated values: " + e.getMessage() + ".");
        }
    }

    /** A list of doubles without boxes. */
    private static final class Numbers {
        private double[] values = new double[256];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
