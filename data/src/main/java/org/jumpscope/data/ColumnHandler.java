package org.jumpscope.data;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jumpscope.numeric.InvalidInputException;

/** Takes the numbers of chosen columns as they are parsed; it makes no records, so that nothing is kept of the others. */
final class ColumnHandler extends CsvCallbackHandler<Object> {
    private final String file;
    private final List<String> names;
    private final int[] columns;
    private final GrowingColumn[] values;

    private long line;
    private int rows;
    private boolean header;
    private int fields;
    private int found;
    private boolean blank;
    private RecordType type = RecordType.DATA;

    /**
     * @param file what to call the file
     * @param names the names of all its columns
     * @param columns the indices of those to read, not modified
     * @param header whether the first record has no numbers
     */
    ColumnHandler(String file, List<String> names, int[] columns, boolean header) {
        this.file = file;
        this.names = names;
        this.columns = columns.clone();
        this.header = header;
        this.values = Stream.generate(GrowingColumn::new).limit(columns.length).toArray(GrowingColumn[]::new);
    }

    /** The columns so far. */
    List<double[]> values() {
        return Arrays.stream(values).map(GrowingColumn::toArray).toList();
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        found = 0;
        blank = true;
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        int index = fields++;
        if (header) {
            blank = false;
            return;
        }
        blank = blank && isBlank(buffer, offset, length);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == index) {
                if (isBlank(buffer, offset, length)) {
                    continue; // missing, unless the whole line is blank
                }
                values[i].add(number(buffer, offset, length, index));
                found++;
            }
        }
    }

    private double number(char[] buffer, int offset, int length, int column) {
        try {
            double value = NumberText.parse(buffer, offset, length);
            return Double.isInfinite(value) ? ColumnFile.finite(value, where(column)) : value;
        } catch (NumberFormatException e) {
            String text = new String(buffer, offset, Math.min(length, 60)).trim();
            throw new InvalidInputException(where(column) + " holds '" + text
                    + "' where a number is expected: mend it, or leave its line out.");
        }
    }

    @Override
    protected Object buildRecord() {
        if (header) {
            header = type != RecordType.DATA;
            return null;
        }
        if (type == RecordType.DATA && !(blank && fields == 1) && found < columns.length) {
            int missing = 0;
            while (values[missing].size() > rows) {
                missing++;
            }
            throw new InvalidInputException(where(columns[missing]) + " is missing: fill it, or leave its line out.");
        }
        rows = values[0].size();
        return null;
    }

    private String where(int column) {
        return file + ", line " + line + (names.size() == 1 ? "" : ", column " + (column + 1))
                + (names.get(column).equals("column_" + (column + 1)) ? "" : " (" + names.get(column) + ")");
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }
}
