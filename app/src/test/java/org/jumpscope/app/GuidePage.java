package org.jumpscope.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fenced blocks of a page of the documentation. A comment {@code <!-- name: value -->} right above a block says how it
 * is tested: {@code file: NAME} (the block is this file), {@code run with: OPTIONS} (added to each line), {@code exit: N}.
 */
final class GuidePage {
    /** Where the pages are, as seen from this module. */
    static final Path ROOT = Path.of("..");

    private static final Pattern MARKER = Pattern.compile("<!-- ([a-z ]+): (.*) -->");
    private static final String FENCE = "```";

    private GuidePage() {}

    /**
     * A fenced block.
     *
     * @param place page and line
     * @param language what stands after the fence
     * @param marker name and value of the comment above, if there is one
     * @param lines the lines between the fences
     * @param answer the lines of a block of text that follows at once
     */
    record Block(String place, String language, Optional<String[]> marker, List<String> lines, List<String> answer) {
        Optional<String> marked(String name) {
            return marker.filter(m -> m[0].equals(name)).map(m -> m[1]);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /** The README and the pages of docs. */
    static List<Path> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of all pages in one language. */
    static List<Block> blocks(String language) {
        return all().stream()
                .flatMap(page -> blocks(page).stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static List<Block> blocks(Path page) {
        List<String> lines = lines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = end(lines, i);
                boolean answered = end + 1 < lines.size() && lines.get(end + 1).equals(FENCE + "text");
                blocks.add(new Block(
                        page.getFileName() + ":" + (i + 1),
                        lines.get(i).substring(FENCE.length()),
                        marker(i == 0 ? "" : lines.get(i - 1)),
                        List.copyOf(lines.subList(i + 1, end)),
                        answered ? List.copyOf(lines.subList(end + 2, end(lines, end + 1))) : List.of()));
                i = end;
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int start) {
        int end = start + 1;
        while (!lines.get(end).equals(FENCE)) {
            end++;
        }
        return end;
    }

    private static Optional<String[]> marker(String line) {
        Matcher matcher = MARKER.matcher(line);
        return matcher.matches() ? Optional.of(new String[] {matcher.group(1), matcher.group(2)}) : Optional.empty();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
