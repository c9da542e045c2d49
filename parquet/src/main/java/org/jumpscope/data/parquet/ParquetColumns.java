package org.jumpscope.data.parquet;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jumpscope.data.ColumnFile;
import org.jumpscope.data.ColumnNames;
import org.jumpscope.data.GrowingColumn;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The columns of a Parquet file; one inside a group is named {@code group.column}.
 *
 * <p>Floats of 32 and 64 bits, integers and decimals of up to 64 bits are numbers. A column is read straight from its pages;
 * the names that a user gives are compared, and are part of no query.
 */
final class ParquetColumns implements ColumnFile {
    private final Path file;
    private final List<String> names = new ArrayList<>();
    private final List<ColumnDescriptor> columns = new ArrayList<>();

    /** How one number is taken from a reader of values. */
    private interface Taking {
        double of(ColumnReader reader);
    }

    /** What is done with an open file. */
    private interface Reading<T> {
        T read(ParquetFileReader reader) throws IOException;
    }

    ParquetColumns(Path file) {
        this.file = file;
        withReader(reader -> {
            for (ColumnDescriptor column : reader.getFileMetaData().getSchema().getColumns()) {
                names.add(String.join(".", column.getPath()));
                columns.add(column);
            }
            return columns;
        });
        if (columns.isEmpty()) {
            throw new InvalidInputException(file + " has no columns.");
        }
    }

    @Override
    public List<String> columns() {
        return List.copyOf(names);
    }

    @Override
    public List<double[]> read(List<String> chosen) {
        List<Integer> indices = chosen.stream()
                .map(name -> ColumnNames.index(name, names, file.toString()))
                .toList();
        List<Taking> numbers = indices.stream().map(this::number).toList();
        return withReader(reader -> {
            List<double[]> read = new ArrayList<>();
            for (int i = 0; i < chosen.size(); i++) {
                read.add(read(reader, indices.get(i), numbers.get(i)));
            }
            return read;
        });
    }

    private double[] read(ParquetFileReader reader, int index, Taking number) throws IOException {
        ColumnDescriptor column = columns.get(index);
        MessageType schema = reader.getFileMetaData().getSchema();
        GrowingColumn values = new GrowingColumn();
        reader.setRequestedSchema(List.of(column));
        for (int group = 0; group < reader.getRowGroups().size(); group++) {
            PageReadStore pages = reader.readRowGroup(group);
            ColumnReader cells = new ColumnReadStoreImpl(
                            pages,
                            new Ignoring(schema),
                            schema,
                            reader.getFileMetaData().getCreatedBy())
                    .getColumnReader(column);
            long n = pages.getRowCount();
            for (long i = 0; i < n; i++) {
                if (cells.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
                    throw new InvalidInputException(
                            where(index, values.size()) + " is missing: fill it, or leave its row out.");
                }
                double value = number.of(cells);
                if (Double.isInfinite(value)) {
                    ColumnFile.finite(value, where(index, values.size()));
                }
                values.add(value);
                cells.consume();
            }
        }
        if (values.size() == 0) {
            throw new InvalidInputException(file + " has no rows.");
        }
        return values.toArray();
    }

    private String where(int index, int row) {
        return file + ", row " + (row + 1L) + ", column " + (index + 1) + " (" + names.get(index) + ")";
    }

    private Taking number(int index) {
        ColumnDescriptor column = columns.get(index);
        LogicalTypeAnnotation meaning = column.getPrimitiveType().getLogicalTypeAnnotation();
        if (column.getMaxRepetitionLevel() > 0) {
            throw new InvalidInputException(
                    file + ", column '" + names.get(index) + "' holds lists: give a column with one number in a row.");
        }
        Optional<Taking> number = Optional.empty();
        if (meaning == null || meaning instanceof IntLogicalTypeAnnotation) {
            boolean unsigned = meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
            number = plain(column, unsigned);
        } else if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            number = decimal(column, decimal.getScale());
        }
        return number.orElseThrow(() -> new InvalidInputException(file + ", column '" + names.get(index)
                + "' is of type "
                + column.getPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT)
                + (meaning == null ? "" : " (" + meaning + ")") + ": give a column of numbers."));
    }

    private static Optional<Taking> plain(ColumnDescriptor column, boolean unsigned) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> Optional.of(ColumnReader::getDouble);
            case FLOAT -> Optional.of(ColumnReader::getFloat);
            case INT32 ->
                Optional.of(unsigned ? r -> Integer.toUnsignedLong(r.getInteger()) : ColumnReader::getInteger);
            case INT64 -> Optional.of(unsigned ? r -> unsigned(r.getLong()) : ColumnReader::getLong);
            default -> Optional.empty();
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : new BigDecimal(Long.toUnsignedString(value)).doubleValue();
    }

    private static Optional<Taking> decimal(ColumnDescriptor column, int scale) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 ->
                Optional.of(r -> BigDecimal.valueOf(r.getInteger(), scale).doubleValue());
            case INT64 ->
                Optional.of(r -> BigDecimal.valueOf(r.getLong(), scale).doubleValue());
            default -> Optional.empty();
        };
    }

    /** Opens the file for a reading; whatever its damage makes the library throw is bad input. */
    private <T> T withReader(Reading<T> reading) {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return reading.read(reader);
        } catch (InvalidInputException said) {
            throw said;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(file + " is not a whole Parquet file: " + reason(e) + ".");
        } catch (OutOfMemoryError e) {
            // The library takes what the headers of pages ask for.
            throw MemoryNeed.exceeded("Reading " + file + ", if it is not damaged,");
        }
    }

    /** The first line of what was thrown, without a full stop. */
    private static String reason(Exception failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("null");
        return message.equals("null")
                ? "it is damaged (" + failure.getClass().getSimpleName() + ")"
                : message.replaceFirst("\\.$", "");
    }

    /** The values are pulled, so nothing is done when they are pushed. */
    private static final class Ignoring extends GroupConverter {
        private final GroupType type;

        Ignoring(GroupType type) {
            this.type = type;
        }

        @Override
        public Converter getConverter(int field) {
            Type child = type.getType(field);
            return child.isPrimitive() ? new PrimitiveConverter() {} : new Ignoring(child.asGroupType());
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
