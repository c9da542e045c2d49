package org.jumpscope.distribution;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A histogram of doubles by their leading bits: the sign, the exponent and the first {@value #MANTISSA_BITS} bits of the
 * mantissa, so that each octave has 128 bins and each edge is exactly a double.
 *
 * <p>Bin i of a sign holds the magnitudes m with lowerEdge(i) ≤ m &lt; upperEdge(i), subnormal numbers included; zeros of
 * both signs, infinities and NaN are counted apart. Counts are integers, so that merging is exact and free of order.
 * Not safe for use by several threads: give each its own and merge.
 */
public final class LogHistogram implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of leading bits of the mantissa that tell bins apart. */
    public static final int MANTISSA_BITS = 7;

    /** The number of bins of each sign, from the smallest subnormal number to the largest finite one. */
    public static final int BINS = 2047 << MANTISSA_BITS;

    private static final int SHIFT = 52 - MANTISSA_BITS;
    private static final long MAGNITUDE = Long.MAX_VALUE;
    /** The sign's bit, shifted like a bin. */
    private static final int SIGN_PLACE = 1 << (63 - SHIFT);

    /** The counts of each sign, in the order of {@link Sign}. */
    private final BinWindow[] sides = {new BinWindow(), new BinWindow()};

    private long zeros;
    private long notNumbers;

    /** A sign of the numbers that are counted. */
    public enum Sign {
        /** Above zero. */
        POSITIVE(0),
        /** Below zero. */
        NEGATIVE(1);

        private final int side;

        Sign(int side) {
            this.side = side;
        }
    }

    /**
     * A bin that is not empty, or several that were joined.
     *
     * @param sign the sign of its numbers
     * @param low the smallest magnitude in it
     * @param high the magnitude where it ends, which is not in it
     * @param count the number of values
     */
    public record Bin(Sign sign, double low, double high, long count) {}

    /** Creates an empty histogram. */
    public LogHistogram() {}

    /**
     * Returns the smallest magnitude of a bin.
     *
     * @param bin the bin, 0 to {@link #BINS} − 1
     * @return its lower edge; 0 for bin 0, where zero itself is counted apart
     */
    public static double lowerEdge(int bin) {
        return Double.longBitsToDouble((long) bin << SHIFT);
    }

    /**
     * Returns the magnitude where a bin ends.
     *
     * @param bin the bin, 0 to {@link #BINS} − 1
     * @return its upper edge, which is the lower edge of the next; +∞ for the last
     */
    public static double upperEdge(int bin) {
        return lowerEdge(bin + 1);
    }

    /**
     * Returns the bin of a magnitude.
     *
     * @param value a finite number; its sign does not matter
     * @return the bin, 0 to {@link #BINS} − 1
     */
    public static int binOf(double value) {
        return (int) (Double.doubleToRawLongBits(Math.abs(value)) >>> SHIFT);
    }

    /**
     * Counts the values in the front of an array.
     *
     * @param values the values, of length n or more. Not modified.
     * @param n the number of values
     */
    public void add(double[] values, int n) {
        int i = 0;
        while (i < n) {
            double value = values[i];
            if (value == 0) {
                zeros++;
                i++;
                continue;
            }
            // Most arrays hold one sign; an array that turns out to hold both takes the longer loop to its end.
            int from = i;
            i = from == 0
                    ? addOneSign(values, n, value > 0 ? sides[0] : sides[1], value > 0 ? 0 : SIGN_PLACE)
                    : addBothSigns(values, from, n, sides[0], sides[1]);
            if (i == from) {
                add(value);
                i++;
            }
        }
    }

    /** Counts up to the first value of another sign or outside the window, and returns its place. */
    private static int addOneSign(double[] values, int n, BinWindow side, int signPlace) {
        long[] counts = side.counts();
        // Sign and bin are one number, in which the other sign's bins lie outside the window.
        int base = side.base() + signPlace;
        for (int i = 0; i < n; i++) {
            int place = (int) (Double.doubleToRawLongBits(values[i]) >>> SHIFT) - base;
            if (place < 0 || place >= counts.length) {
                return i;
            }
            counts[place]++;
        }
        return n;
    }

    /** Counts up to the first value outside the windows, and returns its place. */
    private static int addBothSigns(double[] values, int from, int n, BinWindow positive, BinWindow negative) {
        long[] above = positive.counts();
        long[] below = negative.counts();
        int aboveBase = positive.base();
        int belowBase = negative.base();
        for (int i = from; i < n; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            long[] counts = bits < 0 ? below : above;
            int place = (int) ((bits & MAGNITUDE) >>> SHIFT) - (bits < 0 ? belowBase : aboveBase);
            if (place < 0 || place >= counts.length) {
                return i;
            }
            counts[place]++;
        }
        return n;
    }

    /**
     * Counts one value.
     *
     * @param value the value
     */
    public void add(double value) {
        BinWindow side = sides[side(value)];
        if (Double.isNaN(value)) {
            notNumbers++;
        } else if (value == 0) {
            zeros++;
        } else if (Double.isInfinite(value)) {
            side.addInfinity();
        } else {
            side.add(binOf(value), 1);
        }
    }

    private static int side(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> 63);
    }

    /**
     * Counts one finite value many times, as from a table of counts.
     *
     * @param value the value, finite and not 0
     * @param count how often, not negative
     * @throws InvalidInputException if the value is zero or not finite, or the count is negative
     */
    public void add(double value, long count) {
        if (value == 0 || !Double.isFinite(value) || count < 0) {
            throw new InvalidInputException("Value " + value + " counted " + count
                    + " times has no bin; give finite values other than 0 and counts that are not negative.");
        }
        if (count == 0) {
            return;
        }
        sides[side(value)].add(binOf(value), count);
    }

    /**
     * Adds all counts of another histogram: the result is that of adding all its values here.
     *
     * @param other the other histogram. Not modified.
     * @return this histogram
     */
    public LogHistogram merge(LogHistogram other) {
        for (int i = 0; i < sides.length; i++) {
            sides[i].merge(other.sides[i]);
        }
        zeros += other.zeros;
        notNumbers += other.notNumbers;
        return this;
    }

    /**
     * Returns the count of one bin.
     *
     * @param sign the sign of the numbers
     * @param bin the bin, 0 to {@link #BINS} − 1
     * @return the number of values in it
     */
    public long count(Sign sign, int bin) {
        return sides[sign.side].count(bin);
    }

    /**
     * Returns the number of finite values of a sign, zero not included.
     *
     * @param sign the sign
     * @return the count
     */
    public long count(Sign sign) {
        return sides[sign.side].sum();
    }

    /**
     * Returns the number of values with a magnitude m in low ≤ m &lt; high.
     *
     * @param sign the sign
     * @param low the lower magnitude, an edge of a bin (an edge of 0 leaves out zero itself)
     * @param high the upper magnitude, an edge of a bin and not below {@code low}; may be +∞, for all finite values
     * @return the count
     * @throws InvalidInputException if an end is not an edge, or they are not in order
     */
    public long count(Sign sign, double low, double high) {
        int from = edge(low);
        int to = edge(high);
        if (from > to) {
            throw new InvalidInputException(
                    "Lower edge " + low + " is above upper edge " + high + "; give the lower edge first.");
        }
        BinWindow side = sides[sign.side];
        long sum = from == 0 && to > 0 ? side.count(0) : 0;
        int last = Math.min(to, side.end());
        for (int bin = Math.max(from, side.base()); bin < last; bin++) {
            sum += side.count(bin);
        }
        return sum;
    }

    private static int edge(double magnitude) {
        long bits = Double.doubleToRawLongBits(magnitude);
        if (!(magnitude >= 0) || (bits & (1L << SHIFT) - 1) != 0) {
            throw new InvalidInputException("Magnitude " + magnitude + " is not an edge of a bin; the nearest below is "
                    + (magnitude >= 0 ? lowerEdge((int) (bits >>> SHIFT)) : 0.0) + ".");
        }
        return (int) (bits >>> SHIFT & 0x3FFFF);
    }

    /**
     * Returns the number of zeros, of both signs.
     *
     * @return the count
     */
    public long zeros() {
        return zeros;
    }

    /**
     * Returns the number of values that are not a number.
     *
     * @return the count
     */
    public long notNumbers() {
        return notNumbers;
    }

    /**
     * Returns the number of infinite values of a sign.
     *
     * @param sign the sign
     * @return the count
     */
    public long infinities(Sign sign) {
        return sides[sign.side].infinities();
    }

    /**
     * Returns the number of subnormal values, with a magnitude between 0 and 2^-1022, of both signs.
     *
     * @return the count, which is also part of the counts by sign
     */
    public long subnormals() {
        return count(Sign.POSITIVE, 0, Double.MIN_NORMAL) + count(Sign.NEGATIVE, 0, Double.MIN_NORMAL);
    }

    /**
     * Returns the number of all values that were added, of whatever kind.
     *
     * @return the count
     */
    public long total() {
        return count(Sign.POSITIVE)
                + count(Sign.NEGATIVE)
                + infinities(Sign.POSITIVE)
                + infinities(Sign.NEGATIVE)
                + zeros
                + notNumbers;
    }

    /**
     * Returns the bins of a sign that are not empty, smallest magnitude first.
     *
     * @param sign the sign
     * @return the bins
     */
    public List<Bin> bins(Sign sign) {
        List<Bin> bins = new ArrayList<>();
        BinWindow side = sides[sign.side];
        if (side.count(0) > 0) {
            bins.add(new Bin(sign, lowerEdge(0), upperEdge(0), side.count(0)));
        }
        for (int bin = side.base(); bin < side.end(); bin++) {
            long count = side.count(bin);
            if (count > 0) {
                bins.add(new Bin(sign, lowerEdge(bin), upperEdge(bin), count));
            }
        }
        return bins;
    }

    /**
     * Joins the bins of a sign to about n bins that are equally wide in the logarithm, over the range of its values.
     *
     * @param sign the sign
     * @param n the number of bins wanted, 1 or more; fewer come back where n is more than there are edges
     * @return adjacent bins, the empty ones included; none if there are no values of the sign
     */
    public List<Bin> rebin(Sign sign, int n) {
        List<Bin> bins = bins(sign);
        if (bins.isEmpty()) {
            return List.of();
        }
        return rebin(sign, bins.get(0).low(), bins.get(bins.size() - 1).high(), n);
    }

    /**
     * Joins the bins of a sign to about n bins that are equally wide in the logarithm.
     *
     * @param sign the sign
     * @param low the lower magnitude; taken down to the edge below it, and up to the first subnormal edge
     * @param high the upper magnitude; taken up to the edge above it
     * @param n the number of bins wanted, 1 or more; fewer come back where n is more than there are edges
     * @return adjacent bins, the empty ones included; each edge is an edge of the histogram
     * @throws InvalidInputException if the magnitudes are not in order or n is not positive
     */
    public List<Bin> rebin(Sign sign, double low, double high, int n) {
        if (!(low >= 0 && low < high)) {
            throw new InvalidInputException(
                    "Lower magnitude " + low + " is not below upper magnitude " + high + "; give the lower first.");
        }
        if (n < 1) {
            throw new InvalidInputException("The number of bins " + n + " is not positive; give 1 or more.");
        }
        int from = binOf(low);
        int to = high == Double.POSITIVE_INFINITY ? BINS : binOf(high);
        to = lowerEdge(to) < high ? to + 1 : to;
        // StrictMath, so that the edges are the same on every JDK.
        double logLow = StrictMath.log(lowerEdge(Math.max(from, 1)));
        double logHigh = StrictMath.log(Math.min(lowerEdge(to), Double.MAX_VALUE));
        List<Bin> joined = new ArrayList<>();
        int start = from;
        for (int i = 1; i <= n && start < to; i++) {
            double ideal = StrictMath.exp(logLow + (logHigh - logLow) * i / n);
            int end = i == n ? to : Math.min(to, nearestEdge(ideal));
            if (end > start) {
                joined.add(
                        new Bin(sign, lowerEdge(start), lowerEdge(end), count(sign, lowerEdge(start), lowerEdge(end))));
                start = end;
            }
        }
        return joined;
    }

    private static int nearestEdge(double magnitude) {
        int bin = Math.min(binOf(magnitude), BINS - 1);
        return magnitude - lowerEdge(bin) < upperEdge(bin) - magnitude ? bin : bin + 1;
    }

    /**
     * Returns a digest of the counts: equal for equal counts, whatever the order and grouping of the additions.
     *
     * @return the SHA-256 of the counts as 64 hexadecimal digits
     */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(16);
            long[] apart = {zeros, notNumbers, infinities(Sign.POSITIVE), infinities(Sign.NEGATIVE)};
            for (int i = 0; i < apart.length; i++) {
                digest.update(buffer.clear().putLong(-1L - i).putLong(apart[i]).array());
            }
            for (Sign sign : Sign.values()) {
                for (Bin bin : bins(sign)) {
                    long key = (long) sign.side << 32 | binOf(bin.low());
                    digest.update(
                            buffer.clear().putLong(key).putLong(bin.count()).array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has SHA-256.
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHistogram that
                && zeros == that.zeros
                && notNumbers == that.notNumbers
                && infinities(Sign.POSITIVE) == that.infinities(Sign.POSITIVE)
                && infinities(Sign.NEGATIVE) == that.infinities(Sign.NEGATIVE)
                && bins(Sign.POSITIVE).equals(that.bins(Sign.POSITIVE))
                && bins(Sign.NEGATIVE).equals(that.bins(Sign.NEGATIVE));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * bins(Sign.POSITIVE).hashCode() + bins(Sign.NEGATIVE).hashCode())
                + Long.hashCode(zeros + 31 * notNumbers);
    }

    @Override
    public String toString() {
        return "LogHistogram[" + count(Sign.POSITIVE) + " positive, " + count(Sign.NEGATIVE) + " negative, " + zeros
                + " zero, " + (infinities(Sign.POSITIVE) + infinities(Sign.NEGATIVE)) + " infinite, " + notNumbers
                + " not a number]";
    }
}
