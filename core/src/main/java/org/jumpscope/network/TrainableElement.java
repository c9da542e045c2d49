package org.jumpscope.network;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;

/**
 * One trainable variable: a weight or a bias of a layer.
 *
 * @param group the weights or the biases of its layer
 * @param row the neuron that it feeds, from 0
 * @param column the neuron that a weight reads from, from 0; 0 for a bias
 */
public record TrainableElement(TrainableGroup group, int row, int column) {
    private static final Pattern TEXT = Pattern.compile(
            "\\s*layer\\s+(\\d{1,9})[\\s,]+(weights?|bias|biases)[\\s,]+(\\d{1,9})(?:[\\s,]+(\\d{1,9}))?\\s*");

    /**
     * Checks the place.
     *
     * @throws InvalidInputException if the group has no such row or column
     */
    public TrainableElement {
        check(group, "row", row, group.rows());
        check(group, "column", column, group.columns());
    }

    private static void check(TrainableGroup group, String what, int place, int count) {
        if (place < 0 || place >= count) {
            throw new InvalidInputException("The " + group.name() + " have no " + what + " " + place + ": there are "
                    + count + ", 0 to " + (count - 1) + ".");
        }
    }

    /**
     * Reads {@code layer 1 weight 3 400}, the weight of the first layer that feeds neuron 3 from neuron 400, or {@code layer 1
     * bias 3}; layers are numbered from 1, neurons from 0.
     *
     * @param network the network
     * @param text the text
     * @throws InvalidInputException if it is neither, or the network has no such variable
     */
    public static TrainableElement parse(Network network, String text) {
        Matcher parts = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new InvalidInputException("'" + text
                    + "' names no weight or bias: write \"layer 1 weight 3 400\" (layer from 1; to neuron 3 from neuron 400,"
                    + " both from 0) or \"layer 1 bias 3\".");
        }
        int layer = Integer.parseInt(parts.group(1));
        boolean weight = parts.group(2).startsWith("w");
        if (weight != (parts.group(4) != null)) {
            throw new InvalidInputException("'" + text + "' has "
                    + (weight
                            ? "one position, but a weight has a row and a column"
                            : "two positions, but a bias has one")
                    + ": write \"layer 1 weight 3 400\" or \"layer 1 bias 3\".");
        }
        TrainableGroup.Kind kind = weight ? TrainableGroup.Kind.WEIGHTS : TrainableGroup.Kind.BIASES;
        for (TrainableGroup group : network.groups()) {
            if (group.layer() == layer && group.kind() == kind) {
                return new TrainableElement(
                        group, Integer.parseInt(parts.group(3)), weight ? Integer.parseInt(parts.group(4)) : 0);
            }
        }
        int layers = network.groups().isEmpty()
                ? 0
                : network.groups().get(network.groups().size() - 1).layer();
        if (layer >= 1 && layer <= layers) {
            throw new InvalidInputException(
                    "Layer " + layer + " of the network " + network + " has no " + (weight ? "weights." : "biases."));
        }
        throw new InvalidInputException("The network " + network + " has no layer " + layer + " of weights: it has "
                + (layers == 1 ? "one, layer 1." : layers + ", 1 to " + layers + "."));
    }

    /** Its place in q. */
    public int index() {
        return group.offset() + row * group.columns() + column;
    }

    /** The text that {@link #parse} reads. */
    public String name() {
        return "layer " + group.layer()
                + (group.kind() == TrainableGroup.Kind.WEIGHTS ? " weight " + row + " " + column : " bias " + row);
    }
}
