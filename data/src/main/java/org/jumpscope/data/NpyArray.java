package org.jumpscope.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jumpscope.numeric.InvalidInputException;

/**
 * An array as NumPy stores it ({@code .npy}), little-endian, last index fastest. Floats of 64 and 32 bits and integers are
 * read; floats and integers of 64 bits and unsigned bytes are also written.
 */
public final class NpyArray {
    /** The type of the elements. */
    public enum Type {
        /** {@code float64}. */
        FLOAT64("<f8", 8),
        /** {@code float32}. */
        FLOAT32("<f4", 4),
        /** {@code int64}. */
        INT64("<i8", 8),
        /** {@code int32}. */
        INT32("<i4", 4),
        /** {@code int16}. */
        INT16("<i2", 2),
        /** {@code int8}. */
        INT8("|i1", 1),
        /** {@code uint32}. */
        UINT32("<u4", 4),
        /** {@code uint16}. */
        UINT16("<u2", 2),
        /** {@code uint8}. */
        UINT8("|u1", 1);

        private final String code;
        private final int bytes;

        Type(String code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_HEADER = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    private final Type type;
    private final List<Integer> shape;
    private final byte[] content;

    private NpyArray(Type type, List<Integer> shape, byte[] content) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.content = content;
    }

    /**
     * An array of 64-bit floats.
     *
     * @param values the elements, last index fastest; copied
     * @param shape the lengths of the dimensions
     * @return the array
     * @throws IllegalArgumentException when the shape does not have as many elements
     */
    public static NpyArray of(double[] values, int... shape) {
        byte[] content = content(Type.FLOAT64, values.length, shape);
        little(content).asDoubleBuffer().put(values);
        return new NpyArray(Type.FLOAT64, list(shape), content);
    }

    /**
     * An array of 64-bit integers.
     *
     * @param values the elements, last index fastest; copied
     * @param shape the lengths of the dimensions
     * @return the array
     * @throws IllegalArgumentException when the shape does not have as many elements
     */
    public static NpyArray of(long[] values, int... shape) {
        byte[] content = content(Type.INT64, values.length, shape);
        little(content).asLongBuffer().put(values);
        return new NpyArray(Type.INT64, list(shape), content);
    }

    /**
     * An array of unsigned bytes.
     *
     * @param values the elements, last index fastest; copied
     * @param shape the lengths of the dimensions
     * @return the array
     * @throws IllegalArgumentException when the shape does not have as many elements
     */
    public static NpyArray of(byte[] values, int... shape) {
        byte[] content = content(Type.UINT8, values.length, shape);
        System.arraycopy(values, 0, content, 0, values.length);
        return new NpyArray(Type.UINT8, list(shape), content);
    }

    /**
     * The type of the elements.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * The shape.
     *
     * @return the lengths of the dimensions; none for a single number
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * The elements as floats.
     *
     * @return a new array, last index fastest; integers beyond 2^53 are rounded
     */
    public double[] toDoubles() {
        return toDoubles(0, content.length / type.bytes);
    }

    /**
     * Some of the elements as floats.
     *
     * @param from the place of the first, from 0
     * @param count how many
     * @return a new array, last index fastest; integers beyond 2^53 are rounded
     */
    public double[] toDoubles(int from, int count) {
        double[] values = new double[count];
        ByteBuffer bytes = little(content);
        if (type == Type.FLOAT64) {
            bytes.asDoubleBuffer().get(from, values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = type == Type.FLOAT32 ? bytes.getFloat(4 * (from + i)) : integer(bytes, from + i);
            }
        }
        return values;
    }

    /** The bytes that it holds. */
    int size() {
        return content.length;
    }

    /**
     * The elements as integers.
     *
     * @return a new array, last index fastest
     * @throws IllegalStateException when the elements are floats
     */
    public long[] toLongs() {
        if (type == Type.FLOAT64 || type == Type.FLOAT32) {
            throw new IllegalStateException("The elements are floats, not integers.");
        }
        long[] values = new long[content.length / type.bytes];
        ByteBuffer bytes = little(content);
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(bytes, i);
        }
        return values;
    }

    /**
     * The elements as unsigned bytes.
     *
     * @return a new array, last index fastest
     * @throws IllegalStateException when the elements are of another type
     */
    public byte[] toBytes() {
        if (type != Type.UINT8) {
            throw new IllegalStateException("The elements are of type " + type + ", not unsigned bytes.");
        }
        return content.clone();
    }

