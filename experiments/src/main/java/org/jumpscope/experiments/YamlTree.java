package org.jumpscope.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML document in which every value knows its line and column, so that an error can say them. */
final class YamlTree {
    private static final long LARGEST_FILE = 1 << 20;
    private static final int DEEPEST = 20;

    /** Where a value stands: {@code FILE, line L, column C}. */
    record Place(Path file, int line, int column) {
        InvalidInputException says(String sentence) {
            return new InvalidInputException(this + ": " + sentence);
        }

        @Override
        public String toString() {
            return file + ", line " + line + ", column " + column;
        }
    }

    /** A value with its place. */
    sealed interface Node {
        Place place();

        /** The text of a single value. */
        default Text text(String what) {
            if (this instanceof Text text && !text.value.isBlank()) {
                return text;
            }
            throw place().says(what + " has no value here: "
                    + (this instanceof Text ? "give one." : "give one word or number."));
        }

        /** A number. */
        default double number(String what) {
            Text text = text(what);
            try {
                return Double.parseDouble(text.value);
            } catch (NumberFormatException e) {
                throw place().says(what + " is '" + text.value + "' where a number is expected.");
            }
        }
    }

    /** One word, number or quoted text. */
    record Text(Place place, String value) implements Node {}

    /** A list. */
    record Items(Place place, List<Node> values) implements Node {}

    /** Keys and their values. */
    record Fields(Place place, Map<String, Node> values, Map<String, Place> keys) implements Node {
        /** Refuses a key that is not known, with the nearest that is. */
        void allow(List<String> known) {
            for (Map.Entry<String, Place> key : keys.entrySet()) {
                if (!known.contains(key.getKey())) {
                    throw key.getValue().says(unknown(key.getKey(), known));
                }
            }
        }
    }

    private static String unknown(String key, List<String> known) {
        if (key.endsWith(")")) {
            // The rest of a law such as normal(0, 1), which YAML cuts at its comma within braces.
            return "'" + key + "' is not a key: if it is the end of a law with a comma, put it in quotes, such as "
                    + "input: \"normal(0, 1)\".";
        }
        return "there is no key '" + key + "': "
                + NearestName.to(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("the keys are " + String.join(", ", known) + ".");
    }

    private final Path file;
    private final YAMLParser parser;

    private YamlTree(Path file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a file of one document whose top is a mapping.
     *
     * @throws InvalidInputException when the file is not there or not such a document
     */
    static Fields read(Path file) {
        String content;
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(file + " is a folder: name an experiment file in it.");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new InvalidInputException(
                        file + " has " + Files.size(file) + " bytes: an experiment file has a few hundred.");
            }
            content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException("There is no experiment file " + file + ".");
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read (" + e.getMessage() + ").");
        }
        return parse(file, content);
    }

    static Fields parse(Path file, String content) {
        try (YAMLParser parser =
                (YAMLParser) YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), content)) {
            YamlTree tree = new YamlTree(file, parser);
            if (parser.nextToken() == null) {
                throw new InvalidInputException(
                        file + " is empty: an experiment has keys such as 'activation: sigmoid'.");
            }
            Node top = tree.node(0);
            if (parser.nextToken() != null) {
                throw tree.here().says("a second document starts here: an experiment file holds one.");
            }
            if (top instanceof Fields fields) {
                return fields;
            }
            throw top.place().says("this is not an experiment: its top level has keys such as 'activation: sigmoid'.");
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            Place place = location == null ? new Place(file, 1, 1) : place(file, location);
            throw place.says("this is not YAML (" + firstLine(e.getOriginalMessage()) + ").");
        }
    }

    private Node node(int depth) {
        Place place = here();
        if (depth > DEEPEST) {
            throw place.says("values are nested more than " + DEEPEST + " deep.");
        }
        if (parser.isCurrentAlias()) {
            throw place.says("aliases (*name) are not read: write the value again.");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> fields(place, depth);
            case START_ARRAY -> items(place, depth);
            case VALUE_NULL -> new Text(place, "");
            default -> new Text(place, parser.getString());
        };
    }

    private Fields fields(Place place, int depth) {
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place keyPlace = here();
            String key = parser.currentName();
            if (keys.put(key, keyPlace) != null) {
                throw keyPlace.says("the key '" + key + "' stands here a second time: leave one out.");
            }
            parser.nextToken();
            values.put(key, node(depth + 1));
        }
        return new Fields(place, Collections.unmodifiableMap(values), Collections.unmodifiableMap(keys));
    }

    private Items items(Place place, int depth) {
        List<Node> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(node(depth + 1));
        }
        return new Items(place, Collections.unmodifiableList(values));
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(Path file, TokenStreamLocation location) {
        return new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").trim().replaceFirst("[.:;,]$", "");
    }
}
