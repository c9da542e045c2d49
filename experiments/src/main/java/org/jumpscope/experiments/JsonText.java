package org.jumpscope.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jumpscope.numeric.Vector;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Plain data as JSON: records and maps are objects in the order of their fields, lists and vectors are arrays, an empty
 * optional is null, an enum is its text. Numbers have the fewest digits that read back as the same number, on every JDK.
 *
 * <p>JSON has no NaN and no infinity: both are written as null, and each NaN is noted with its path.
 */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator out;
    private final List<String> pathsOfNaN = new ArrayList<>();

    private JsonText(JsonGenerator out) {
        this.out = out;
    }

    /** The writing of fields of the top object, in order. */
    interface Fields {
        void write(JsonText json);
    }

    /** Writes one object, ended by a line feed. */
    static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(new Indented(), text)) {
            generator.writeStartObject();
            fields.write(new JsonText(generator));
            generator.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** Writes one field of the top object. */
    void field(String name, Object value) {
        out.writeName(name);
        write(value, name);
    }

    /** The paths of the numbers so far that were not numbers, such as {@code result.classes[0].risk}. */
    List<String> pathsOfNaN() {
        return List.copyOf(pathsOfNaN);
    }

    private void write(Object value, String path) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Double number) {
            write(number.doubleValue(), path);
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            out.writeString(value.toString());
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), path);
        } else if (value instanceof OptionalDouble optional) {
            write(optional.isPresent() ? optional.getAsDouble() : null, path);
        } else if (value instanceof OptionalInt optional) {
            write(optional.isPresent() ? optional.getAsInt() : null, path);
        } else if (value instanceof Vector vector) {
            write(vector.stream().boxed().toList(), path);
        } else if (value instanceof Iterable<?> items) {
            writeItems(items, path);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, path);
        } else if (value instanceof Record fields) {
            writeRecord(fields, path);
        } else {
            throw new IllegalArgumentException(
                    path + " is of " + value.getClass() + ", which has no form in JSON: make it a record.");
        }
    }

    private void write(double number, String path) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
            return;
        }
        if (Double.isNaN(number)) {
            pathsOfNaN.add(path);
        }
        out.writeNull();
    }

    private void writeItems(Iterable<?> items, String path) {
        out.writeStartArray();
        int index = 0;
        for (Object item : items) {
            write(item, path + "[" + index++ + "]");
        }
        out.writeEndArray();
    }

    private void writeMap(Map<?, ?> map, String path) {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = entry.getKey().toString();
            out.writeName(name);
            write(entry.getValue(), path + "." + name);
        }
        out.writeEndObject();
    }

    private void writeRecord(Record fields, String path) {
        out.writeStartObject();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            String name = name(component);
            out.writeName(name);
            write(component(fields, component), path + "." + name);
        }
        out.writeEndObject();
    }

    /** The name of a field, which is another one where Java does not allow the word, as for {@code class}. */
    private static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static Object component(Record fields, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(fields);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Objects over several lines, arrays of numbers on one. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
