package org.jumpscope.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Reads IDX files, the format of MNIST: two zero bytes, the type (0x08, unsigned bytes), the number of dimensions, their
 * lengths as big-endian 32-bit integers, the values.
 *
 * <p>The header is believed only as far as the data go: no memory is taken before the file is known to be long enough
 * for what its header promises, and while a compressed file is read, memory grows with what arrives.
 */
public final class IdxReader {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int FIRST_ITEMS = 1024;
    private static final int LARGEST_ITEM = 1 << 26;

    private IdxReader() {}

    /**
     * Reads all items.
     *
     * @param file the file, plain or compressed by gzip
     * @return the array
     * @throws InvalidInputException when the file is not there, not IDX, or shorter or longer than its header promises
     */
    public static IdxArray read(Path file) {
        return read(file, item -> true);
    }

    /**
     * Reads some items.
     *
     * @param file the file, plain or compressed by gzip
     * @param wanted which items to keep, by their index from 0
     * @return the array of the items that were wanted, in the order of the file
     * @throws InvalidInputException when the file is not there, not IDX, or shorter or longer than its header promises
     */
    public static IdxArray read(Path file, IntPredicate wanted) {
        try (InputStream in = DataFile.open(file)) {
            List<Integer> shape = header(file, in);
            int itemSize = itemSize(file, shape);
            return items(file, in, shape, itemSize, wanted);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    private static List<Integer> header(Path file, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new InvalidInputException(file + " is not an IDX file: it starts with " + hex(magic)
                    + " where two zero bytes, a type and a number of dimensions are expected.");
        }
        if (magic[2] != UNSIGNED_BYTES) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s holds values of IDX type 0x%02x: only unsigned bytes (0x08) are read.",
                    file,
                    magic[2] & 0xff));
        }
        int dimensions = magic[3];
        if (dimensions < 1 || dimensions > 4) {
            throw new InvalidInputException(
                    file + " has " + (dimensions & 0xff) + " dimensions by its header: 1 to 4 are read.");
        }
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            byte[] length = in.readNBytes(4);
            if (length.length < 4) {
                throw new InvalidInputException(file + " ends within its header: get the whole file again.");
            }
            long value = ((length[0] & 0xffL) << 24)
                    | ((length[1] & 0xffL) << 16)
                    | ((length[2] & 0xffL) << 8)
                    | (length[3] & 0xffL);
            if (value < 1 || value > Integer.MAX_VALUE) {
                throw new InvalidInputException(
                        file + " has a dimension of length " + value + " by its header: it is damaged or not IDX.");
            }
            shape.add((int) value);
        }
        return shape;
    }

    /** The values of one item, after the header was compared with the length of the file. */
    private static int itemSize(Path file, List<Integer> shape) throws IOException {
        long most = DataFile.largestContent(file);
        long total = 1;
        for (int length : shape) {
            // Bounded before the next factor, so that the product cannot overflow.
            total *= length;
            if (total > most) {
                throw new InvalidInputException(file + " is too short for its header, which promises " + promise(shape)
                        + ": it is cut or damaged; get the whole file again.");
            }
        }
        long itemSize = total / shape.get(0);
        if (itemSize > LARGEST_ITEM) {
            throw new InvalidInputException(file + " has items of " + itemSize + " values by its header ("
                    + promise(shape) + "): at most " + LARGEST_ITEM + " are read.");
        }
        return (int) itemSize;
    }

    private static IdxArray items(Path file, InputStream in, List<Integer> shape, int itemSize, IntPredicate wanted)
            throws IOException {
        byte[] content = new byte[0];
        byte[] one = new byte[itemSize];
        int kept = 0;
        for (int item = 0; item < shape.get(0); item++) {
            int length = readItem(in, one);
            if (length < itemSize) {
                throw new InvalidInputException(file + " ends early: its header promises " + promise(shape)
                        + ", and its data end in item " + (item + 1) + "; get the whole file again.");
            }
            if (!wanted.test(item)) {
                continue;
            }
            long needed = (long) (kept + 1) * itemSize;
            if (needed > content.length) {
                content = Arrays.copyOf(content, grown(file, needed, itemSize, shape));
            }
            System.arraycopy(one, 0, content, kept * itemSize, itemSize);
            kept++;
        }
        if (in.read() >= 0) {
            throw new InvalidInputException(file + " is longer than its header promises (" + promise(shape)
                    + "): it is damaged or not what its name says.");
        }
        List<Integer> result = new ArrayList<>(shape);
        result.set(0, kept);
        return new IdxArray(result, Arrays.copyOf(content, kept * itemSize));
    }

    private static int grown(Path file, long needed, int itemSize, List<Integer> shape) {
        long all = (long) shape.get(0) * itemSize;
        long size = Math.min(all, Math.max(2 * needed, (long) FIRST_ITEMS * itemSize));
        if (needed > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    file + " holds " + promise(shape) + ", more than fits in one array (2 GiB).");
        }
        MemoryNeed.require("Reading " + file, (double) needed + size);
        return (int) Math.min(size, Integer.MAX_VALUE - 8);
    }

    /** Fills one item; fewer bytes than its length mean that the data ended, be it the file or its compressed stream. */
    private static int readItem(InputStream in, byte[] one) throws IOException {
        int length = 0;
        try {
            while (length < one.length) {
                int read = in.read(one, length, one.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (EOFException e) {
            return length;
        }
        return length;
    }

    private static String promise(List<Integer> shape) {
        String lengths = shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
        return lengths + " values";
    }

    private static String hex(byte[] bytes) {
        if (bytes.length == 0) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format(Locale.ROOT, "%s%02x", text.length() == 0 ? "" : " ", b & 0xff));
        }
        return text.toString();
    }
}
