package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class RandomBlocksTest {
    private static final int BLOCKS = 500;

    @Test
    void givesTheSameNumbersAgain() {
        UniformRandomProvider first = RandomBlocks.of(1).stream("class 0").block(7);
        UniformRandomProvider again = RandomBlocks.of(1).stream("class 0").block(7);
        for (int i = 0; i < RandomBlocks.BLOCK; i++) {
            assertEquals(first.nextLong(), again.nextLong());
        }
        assertEquals(RandomBlocks.of(1).stream("a"), RandomBlocks.of(1).stream("a"));
        assertEquals("XoRoShiRo128PlusPlus/4096", RandomBlocks.ALGORITHM);
        assertEquals("a/b", RandomBlocks.of(1).stream("a").stream("b").name());
        assertEquals(
                "XoRoShiRo128PlusPlus/4096 seed 5 stream a",
                RandomBlocks.of(5).stream("a").toString());
    }

    /** The hash and xoroshiro128++ (Blackman and Vigna) in Python 3.11.7 with whole numbers modulo 2^64. */
    @Test
    void givesTheNumbersOfTheReference() {
        UniformRandomProvider block = RandomBlocks.of(1).stream("jumps").block(3);
        assertEquals("9309b1f0122b585e", Long.toHexString(block.nextLong()));
        assertEquals("852b4fac3954ff83", Long.toHexString(block.nextLong()));
        assertEquals("298a203e71db7f52", Long.toHexString(block.nextLong()));
    }

    @Test
    void startsEveryBlockElsewhere() {
        Set<Long> seen = new HashSet<>();
        int count = 0;
        for (long seed = -3; seed <= 5; seed++) {
            RandomBlocks root = RandomBlocks.of(seed);
            for (RandomBlocks blocks : new RandomBlocks[] {
                root,
                root.stream("a"),
                root.stream("b"),
                root.stream("ab"),
                root.stream("a").stream("b"),
                root.stream("a/b"),
                root.stream("b").stream("a"),
                root.stream("a").stream("a")
            }) {
                for (long index = 0; index < 1000; index++) {
                    seen.add(blocks.block(index).nextLong());
                    count++;
                }
            }
        }
        assertEquals(count, seen.size());
        assertNotEquals(RandomBlocks.of(1).stream("a/b"), RandomBlocks.of(1).stream("a").stream("b"));
    }

    /** Neighbouring blocks, seeds and streams: the mean correlation of n = 500 · 4096 pairs is within 4.5/√n. */
    @Test
    void neighboursAreUncorrelated() {
        RandomBlocks blocks = RandomBlocks.of(1);
        assertUncorrelated(blocks::block, index -> blocks.block(index + 1));
        assertUncorrelated(blocks::block, index -> blocks.block(index ^ 0x10000));
        assertUncorrelated(
                index -> RandomBlocks.of(index).block(0),
                index -> RandomBlocks.of(index + 1).block(0));
        RandomBlocks a = blocks.stream("a");
        RandomBlocks b = blocks.stream("b");
        assertUncorrelated(a::block, b::block);
    }

    private static void assertUncorrelated(
            LongFunction<UniformRandomProvider> left, LongFunction<UniformRandomProvider> right) {
        double sum = 0;
        for (long index = 0; index < BLOCKS; index++) {
            UniformRandomProvider p = left.apply(index);
            UniformRandomProvider q = right.apply(index);
            for (int i = 0; i < RandomBlocks.BLOCK; i++) {
                sum += 12 * (p.nextDouble() - 0.5) * (q.nextDouble() - 0.5);
            }
        }
        double n = (double) BLOCKS * RandomBlocks.BLOCK;
        assertTrue(Math.abs(sum / n) < 4.5 / Math.sqrt(n), "correlation " + sum / n);
    }

    /** Every bit, also of the first number of each block, is set half the time: within 4.5 standard deviations. */
    @Test
    void bitsAreBalanced() {
        RandomBlocks blocks = RandomBlocks.of(1).stream("bits");
        int n = 20_000;
        int[] first = new int[64];
        int[] inner = new int[64];
        for (int index = 0; index < n; index++) {
            UniformRandomProvider block = blocks.block(index);
            count(block.nextLong(), first);
            count(block.nextLong(), inner);
        }
        double bound = 4.5 * 0.5 * Math.sqrt(n);
        for (int bit = 0; bit < 64; bit++) {
            assertEquals(n / 2.0, first[bit], bound);
            assertEquals(n / 2.0, inner[bit], bound);
        }
    }

    private static void count(long bits, int[] counts) {
        for (int bit = 0; bit < 64; bit++) {
            counts[bit] += (int) ((bits >>> bit) & 1);
        }
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThrows(InvalidInputException.class, () -> RandomBlocks.of(1).block(-1));
        assertThrows(InvalidInputException.class, () -> RandomBlocks.of(1).stream(""));
    }
}
