package org.jumpscope.numeric;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;

/**
 * Random numbers in numbered blocks: a generator for each block depends on the seed, the name of the stream and the index
 * of the block, and on nothing else, so that an answer does not depend on threads or partitions.
 *
 * <p>A user draws at most what {@link #BLOCK} samples need from one generator and then takes the next block's. Within a
 * stream no two blocks start in the same state.
 */
public final class RandomBlocks {
    /** Samples in a block. */
    public static final int BLOCK = 4096;
    /** Name of generator and block size, for the provenance of results. */
    public static final String ALGORITHM = "XoRoShiRo128PlusPlus/" + BLOCK;

    /** 2⁶⁴ over the golden ratio, odd. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long seed;
    private final String name;
    private final long key;

    private RandomBlocks(long seed, String name, long key) {
        this.seed = seed;
        this.name = name;
        this.key = key;
    }

    /**
     * Creates the unnamed stream of a seed.
     *
     * @param seed any number; similar seeds give unrelated streams
     * @return the blocks
     */
    public static RandomBlocks of(long seed) {
        return new RandomBlocks(seed, "", mix(seed + GOLDEN));
    }

    /**
     * Derives an independent stream, such as one for each class or bootstrap.
     *
     * @param stream its name, not empty
     * @return the blocks of (seed, this stream's name, stream)
     * @throws InvalidInputException if the name is empty
     */
    public RandomBlocks stream(String stream) {
        if (stream.isEmpty()) {
            throw new InvalidInputException("Random stream has an empty name \"\"; name it by what it is for.");
        }
        long hash = stream.length();
        for (int i = 0; i < stream.length(); i++) {
            hash = mix(hash ^ (stream.charAt(i) + GOLDEN));
        }
        String path = name.isEmpty() ? stream : name + "/" + stream;
        return new RandomBlocks(seed, path, mix(key + hash) ^ GOLDEN);
    }

    /**
     * Creates the generator of a block, at its start.
     *
     * @param index number of the block, from 0
     * @return a new generator, for one thread
     * @throws InvalidInputException if the index is negative
     */
    public UniformRandomProvider block(long index) {
        if (index < 0) {
            throw new InvalidInputException("Random block " + index + " does not exist; count blocks from 0.");
        }
        // A bijection of the index, so states within a stream differ; two mixings part neighbours. (Mixing the index as
        // the
        // seed is mixed, and joining by exclusive or, would make block a of seed b block b of seed a.)
        long state = mix(key + index * GOLDEN);
        return new XoRoShiRo128PlusPlus(mix(state + GOLDEN), mix((state + GOLDEN) + GOLDEN));
    }

    /**
     * Puts numbers in a random order, each order equally likely (Fisher and Yates), by the generators of this stream from
     * block 0 on.
     *
     * @param numbers any. Modified.
     */
    public void shuffle(int[] numbers) {
        UniformRandomProvider generator = null;
        for (int i = numbers.length - 1, drawn = 0; i > 0; i--, drawn++) {
            if (drawn % BLOCK == 0) {
                generator = block(drawn / BLOCK);
            }
            int j = generator.nextInt(i + 1);
            int held = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = held;
        }
    }

    /**
     * Returns the seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * Returns the names of the derivations, joined by "/".
     *
     * @return the name; empty for the stream of the bare seed
     */
    public String name() {
        return name;
    }

    /** SplitMix64's finaliser (Stafford's variant 13), a bijection in which each bit moves half of all. */
    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomBlocks that && seed == that.seed && key == that.key && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, key);
    }

    @Override
    public String toString() {
        return ALGORITHM + " seed " + seed + (name.isEmpty() ? "" : " stream " + name);
    }
}
