package org.jumpscope.data;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public data files that some tests read: in the folder that JUMPSCOPE_DATA names. */
final class SharedData {
    private SharedData() {}

    /** The file; without it the test is skipped, or fails where CI=true. */
    static Path file(String name) {
        String folder = System.getenv(DataFolders.VARIABLE);
        if (folder != null && Files.exists(Path.of(folder, name))) {
            return Path.of(folder, name);
        }
        String sentence = folder == null
                ? "JUMPSCOPE_DATA is not set: it names the folder that holds " + name + "."
                : "There is no " + name + " in " + folder + " (JUMPSCOPE_DATA).";
        return "true".equals(System.getenv("CI")) ? fail(sentence) : abort(sentence);
    }
}
