package org.jumpscope.experiments.architectures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;

/** A network that learns square images, as large as the images ask for. */
public enum Architecture {
    /** LeNet-5: two convolutions with means of 2×2, and two dense layers. */
    CONVOLUTION("convolution", 6),
    /** An Elman cell that reads an image row by row. */
    RECURRENT("recurrent", 3),
    /** One block of attention and one of two dense layers for each place, over patches of the image. */
    TRANSFORMER("transformer", 3),
    /** A narrow layer of tanh, and the image again. */
    AUTOENCODER("autoencoder", 6);

    /** Images with at least so many rows have windows as large as those of MNIST. */
    private static final int LARGE = 16;
    /** Images with fewer rows are none that a network with windows can read. */
    private static final int LEAST = 4;

    private final String words;
    private final int epochs;

    Architecture(String words, int epochs) {
        this.words = words;
        this.epochs = epochs;
    }

    /** Passes through the images, where there are enough of them. */
    public int epochs() {
        return epochs;
    }

    /** What it is to answer. */
    public TargetKind target() {
        return this == AUTOENCODER ? TargetKind.INPUT : TargetKind.LABEL;
    }

    /**
     * The network for images.
     *
     * @param side rows, and as many columns
     * @param classes how many there are
     * @throws InvalidInputException if images have fewer than 4 rows
     */
    public Network network(int side, int classes) {
        if (side < LEAST) {
            throw new InvalidInputException("Images of " + side + " rows are too small for the " + words
                    + " network: give images of " + LEAST + " rows or more.");
        }
        boolean large = side >= LARGE;
        String image = "1x" + side + "x" + side + " ";
        String patch = large ? "4x4 stride 4" : "2x2 stride 2";
        int narrow = Math.max(2, Math.min(32, side * side / 8));
        String text = switch (this) {
            case CONVOLUTION ->
                image
                        + (large
                                ? "conv 6 5x5 tanh avgpool 2 conv 16 5x5 tanh avgpool 2 120 tanh 84 tanh "
                                : "conv 4 3x3 pad 1 tanh avgpool 2 conv 8 3x3 pad 1 tanh avgpool 2 20 tanh ")
                        + classes
                        + " softmax";
            case RECURRENT -> side + "x" + side + " rnn " + (large ? 64 : 16) + " " + classes + " softmax";
            case TRANSFORMER ->
                image + "conv 8 " + patch + " shift skip( layernorm scale attention 2 ) skip( layernorm scale"
                        + " conv 16 1x1 gelu conv 8 1x1 ) layernorm scale " + classes + " softmax";
            case AUTOENCODER -> side * side + " " + narrow + " tanh " + side * side;
        };
        return Network.parse(text);
    }

    /**
     * The architectures that a text names.
     *
     * @param text names parted by commas, "all" or "none"
     * @throws InvalidInputException if there is no such name
     */
    public static List<Architecture> parse(String text) {
        if (text.equals("all")) {
            return List.of(values());
        }
        if (text.equals("none")) {
            return List.of();
        }
        List<Architecture> named = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            Architecture found = Arrays.stream(values())
                    .filter(each -> each.words.equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new InvalidInputException("There is no architecture '" + name.strip() + "': name some of "
                                    + String.join(", ", names()) + ", parted by commas, or say all or none."));
            if (!named.contains(found)) {
                named.add(found);
            }
        }
        return named;
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(Architecture::toString).toList();
    }

    @Override
    public String toString() {
        return words;
    }
}
