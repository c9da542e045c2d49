package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An input or output of the graph (ValueInfoProto).
 *
 * @param name its name
 * @param kind what it is
 * @param shape the lengths of its dimensions, −1 where one is not fixed; none if the file does not say
 */
record PortMessage(String name, Kind kind, Optional<List<Long>> shape) {
    /** What a value is. */
    enum Kind {
        /** An array of floats. */
        FLOATS,
        /** An array of integers. */
        INTEGERS,
        /** An array of texts. */
        TEXTS,
        /** A sequence or a map, as ZipMap makes. */
        COLLECTION,
        /** The file does not say. */
        UNKNOWN
    }

    static PortMessage read(WireReader in) {
        String name = "";
        Kind kind = Kind.UNKNOWN;
        Optional<List<Long>> shape = Optional.empty();
        while (in.next()) {
            if (in.field() == 1) {
                name = in.text();
            } else if (in.field() == 2) {
                WireReader type = in.message("type");
                while (type.next()) {
                    if (type.field() == 4 || type.field() == 5) {
                        kind = Kind.COLLECTION;
                    } else if (type.field() == 1) {
                        WireReader tensor = type.message("tensor type");
                        while (tensor.next()) {
                            if (tensor.field() == 1) {
                                kind = kind((int) tensor.integer());
                            } else if (tensor.field() == 2) {
                                shape = Optional.of(shape(tensor.message("shape")));
                            }
                        }
                    }
                }
            }
        }
        return new PortMessage(name, kind, shape);
    }

    private static Kind kind(int elementType) {
        return switch (elementType) {
            case 1, 10, 11, 16 -> Kind.FLOATS;
            case 8 -> Kind.TEXTS;
            case 0 -> Kind.UNKNOWN;
            default -> Kind.INTEGERS;
        };
    }

    private static List<Long> shape(WireReader in) {
        List<Long> lengths = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                long length = -1;
                WireReader dimension = in.message("dimension");
                while (dimension.next()) {
                    if (dimension.field() == 1) {
                        length = dimension.integer();
                    }
                }
                in.keep(length, lengths);
            }
        }
        return lengths;
    }
}
