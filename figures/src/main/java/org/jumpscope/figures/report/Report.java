package org.jumpscope.figures.report;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A report as plain data; {@link ReportPage} makes a page of it.
 *
 * <p>Headings, paragraphs, captions and table cells may hold mathematics between dollar signs, as in
 * {@link org.jumpscope.figures.Figure}. No text is ever taken for HTML.
 *
 * @param title the title
 * @param lead one paragraph on what was found
 * @param sections the sections, each with an identifier of its own
 */
public record Report(String title, String lead, List<Section> sections) {
    /** Copies the list and checks that the identifiers differ. */
    public Report {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(lead, "lead");
        sections = List.copyOf(sections);
        Set<String> seen = new HashSet<>();
        for (Section section : sections) {
            if (!seen.add(section.id())) {
                throw new InvalidInputException(
                        "Two sections of the report have the identifier '" + section.id() + "'; give each its own.");
            }
        }
    }
}
