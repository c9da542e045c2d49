package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void keepsAnExistingFileUnlessToldToReplaceIt() throws IOException {
        Path file = folder.resolve("new folder/a.txt");
        OutputFiles.KEEP_EXISTING.write(file, "first");
        String message = assertThrows(
                        InvalidInputException.class, () -> OutputFiles.KEEP_EXISTING.write(file, "second"))
                .getMessage();
        assertTrue(message.endsWith("a.txt is there already: name another file, or add --force."), message);
        assertEquals("first", Files.readString(file));
        OutputFiles.REPLACE_EXISTING.write(file, "second");
        assertEquals("second", Files.readString(file));
        assertEquals(List.of("new folder/a.txt"), names());
    }

    @Test
    void aFailureLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("a.txt");
        assertThrows(
                IllegalStateException.class,
                () -> OutputFiles.KEEP_EXISTING.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException("in the middle");
                }));
        assertEquals(List.of(), names());
        OutputFiles.KEEP_EXISTING.write(file, "whole");
        assertThrows(
                InvalidInputException.class,
                () -> OutputFiles.REPLACE_EXISTING.write(file, out -> {
                    throw new IOException("the disk is full");
                }));
        assertEquals("whole", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void refusesAFolder() {
        assertThrows(InvalidInputException.class, () -> OutputFiles.REPLACE_EXISTING.write(folder, "x"));
    }

    @Test
    void writesThroughASymbolicLink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        OutputFiles.REPLACE_EXISTING.write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(target));
    }

    @Test
    void aLaterRunReplacesWhatAnEarlierOneWroteAndNothingElse() throws IOException {
        OutputFolder first = OutputFolder.open(folder, OutputFiles.KEEP_EXISTING);
        first.write("figure-1.svg", "1");
        first.write("data/figure-1.csv", "2");
        first.finish();
        Files.writeString(folder.resolve("notes.txt"), "mine");

        OutputFolder second = OutputFolder.open(folder, OutputFiles.KEEP_EXISTING);
        second.write("figure-1.svg", "3");
        assertThrows(InvalidInputException.class, () -> second.write("notes.txt", "not mine"));
        second.write("summary.json", "4");
        second.finish();
        assertEquals(List.of("figure-1.svg", "notes.txt", "summary.json", "written-by-jumpscope.txt"), names());
        assertEquals("3", Files.readString(folder.resolve("figure-1.svg")));
        assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
    }

    @Test
    void aListThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.txt"), "x");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.writeString(inside.resolve("written-by-jumpscope.txt"), "../outside.txt\n" + outside + "\n");
        OutputFolder.open(inside, OutputFiles.KEEP_EXISTING).finish();
        assertTrue(Files.exists(outside));
        assertFalse(Files.readString(inside.resolve("written-by-jumpscope.txt")).contains("outside"));
    }
}
