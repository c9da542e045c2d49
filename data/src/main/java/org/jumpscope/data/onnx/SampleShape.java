package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The shape of the data at one place of the graph: the samples, then the dimensions of one sample.
 *
 * @param batch the number of samples if the file fixes it, else −1
 * @param lengths the dimensions of one sample, −1 where one is not known; null if even their number is not
 */
record SampleShape(long batch, List<Long> lengths) {
    private static final long UNKNOWN = -1;

    static SampleShape of(String file, PortMessage input) {
        if (input.shape().isEmpty()) {
            return new SampleShape(UNKNOWN, null);
        }
        List<Long> all = input.shape().get();
        if (all.size() < 2 || all.size() > 8) {
            throw new InvalidInputException(file + ": its input '" + input.name() + "' has " + all.size()
                    + " dimensions; the samples and then at least one more are read.");
        }
        List<Long> lengths = new ArrayList<>();
        for (long length : all.subList(1, all.size())) {
            // A length of 0 is how some exporters write one that is not fixed.
            lengths.add(length > 0 && length <= Integer.MAX_VALUE ? length : UNKNOWN);
        }
        return new SampleShape(all.get(0) > 0 ? all.get(0) : UNKNOWN, lengths);
    }

    /** The product of lengths; −1 if one is not known or it is beyond any array. */
    private static long product(List<Long> lengths) {
        long product = 1;
        for (long length : lengths) {
            if (length < 0 || product * length > Integer.MAX_VALUE) {
                return UNKNOWN;
            }
            product *= length;
        }
        return product;
    }

    private long size() {
        return lengths == null ? UNKNOWN : product(lengths);
    }

    /** The number of features of one sample. */
    int features(NodeMessage node) {
        long size = size();
        if (size < 1) {
            throw node.refused(
                    "comes before any layer, and the file does not say the size of its input: export it with a fixed one.");
        }
        return (int) size;
    }

    /** Refuses samples of more than one dimension, which a matrix would be applied to piece by piece. */
    void requireRow(NodeMessage node) {
        if (lengths != null && lengths.size() != 1) {
            throw node.refused("reads samples of the shape " + lengths
                    + ", piece by piece; samples of one dimension are supported: put a Flatten before it.");
        }
    }

    /** Samples that are images: channels, rows and columns. */
    ImageShape image(NodeMessage node) {
        if (lengths == null || lengths.size() != 3 || lengths.contains(UNKNOWN)) {
            throw node.refused("reads samples of the shape "
                    + (lengths == null
                            ? "that the file does not say"
                            : lengths + (lengths.contains(UNKNOWN) ? ", -1 where it is not fixed" : ""))
                    + "; images of fixed channels, rows and columns are supported, where the number of samples alone may"
                    + " be dynamic.");
        }
        try {
            return new ImageShape(
                    lengths.get(0).intValue(),
                    lengths.get(1).intValue(),
                    lengths.get(2).intValue());
        } catch (InvalidInputException tooLarge) {
            throw node.refused("reads samples that are none: " + tooLarge.getMessage());
        }
    }

    /** The first length of samples of a known size. */
    long channels() {
        return lengths.get(0);
    }

    /** Steps and values of each. */
    List<Long> sequence(NodeMessage node) {
        if (lengths == null || lengths.size() != 2 || lengths.contains(UNKNOWN)) {
            throw node.refused("reads samples of the shape "
                    + (lengths == null
                            ? "that the file does not say"
                            : lengths + (lengths.contains(UNKNOWN) ? ", -1 where it is not fixed" : ""))
                    + "; sequences of fixed steps and values are supported, where the number of samples alone may be"
                    + " dynamic.");
        }
        return lengths;
    }

    SampleShape with(long steps, long features) {
        return new SampleShape(batch, List.of(steps, features));
    }

    /** Whether samples have three dimensions. */
    boolean isImage() {
        return lengths != null && lengths.size() == 3;
    }

    SampleShape withImage(ImageShape image) {
        return new SampleShape(batch, List.of((long) image.channels(), (long) image.height(), (long) image.width()));
    }

    void requireFeatures(NodeMessage node, int features) {
        long size = size();
        if (size >= 0 && size != features) {
            throw node.refused("has weights for " + features + " inputs, but the data before it have " + size
                    + ": the file is damaged; export it again.");
        }
    }

    SampleShape withFeatures(long features) {
        return new SampleShape(batch, List.of(features));
    }

    SampleShape flattened(NodeMessage node, long axis) {
        if (lengths == null) {
            if (axis != 1) {
                throw node.refused("has the axis " + axis + "; 1, which keeps the samples apart, is supported.");
            }
            return new SampleShape(batch, List.of(UNKNOWN));
        }
        long from = axis < 0 ? axis + lengths.size() + 1 : axis;
        if (from < 1 || from > lengths.size() || product(lengths.subList(0, (int) from - 1)) != 1) {
            throw node.refused("has the axis " + axis + "; 1, which keeps the samples apart, is supported.");
        }
        return withFeatures(size());
    }

    /** The shape after Reshape, which has to keep the samples apart. */
    SampleShape reshaped(NodeMessage node, List<Long> target, boolean allowZero) {
        boolean samplesKept = target.size() >= 2
                && ((target.get(0) == 0 && !allowZero) || (target.get(0) == batch && batch > 0) || target.get(0) == -1);
        if (!samplesKept) {
            throw node.refused(
                    "makes the shape " + target
                            + ", which does not keep the samples apart; -1 or 0 and then the lengths of one sample are supported.");
        }
        long size = size();
        List<Long> result = new ArrayList<>();
        int open = -1;
        for (int i = 1; i < target.size(); i++) {
            long length = target.get(i);
            if (length == 0 && !allowZero) {
                length = lengths == null || i > lengths.size() ? UNKNOWN : lengths.get(i - 1);
            } else if (length == -1 && open < 0 && target.get(0) != -1) {
                open = i - 1;
            } else if (length < 1 || length > Integer.MAX_VALUE) {
                throw node.refused("makes the shape " + target + ", which is none: export the model again.");
            }
            result.add(length);
        }
        if (open >= 0 && size >= 0) {
            List<Long> others = new ArrayList<>(result);
            others.remove(open);
            long rest = product(others);
            result.set(open, rest > 0 && size % rest == 0 ? size / rest : UNKNOWN);
        }
        long made = product(result);
        if (size >= 0 && made != size) {
            throw node.refused("makes the shape " + target + " of samples of " + size
                    + " numbers: the samples would not be kept apart.");
        }
        return new SampleShape(batch, result);
    }

    /** The shape of a constant after Reshape. */
    static List<Long> ofConstant(NodeMessage node, Constant constant, List<Long> target) {
        List<Long> result = new ArrayList<>();
        int open = -1;
        long known = 1;
        for (int i = 0; i < target.size(); i++) {
            long length = target.get(i);
            if (length == 0 && i < constant.dimensions().size()) {
                length = constant.dimensions().get(i);
            }
            if (length == -1 && open < 0) {
                open = i;
                length = 1;
            }
            if (length < 1 || known * length > Integer.MAX_VALUE) {
                throw node.refused(
                        "makes the shape " + target + " of a constant of the shape " + constant.shape() + ".");
            }
            known *= length;
            result.add(length);
        }
        if (open >= 0) {
            result.set(open, constant.size() / known);
            known *= result.get(open);
        }
        if (known != constant.size()) {
            throw node.refused("makes the shape " + target + " of a constant of the shape " + constant.shape() + ".");
        }
        return List.copyOf(result);
    }
}
