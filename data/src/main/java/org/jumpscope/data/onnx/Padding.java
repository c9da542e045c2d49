package org.jumpscope.data.onnx;

import java.util.List;

/** Places that are put before and behind data along one dimension. */
final class Padding {
    private static final int CONSTANT = Integer.MIN_VALUE;

    private Padding() {}

    static Value of(
            NodeMessage node,
            GraphReader graph,
            Value value,
            int axis,
            int before,
            int behind,
            String mode,
            double constant) {
        ArrayShape shape = value.shape();
        int length = shape.length(axis);
        ArrayShape padded = shape.with(axis, Math.addExact(length, before + behind));
        padded.requirePlaces(node);
        int[] along = new int[padded.length(axis)];
        for (int i = 0; i < along.length; i++) {
            along[i] = place(node, mode, i - before, length);
        }
        int after = shape.product(axis + 1, shape.rank());
        int[] places = new int[padded.size()];
        boolean constants = false;
        for (int i = 0; i < places.length; i++) {
            int place = along[i / after % along.length];
            int element = (i / after / along.length * length + place) * after + i % after;
            places[i] = place == CONSTANT ? value.stepSize() : value.place(element);
            constants |= place == CONSTANT;
        }
        if (!constants) {
            return Value.of(graph.scaled(value), shape.ofStep(value.stepSize())).select(places, padded);
        }
        int both = graph.steps()
                .concatenate(List.of(graph.scaled(value), graph.steps().constant(new double[] {constant})));
        return Value.of(both, shape.ofStep(value.stepSize() + 1)).select(places, padded);
    }

    /** The place that stands for one outside. */
    private static int place(NodeMessage node, String mode, int place, int length) {
        if (place >= 0 && place < length) {
            return place;
        }
        int other = switch (mode) {
            case "constant" -> CONSTANT;
            case "edge" -> place < 0 ? 0 : length - 1;
            case "reflect" -> place < 0 ? -place : 2 * (length - 1) - place;
            case "wrap" -> Math.floorMod(place, length);
            default ->
                throw node.refused("has the mode '" + mode + "'; constant, edge, reflect and wrap are supported.");
        };
        if (other >= length || (other < 0 && other != CONSTANT)) {
            throw node.refused("reflects " + (place < 0 ? -place : place - length + 1) + " places of " + length
                    + ", which there are not.");
        }
        return other;
    }
}
