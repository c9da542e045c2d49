package org.jumpscope.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A file of comma-separated values (or semicolons, or tabs, or blanks where that is allowed; its first line decides), plain
 * or compressed by gzip. Lines that start with # are comments.
 *
 * <p>Three first lines are understood: names of columns; scikit-learn's counted header, {@code 569,30,malignant,benign}
 * (samples, features, names of the classes), after which the columns are {@code feature_1} to {@code feature_d} and
 * {@code label}; and numbers, which means that there is no header and the columns are {@code column_1} and so on.
 */
public final class CsvFile implements ColumnFile {
    /** More than the first two lines of any table that is meant to be read. */
    private static final int LONGEST_START = 1 << 20;

    /** The longest first line; of numbers, it would have two million columns. */
    private static final int LONGEST_LINE = 1 << 22;

    private static final char BLANK = ' ';

    private final Text file;
    private final char separator;
    private final Header header;

    /** What the first line says. */
    private record Header(List<String> columns, List<String> classNames, long samples, boolean isData) {}

    /** Which separators the first line may decide on. */
    enum Separators {
        /** A comma, a semicolon or a tab. */
        CHARACTERS,
        /** The same, or blanks where none of these is in the line. */
        CHARACTERS_OR_BLANKS
    }

    private CsvFile(Text file, char separator, Header header) {
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
        return open(file, Separators.CHARACTERS);
    }

    static CsvFile open(Path file, Separators separators) {
        return open(Text.of(file), separators);
    }

    static CsvFile open(String name, InputStream in) {
        return open(Text.of(name, in, LONGEST_START), Separators.CHARACTERS_OR_BLANKS);
    }

