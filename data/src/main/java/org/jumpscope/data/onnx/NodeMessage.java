package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jumpscope.numeric.InvalidInputException;

/**
 * One operation of the graph (NodeProto).
 *
 * @param file what to call the file
 * @param position its place among the nodes, from 1
 * @param name its name; may be empty
 * @param type the operator
 * @param domain the operator's domain; empty for ONNX's own
 * @param inputs names of the values that it reads; an empty one is left out
 * @param outputs names of the values that it makes
 * @param attributes its parameters by their names
 */
record NodeMessage(
        String file,
        int position,
        String name,
        String type,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, AttributeMessage> attributes) {

    static NodeMessage read(String file, int position, WireReader in) {
        String name = "";
        String type = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<AttributeMessage> attributes = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.keep(in.text(), inputs);
                case 2 -> in.keep(in.text(), outputs);
                case 3 -> name = in.text();
                case 4 -> type = in.text();
                case 5 -> in.keep(AttributeMessage.read(file, in.message("attribute")), attributes);
                case 7 -> domain = in.text();
                default -> {}
            }
        }
        Map<String, AttributeMessage> named = new LinkedHashMap<>();
        attributes.forEach(attribute -> named.put(attribute.name(), attribute));
        return new NodeMessage(
                file, position, name, type, domain.equals("ai.onnx") ? "" : domain, inputs, outputs, named);
    }

    /** What to call it in a sentence, such as "node 'fc1' (Gemm)". */
    String title() {
        return (name.isEmpty() ? "node " + position : "node '" + name + "'") + " (" + type + ")";
    }

    /** The operator with its domain. */
    String operator() {
        return domain.isEmpty() ? type : domain + "." + type;
    }

    /** A sentence about it. */
    InvalidInputException refused(String sentence) {
        return new InvalidInputException(file + ": " + title() + " " + sentence);
    }

    /** What is made, with a sentence about this node if its sizes do not fit. */
    <T> T fitting(Supplier<T> made) {
        try {
            return made.get();
        } catch (InvalidInputException unfit) {
            throw refused("does not fit the data before it: " + unfit.getMessage());
        }
    }

    /** Refuses parameters that are not known, and the wrong number of inputs or outputs. */
    void check(int fewest, int most, String... known) {
        long given = inputs.stream().filter(input -> !input.isEmpty()).count();
        if (given < fewest || inputs.size() > most || outputs.isEmpty()) {
            throw refused("has " + given + " inputs and " + outputs.size() + " outputs; it takes " + fewest
                    + (most > fewest ? " to " + most : "") + " inputs and has an output: export the model again.");
        }
        List<String> names = List.of(known);
        for (String attribute : attributes.keySet()) {
            if (!names.contains(attribute)) {
                throw refused("has the attribute '" + attribute + "', which is not supported; "
                        + (names.isEmpty()
                                ? "it may have none."
                                : "supported are " + String.join(", ", new TreeSet<>(names)) + "."));
            }
        }
    }

    /** An integer parameter. */
    long integer(String attribute, long otherwise) {
        return Optional.ofNullable(attributes.get(attribute))
                .map(AttributeMessage::integer)
                .orElse(otherwise);
    }

    /**
     * A parameter that is a 32-bit float, as the decimal number that it is written as: 0.01f is 0.01.
     */
    double number(String attribute, double otherwise) {
        AttributeMessage given = attributes.get(attribute);
        if (given == null) {
            return otherwise;
        }
        double value = Double.parseDouble(Float.toString(given.number()));
        if (!Double.isFinite(value)) {
            throw refused("has " + attribute + " " + value + "; give a finite number.");
        }
        return value;
    }

    /** A text parameter. */
    String text(String attribute, String otherwise) {
        return Optional.ofNullable(attributes.get(attribute))
                .map(AttributeMessage::text)
                .orElse(otherwise);
    }
}
