package org.jumpscope.data.onnx;

import java.util.List;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.network.image.SlidingWindow;

/** What the operators of images mean: Conv, MaxPool, AveragePool and GlobalAveragePool over rows and columns. */
final class ImageOperators {
    /** Larger than any image's side; products of these stay in 64 bits. */
    private static final long MOST = 1 << 20;

    private ImageOperators() {}

    static void convolution(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        Constant weights = graph.requireConstant(node, 1, "weights");
        Convolution block = convolution(node, image(node, value), weights);
        Value made =
                graph.layer(node, LayerValues.of(block, weights), value, shape(value.shape(), block.outputShape()));
        if (GraphReader.has(node, 2)) {
            graph.addBiases(node, made, graph.requireConstant(node, 2, "biases"), 1);
        }
        graph.make(node, made);
    }

    static void largest(NodeMessage node, GraphReader graph) {
        pool(node, graph, Pooling.Kind.LARGEST);
    }

    static void mean(NodeMessage node, GraphReader graph) {
        pool(node, graph, Pooling.Kind.MEAN);
    }

    static void globalMean(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        pool(node, graph, value, Pooling.global(image(node, value)));
    }

    private static void pool(NodeMessage node, GraphReader graph, Value value, Pooling block) {
        graph.make(node, graph.block(block, value, shape(value.shape(), block.outputShape())));
    }

    /** Places around the data: constants, or their own places again. To opset 10 the numbers are an attribute, then an input. */
    static void pad(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        ArrayShape shape = value.shape();
        List<Long> pads =
                node.inputs().size() < 2 ? list(node, "pads", List.of()) : graph.integers(node, 1, "list of pads");
        if (GraphReader.has(node, 3) || pads.size() != 2 * shape.rank()) {
            throw node.refused("has " + pads.size() + " pads for data of the shape " + shape.words()
                    + "; one before and one behind each dimension, without a list of axes, are supported.");
        }
        double constant = GraphReader.has(node, 2)
                ? graph.number(node, 2)
                        .orElseThrow(() -> node.refused("pads by a value that is not a number of the file."))
                : node.number("value", 0);
        graph.make(node, padded(node, graph, value, pads, node.text("mode", "constant"), constant));
    }

    private static Value padded(
            NodeMessage node, GraphReader graph, Value value, List<Long> pads, String mode, double constant) {
        int rank = value.shape().rank();
        Value padded = value;
        for (int i = 0; i < rank; i++) {
            long before = pads.get(i);
            long behind = pads.get(rank + i);
            if (before < 0 || behind < 0 || before > MOST || behind > MOST) {
                throw node.refused("has the pads " + pads + "; 0 or more each are supported.");
            }
            if (before + behind > 0) {
                padded.shape().requireApart(node, i);
                padded = Padding.of(node, graph, padded, i, (int) before, (int) behind, mode, constant);
            }
        }
        return padded;
    }

    /** Samples that are images: channels, rows and columns. */
    static ImageShape image(NodeMessage node, Value value) {
        ArrayShape shape = value.shape();
        if (shape.rank() != 4 || shape.length(0) != 1 || (shape.samples() != 1 && shape.axis() != 0)) {
            throw node.refused("reads data of the shape " + shape.words()
                    + "; images are supported, as samples, channels, rows and columns.");
        }
        return node.fitting(() -> new ImageShape(shape.length(1), shape.length(2), shape.length(3)));
    }

    private static ArrayShape shape(ArrayShape before, ImageShape image) {
        return before.with(1, image.channels()).with(2, image.height()).with(3, image.width());
    }

    /** A convolution without biases; the weights are filters × channels of a group × rows × columns. */
    static Convolution convolution(NodeMessage node, ImageShape shape, Constant weights) {
        List<Long> lengths = weights.dimensions();
        if (lengths.size() != 4) {
            throw node.refused("has weights of the shape " + weights.shape()
                    + "; convolutions of images are supported, whose weights have four dimensions: filters, channels, rows"
                    + " and columns.");
        }
        List<Long> kernel = lengths.subList(2, 4);
        if (!list(node, "kernel_shape", kernel).equals(kernel)) {
            throw node.refused("has the kernel_shape " + list(node, "kernel_shape", kernel)
                    + " but weights of the shape " + weights.shape() + ": the file is damaged; export it again.");
        }
        long group = node.integer("group", 1);
        if (group < 1 || group > shape.channels() || lengths.get(1) * group != shape.channels()) {
            throw node.refused("has the group " + group + " and weights of the shape " + weights.shape()
                    + " for images of " + shape + "; the second length is the number of channels over the group.");
        }
        long filters = lengths.get(0);
        if (filters < 1 || filters > MOST) {
            throw node.refused("has weights of the shape " + weights.shape() + ", which are none, or too many.");
        }
        SlidingWindow window = window(node, shape, kernel);
        return node.fitting(() -> new Convolution(shape, (int) filters, window, (int) group, Affine.Biases.NONE));
    }

