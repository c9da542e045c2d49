package org.jumpscope.data.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jumpscope.data.GrowingColumn;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The fields of one message in the wire format of protocol buffers, one after the other. No length is believed beyond the
 * bytes that are there, and nothing is copied but short texts and lists of numbers.
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int LONGEST_TEXT = 1 << 16;
    /** Far more than any network that can be analysed has, and few enough for a small heap. */
    private static final int MOST_PARTS = 200_000;

    private final String file;
    private final String message;
    private final ByteBuffer in;
    /** What a number takes as a double in a list that grows. */
    private static final double BYTES_OF_A_NUMBER = 24;

    /** The parts of the whole file so far, and its numbers that are listed one by one. */
    private final long[] parts;

    private int field;
    private int type;
    private long number;
    private ByteBuffer content;

    /**
     * The reader of a message.
     *
     * @param file what to call the file
     * @param message what to call the message
     * @param bytes its bytes; the position of the buffer is not modified
     */
    WireReader(String file, String message, ByteBuffer bytes) {
        this(file, message, bytes, new long[2]);
    }

    private WireReader(String file, String message, ByteBuffer bytes, long[] parts) {
        this.file = file;
        this.message = message;
        this.in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.parts = parts;
    }

    /** Moves to the next field; false after the last one. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long key = varint();
        long fieldNumber = key >>> 3;
        if (fieldNumber < 1 || fieldNumber > (1 << 29) - 1) {
            throw damaged("has a field of number " + Long.toUnsignedString(fieldNumber));
        }
        field = (int) fieldNumber;
        type = (int) (key & 7);
        switch (type) {
            case VARINT -> number = varint();
            case EIGHT_BYTES -> number = in.getLong(skip(8));
            case FOUR_BYTES -> number = in.getInt(skip(4));
            case LENGTH -> {
                long length = varint();
                if (length < 0 || length > in.remaining()) {
                    throw damaged("ends before a field of " + Long.toUnsignedString(length) + " bytes does");
                }
                content = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
                in.position(in.position() + (int) length);
            }
            default -> throw damaged("has a field of the unknown kind " + type);
        }
        return true;
    }

    private int skip(int bytes) {
        int at = in.position();
        if (in.remaining() < bytes) {
            throw damaged("ends within a number");
        }
        in.position(at + bytes);
        return at;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw damaged("ends within a number");
            }
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("has a number of more than ten bytes");
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** Its value as an integer. */
    long integer() {
        require(VARINT);
        return number;
    }

    /** Its value as a 32-bit float. */
    float float32() {
        require(FOUR_BYTES);
        return Float.intBitsToFloat((int) number);
    }

    /** Its bytes, which are those of the file. */
    ByteBuffer bytes() {
        require(LENGTH);
        return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its text. */
    String text() {
        require(LENGTH);
        if (content.remaining() > LONGEST_TEXT) {
            throw damaged("has a text of " + content.remaining() + " bytes");
        }
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    /** The message in it. */
    WireReader message(String name) {
        return new WireReader(file, name, bytes(), parts);
    }

    /** Adds its integer or integers, packed or not. */
    void integersTo(List<Long> list) {
        if (type == LENGTH) {
            WireReader packed = message(message);
            while (packed.in.hasRemaining()) {
                keep(packed.varint(), list);
            }
        } else {
            keep(integer(), list);
        }
    }

    /** Adds its integer or integers, packed or not, as numbers. */
    void integersTo(GrowingColumn column) {
        if (type == LENGTH) {
            WireReader packed = message(message);
            expect(packed.in.remaining());
            while (packed.in.hasRemaining()) {
                column.add((double) packed.varint());
            }
        } else {
            expect(1);
            column.add((double) integer());
        }
    }

    /** Adds its 32-bit float or floats, packed or not. */
    void float32To(GrowingColumn column) {
        if (type == LENGTH) {
            ByteBuffer packed = whole(4);
            expect(packed.remaining() / 4);
            while (packed.hasRemaining()) {
                column.add(packed.getFloat());
            }
        } else {
            expect(1);
            column.add(float32());
        }
    }

    /** Adds its 64-bit float or floats, packed or not. */
    void float64To(GrowingColumn column) {
        if (type == LENGTH) {
            ByteBuffer packed = whole(8);
            expect(packed.remaining() / 8);
            while (packed.hasRemaining()) {
                column.add(packed.getDouble());
            }
        } else {
            expect(1);
            require(EIGHT_BYTES);
            column.add(Double.longBitsToDouble(number));
        }
    }

    /** Refuses a file whose listed numbers need more memory than there is. */
    private void expect(int numbers) {
        parts[1] += numbers;
        MemoryNeed.require("Reading " + file, BYTES_OF_A_NUMBER * parts[1]);
    }

    private ByteBuffer whole(int size) {
        ByteBuffer packed = bytes();
        if (packed.remaining() % size != 0) {
            throw damaged("has " + packed.remaining() + " bytes of numbers of " + size + " bytes each");
        }
        return packed;
    }

    /** Adds an element to a list; all lists of a file have a largest size together. */
    <T> void keep(T element, List<T> list) {
        if (++parts[0] > MOST_PARTS) {
            throw new InvalidInputException(file + " has more than " + MOST_PARTS
                    + " nodes, attributes and names: it is damaged, or too large a model to be read here.");
        }
        list.add(element);
    }

    private void require(int kind) {
        if (type != kind) {
            throw damaged("has field " + field + " as another kind of value than ONNX says");
        }
    }

    /** That the message is not what ONNX says. */
    InvalidInputException damaged(String how) {
        return new InvalidInputException(file + " is not a whole ONNX file: its " + message + " " + how
                + "; get the file again, or export the model again.");
    }
}
