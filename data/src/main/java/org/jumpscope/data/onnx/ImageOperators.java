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
        pool(node, graph, pooling(node, image(node, graph.plain(node, 0)), Pooling.Kind.LARGEST));
    }

    static void mean(NodeMessage node, GraphReader graph) {
        pool(node, graph, pooling(node, image(node, graph.plain(node, 0)), Pooling.Kind.MEAN));
    }

    static void globalMean(NodeMessage node, GraphReader graph) {
        pool(node, graph, Pooling.global(image(node, graph.plain(node, 0))));
    }

    private static void pool(NodeMessage node, GraphReader graph, Pooling block) {
        Value value = graph.plain(node, 0);
        graph.make(node, graph.block(block, value, shape(value.shape(), block.outputShape())));
    }

    /** Padding by nothing, which PyTorch writes before means; to opset 10 it is an attribute, then an input. */
    static void pad(NodeMessage node, GraphReader graph) {
        Value value = graph.data(node, 0);
        List<Long> pads =
                node.inputs().size() < 2 ? list(node, "pads", List.of()) : graph.integers(node, 1, "list of pads");
        if (pads.stream().anyMatch(pad -> pad != 0)) {
            throw node.refused("has the pads " + pads + "; a node of its own may pad by 0 alone: use the padding of the"
                    + " convolution or pooling after it (for a mean, count_include_pad=False in PyTorch).");
        }
        graph.make(node, value);
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
        SlidingWindow window =
                window(node, shape, kernel, one(node, "dilations", list(node, "dilations", List.of(1L, 1L))));
        return node.fitting(() -> new Convolution(shape, (int) filters, window, (int) group, Affine.Biases.NONE));
    }

    static Pooling pooling(NodeMessage node, ImageShape shape, Pooling.Kind kind) {
        if (node.outputs().size() > 1) {
            throw node.refused("makes the places of the largest numbers too; only these numbers are supported.");
        }
        refuseOther(node, "ceil_mode", 0, "windows that lie in the image and its padding");
        refuseOther(node, "storage_order", 0, "rows of columns");
        if (one(node, "dilations", list(node, "dilations", List.of(1L, 1L))) != 1) {
            throw node.refused(
                    "has the dilations " + list(node, "dilations", List.of()) + "; [1, 1] is supported for poolings.");
        }
        if (!node.attributes().containsKey("kernel_shape")) {
            throw node.refused("has no kernel_shape: the file is damaged; export it again.");
        }
        List<Long> kernel = list(node, "kernel_shape", List.of(1L, 1L));
        SlidingWindow window = window(node, shape, kernel, 1);
        if (window.padding() > 0 && node.integer("count_include_pad", 0) != 0) {
            throw node.refused("has count_include_pad " + node.integer("count_include_pad", 0) + " and the padding "
                    + window.padding() + ": means that count the padding are not supported; 0, or no padding, is.");
        }
        return node.fitting(() -> new Pooling(shape, kind, window));
    }

    private static void refuseOther(NodeMessage node, String attribute, long supported, String meaning) {
        long value = node.integer(attribute, supported);
        if (value != supported) {
            throw node.refused(
                    "has " + attribute + " " + value + "; " + supported + ", " + meaning + ", is supported.");
        }
    }

    private static SlidingWindow window(NodeMessage node, ImageShape shape, List<Long> kernel, int dilation) {
        int height = size(node, "kernel_shape", kernel, 0);
        int width = size(node, "kernel_shape", kernel, 1);
        int stride = one(node, "strides", list(node, "strides", List.of(1L, 1L)));
        List<Long> pads = list(node, "pads", List.of(0L, 0L, 0L, 0L));
        String automatic = node.text("auto_pad", "NOTSET");
        switch (automatic) {
            case "NOTSET" -> {}
            case "VALID" -> pads = List.of(0L, 0L, 0L, 0L);
            case "SAME_UPPER", "SAME_LOWER" -> {
                long rows = same(shape.height(), height, stride, dilation);
                long columns = same(shape.width(), width, stride, dilation);
                long top = automatic.equals("SAME_UPPER") ? rows / 2 : rows - rows / 2;
                long left = automatic.equals("SAME_UPPER") ? columns / 2 : columns - columns / 2;
                pads = List.of(top, left, rows - top, columns - left);
            }
            default ->
                throw node.refused(
                        "has the auto_pad " + automatic + "; NOTSET, VALID, SAME_UPPER and SAME_LOWER are supported.");
        }
        String origin = node.attributes().containsKey("pads") && automatic.equals("NOTSET")
                ? "pads"
                : "auto_pad " + automatic + ", which are the pads";
        if (pads.size() != 4 || pads.stream().distinct().count() != 1 || pads.get(0) < 0 || pads.get(0) > MOST) {
            throw node.refused("has the " + origin + " " + pads + " (top, left, bottom, right) for images of " + shape
                    + "; the same padding on all four sides, 0 or more, is supported.");
        }
        int padding = pads.get(0).intValue();
        return node.fitting(() -> new SlidingWindow(height, width, stride, padding, dilation));
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

    private static int size(NodeMessage node, String attribute, List<Long> values, int place) {
        if (values.size() != 2 || values.get(place) < 1 || values.get(place) > MOST) {
            throw node.refused("has the " + attribute + " " + values
                    + "; one for rows and one for columns of an image, 1 or more each, are supported.");
        }
        return values.get(place).intValue();
    }

    /** A number that has to be the same for rows and columns. */
    private static int one(NodeMessage node, String attribute, List<Long> values) {
        int rows = size(node, attribute, values, 0);
        if (size(node, attribute, values, 1) != rows) {
            throw node.refused("has the " + attribute + " " + values + "; the same for rows and columns is supported.");
        }
        return rows;
    }
}
