package org.jumpscope.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jumpscope.numeric.InvalidInputException;

/** Text whose first lines are looked at before all of it is read: a file, or a stream that can be read once. */
abstract class Text {
    private final String name;

    private Text(String name) {
        this.name = name;
    }

    /** The first lines, and maybe all of it. */
    abstract InputStream start() throws IOException;

    /** All of it. */
    abstract InputStream open() throws IOException;

    /** One sentence about a failure to read it. */
    abstract InvalidInputException unreadable(IOException failure);

    /** What to call it. */
    @Override
    public String toString() {
        return name;
    }

    static Text of(Path file) {
        return new Text(file.toString()) {
            @Override
            InputStream start() throws IOException {
                return open();
            }

            @Override
            InputStream open() throws IOException {
                return DataFile.open(file);
            }

            @Override
            InvalidInputException unreadable(IOException failure) {
                return DataFile.unreadable(file, failure);
            }
        };
    }

    /** A stream; its start is at most {@code longestStart} bytes. */
    static Text of(String name, InputStream in, int longestStart) {
        BufferedInputStream kept = new BufferedInputStream(in, 1 << 16);
        return new Text(name) {
            @Override
            InputStream start() throws IOException {
                kept.mark(longestStart);
                byte[] start = kept.readNBytes(longestStart);
                kept.reset();
                return new ByteArrayInputStream(start);
            }

            @Override
            InputStream open() {
                return kept;
            }

            @Override
            InvalidInputException unreadable(IOException failure) {
                return new InvalidInputException(name + " cannot be read (" + failure.getMessage() + ").");
            }
        };
    }
}
