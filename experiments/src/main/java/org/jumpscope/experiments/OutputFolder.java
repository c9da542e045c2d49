package org.jumpscope.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A folder of results. What an earlier run wrote there is replaced, what it left over is removed, and nothing else in the
 * folder is touched: a list of what was written stands in the folder itself.
 */
public final class OutputFolder {
    private static final String LIST = "written-by-jumpscope.txt";

    private final Path folder;
    private final OutputFiles others;
    private final Set<String> earlier;
    private final Set<String> written = new TreeSet<>();

    private OutputFolder(Path folder, OutputFiles others, Set<String> earlier) {
        this.folder = folder;
        this.others = others;
        this.earlier = earlier;
    }

    /**
     * Opens a folder, which need not be there.
     *
     * @param folder the folder
     * @param others what to do with a file of the same name that no earlier run wrote
     * @return the folder
     * @throws InvalidInputException when it is a file, or its list cannot be read
     */
    public static OutputFolder open(Path folder, OutputFiles others) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException(folder + " is a file: name a folder.");
        }
        Set<String> earlier = new TreeSet<>();
        Path list = folder.resolve(LIST);
        if (Files.exists(list)) {
            try {
                for (String name : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                    // A list that was tampered with must not lead out of the folder.
                    if (!name.isBlank() && folder.resolve(name).normalize().startsWith(folder.normalize())) {
                        earlier.add(name);
                    }
                }
            } catch (IOException e) {
                throw new InvalidInputException(
                        list + " cannot be read (" + e.getMessage() + "): name another folder.");
            }
        }
        return new OutputFolder(folder, others, earlier);
    }

    /**
     * The folder.
     *
     * @return its path
     */
    public Path path() {
        return folder;
    }

    /**
     * Checks that a file of this folder may be written, before the work whose answer it is to hold.
     *
     * @param name its name, with {@code /} below a folder in this one
     * @throws InvalidInputException when a file of this name is there that no earlier run wrote
     */
    public void check(String name) {
        OutputFiles rule = earlier.contains(name) ? OutputFiles.REPLACE_EXISTING : others;
        rule.check(folder.resolve(name));
    }

    /**
     * Writes a file of this folder.
     *
     * @param name its name, with {@code /} below a folder in this one
     * @param content what to write
     * @return its path
     * @throws InvalidInputException when a file of this name is there that no earlier run wrote, or it cannot be written
     */
    public Path write(String name, OutputFiles.Content content) {
        Path file = folder.resolve(name);
        if (earlier.contains(name) || written.contains(name)) {
            OutputFiles.REPLACE_EXISTING.write(file, content);
        } else {
            others.check(file);
            // On the list first: a run that is interrupted between the two leaves nothing behind that is not on it.
            written.add(name);
            writeList();
            others.write(file, content);
        }
        written.add(name);
        return file;
    }

    /**
     * Writes a file of text in UTF-8.
     *
     * @param name its name, with {@code /} below a folder in this one
     * @param text what to write
     * @return its path
     * @throws InvalidInputException when a file of this name is there that no earlier run wrote, or it cannot be written
     */
    public Path write(String name, String text) {
        return write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Ends the run: removes what an earlier run wrote and this one did not.
     *
     * @throws InvalidInputException when a file cannot be removed
     */
    public void finish() {
        for (String name : earlier) {
            if (!written.contains(name)) {
                try {
                    Files.deleteIfExists(folder.resolve(name));
                } catch (IOException e) {
                    throw new InvalidInputException(
                            folder.resolve(name) + " of an earlier run cannot be removed (" + e.getMessage() + ").");
                }
            }
        }
        earlier.clear();
        writeList();
    }

    private void writeList() {
        Set<String> all = new TreeSet<>(earlier);
        all.addAll(written);
        OutputFiles.REPLACE_EXISTING.write(folder.resolve(LIST), String.join("\n", all) + "\n");
    }
}
