package org.jumpscope.data;

import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;

/** Memory that something takes, computed and compared with what Java has before anything is allocated. */
public final class MemoryNeed {
    private static final double MEGABYTE = 1 << 20;
    /** What is given beyond a need: the virtual machine's own, and room to collect garbage in. */
    private static final double SPARE = 1.5;
    /** The values of a network as they are read, in the state, in the layers, and transposed. */
    private static final double COPIES = 4;

    private MemoryNeed() {}

    /**
     * Refuses what needs more memory than Java has.
     *
     * @param what what needs it, the start of a sentence
     * @param bytes how much
     * @throws InvalidInputException if it is more; it says how to give more
     */
    public static void require(String what, double bytes) {
        double there = Runtime.getRuntime().maxMemory();
        if (bytes > there) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s needs about %s of memory, and Java has %s: give it more with JUMPSCOPE_OPTS=-Xmx%dm.",
                    what,
                    size(bytes),
                    size(there),
                    (long) Math.ceil(SPARE * bytes / MEGABYTE)));
        }
    }

    /**
     * The answer where a need could not be known before, as of a table whose length only its end says.
     *
     * @param what what needed it, the start of a sentence
     */
    public static InvalidInputException exceeded(String what) {
        double there = Runtime.getRuntime().maxMemory();
        return new InvalidInputException(String.format(
                Locale.ROOT,
                "%s needs more memory than the %s that Java has: give it more, such as JUMPSCOPE_OPTS=-Xmx%dm.",
                what,
                size(there),
                (long) Math.ceil(4 * there / MEGABYTE)));
    }

    /** Memory of a network of K trainable variables with their values, in bytes. */
    public static double ofNetwork(double trainables) {
        return COPIES * Double.BYTES * trainables;
    }

    /** A number of bytes for people, such as "1.5 GB". */
    public static String size(double bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
