package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The shape of an array of the graph, and where in it the samples are: all operations are followed for one sample, as if the
 * file were run with one.
 *
 * <p>The samples are one dimension, which is of length 1 here, or lie within one together with others, as after a reshape of
 * heads × samples to one dimension. A number of samples that the file does not fix counts as a prime beyond any other length,
 * so that a length that a graph computes from it tells whether it has the samples in it.
 *
 * @param lengths the lengths for one sample
 * @param samples how many the file has: 1, another fixed number, or {@link #DYNAMIC}
 * @param axis the dimension of the samples; {@link #NONE} if that is lost, which it may be where there is one sample only
 * @param behind elements of that dimension that are of one sample and follow each other
 */
record ArrayShape(List<Integer> lengths, long samples, int axis, int behind) {
    /** Stands for a number of samples that is not fixed. */
    static final long DYNAMIC = 1_000_003;

    static final int NONE = -1;
    /** Places of arrays that are not in the order in which they were made are held; of more than these none are. */
    private static final int MOST_PLACES = 1 << 24;

    ArrayShape {
        lengths = List.copyOf(lengths);
    }

    /**
     * The shape of the input.
     *
     * @param features the numbers of a sample that the first layer reads; −1 if that is not known either
     */
    static ArrayShape of(String file, PortMessage input, int features) {
        List<Long> all = input.shape().orElse(List.of(-1L, -1L));
        if (all.size() < 2 || all.size() > 8) {
            throw new InvalidInputException(file + ": its input '" + input.name() + "' has " + all.size()
                    + " dimensions; the samples and then at least one more are read.");
        }
        List<Integer> lengths = new ArrayList<>(List.of(1));
        for (int i = 1; i < all.size(); i++) {
            // A length of 0 is how some exporters write one that is not fixed.
            long length = all.get(i) < 1 && all.size() == 2 ? features : all.get(i);
            if (length < 1 || length > Integer.MAX_VALUE) {
                throw new InvalidInputException(
                        file + ": the size of its input '" + input.name() + "' is not fixed (dimension "
                                + (i + 1) + " of " + all.size()
                                + "), and the file does not say it otherwise; the number of samples alone, the first dimension, may"
                                + " be dynamic: export it with a fixed one.");
            }
            lengths.add((int) length);
        }
        requireSize(
                lengths,
                () -> new InvalidInputException(file + ": its input '" + input.name() + "' of the shape " + all
                        + " has more numbers than an array holds."));
        return new ArrayShape(lengths, all.get(0) > 0 ? all.get(0) : DYNAMIC, 0, 1);
    }

    private static void requireSize(
            List<Integer> lengths, java.util.function.Supplier<InvalidInputException> otherwise) {
        long size = 1;
        for (int length : lengths) {
            size *= length;
            if (size > Integer.MAX_VALUE - 16) {
                throw otherwise.get();
            }
        }
    }

    /** The number of elements of one sample. */
    int size() {
        return product(0, lengths.size());
    }

    int rank() {
        return lengths.size();
    }

    int length(int dimension) {
        return lengths.get(dimension);
    }

    /** The product of some lengths. */
    int product(int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= lengths.get(i);
        }
        return product;
    }

    /** Refuses data of which the first dimension is not the samples. */
    void requireRows(NodeMessage node) {
        if (axis != 0 || behind != 1 || rank() < 2) {
            throw node.refused("reads data of the shape " + words() + "; samples first are supported.");
        }
    }

    /** Steps and values of each. */
    List<Long> sequence(NodeMessage node) {
        requireRows(node);
        if (rank() != 3) {
            throw node.refused("reads data of the shape " + words() + "; sequences of steps and values are supported.");
        }
        return List.of((long) length(1), (long) length(2));
    }

    /** The shape of as many samples of other lengths. */
    ArrayShape ofSamples(int... each) {
        List<Integer> made = new ArrayList<>(List.of(1));
        Arrays.stream(each).forEach(made::add);
        return new ArrayShape(made, samples, 0, 1);
    }

    /** Lengths as the file has them, with the samples. */
    List<Long> fileLengths() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            all.add(lengths.get(i) * (i == axis ? samples : 1));
        }
        return all;
    }

    /** Such as "[samples, 3, 4]", for a sentence. */
    String words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            words.add(i != axis ? "" + lengths.get(i) : lengths.get(i) == 1 ? "samples" : lengths.get(i) + "*samples");
        }
        return words.toString();
    }

    /** A dimension that is counted from the end if it is negative. */
    int dimension(NodeMessage node, long given) {
        long dimension = given < 0 ? given + rank() : given;
        if (dimension < 0 || dimension >= rank()) {
            throw node.refused("has the axis " + given + " for data of the shape " + words() + ", which have no such.");
        }
        return (int) dimension;
    }

    /** Refuses what would act along the samples. */
    void requireApart(NodeMessage node, int dimension) {
        if (samples != 1 && dimension == axis) {
            throw node.refused("acts along dimension " + dimension + " of data of the shape " + words()
                    + ", which does not keep the samples apart.");
        }
    }

    /** Refuses a number of places that is too large to be held. */
    void requirePlaces(NodeMessage node) {
        if (size() > MOST_PLACES) {
            throw node.refused(
                    "rearranges " + size() + " numbers of one sample; up to " + MOST_PLACES + " are supported.");
        }
    }

    /** The number of elements of all samples. */
    private double total() {
        return (double) size() * (axis == NONE ? 1 : samples);
    }

    /** Elements of one sample that follow the samples. */
    private long inner() {
        return axis == NONE ? 1 : (long) behind * product(axis + 1, rank());
    }

    /**
     * The same elements in another shape.
     *
     * @param target lengths as the file has them, all positive
     */
    ArrayShape withFileLengths(NodeMessage node, List<Long> target) {
        double size = 1;
        for (long length : target) {
            size *= length;
        }
        if (size != total()) {
            throw node.refused("makes the shape " + shown(target) + " of data of the shape " + words()
                    + ", which have another number of elements: the samples would not be kept apart.");
        }
        if (target.size() > 8) {
            throw node.refused("makes an array of " + target.size() + " dimensions; up to 8 are supported.");
        }
        long inner = inner();
        long after = 1;
        int found = NONE;
        long cut = 1;
        for (int i = target.size() - 1; i >= 0; i--) {
            long length = target.get(i);
            boolean holds = inner % after == 0 && after * length % (inner * samples) == 0;
            // One sample is in any dimension: it is taken to be one of its own.
            if (holds && (samples != 1 || length == 1) && axis != NONE) {
                found = i;
                cut = inner / after;
            }
            after *= length;
        }
        if (found == NONE && samples != 1 && axis != NONE) {
            throw node.refused("makes the shape " + shown(target) + " of data of the shape " + words()
                    + ", which does not keep the samples apart; -1 or 0 and then the lengths of one sample are"
                    + " supported.");
        }
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            result.add((int) (target.get(i) / (i == found ? samples : 1)));
        }
        return new ArrayShape(result, samples, found, (int) cut);
    }

    /** Lengths for a sentence, with the samples as a word. */
    private static String shown(List<Long> lengths) {
        return lengths.stream()
                .map(length -> length % DYNAMIC != 0 || length == 0
                        ? "" + length
                        : length == DYNAMIC ? "samples" : length / DYNAMIC + "*samples")
                .toList()
                .toString();
    }

    /** The shape after Reshape: 0 is the length that was there, −1 the one that fits. */
    ArrayShape reshaped(NodeMessage node, List<Long> target, boolean allowZero) {
        List<Long> own = fileLengths();
        List<Long> result = new ArrayList<>();
        int open = NONE;
        double known = 1;
        for (int i = 0; i < target.size(); i++) {
            long length = target.get(i) == 0 && !allowZero && i < own.size() ? own.get(i) : target.get(i);
            if (length == -1 && open == NONE) {
                open = i;
                length = 1;
            } else if (length < 1) {
                throw node.refused("makes the shape " + shown(target) + ", which is none: export the model again.");
            }
            known *= length;
            result.add(length);
        }
        if (open != NONE) {
            double rest = total() / known;
            if (rest < 1 || rest != Math.rint(rest)) {
                throw node.refused("makes the shape " + shown(target) + " of data of the shape " + words()
                        + ", into which they do not fit: the samples would not be kept apart.");
            }
            result.set(open, (long) rest);
        }
        return withFileLengths(node, result);
    }

    /** The shape with the dimensions in another order. */
    ArrayShape transposed(List<Integer> order) {
        return new ArrayShape(order.stream().map(lengths::get).toList(), samples, order.indexOf(axis), behind);
    }

    /** All elements that a step makes, in a row. */
    ArrayShape ofStep(int elements) {
        return new ArrayShape(List.of(elements), samples, NONE, 1);
    }

    /** The shape of a constant in a graph of such data. */
    ArrayShape ofConstant(List<Integer> constant) {
        return new ArrayShape(constant, samples, NONE, 1);
    }

    /** The same with one other length, in a dimension that is not that of the samples. */
    ArrayShape with(int dimension, int length) {
        List<Integer> other = new ArrayList<>(lengths);
        other.set(dimension, length);
        return new ArrayShape(other, samples, axis, behind);
    }

    /** Without a dimension of length 1. */
    ArrayShape without(int dimension) {
        List<Integer> other = new ArrayList<>(lengths);
        other.remove(dimension);
        return new ArrayShape(
                other,
                samples,
                axis == dimension ? NONE : axis > dimension ? axis - 1 : axis,
                axis == dimension ? 1 : behind);
    }

    /** With one more dimension of length 1, before a place. */
    ArrayShape withOne(int place) {
        List<Integer> other = new ArrayList<>(lengths);
        other.add(place, 1);
        return new ArrayShape(other, samples, axis >= place ? axis + 1 : axis, behind);
    }

    /** The only dimension that is neither the samples' nor of length 1; none if there are several. */
    boolean isRow() {
        int last = rank() - 1;
        return rank() >= 1 && size() == lengths.get(last) && (samples == 1 || axis != last || size() == 1);
    }
}
