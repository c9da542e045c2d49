package org.jumpscope.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.numeric.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the header of a safetensors file: a JSON object of {@code {"NAME": {"dtype", "shape", "data_offsets"}, ...}} with
 * the texts of {@code "__metadata__"} beside. Each tensor has to lie within the data, be as long as its shape says, and
 * begin where another ends: the data are covered once and without gaps, as the format asks.
 */
final class SafetensorsHeader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String METADATA = "__metadata__";
    private static final int MOST_DIMENSIONS = 16;

    /** The bytes of an element of each type; half bytes do not occur. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("F64", 8),
            Map.entry("F32", 4),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("F8_E4M3", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("C64", 8),
            Map.entry("I64", 8),
            Map.entry("I32", 4),
            Map.entry("I16", 2),
            Map.entry("I8", 1),
            Map.entry("U64", 8),
            Map.entry("U32", 4),
            Map.entry("U16", 2),
            Map.entry("U8", 1),
            Map.entry("BOOL", 1));

    /** A tensor of the file: bytes begin ≤ i < end of the data. */
    record Entry(String type, List<Integer> shape, long begin, long end) {
        int bytes() {
            return TYPES.get(type);
        }
    }

    private final Path file;
    private final long dataLength;
    private final JsonParser parser;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(Path file, long dataLength, JsonParser parser) {
        this.file = file;
        this.dataLength = dataLength;
        this.parser = parser;
    }

    /**
     * Reads a header.
     *
     * @param file what to name in messages
     * @param json the header
     * @param dataLength bytes after the header
     */
    static SafetensorsHeader read(Path file, byte[] json, long dataLength) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            SafetensorsHeader header = new SafetensorsHeader(file, dataLength, parser);
            header.read();
            return header;
        } catch (JacksonException e) {
            throw new InvalidInputException(file + " is not a safetensors file, or damaged: its header is not JSON ("
                    + firstLine(e.getOriginalMessage()) + ").");
        }
    }

    /** The tensors by their names, in the order of the header. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** The texts beside them. */
    Map<String, String> metadata() {
        return metadata;
    }

    private void read() {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                entries.put(name, entry(name));
            }
        }
        if (parser.nextToken() != null) {
            throw says("has something after the object of its header");
        }
        checkCover();
    }

    private void readMetadata() {
        expect(parser.currentToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " '" + key + "'");
            metadata.put(key, parser.getString());
        }
    }

    private Entry entry(String name) {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "tensor '" + name + "'");
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(parser.currentToken(), JsonToken.VALUE_STRING, "the dtype of tensor '" + name + "'");
                    type = parser.getString();
                }
                case "shape" -> shape = numbers(name, "shape");
                case "data_offsets" -> offsets = numbers(name, "data_offsets");
                default -> throw says("has tensor '" + name + "' with an unknown field '" + key + "'");
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw says("has tensor '" + name + "' without dtype, shape, or two data_offsets");
        }
        return checked(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private List<Long> numbers(String name, String what) {
        expect(parser.currentToken(), JsonToken.START_ARRAY, "the " + what + " of tensor '" + name + "'");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "the " + what + " of tensor '" + name + "'");
            long number = parser.getLongValue();
            if (number < 0 || numbers.size() == MOST_DIMENSIONS) {
                throw says("has tensor '" + name + "' with a negative number or more than " + MOST_DIMENSIONS
                        + " numbers in its " + what);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private Entry checked(String name, String type, List<Long> shape, long begin, long end) {
        Integer bytes = TYPES.get(type);
        if (bytes == null) {
            throw says("has tensor '" + name + "' of an unknown dtype '" + type + "'");
        }
        if (begin > end || end > dataLength) {
            throw says("has tensor '" + name + "' at bytes " + begin + " to " + end + " of " + dataLength);
        }
        long total = 1;
        List<Integer> lengths = new ArrayList<>();
        for (long length : shape) {
            // Bounded before the next factor, so that the product cannot overflow.
            if (length > Integer.MAX_VALUE || total * length > dataLength) {
                throw says("has tensor '" + name + "' of shape " + shape + ", more than its data hold");
            }
            total *= length;
            lengths.add((int) length);
        }
        if (total * bytes != end - begin) {
            throw says("has tensor '" + name + "' of shape " + shape + " and dtype " + type + " in " + (end - begin)
                    + " bytes where " + total * bytes + " are expected");
        }
        return new Entry(type, List.copyOf(lengths), begin, end);
    }

    private void checkCover() {
        List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().begin)
                .thenComparingLong(e -> e.getValue().end));
        long at = 0;
        for (Map.Entry<String, Entry> each : sorted) {
            if (each.getValue().begin != at) {
                throw says("has tensor '" + each.getKey() + "' at byte " + each.getValue().begin + " of the data where "
                        + at + " is expected");
            }
            at = each.getValue().end;
        }
        if (at != dataLength) {
            throw says("has " + dataLength + " bytes of data, and its tensors are " + at);
        }
    }

    private void expect(JsonToken found, JsonToken expected, String what) {
        if (found != expected) {
            throw says("has a header in which " + what + " is not what the format says");
        }
    }

    private InvalidInputException says(String what) {
        return new InvalidInputException(
                file + " " + what + ": it is cut, damaged, or not a safetensors file; get the whole file again.");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").trim().replaceFirst("[.:;,]$", "");
    }
}
