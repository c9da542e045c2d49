package org.jumpscope.figures.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jumpscope.figures.Figure;
import org.jumpscope.numeric.InvalidInputException;

/** One piece of a section. */
public sealed interface Block {
    /** How the cells of a column stand. */
    enum Alignment {
        /** Words. */
        LEFT,
        /** Numbers; digits have equal widths. */
        RIGHT,
        /** Short marks. */
        CENTRE,
        /** Sentences, which break into lines. */
        SENTENCES
    }

    /** What a callout says of the matter at hand. */
    enum Kind {
        /** As expected. */
        GOOD,
        /** Not as expected. */
        BAD,
        /** To be taken with care. */
        WARNING,
        /** A remark. */
        NOTE
    }

    /**
     * A paragraph.
     *
     * @param text its text
     */
    record Paragraph(String text) implements Block {
        /** Checks the text. */
        public Paragraph {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A table, which scrolls inside its own box where it is wider than the page.
     *
     * @param header titles of the n columns
     * @param rows rows of n cells each
     * @param caption text over the table, may be empty
     * @param alignment alignment of the n columns; empty: all to the left
     * @param verdicts the column whose cells say how good or bad a thing is, in colour; none for a plain table
     */
    record TableBlock(
            List<String> header,
            List<List<String>> rows,
            String caption,
            List<Alignment> alignment,
            Optional<Verdicts> verdicts)
            implements Block {
        /**
         * A column of verdicts.
         *
         * @param column its index
         * @param kinds what its cell says, one for every row
         */
        public record Verdicts(int column, List<Kind> kinds) {
            /** Copies the list. */
            public Verdicts {
                kinds = List.copyOf(kinds);
            }
        }

        /**
         * A plain table.
         *
         * @param header titles of the n columns
         * @param rows rows of n cells each
         * @param caption text over the table, may be empty
         * @param alignment alignment of the n columns; empty: all to the left
         */
        public TableBlock(List<String> header, List<List<String>> rows, String caption, List<Alignment> alignment) {
            this(header, rows, caption, alignment, Optional.empty());
        }

        /** Copies the lists and checks the widths. */
        public TableBlock {
            Objects.requireNonNull(caption, "caption");
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            alignment = List.copyOf(alignment);
            if (!alignment.isEmpty() && alignment.size() != header.size()) {
                throw new InvalidInputException("The table '" + caption + "' has " + header.size() + " columns but "
                        + alignment.size() + " alignments.");
            }
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).size() != header.size()) {
                    throw new InvalidInputException("Row " + (i + 1) + " of the table '" + caption + "' has "
                            + rows.get(i).size() + " cells where the header has " + header.size() + ".");
                }
            }
            if (verdicts.isPresent()
                    && (verdicts.get().kinds().size() != rows.size()
                            || verdicts.get().column() < 0
                            || verdicts.get().column() >= header.size())) {
                throw new InvalidInputException("The table '" + caption + "' has " + rows.size() + " rows but "
                        + verdicts.get().kinds().size() + " verdicts in column "
                        + verdicts.get().column() + ".");
            }
        }
    }

    /**
     * Blocks behind a line that opens them, closed at first.
     *
     * @param title the line
     * @param blocks what it opens
     */
    record Fold(String title, List<Block> blocks) implements Block {
        /** Copies the list. */
        public Fold {
            Objects.requireNonNull(title, "title");
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A figure with links to its files.
     *
     * @param figure the figure, drawn inside the page
     * @param caption text under the figure, may be empty
     * @param downloads names of its files, relative to the page's folder
     */
    record FigureBlock(Figure figure, String caption, List<String> downloads) implements Block {
        /** Copies the list. */
        public FigureBlock {
            Objects.requireNonNull(figure, "figure");
            Objects.requireNonNull(caption, "caption");
            downloads = List.copyOf(downloads);
        }
    }

    /**
     * Figures side by side, or under one another where the page is narrow.
     *
     * @param figures the figures, from left to right
     */
    record FigureRow(List<FigureBlock> figures) implements Block {
        /** Copies the list. */
        public FigureRow {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A link to another page of the same folder.
     *
     * @param page name of its file
     * @param text what it says
     */
    record PageLink(String page, String text) implements Block {
        /** Checks the arguments. */
        public PageLink {
            Objects.requireNonNull(page, "page");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A sentence that stands out, such as a verdict.
     *
     * @param kind what it says
     * @param text the sentence
     */
    record Callout(Kind kind, String text) implements Block {
        /** Checks the arguments. */
        public Callout {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Text as it is typed, such as a command; dollar signs mean nothing here.
     *
     * @param text the lines
     */
    record Code(String text) implements Block {
        /** Checks the text. */
        public Code {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Where the numbers come from: version, arguments, seed, check sums.
     *
     * @param entries names with their values, in order
     */
    record Provenance(List<Entry> entries) implements Block {
        /** Copies the list. */
        public Provenance {
            entries = List.copyOf(entries);
        }

        /**
         * One name with its value.
         *
         * @param name the name
         * @param value the value, shown as it is typed
         */
        public record Entry(String name, String value) {
            /** Checks the arguments. */
            public Entry {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(value, "value");
            }
        }
    }
}