    private static CsvFile open(Text file, Separators separators) {
        char separator = separator(file, separators);
        return withRecords(file, separator, file::start, CsvRecordHandler.of(), records -> {
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
    @Override
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
     * @throws InvalidInputException when there is no such column or more than one, a line has more cells than the first, or a
     *     cell is missing or not a finite number, with the line and the column
     */
    public Dataset read(List<String> features, String label) {
        int labelColumn = column(label);
        int[] columns = features.stream().mapToInt(this::column).toArray();
        return withRecords(file, separator, file::open, CsvRecordHandler.of(), records -> {
            if (!header.isData && records.hasNext()) {
                records.next();
            }
            GrowingColumn values = new GrowingColumn();
            List<String> labels = new ArrayList<>();
            while (records.hasNext()) {
                CsvRecord record = records.next();
                if (record.getFieldCount() == 1 && record.getField(0).isBlank()) {
                    continue;
                }
                checkWidth(record);
                for (int column : columns) {
                    values.add(number(record, column));
                }
                labels.add(cell(record, labelColumn));
            }
            if (labels.isEmpty()) {
                throw new InvalidInputException(file + " has a header and no samples.");
            }
            if (header.samples >= 0 && header.samples != labels.size()) {
                throw promise(labels.size());
            }
            List<String> names =
                    IntStream.of(columns).mapToObj(header.columns::get).toList();
            return dataset(names, values, labels);
        });
    }

    @Override
    public List<double[]> read(List<String> chosen) {
        int[] columns = chosen.stream().mapToInt(this::column).toArray();
        ColumnHandler handler = new ColumnHandler(file.toString(), header.columns, columns, !header.isData);
        return withRecords(file, separator, file::open, handler, records -> {
            while (records.hasNext()) {
                records.next();
            }
            List<double[]> values = handler.values();
            int n = values.get(0).length;
            if (n == 0) {
                throw new InvalidInputException(file + " has a header and no numbers.");
            }
            if (header.samples >= 0 && header.samples != n) {
                throw promise(n);
            }
            return values;
        });
    }

    private InvalidInputException promise(int samples) {
        return new InvalidInputException(file + " promises " + header.samples + " samples in line 1 and has " + samples
                + ": it is cut or damaged.");
    }

    private Dataset dataset(List<String> featureNames, GrowingColumn values, List<String> labels) {
        double[] targets = new double[labels.size()];
        boolean numeric = true;
        for (int i = 0; i < targets.length && numeric; i++) {
            Optional<Double> number = NumberText.parse(labels.get(i));
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
        return ColumnNames.index(name, header.columns, file.toString());
    }

    private double number(CsvRecord record, int column) {
        String text = cell(record, column);
        double value = NumberText.parse(text)
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

    /** A cell beyond the header, as a decimal comma makes one, has moved the cells after it. */
    private void checkWidth(CsvRecord record) {
        for (int i = header.columns.size(); i < record.getFieldCount(); i++) {
            if (!record.getField(i).isBlank()) {
                throw new InvalidInputException(file + ", line " + record.getStartingLineNumber() + " has "
                        + record.getFieldCount() + " cells and the first line has " + header.columns.size()
                        + ": mend it, or leave it out.");
            }
        }
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
                    && names.stream().noneMatch(name -> NumberText.parse(name).isPresent());
            if (named && second.isPresent() && second.get().size() == features + 1) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= features; i++) {
                    columns.add("feature_" + i);
                }
                columns.add("label");
                return new Header(List.copyOf(columns), List.copyOf(names), samples, false);
            }
        }
        if (first.stream().allMatch(cell -> NumberText.parse(cell).isPresent())) {
            return new Header(ColumnNames.numbered(first.size()), List.of(), -1, true);
        }
        return new Header(List.copyOf(first), List.of(), -1, false);
    }

    private static List<String> fields(CsvRecord record) {
        return record.getFields().stream().map(String::trim).toList();
    }

    private static char separator(Text file, Separators separators) {
        try (InputStream in = file.start()) {
            String line =
                    firstLine(file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 12));
            if (line == null) {
                throw new InvalidInputException(file + " is empty.");
            }
            char best = ',';
            for (char candidate : new char[] {';', '\t'}) {
                if (count(line, candidate) > count(line, best)) {
                    best = candidate;
                }
            }
            boolean blanks = separators == Separators.CHARACTERS_OR_BLANKS && count(line, best) == 0;
            return blanks ? BLANK : best;
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static String firstLine(Text file, BufferedReader lines) throws IOException {
        String line = line(file, lines);
        while (line != null && (line.isBlank() || line.startsWith("#"))) {
            line = line(file, lines);
        }
        return line;
    }

    /** The next line; what has no end within reason is no table. */
    private static String line(Text file, BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            if (next == '\0') {
                throw new InvalidInputException(file + " is not text, so not a table of comma-separated values.");
            }
            if (line.length() == LONGEST_LINE) {
                throw new InvalidInputException(file + " has a line of more than " + LONGEST_LINE
                        + " characters before its first numbers: it is not a table of comma-separated values.");
            }
            line.append((char) next);
            next = lines.read();
        }
        return line.toString();
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }

    private interface Reading<T, R> {
        T read(Iterator<R> records);
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static <T, R> T withRecords(
            Text file, char separator, Opening part, CsvCallbackHandler<R> handler, Reading<T, R> reading) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(separator != BLANK)
                .skipEmptyLines(true)
                .commentStrategy(CommentStrategy.SKIP)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
        try (InputStream in = part.open();
                CsvReader<R> reader = separator == BLANK
                        ? builder.build(
                                handler,
                                new BlankSeparated(
                                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 15)))
                        : builder.build(handler, in)) {
            return reading.read(reader.iterator());
        } catch (IOException e) {
            throw file.unreadable(e);
        } catch (UncheckedIOException e) {
            throw file.unreadable(e.getCause());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof InvalidInputException said) {
                throw said;
            }
            if (e.getCause() instanceof IOException io) {
                throw file.unreadable(io);
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw MemoryNeed.exceeded("Reading " + file);
            }
            throw new InvalidInputException(
                    file + " cannot be read as comma-separated values: " + sentence(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw MemoryNeed.exceeded("Reading " + file);
        }
    }

    /** What the parser says, without the full stops within it. */
    private static String sentence(String message) {
        return message.replace(". (", " (").replaceFirst("\\.?$", ".");
    }
}
