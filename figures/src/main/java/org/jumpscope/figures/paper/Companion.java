package org.jumpscope.figures.paper;

import java.util.List;
import java.util.Objects;
import org.jumpscope.figures.report.Section;

/**
 * What else was computed in a run of {@code reproduce} and has a page of its own.
 *
 * @param name its field in {@code summary.json}
 * @param result its numbers, plain data
 * @param section what the report says of it, with a link to its page
 * @param warnings sentences about it
 */
public record Companion(String name, Object result, Section section, List<String> warnings) {
    /** Checks the arguments and keeps a copy of the list. */
    public Companion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(section, "section");
        warnings = List.copyOf(warnings);
    }
}
