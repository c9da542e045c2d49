package org.jumpscope.data;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jumpscope.numeric.InvalidInputException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Named tensors as the safetensors library stores them: the length of the header as 64 bits little-endian, the header in
 * JSON, the data. Floats of 64, 32 and 16 bits (F16 and BF16) are read; floats of 64 bits are written.
 *
 * <p>Opening reads the header alone and compares it with the length of the file; a tensor is read when it is asked for.
 * Format: huggingface.co/docs/safetensors.
 */
public final class SafetensorsFile {
    /** Far more than the names of any network's layers take; the format allows 100 MB. */
    private static final long LARGEST_HEADER = 8_000_000;

    private static final int START = 8;
    private static final int BLOCK = 1 << 16;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Path file;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path file, long dataStart, SafetensorsHeader header) {
        this.file = file;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @return the file with its names, shapes and metadata known
     * @throws InvalidInputException when it is not there, not a safetensors file, cut, or its header does not fit its data
     */
    public static SafetensorsFile open(Path file) {
        try {
            DataFile.check(file);
            long size = Files.size(file);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] start = in.readNBytes(START);
                if (start.length < START) {
                    throw new InvalidInputException(file + " has " + size
                            + " bytes, and a safetensors file has 8 before its header: get the whole file again.");
                }
                long length = little(start).getLong();
                if (length > LARGEST_HEADER && length <= size - START) {
                    throw new InvalidInputException(file + " has a header of " + length + " bytes; at most "
                            + LARGEST_HEADER + " are read, which is much for the names of a network's tensors.");
                }
                if (length < 2 || length > size - START) {
                    throw new InvalidInputException(file + " is not a safetensors file, or cut: it has " + size
                            + " bytes, and its first eight say that its header has " + Long.toUnsignedString(length)
                            + ".");
                }
                byte[] json = in.readNBytes((int) length);
                if (json.length < length) {
                    throw new EOFException();
                }
                return new SafetensorsFile(
                        file, START + length, SafetensorsHeader.read(file, json, size - START - length));
            }
        } catch (EOFException e) {
            throw early(file);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    /** The names of the tensors, in the order of the header. */
    public List<String> names() {
        return List.copyOf(header.entries().keySet());
    }

    /** The texts beside the tensors, by their keys. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /**
     * The shape of a tensor.
     *
     * @throws InvalidInputException when there is no such tensor
     */
    public List<Integer> shape(String name) {
        return entry(name).shape();
    }

    /**
     * Reads a tensor.
     *
     * @param name its name
     * @return its elements as doubles, which hold floats of fewer bits exactly
     * @throws InvalidInputException when there is no such tensor, it does not hold floats, or the file cannot be read
     */
    public Tensor tensor(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        requireFloats(name, entry);
        long count = (entry.end() - entry.begin()) / entry.bytes();
        if (count > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    file + " holds tensor '" + name + "' of " + count + " elements, more than fit in one array.");
        }
        return new Tensor(values(name, 0, (int) count), entry.shape());
    }

    /**
     * Reads some elements of a tensor.
     *
     * @param name its name
     * @param first the place of the first, last index fastest
     * @param count how many
     * @throws InvalidInputException as {@link #tensor} does
     */
    double[] values(String name, int first, int count) {
        SafetensorsHeader.Entry entry = entry(name);
        requireFloats(name, entry);
        double[] values = new double[count];
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(dataStart + entry.begin() + (long) first * entry.bytes());
            ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; ) {
                int some = Math.min(values.length - from, BLOCK / entry.bytes());
                block.clear().limit(some * entry.bytes());
                while (block.hasRemaining()) {
                    if (channel.read(block) < 0) {
                        throw early(file);
                    }
                }
                block.flip();
                decode(entry.type(), block, values, from, some);
                from += some;
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        return values;
    }

    private void requireFloats(String name, SafetensorsHeader.Entry entry) {
        if (!List.of("F64", "F32", "F16", "BF16").contains(entry.type())) {
            throw new InvalidInputException(file + " holds tensor '" + name + "' of dtype " + entry.type()
                    + ": only F64, F32, F16 and BF16 are read.");
        }
    }

    private static void decode(String type, ByteBuffer block, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[from + i] = switch (type) {
                case "F64" -> block.getDouble();
                case "F32" -> block.getFloat();
                case "F16" -> HalfFloat.value(block.getShort());
                default -> Float.intBitsToFloat(block.getShort() << 16);
            };
        }
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new InvalidInputException(file + " has no tensor '" + name + "': it has "
                    + (names().isEmpty() ? "none" : String.join(", ", names())) + ".");
        }
        return entry;
    }

    private static InvalidInputException early(Path file) {
        return new InvalidInputException(file + " ends early: get the whole file again.");
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Writes tensors as floats of 64 bits; the same tensors give the same bytes.
     *
     * @param out where to; stays open
     * @param tensors the tensors by their names, written in their order
     * @param metadata texts beside them, by their keys
     * @throws IOException when writing fails
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] json = header(tensors, metadata);
        // Spaces at the end of the header let the data start at a multiple of eight bytes.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        out.write(little(new byte[START]).putLong(padded.length).array());
        out.write(padded);
        for (Tensor tensor : tensors.values()) {
            double[] values = tensor.sharedValues();
            for (int from = 0; from < values.length; from += BLOCK) {
                int some = Math.min(BLOCK, values.length - from);
                byte[] block = new byte[Double.BYTES * some];
                little(block).asDoubleBuffer().put(values, from, some);
                out.write(block);
            }
        }
    }

    private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeName("__metadata__");
                json.writeStartObject();
                metadata.forEach((key, text) -> {
                    json.writeName(key);
                    json.writeString(text);
                });
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                json.writeName(tensor.getKey());
                json.writeStartObject();
                json.writeName("dtype");
                json.writeString("F64");
                json.writeName("shape");
                json.writeStartArray();
                tensor.getValue().shape().forEach(json::writeNumber);
                json.writeEndArray();
                json.writeName("data_offsets");
                json.writeStartArray();
                json.writeNumber(at);
                at += (long) Double.BYTES * tensor.getValue().size();
                json.writeNumber(at);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
