package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;

/** How arrays of different shapes are combined element by element: those of length 1 are repeated, the last dimensions meet. */
final class Broadcast {
    private Broadcast() {}

    /** The shape that two together have. */
    static ArrayShape common(NodeMessage node, ArrayShape first, ArrayShape second) {
        ArrayShape a = padded(first, second.rank());
        ArrayShape b = padded(second, first.rank());
        List<Integer> lengths = lengths(a.lengths(), b.lengths());
        if (lengths == null || !apart(a, b)) {
            throw node.refused("combines data of the shape " + first.words() + " with data of the shape "
                    + second.words() + ", which do not fit.");
        }
        ArrayShape withSamples = a.axis() == ArrayShape.NONE ? b : a;
        return new ArrayShape(lengths, a.samples(), withSamples.axis(), withSamples.behind());
    }

    /** The shape that data have together with a constant. */
    static ArrayShape common(NodeMessage node, ArrayShape data, Constant constant) {
        ArrayShape a = padded(data, constant.dimensions().size());
        ArrayShape b = padded(data.ofConstant(lengths(constant)), data.rank());
        List<Integer> lengths = lengths(a.lengths(), b.lengths());
        if (lengths == null || !apart(a, b)) {
            throw node.refused("combines data of the shape " + data.words() + " with the constant '"
                    + constant.tensor().name() + "' of the shape " + constant.shape() + ", which does not fit.");
        }
        return new ArrayShape(lengths, a.samples(), a.axis(), a.behind());
    }

    /** Whether the samples of both are the same dimension, or one has none and is the same for all samples. */
    private static boolean apart(ArrayShape a, ArrayShape b) {
        if (a.samples() == 1) {
            return true;
        }
        if (a.axis() == ArrayShape.NONE || b.axis() == ArrayShape.NONE) {
            int axis = Math.max(a.axis(), b.axis());
            return axis == ArrayShape.NONE || (a.axis() == ArrayShape.NONE ? a : b).length(axis) == 1;
        }
        return a.axis() == b.axis() && a.behind() == b.behind();
    }

    static List<Integer> lengths(Constant constant) {
        return constant.dimensions().stream().map(Long::intValue).toList();
    }

    private static ArrayShape padded(ArrayShape shape, int rank) {
        ArrayShape padded = shape;
        while (padded.rank() < rank) {
            padded = padded.withOne(0);
        }
        return padded;
    }

    private static List<Integer> padded(List<Integer> lengths, int rank) {
        List<Integer> padded = new ArrayList<>(lengths);
        while (padded.size() < rank) {
            padded.add(0, 1);
        }
        return padded;
    }

    /** Lengths of the combination; null if they do not fit. */
    private static List<Integer> lengths(List<Integer> a, List<Integer> b) {
        List<Integer> lengths = new ArrayList<>();
        double size = 1;
        for (int i = 0; i < a.size(); i++) {
            int first = a.get(i);
            int second = b.get(i);
            if (first != second && first != 1 && second != 1) {
                return null;
            }
            lengths.add(Math.max(first, second));
            size *= Math.max(first, second);
        }
        return size < Integer.MAX_VALUE ? lengths : null;
    }

    /** Of each element of the combination the element of one of the two. */
    static int[] elements(NodeMessage node, List<Integer> own, ArrayShape common) {
        common.requirePlaces(node);
        int rank = common.rank();
        List<Integer> padded = padded(own, rank);
        int[] lengths = new int[rank];
        int[] strides = new int[rank];
        int stride = 1;
        for (int i = rank - 1; i >= 0; i--) {
            lengths[i] = common.length(i);
            strides[i] = padded.get(i) == 1 ? 0 : stride;
            stride *= padded.get(i);
        }
        return Value.elements(lengths, strides, 0);
    }
}
