package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.data.GrowingColumn;

/**
 * A constant parameter of a node (AttributeProto); which of its values counts, its name says.
 *
 * @param name its name
 * @param number its 32-bit float
 * @param integer its integer
 * @param text its text
 * @param tensor its array
 * @param numbers its list of 32-bit floats, shared
 * @param integers its list of integers
 * @param texts its list of texts
 */
record AttributeMessage(
        String name,
        float number,
        long integer,
        String text,
        Optional<TensorMessage> tensor,
        GrowingColumn numbers,
        List<Long> integers,
        List<String> texts) {

    /** An integer. */
    static AttributeMessage of(String name, long value) {
        return new AttributeMessage(name, 0, value, "", Optional.empty(), new GrowingColumn(), List.of(), List.of());
    }

    /** A 32-bit float. */
    static AttributeMessage of(String name, float value) {
        return new AttributeMessage(name, value, 0, "", Optional.empty(), new GrowingColumn(), List.of(), List.of());
    }

    static AttributeMessage read(String file, WireReader in) {
        String name = "";
        float number = 0;
        long integer = 0;
        String text = "";
        Optional<TensorMessage> tensor = Optional.empty();
        GrowingColumn numbers = new GrowingColumn();
        List<Long> integers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> number = in.float32();
                case 3 -> integer = in.integer();
                case 4 -> text = in.text();
                case 5 -> tensor = Optional.of(TensorMessage.read(file, in.message("tensor")));
                case 7 -> in.float32To(numbers);
                case 8 -> in.integersTo(integers);
                case 9 -> in.keep(in.text(), texts);
                default -> {}
            }
        }
        return new AttributeMessage(name, number, integer, text, tensor, numbers, integers, texts);
    }
}
