package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;

/** Some elements of an array, in a new shape. */
final class Selection {
    private static final long FAR = 1L << 40;

    private final int[] elements;
    private final ArrayShape shape;

    private Selection(int[] elements, ArrayShape shape) {
        this.elements = elements;
        this.shape = shape;
    }

    private static Selection of(int[] elements, ArrayShape shape) {
        return new Selection(elements, shape);
    }

    /** Of each new element the old one. Not copied. */
    int[] elements() {
        return elements;
    }

    ArrayShape shape() {
        return shape;
    }

    private static int[] strides(ArrayShape shape) {
        int[] strides = new int[shape.rank()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = shape.product(i + 1, shape.rank());
        }
        return strides;
    }

    private static int[] lengths(ArrayShape shape) {
        return shape.lengths().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Gather of constant places along one dimension. */
    static Selection gather(NodeMessage node, GraphReader graph, ArrayShape shape) {
        Constant places = graph.requireConstant(node, 1, "places");
        int axis = shape.dimension(node, node.integer("axis", 0));
        shape.requireApart(node, axis);
        int length = shape.length(axis);
        int before = shape.product(0, axis);
        int after = shape.product(axis + 1, shape.rank());
        List<Integer> lengths = new ArrayList<>(shape.lengths().subList(0, axis));
        places.dimensions().forEach(own -> lengths.add(own.intValue()));
        lengths.addAll(shape.lengths().subList(axis + 1, shape.rank()));
        if (!places.tensor().whole() || (double) before * after * places.size() > 1 << 30) {
            throw node.refused("takes places of the shape " + places.shape()
                    + " that are not integers, or more than an array holds.");
        }
        int added = places.dimensions().size() - 1;
        ArrayShape made = new ArrayShape(
                lengths,
                shape.samples(),
                shape.axis() > axis ? shape.axis() + added : axisOf(shape, axis),
                shape.behind());
        made.requirePlaces(node);
        int[] elements = new int[before * places.size() * after];
        for (int i = 0; i < elements.length; i++) {
            double given = places.tensor().at(places.place(i / after % places.size()));
            double place = given < 0 ? given + length : given;
            if (place < 0 || place >= length) {
                throw node.refused("takes the place " + given + " of " + length + ", which there is not.");
            }
            elements[i] = (i / after / places.size() * length + (int) place) * after + i % after;
        }
        return of(elements, made);
    }

    /** One sample alone may be taken out of its dimension. */
    private static int axisOf(ArrayShape shape, int axis) {
        return shape.axis() == axis ? ArrayShape.NONE : shape.axis();
    }

    /** Slice: from, to, along dimensions, by steps, as inputs or to opset 9 as attributes. */
    static Selection slice(NodeMessage node, GraphReader graph, ArrayShape shape) {
        boolean attributes = node.inputs().size() == 1;
        List<Long> starts =
                attributes ? ImageOperators.list(node, "starts", List.of()) : graph.integers(node, 1, "start");
        List<Long> ends = attributes ? ImageOperators.list(node, "ends", List.of()) : graph.integers(node, 2, "end");
        List<Long> all = new ArrayList<>();
        List<Long> ones = new ArrayList<>();
        for (long i = 0; i < starts.size(); i++) {
            all.add(i);
            ones.add(1L);
        }
        List<Long> axes = attributes
                ? ImageOperators.list(node, "axes", all)
                : GraphReader.has(node, 3) ? graph.integers(node, 3, "list of axes") : all;
        List<Long> steps = GraphReader.has(node, 4) ? graph.integers(node, 4, "list of steps") : ones;
        if (starts.size() != ends.size() || axes.size() != starts.size() || steps.size() != starts.size()) {
            throw node.refused("has " + starts.size() + " starts, " + ends.size() + " ends, " + axes.size()
                    + " axes and " + steps.size() + " steps: the file is damaged; export it again.");
        }
        ArrayShape made = shape;
        int[] strides = strides(shape);
        int[] lengths = lengths(shape);
        int start = 0;
        for (int i = 0; i < starts.size(); i++) {
            int axis = shape.dimension(node, axes.get(i));
            long step = steps.get(i);
            if (step == 0 || Math.abs(step) > FAR) {
                throw node.refused("has the step " + step + "; give another than 0.");
            }
            boolean whole = starts.get(i) == 0
                    && step == 1
                    && ends.get(i) >= shape.fileLengths().get(axis);
            if (whole) {
                continue;
            }
            shape.requireApart(node, axis);
            int length = shape.length(axis);
            long from = clamped(starts.get(i), length, 0, step > 0 ? length : length - 1);
            long to = clamped(ends.get(i), length, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
            long count = Math.max(0, step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step);
            if (count == 0) {
                throw node.refused(
                        "takes nothing: from " + starts.get(i) + " to " + ends.get(i) + " of " + length + ".");
            }
            start += (int) from * strides[axis];
            strides[axis] = (int) (strides[axis] * step);
            lengths[axis] = (int) count;
            made = made.with(axis, (int) count);
        }
        made.requirePlaces(node);
        return of(Value.elements(lengths, strides, start), made);
    }

    private static long clamped(long given, int length, long least, long most) {
        long place = given < 0 ? given + length : given;
        return Math.max(least, Math.min(most, place));
    }

    /** One of several parts along a dimension. */
    static Selection part(NodeMessage node, ArrayShape shape, int axis, int from, int count) {
        int[] lengths = lengths(shape);
        lengths[axis] = count;
        ArrayShape made = shape.with(axis, count);
        made.requirePlaces(node);
        int[] strides = strides(shape);
        return of(Value.elements(lengths, strides, from * strides[axis]), made);
    }

    /**
     * Arrays one after the other along a dimension: of each new element its place in all of them, one array after the other.
     */
    static int[] concatenated(NodeMessage node, List<ArrayShape> parts, int axis) {
        ArrayShape first = parts.get(0);
        double size = 0;
        for (ArrayShape part : parts) {
            boolean fits = part.rank() == first.rank() && axis < part.rank();
            for (int i = 0; fits && i < part.rank(); i++) {
                fits = i == axis || part.length(i) == first.length(i);
            }
            if (!fits) {
                throw node.refused("puts data of the shapes "
                        + parts.stream().map(ArrayShape::words).toList()
                        + " one after the other along dimension " + axis + ", which do not fit.");
            }
            size += part.size();
        }
        if (size > 1 << 24) {
            throw node.refused("makes " + size + " numbers of one sample; up to " + (1 << 24) + " are supported.");
        }
        int[] elements = new int[(int) size];
        int before = first.product(0, axis);
        int at = 0;
        for (int b = 0; b < before; b++) {
            int offset = 0;
            for (ArrayShape part : parts) {
                int own = part.product(axis, part.rank());
                for (int i = 0; i < own; i++) {
                    elements[at++] = offset + b * own + i;
                }
                offset += part.size();
            }
        }
        return elements;
    }

    /** The shape of arrays one after the other along a dimension, of which constants are the same for all samples. */
    static ArrayShape together(NodeMessage node, List<ArrayShape> parts, int axis) {
        int length = 0;
        ArrayShape with = parts.get(0);
        for (ArrayShape part : parts) {
            part.requireApart(node, axis);
            length += part.length(axis);
            boolean other = part.axis() != ArrayShape.NONE
                    && with.axis() != ArrayShape.NONE
                    && (part.axis() != with.axis() || part.behind() != with.behind());
            if (part.samples() != 1 && other) {
                throw node.refused("puts data of the shapes "
                        + parts.stream().map(ArrayShape::words).toList()
                        + " one after the other, of which the samples are not the same dimension.");
            }
            with = with.axis() == ArrayShape.NONE ? part : with;
        }
        return with.with(axis, length);
    }
}
