package org.jumpscope.experiments;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jumpscope.numeric.InvalidInputException;

/** Writes files that appear whole or not at all: each is written beside its place, then moved there. */
public enum OutputFiles {
    /** A file that is there already is left alone, and that is an error. */
    KEEP_EXISTING,
    /** A file that is there already is replaced. */
    REPLACE_EXISTING;

    /** What is written into a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the content.
         *
         * @param out where to; it is closed afterwards
         * @throws IOException when writing fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Checks that a file may be written, before the work whose answer it is to hold.
     *
     * @param file the file
     * @throws InvalidInputException when it is a folder, or is there already and may not be replaced
     */
    public void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + " is a folder: name a file in it.");
        }
        if (this == KEEP_EXISTING && Files.isRegularFile(file)) {
            throw new InvalidInputException(file + " is there already: name another file, or add --force.");
        }
    }

    private static final AtomicLong COUNTER = new AtomicLong();

    /**
     * Writes a file, and the folders that it needs.
     *
     * @param file the file
     * @param content what to write
     * @throws InvalidInputException when it is there already and may not be replaced, or cannot be written
     */
    public void write(Path file, Content content) {
        check(file);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or a pipe: nothing can be moved onto it.
                try (OutputStream out = Files.newOutputStream(file)) {
                    content.write(out);
                }
                return;
            }
            // Through a symbolic link, so that its file is replaced and not the link.
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Files.createDirectories(place.getParent());
            // Not a temporary file of the JDK, which only its owner may read; the name is the process's own.
            Path beside = place.resolveSibling("." + place.getFileName() + "."
                    + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".part");
            beside.toFile().deleteOnExit(); // also when interrupted
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    content.write(out);
                }
                move(beside, place);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be written (" + e.getMessage()
                    + "): name a file in a folder that you may write to.");
        }
    }

    /**
     * Writes a file of text in UTF-8.
     *
     * @param file the file
     * @param text what to write
     * @throws InvalidInputException when it is there already and may not be replaced, or cannot be written
     */
    public void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void move(Path from, Path to) throws IOException {
        if (this == KEEP_EXISTING) {
            check(to);
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