    private static void pool(NodeMessage node, GraphReader graph, Pooling.Kind kind) {
        Value value = graph.plain(node, 0);
        if (node.outputs().size() > 1) {
            throw node.refused("makes the places of the largest numbers too; only these numbers are supported.");
        }
        refuseOther(node, "storage_order", 0, "rows of columns");
        if (!node.attributes().containsKey("kernel_shape")) {
            throw node.refused("has no kernel_shape: the file is damaged; export it again.");
        }
        ImageShape shape = image(node, value);
        SlidingWindow window = window(node, shape, list(node, "kernel_shape", List.of(1L, 1L)));
        SlidingWindow.Padding around = window.padding();
        if (node.integer("count_include_pad", 0) != 0 && !around.equals(SlidingWindow.Padding.NONE)) {
            if (node.integer("ceil_mode", 0) != 0) {
                throw node.refused("has ceil_mode 1 and count_include_pad 1, which together are not supported.");
            }
            // The padding counts as what it is, zeros.
            List<Long> pads =
                    List.of(0L, 0L, (long) around.top(), (long) around.left(), 0L, 0L, (long) around.bottom(), (long)
                            around.right());
            value = padded(node, graph, value, pads, "constant", 0);
            window = window.withPadding(0);
        }
        ImageShape padded = image(node, value);
        SlidingWindow last = window;
        pool(node, graph, value, node.fitting(() -> new Pooling(padded, kind, last)));
    }

    private static void refuseOther(NodeMessage node, String attribute, long supported, String meaning) {
        long value = node.integer(attribute, supported);
        if (value != supported) {
            throw node.refused(
                    "has " + attribute + " " + value + "; " + supported + ", " + meaning + ", is supported.");
        }
    }

    private static SlidingWindow window(NodeMessage node, ImageShape shape, List<Long> kernel) {
        SlidingWindow.Steps size = steps(node, "kernel_shape", kernel);
        SlidingWindow.Steps stride = steps(node, "strides", list(node, "strides", List.of(1L, 1L)));
        SlidingWindow.Steps dilation = steps(node, "dilations", list(node, "dilations", List.of(1L, 1L)));
        List<Long> pads = list(node, "pads", List.of(0L, 0L, 0L, 0L));
        String automatic = node.text("auto_pad", "NOTSET");
        switch (automatic) {
            case "NOTSET" -> {}
            case "VALID" -> pads = List.of(0L, 0L, 0L, 0L);
            case "SAME_UPPER", "SAME_LOWER" -> {
                long rows = same(shape.height(), size.rows(), stride.rows(), dilation.rows());
                long columns = same(shape.width(), size.columns(), stride.columns(), dilation.columns());
                long top = automatic.equals("SAME_UPPER") ? rows / 2 : rows - rows / 2;
                long left = automatic.equals("SAME_UPPER") ? columns / 2 : columns - columns / 2;
                pads = List.of(top, left, rows - top, columns - left);
            }
            default ->
                throw node.refused(
                        "has the auto_pad " + automatic + "; NOTSET, VALID, SAME_UPPER and SAME_LOWER are supported.");
        }
        if (pads.size() != 4 || pads.stream().anyMatch(pad -> pad < 0 || pad > MOST)) {
            throw node.refused("has the pads " + pads + " (top, left, bottom, right) for images of " + shape
                    + "; four numbers of 0 or more are supported.");
        }
        int bottom = pads.get(2).intValue();
        int right = pads.get(3).intValue();
        if (node.integer("ceil_mode", 0) != 0) {
            bottom +=
                    whole(shape.height(), pads.get(0).intValue(), bottom, size.rows(), stride.rows(), dilation.rows());
            right += whole(
                    shape.width(), pads.get(1).intValue(), right, size.columns(), stride.columns(), dilation.columns());
        }
        SlidingWindow.Padding padding =
                new SlidingWindow.Padding(pads.get(0).intValue(), pads.get(1).intValue(), bottom, right);
        return node.fitting(() -> new SlidingWindow(size.rows(), size.columns(), stride, padding, dilation));
    }

    /** Places behind with which a last window fits that would not be whole, if it begins in the image or before it. */
    private static int whole(int size, int before, int behind, int length, int stride, int dilation) {
        long room = (long) size + before + behind - ((length - 1L) * dilation + 1);
        long more = room <= 0 ? 0 : (stride - room % stride) % stride;
        long begins = room + more;
        return more > 0 && begins < size + before ? (int) more : 0;
    }

    /** The padding of both sides together with which the output has ⌈size/stride⌉ places. */
    private static long same(int size, int length, int stride, int dilation) {
        long places = (size + stride - 1L) / stride;
        return Math.max(0, (places - 1) * stride + (length - 1L) * dilation + 1 - size);
    }

    static List<Long> list(NodeMessage node, String attribute, List<Long> otherwise) {
        AttributeMessage given = node.attributes().get(attribute);
        return given == null ? otherwise : given.integers();
    }

    /** A number for rows and one for columns. */
    private static SlidingWindow.Steps steps(NodeMessage node, String attribute, List<Long> values) {
        if (values.size() != 2 || values.stream().anyMatch(value -> value < 1 || value > MOST)) {
            throw node.refused("has the " + attribute + " " + values
                    + "; one for rows and one for columns of an image, 1 or more each, are supported.");
        }
        return new SlidingWindow.Steps(values.get(0).intValue(), values.get(1).intValue());
    }
}
