package org.jumpscope.data.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jumpscope.data.GrowingColumn;
import org.jumpscope.data.HalfFloat;
import org.jumpscope.numeric.InvalidInputException;

/** A constant array of the file (TensorProto). Its numbers stay where they are until they are asked for. */
final class TensorMessage {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;
    private static final Map<Integer, Integer> BYTES =
            Map.of(FLOAT, 4, DOUBLE, 8, FLOAT16, 2, INT64, 8, INT32, 4, UINT8, 1, INT8, 1, BOOL, 1);
    private static final int EXTERNAL = 1;
    private static final int MOST_DIMENSIONS = 8;

    /** What an array is made of. */
    enum Elements {
        /** Floats. */
        FLOATS,
        /** Integers. */
        INTEGERS
    }

    private final String file;
    private final String name;
    private final List<Long> dimensions;
    private final int type;
    /** The numbers as bytes, or none. */
    private final ByteBuffer raw;
    /** The numbers as such where they are not bytes. */
    private final double[] listed;

    private TensorMessage(String file, String name, List<Long> dimensions, int type, ByteBuffer raw, double[] listed) {
        this.file = file;
        this.name = name;
        this.dimensions = dimensions;
        this.type = type;
        this.raw = raw;
        this.listed = listed;
    }

    /** An array that is not in a tensor of its own, such as an attribute's. */
    static TensorMessage of(String file, String name, Elements elements, double[] values, long... dimensions) {
        List<Long> lengths = new ArrayList<>();
        for (long length : dimensions) {
            lengths.add(length);
        }
        int type = elements == Elements.INTEGERS ? INT64 : DOUBLE;
        return new TensorMessage(file, name, lengths, type, null, values.clone());
    }

    static TensorMessage read(String file, WireReader in) {
        String name = "";
        List<Long> dimensions = new ArrayList<>();
        int type = 0;
        long location = 0;
        ByteBuffer raw = null;
        GrowingColumn floats = new GrowingColumn();
        GrowingColumn doubles = new GrowingColumn();
        GrowingColumn ints = new GrowingColumn();
        GrowingColumn longs = new GrowingColumn();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.integersTo(dimensions);
                case 2 -> type = (int) in.integer();
                case 4 -> in.float32To(floats);
                case 5 -> in.integersTo(ints);
                case 7 -> in.integersTo(longs);
                case 8 -> name = in.text();
                case 9 -> raw = in.bytes();
                case 10 -> in.float64To(doubles);
                case 14 -> location = in.integer();
                default -> {}
            }
        }
        if (location == EXTERNAL) {
            throw new InvalidInputException(file + ": the values of '" + name
                    + "' are in another file, which is not read: save the model in one file (onnx.save_model with"
                    + " save_as_external_data=False).");
        }
        double[] listed = switch (type) {
            case FLOAT -> floats.toArray();
            case DOUBLE -> doubles.toArray();
            case INT64 -> longs.toArray();
            case FLOAT16 -> halves(ints.toArray());
            default -> ints.toArray();
        };
        TensorMessage tensor = new TensorMessage(file, name, List.copyOf(dimensions), type, raw, listed);
        tensor.check();
        return tensor;
    }

    private void check() {
        if (!BYTES.containsKey(type)) {
            throw new InvalidInputException(file + ": the values of '" + name + "' are of ONNX's type " + type
                    + "; floats of 16, 32 and 64 bits and integers are read.");
        }
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw new InvalidInputException(file + ": '" + name + "' has " + dimensions.size() + " dimensions; at most "
                    + MOST_DIMENSIONS + " are read.");
        }
        long there = raw == null ? listed.length : raw.remaining() / BYTES.get(type);
        long total = 1;
        for (long length : dimensions) {
            // Bounded before the next factor, so that the product cannot overflow.
            if (length < 0 || length > Integer.MAX_VALUE || total * length > Integer.MAX_VALUE) {
                throw wrongSize(there);
            }
            total *= length;
        }
        boolean exact = raw == null || raw.remaining() % BYTES.get(type) == 0;
        if (total != there || !exact) {
            throw wrongSize(there);
        }
    }

    private InvalidInputException wrongSize(long there) {
        return new InvalidInputException(file + ": '" + name + "' has the shape " + dimensions + " and " + there
                + " values: the file is cut or damaged; get it again.");
    }

    /** What the file calls it; may be empty. */
    String name() {
        return name;
    }

    /** The lengths of its dimensions; none for a single number. */
    List<Long> dimensions() {
        return dimensions;
    }

    /** The number of its elements. */
    int size() {
        return raw == null ? listed.length : raw.remaining() / BYTES.get(type);
    }

    /** Whether its elements are integers. */
    boolean whole() {
        return type != FLOAT && type != DOUBLE && type != FLOAT16;
    }

    /** One element, by its place row by row. */
    double at(int i) {
        if (raw == null) {
            return listed[i];
        }
        return switch (type) {
            case FLOAT -> raw.getFloat(4 * i);
            case DOUBLE -> raw.getDouble(8 * i);
            case FLOAT16 -> HalfFloat.value(raw.getShort(2 * i));
            case INT64 -> raw.getLong(8 * i);
            case INT32 -> raw.getInt(4 * i);
            case INT8 -> raw.get(i);
            default -> raw.get(i) & 0xff;
        };
    }

    /** Other numbers of a shape. */
    TensorMessage with(Elements elements, double[] values, List<Long> lengths) {
        return new TensorMessage(file, name, lengths, elements == Elements.INTEGERS ? INT64 : DOUBLE, null, values);
    }

    /** The same under the name that the graph gives it. */
    TensorMessage named(String other) {
        return new TensorMessage(file, other, dimensions, type, raw, listed);
    }

    private static double[] halves(double[] bits) {
        double[] values = new double[bits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = HalfFloat.value((short) (int) bits[i]);
        }
        return values;
    }
}