    private long integer(ByteBuffer bytes, int i) {
        return switch (type) {
            case INT64 -> bytes.getLong(8 * i);
            case INT32 -> bytes.getInt(4 * i);
            case INT16 -> bytes.getShort(2 * i);
            case INT8 -> bytes.get(i);
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(4 * i));
            case UINT16 -> Short.toUnsignedLong(bytes.getShort(2 * i));
            case UINT8 -> Byte.toUnsignedLong(bytes.get(i));
            case FLOAT64, FLOAT32 -> throw new IllegalStateException("The elements are floats, not integers.");
        };
    }

    /** The elements with this last index, or all where there is one dimension. */
    double[] column(int index) {
        double[] all = toDoubles();
        int columns = shape.size() == 1 ? 1 : shape.get(shape.size() - 1);
        if (columns == 1) {
            return all;
        }
        double[] column = new double[all.length / columns];
        for (int i = 0; i < column.length; i++) {
            column[i] = all[i * columns + index];
        }
        return column;
    }

    /** Whether a file with this start is an NPY file. */
    static boolean starts(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Writes the array.
     *
     * @param out where to; stays open
     * @throws IOException when writing fails
     */
    public void write(OutputStream out) throws IOException {
        String lengths = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String tuple = "(" + lengths + (shape.size() == 1 ? ",)" : ")");
        String header = "{'descr': '" + type.code + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        // The elements start at a multiple of 64 bytes; the header ends with a line feed.
        int before = MAGIC.length + 4;
        int padding = (64 - (before + header.length() + 1) % 64) % 64;
        byte[] line = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) line.length, (byte) (line.length >> 8)});
        out.write(line);
        out.write(content);
    }

    /**
     * Reads an array.
     *
     * @param file a {@code .npy} file, plain or compressed by gzip
     * @return the array
     * @throws InvalidInputException when the file is not there, not NPY, of another type, or shorter or longer than its
     *     header promises
     */
    public static NpyArray read(Path file) {
        try (InputStream in = DataFile.open(file)) {
            return read(file.toString(), in, Files.size(file), DataFile.largestContent(file), 0);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    /**
     * Reads an array from a stream that holds it and nothing else.
     *
     * @param size bytes of the file
     * @param most bytes of the array at most
     * @param held bytes of other arrays that are held beside it
     */
    static NpyArray read(String name, InputStream stream, long size, long most, long held) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !starts(start)) {
            throw new InvalidInputException(name + " is not an NPY file: it does not start with \\x93NUMPY.");
        }
        byte[] lengthBytes = in.readNBytes(start[MAGIC.length] == 1 ? 2 : 4);
        int length = 0;
        for (int i = lengthBytes.length - 1; i >= 0; i--) {
            length = length << 8 | (lengthBytes[i] & 0xff);
        }
        if (length <= 0 || length > LARGEST_HEADER) {
            throw new InvalidInputException(name + " has a header of " + (length & 0xffffffffL)
                    + " bytes by its start: it is damaged or not NPY.");
        }
        String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        Type type = type(name, header);
        if (!field(name, ORDER, header).equals("False")) {
            throw new InvalidInputException(
                    name + " is stored in Fortran order: write it again with numpy.ascontiguousarray.");
        }
        List<Integer> shape = shape(name, header, most / type.bytes);
        int bytes = Math.multiplyExact(shape.stream().reduce(1, Math::multiplyExact), type.bytes);
        MemoryNeed.require("Reading " + name, held + (bytes > size ? 2.0 : 1.0) * bytes);
        byte[] content = readAvailable(in, bytes, size);
        if (content.length < bytes || in.read() >= 0) {
            throw new InvalidInputException(name + (content.length < bytes ? " ends early" : " is too long")
                    + ": its header promises a shape of " + shape + ".");
        }
        return new NpyArray(type, shape, content);
    }

    private static byte[] readAvailable(InputStream in, int bytes, long there) throws IOException {
        try {
            if (bytes > there) {
                // Takes memory as the data arrive, so that a header alone cannot ask for it.
                return in.readNBytes(bytes);
            }
            byte[] content = new byte[bytes];
            int read = in.readNBytes(content, 0, bytes);
            return read == bytes ? content : Arrays.copyOf(content, read);
        } catch (EOFException e) {
            return new byte[0];
        }
    }

    private static Type type(String name, String header) {
        String code = field(name, DESCR, header);
        return Arrays.stream(Type.values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(name + " holds elements of type '" + code
                        + "': only floats of 64 and 32 bits and integers, unsigned up to 32 bits, are read; write it again with"
                        + " numpy.astype(float)."));
    }

    private static List<Integer> shape(String name, String header, long mostElements) {
        List<Integer> shape = new ArrayList<>();
        long total = 1;
        for (String part : field(name, SHAPE, header).split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String digits = part.trim();
            long length = digits.matches("\\d{1,10}") ? Long.parseLong(digits) : Long.MAX_VALUE;
            // Bounded before the next factor, so that the product cannot overflow.
            if (length > Integer.MAX_VALUE || total * length > Math.min(mostElements, (Integer.MAX_VALUE - 8) / 8)) {
                throw new InvalidInputException(name + " is too short for its header, which promises a shape of ("
                        + field(name, SHAPE, header) + "), or larger than 2 GiB.");
            }
            total *= length;
            shape.add((int) length);
        }
        return shape;
    }

    private static String field(String name, Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new InvalidInputException(name + " has a header that is not NPY's: '" + header.trim() + "'.");
        }
        return matcher.group(1);
    }

    private static byte[] content(Type type, int elements, int[] shape) {
        int total = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (total != elements) {
            throw new IllegalArgumentException(
                    elements + " elements do not have the shape " + Arrays.toString(shape) + ".");
        }
        return new byte[Math.multiplyExact(elements, type.bytes)];
    }

    private static ByteBuffer little(byte[] content) {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Integer> list(int[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
