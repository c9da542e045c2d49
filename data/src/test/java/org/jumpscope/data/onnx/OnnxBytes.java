package org.jumpscope.data.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message in the wire format of protocol buffers, put together field by field, for models that no exporter makes. */
final class OnnxBytes {
    static final int FLOAT = 1;
    static final int INT64 = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static OnnxBytes message() {
        return new OnnxBytes();
    }

    OnnxBytes integer(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    OnnxBytes float32(int field, float value) {
        varint((long) field << 3 | 5);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    OnnxBytes bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    OnnxBytes text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    OnnxBytes message(int field, OnnxBytes value) {
        return bytes(field, value.content());
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    byte[] content() {
        return out.toByteArray();
    }

    // --- The messages of ONNX

    /** A model with the version of the operators. */
    static byte[] model(long version, OnnxBytes graph) {
        return message()
                .integer(1, 8)
                .message(7, graph)
                .message(8, message().integer(2, version))
                .message(8, message().text(1, "ai.onnx.ml").integer(2, 1))
                .content();
    }

    /** A graph from x, samples of some features, to y. */
    static OnnxBytes graph(int features, OnnxBytes... nodesAndTensors) {
        return graphOf(new int[] {features}, nodesAndTensors);
    }

    /** A graph from x, samples of a shape with −1 where it is not fixed, to y. */
    static OnnxBytes graphOf(int[] sample, OnnxBytes... nodesAndTensors) {
        OnnxBytes graph = message();
        graph.message(11, port("x", sample)).message(12, port("y", -1));
        for (OnnxBytes part : nodesAndTensors) {
            graph.out.writeBytes(part.content());
        }
        return graph;
    }

    /** A field of a graph: a node with inputs and outputs parted by spaces. Attributes follow. */
    static OnnxBytes node(String name, String type, String inputs, String outputs, OnnxBytes... attributes) {
        OnnxBytes node = message();
        for (String input : inputs.split(" ", -1)) {
            node.text(1, input);
        }
        int dot = type.lastIndexOf('.');
        for (String output : outputs.split(" ", -1)) {
            node.text(2, output);
        }
        node.text(3, name).text(4, type.substring(dot + 1));
        if (dot >= 0) {
            node.text(7, type.substring(0, dot));
        }
        for (OnnxBytes attribute : attributes) {
            node.message(5, attribute);
        }
        return message().message(1, node);
    }

    static OnnxBytes attribute(String name, long value) {
        return message().text(1, name).integer(3, value);
    }

    static OnnxBytes attribute(String name, String value) {
        return message().text(1, name).text(4, value);
    }

    static OnnxBytes attribute(String name, float value) {
        return message().text(1, name).float32(2, value);
    }

    static OnnxBytes attribute(String name, float... values) {
        OnnxBytes attribute = message().text(1, name);
        for (float value : values) {
            attribute.float32(7, value);
        }
        return attribute;
    }

    static OnnxBytes attributes(String name, long... values) {
        OnnxBytes attribute = message().text(1, name);
        for (long value : values) {
            attribute.integer(8, value);
        }
        return attribute;
    }

    /** A field of a graph: a constant of floats. */
    static OnnxBytes tensor(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        OnnxBytes tensor = message();
        for (long length : shape) {
            tensor.integer(1, length);
        }
        return message().message(5, tensor.integer(2, FLOAT).text(8, name).bytes(9, raw.array()));
    }

    /** A field of a graph: a constant of integers. */
    static OnnxBytes integers(String name, long... values) {
        OnnxBytes tensor = message().integer(1, values.length).integer(2, INT64).text(8, name);
        for (long value : values) {
            tensor.integer(7, value);
        }
        return message().message(5, tensor);
    }

    private static OnnxBytes port(String name, int... sample) {
        OnnxBytes shape = message().message(1, message().text(2, "samples"));
        for (int length : sample) {
            shape.message(1, length < 0 ? message() : message().integer(1, length));
        }
        OnnxBytes tensor = message().integer(1, FLOAT).message(2, shape);
        return message().text(1, name).message(2, message().message(1, tensor));
    }
}
