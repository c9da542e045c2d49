package org.jumpscope.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jumpscope.numeric.InvalidInputException;

/** Opens a data file, whatever its name says: content compressed by gzip is known by its first bytes. */
public final class DataFile {
    /** Deflate makes at most 1032 bytes out of one, so a gzip file cannot hold more than this times its own size. */
    static final long LARGEST_EXPANSION = 1032;

    private static final int LONGEST_POINTER = 1024;
    private static final String LFS_START = "version https://git-lfs.github.com/spec/";
    private static final Pattern LFS_SIZE = Pattern.compile("(?m)^size (\\d+)$");
    private static final Pattern ANNEX = Pattern.compile("^\\S*/?(\\.git/)?annex/objects/\\S+\\s*$");

    private DataFile() {}

    /**
     * Opens a file and undoes gzip.
     *
     * @param file the file
     * @return its content, buffered
     * @throws InvalidInputException when there is no such file, or it only points at the real one (git-LFS, git-annex)
     * @throws IOException when reading fails
     */
    public static InputStream open(Path file) throws IOException {
        check(file);
        InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            if (!isGzip(content)) {
                return content;
            }
            return new BufferedInputStream(new GZIPInputStream(content, 1 << 16), 1 << 16);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    /**
     * Refuses what is no file, is empty, or only points at the real one (git-LFS, git-annex).
     *
     * @param file the file
     * @throws InvalidInputException when it is one of these
     * @throws IOException when reading fails
     */
    public static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + " is a folder: name a file in it.");
        }
        if (!Files.exists(file)) {
            throw missing(file);
        }
        if (Files.isRegularFile(file)) {
            refuseEmptyAndPointer(file);
        }
    }

    /**
     * The most bytes that a file can hold after gzip is undone.
     *
     * @param file the file
     * @return its size when plain, {@value #LARGEST_EXPANSION} times its size when compressed
     * @throws IOException when reading fails
     */
    static long largestContent(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 16)) {
            return isGzip(content) ? Math.multiplyExact(size, LARGEST_EXPANSION) : size;
        }
    }

    /**
     * One sentence about a file that could not be read.
     *
     * @param file the file
     * @param failure what reading it threw
     * @return the exception to throw
     */
    public static InvalidInputException unreadable(Path file, IOException failure) {
        if (failure instanceof EOFException) {
            return new InvalidInputException(
                    file + " ends early: its compressed data are cut; get the whole file again.");
        }
        if (failure instanceof ZipException) {
            return new InvalidInputException(
                    file + " is damaged: its compressed data cannot be read; get the file again.");
        }
        if (failure instanceof NoSuchFileException) {
            return missing(file);
        }
        if (failure instanceof AccessDeniedException) {
            return new InvalidInputException(file + " may not be read: change its permissions.");
        }
        return new InvalidInputException(file + " cannot be read (" + failure.getMessage() + ").");
    }

    private static InvalidInputException missing(Path file) {
        if (Files.isSymbolicLink(file)) {
            return new InvalidInputException(file + " is a link to a file that is not there; if a git-annex repository "
                    + "made it, run 'git annex get' on it.");
        }
        return new InvalidInputException("There is no file " + file + ".");
    }

    private static boolean isGzip(InputStream content) throws IOException {
        content.mark(2);
        boolean gzip = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        return gzip;
    }

    private static void refuseEmptyAndPointer(Path file) throws IOException {
        long length = Files.size(file);
        if (length == 0) {
            throw new InvalidInputException(file + " is empty.");
        }
        if (length > LONGEST_POINTER) {
            return;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.startsWith(LFS_START)) {
            Matcher size = LFS_SIZE.matcher(text);
            String promise = size.find() ? " of " + size.group(1) + " bytes" : "";
            throw new InvalidInputException(file + " is a git-LFS pointer, not the file" + promise
                    + " that it stands for: run 'git lfs pull' in its repository, or download the file itself.");
        }
        if (ANNEX.matcher(text).find()) {
            throw new InvalidInputException(file + " is a git-annex pointer, not the file that it stands for: run "
                    + "'git annex get' in its repository, or download the file itself.");
        }
    }
}
