package org.jumpscope.experiments;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verb answers, as it is written in JSON: {@code {"tool","version","command","provenance","result","warnings"}}.
 *
 * @param command the verb
 * @param provenance where the result comes from; never part of a comparison
 * @param result plain data: a record of numbers, text, lists, maps and records
 * @param warnings sentences about the result that do not make it wrong
 */
public record Envelope(String command, Provenance provenance, Object result, List<String> warnings) {
    /** The name of the program in every envelope. */
    public static final String TOOL = "jumpscope";

    /**
     * An envelope as text.
     *
     * @param json the JSON object, ended by a line feed
     * @param warnings the warnings in it: those of the result, and one for each number that was not a number
     */
    public record Written(String json, List<String> warnings) {
        /** Keeps a copy of the list. */
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /** Keeps a copy of the list. */
    public Envelope {
        warnings = List.copyOf(warnings);
    }

    /**
     * Writes the envelope.
     *
     * @return the JSON object; NaN is null with a warning that says where, an infinite number is null
     */
    public Written write() {
        List<String> all = new ArrayList<>(warnings);
        String json = JsonText.object(fields -> {
            fields.field("tool", TOOL);
            fields.field("version", provenance.version());
            fields.field("command", command);
            fields.field("provenance", provenance);
            fields.field("result", result);
            for (String path : fields.pathsOfNaN()) {
                all.add(path + " is not a number, and is written as null.");
            }
            fields.field("warnings", all);
        });
        return new Written(json, all);
    }
}
