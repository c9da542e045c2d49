package org.jumpscope.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jumpscope.numeric.InvalidInputException;

/** Named arrays in one file as {@code numpy.savez_compressed} writes it ({@code .npz}): a zip archive of NPY files. */
public final class NpzFile {
    private static final String SUFFIX = ".npy";
    /** Far more than any network or dataset has. */
    private static final int MOST_ARRAYS = 100_000;

    private NpzFile() {}

    /** Whether a file with this start is a zip archive. */
    static boolean starts(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /**
     * Writes arrays; the same arrays give the same bytes.
     *
     * @param out where to; stays open
     * @param arrays the arrays by their names, written in their order
     * @throws IOException when writing fails
     */
    public static void write(OutputStream out, Map<String, NpyArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            array.getValue().write(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Reads all arrays.
     *
     * @param file a {@code .npz} file
     * @return the arrays by their names, in the order of the file
     * @throws InvalidInputException when the file is not there, not an archive of NPY files, or damaged
     */
    public static Map<String, NpyArray> read(Path file) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (InputStream in = DataFile.open(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            long most = Math.multiplyExact(Files.size(file), DataFile.LARGEST_EXPANSION);
            long held = 0;
            for (ZipEntry entry = next(file, zip); entry != null; entry = next(file, zip)) {
                String name = entry.getName();
                String key = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
                NpyArray array = NpyArray.read(file + ", " + name, entryContent(zip), Files.size(file), most, held);
                held += array.size();
                arrays.put(key, array);
                if (arrays.size() > MOST_ARRAYS) {
                    throw new InvalidInputException(file + " has more than " + MOST_ARRAYS
                            + " arrays: it is not an NPZ file of data or a network.");
                }
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        if (arrays.isEmpty()) {
            throw new InvalidInputException(file + " is not an NPZ file: it is not a zip archive, or an empty one.");
        }
        return Collections.unmodifiableMap(arrays);
    }

    private static ZipEntry next(Path file, ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            // The JDK's answer to a name that is not UTF-8.
            throw new InvalidInputException(
                    file + " is damaged: a name in the archive is not text; get the file again.");
        }
    }

    /** The content of the current entry, whose closing leaves the archive open. */
    private static InputStream entryContent(ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() {
                // The archive is closed by who opened it.
            }
        };
    }
}
