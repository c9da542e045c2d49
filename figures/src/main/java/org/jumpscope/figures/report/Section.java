package org.jumpscope.figures.report;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A section of a report.
 *
 * @param id its anchor: a letter, then letters, digits, hyphens
 * @param heading its heading
 * @param blocks its contents, in order
 */
public record Section(String id, String heading, List<Block> blocks) {
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    /** Copies the list and checks the anchor. */
    public Section {
        Objects.requireNonNull(heading, "heading");
        if (!ANCHOR.matcher(id).matches()) {
            throw new InvalidInputException("The section identifier '" + id
                    + "' cannot be an anchor; use a letter, then letters, digits and hyphens.");
        }
        blocks = List.copyOf(blocks);
    }
}
