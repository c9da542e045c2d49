package org.jumpscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Damaged files: each is read, or refused with a sentence; nothing else is thrown, nothing hangs, and none makes a reader take
 * more memory than {@value #MOST_BYTES} bytes, from files of a few kilobytes.
 *
 * <p>The number of files is {@value #COUNT}, or that of the system property {@code jumpscope.mutations}.
 */
public final class Mutations {
    /** Mutations of each file in the tests. */
    public static final int COUNT = 2000;
    /** What a reader may allocate for one file, all in all. */
    static final long MOST_BYTES = 64L << 20;

    private static final int LONGEST_SECONDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        7,
        8,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0xffff,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        -1
    };

    private Mutations() {}

    /** Reads one damaged file; throws {@link InvalidInputException} if it refuses it. */
    @FunctionalInterface
    public interface Reader {
        /** Reads the content of a file. */
        void read(byte[] content) throws IOException;
    }

    /** Makes a damaged file. */
    @FunctionalInterface
    public interface Maker {
        /** The content of a file. */
        byte[] make(SplittableRandom random) throws IOException;
    }

    /**
     * Lets a reader read mutations of files.
     *
     * @return how many were refused
     */
    public static int refused(List<byte[]> whole, long seed, Reader reader) {
        return refused(
                seed,
                random -> {
                    byte[] content = whole.get(random.nextInt(whole.size()));
                    return mutated(content, whole.get(random.nextInt(whole.size())), random);
                },
                reader);
    }

    /**
     * Lets a reader read damaged files.
     *
     * @return how many were refused
     */
    public static int refused(long seed, Maker maker, Reader reader) {
        int count = Integer.getInteger("jumpscope.mutations", COUNT);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicInteger done = new AtomicInteger();
        FutureTask<Integer> work = new FutureTask<>(() -> {
            int refused = 0;
            for (int i = 0; i < count; i++) {
                refused += outcome("mutation " + i + " of seed " + seed, maker.make(random.split()), reader);
                done.incrementAndGet();
            }
            return refused;
        });
        Thread thread = new Thread(work, "mutations");
        thread.setDaemon(true);
        thread.start();
        return answer(work, done, seed);
    }

    /** Waits as long as each file is done in reasonable time. */
    private static int answer(FutureTask<Integer> work, AtomicInteger done, long seed) {
        while (true) {
            int before = done.get();
            try {
                return work.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                assertTrue(done.get() > before, "mutation " + before + " of seed " + seed + " hangs");
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private static int outcome(String name, byte[] content, Reader reader) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int refused = 0;
        try {
            reader.read(content);
        } catch (InvalidInputException said) {
            assertTrue(said.getMessage().matches("(?s).*[.?]"), said.getMessage());
            assertEquals(-1, said.getMessage().indexOf("Exception"), said.getMessage());
            refused = 1;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            throw new AssertionError(name + ": " + fault, fault);
        }
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < MOST_BYTES, name + " took " + taken + " bytes");
        return refused;
    }

    /** One to four changes: bits, bytes, stretches, and numbers where a length or a count may be. */
    public static byte[] mutated(byte[] whole, byte[] other, SplittableRandom random) {
        byte[] content = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes && content.length > 1; c++) {
            content = changed(content, other, random);
        }
        return content;
    }

    private static byte[] changed(byte[] content, byte[] other, SplittableRandom random) {
        int at = random.nextInt(content.length);
        int length = 1 + random.nextInt(Math.min(random.nextInt(4) == 0 ? 512 : 16, content.length - at));
        switch (random.nextInt(14)) {
            case 0 -> content[at] = (byte) random.nextInt(256);
            case 1 -> content[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                return joined(content, at, content, at + length); // left out
            }
            case 3 -> {
                return joined(content, at + length, content, at); // doubled
            }
            case 4 -> Arrays.fill(content, at, at + length, (byte) 0xff);
            case 5 -> {
                // The largest varint that is a positive length.
                Arrays.fill(content, at, at + length, (byte) 0xff);
                content[at + length - 1] = 0x7f;
            }
            case 6 -> {
                return Arrays.copyOf(content, at); // cut
            }
            case 7 -> {
                return Arrays.copyOf(content, content.length + length); // longer
            }
            case 8 -> {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                return joined(joined(content, at, bytes, 0), at + length, content, at); // put in
            }
            case 9 -> {
                // A stretch again elsewhere, over what is there.
                byte[] stretch = Arrays.copyOfRange(content, at, at + length);
                int to = random.nextInt(content.length - length + 1);
                System.arraycopy(stretch, 0, content, to, length);
            }
            case 10 -> {
                return joined(content, at, other, random.nextInt(other.length)); // the end of another file
            }
            case 11 -> number(content, at, random);
            case 12 -> digit(content, at, random);
            default -> {
                // A number becomes one more or less.
                content[at] += (byte) (random.nextBoolean() ? 1 : -1);
            }
        }
        return content;
    }

    /** A number of 2, 4 or 8 bytes, in either order. */
    private static void number(byte[] content, int at, SplittableRandom random) {
        int size = 2 << random.nextInt(3);
        if (at + size > content.length) {
            return;
        }
        long value = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(3) - 1;
        ByteBuffer buffer =
                ByteBuffer.wrap(content).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (size) {
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
    }

    /** The next digit of a text becomes another: sizes and places that look right. */
    private static void digit(byte[] content, int at, SplittableRandom random) {
        for (int i = at; i < content.length; i++) {
            if (content[i] >= '0' && content[i] <= '9') {
                content[i] = (byte) ('0' + random.nextInt(10));
                return;
            }
        }
    }

    private static byte[] joined(byte[] first, int end, byte[] second, int start) {
        byte[] joined = Arrays.copyOf(first, end + second.length - start);
        System.arraycopy(second, start, joined, end, second.length - start);
        return joined;
    }
}
