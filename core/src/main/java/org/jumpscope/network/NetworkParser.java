package org.jumpscope.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.network.block.Normalisation;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Shift;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.graph.Attention;
import org.jumpscope.network.graph.AttentionWeights;
import org.jumpscope.network.graph.Recurrence;
import org.jumpscope.network.graph.Residual;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.network.image.SlidingWindow;
import org.jumpscope.numeric.InvalidInputException;

/** Reads a network as text: inputs, then sizes of layers, names of activations and words of blocks, parted by spaces. */
final class NetworkParser {
    /** The word after the size of a layer without biases. */
    private static final String NO_BIASES = "no-bias";

    private static final int LONGEST = 10_000;
    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,8})x([1-9]\\d{0,8})(?:x([1-9]\\d{0,8}))?");
    private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final double EPSILON = 1e-5;
    private static final int DEEPEST = 20;
    /** Words of blocks, beside sizes and activations. */
    private static final Set<String> WORDS = Set.of(
            "conv",
            "maxpool",
            "avgpool",
            "globalavgpool",
            "attention",
            "causal-attention",
            "layernorm",
            "rmsnorm",
            "batchnorm",
            "scale",
            "shift",
            "embedding",
            "rnn",
            "rnn-relu",
            "gru",
            "lstm",
            "skip(");

    private final String text;
    private int position;
    private int depth;
    private int size = -1;
    /** What the neurons form, as long as they form an image. */
    private ImageShape image;
    /** Steps and values of a step, as long as the neurons are a sequence. */
    private Sequence sequence;

    /** Whether the neurons are the numbers of tokens, which an embedding alone reads. */
    private boolean tokens;

    private record Sequence(int steps, int features) {}

    NetworkParser(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidInputException("A text of " + text.length() + " characters, \"" + text.substring(0, 20)
                    + "...\", is too long for a network; at most " + LONGEST + " are read.");
        }
        this.text = text;
    }

    Network network() {
        inputs();
        List<Block> blocks = chain();
        if (blocks.isEmpty()) {
            throw new InvalidInputException("Network \"" + text
                    + "\" has no layer; give the number of inputs, then each layer's size and activation, such as"
                    + " \"784 100 tanh 10 softmax\".");
        }
        return Network.of(blocks);
    }

    private void inputs() {
        skipSpaces();
        int start = position;
        String word = word();
        Matcher shape = SHAPE.matcher(word);
        if (word.isEmpty()) {
            return;
        }
        if (isNumber(word)) {
            size = size(word, start);
            int before = position;
            skipSpaces();
            tokens = word().equals("tokens");
            position = tokens ? position : before;
        } else if (shape.matches() && shape.group(3) != null) {
            image = fitting(word, start, () -> new ImageShape(number(shape, 1), number(shape, 2), number(shape, 3)));
            size = image.size();
        } else if (shape.matches() && (double) number(shape, 1) * number(shape, 2) < Integer.MAX_VALUE) {
            sequence = new Sequence(number(shape, 1), number(shape, 2));
            size = sequence.steps * sequence.features;
        } else {
            throw new InvalidInputException(
                    "Network \"" + text + "\" begins with '" + word + "' at column " + (start + 1)
                            + "; it has to begin with the number of inputs, the shape of an image such as 1x28x28, steps and"
                            + " values of a sequence such as 28x28, or a number of tokens such as 12 tokens.");
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Blocks up to the end, or to a closing parenthesis, which is read. */
    private List<Block> chain() {
        List<Block> blocks = new ArrayList<>();
        while (true) {
            skipSpaces();
            int start = position;
            String word = word();
            if (tokens && !word.equals("embedding")) {
                throw missing(
                        "the word 'embedding' with the number of different tokens and of values of each", word, start);
            }
            if (word.isEmpty() || word.equals(")")) {
                if (word.isEmpty() == (depth > 0)) {
                    throw new InvalidInputException("Network \"" + text + "\" "
                            + (depth > 0
                                    ? "ends without the ')' of its skip("
                                    : "has a ')' too many at column " + (start + 1))
                            + ".");
                }
                return blocks;
            }
            if (isNumber(word)) {
                int next = size(word, start);
                blocks.add(fitting(word, start, () -> new Affine(size, next)));
                becomes(next, null);
            } else if (WORDS.contains(word)) {
                blocks.add(fitting(word, start, () -> block(word)));
            } else if (word.equals(NO_BIASES) && !(blocks.isEmpty() && depth == 0)) {
                withoutBiases(blocks, start);
            } else if (blocks.isEmpty() && depth == 0) {
                throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                        + " right after its inputs; give the number of neurons of the first layer before it.");
            } else if (word.equals("softmax")) {
                blocks.add(new Softmax(size));
            } else {
                blocks.add(new Pointwise(size, activation(word, start)));
            }
        }
    }

    private void withoutBiases(List<Block> blocks, int start) {
        int last = blocks.size() - 1;
        Block block = last < 0 ? null : blocks.get(last);
        if (block instanceof Affine affine && affine.biased()) {
            blocks.set(last, new Affine(affine.inputs(), affine.outputs(), Affine.Biases.NONE));
        } else if (block instanceof Convolution filters && filters.biased()) {
            blocks.set(last, filters.withBiases(Affine.Biases.NONE));
        } else {
            throw new Located("Network \"" + text + "\" has '" + NO_BIASES + "' at column " + (start + 1)
                    + ", not right after the number of neurons of a layer or a convolution; put it there, once.");
        }
    }

    private void becomes(int neurons, ImageShape shape) {
        size = neurons;
        image = shape;
        sequence = null;
    }

    private interface Part<T> {
        T make();
    }

    /** Says where in the text something is that does not fit. */
    private <T> T fitting(String word, int start, Part<T> part) {
        try {
            return part.make();
        } catch (Located located) {
            throw located;
        } catch (InvalidInputException unfit) {
            throw new Located("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                    + ", which does not fit: " + unfit.getMessage());
        }
    }

    /** An error that says where it is. */
    private static final class Located extends InvalidInputException {
        private static final long serialVersionUID = 1;

        Located(String message) {
            super(message);
        }
    }

    private Block block(String word) {
        return switch (word) {
            case "conv" -> convolution();
            case "embedding" -> embedding();
            case "maxpool" -> pooling(word, Pooling.Kind.LARGEST);
            case "avgpool" -> pooling(word, Pooling.Kind.MEAN);
            case "globalavgpool" -> image(Pooling.global(image()));
            case "attention" -> attention(AttentionWeights.View.ALL);
            case "causal-attention" -> attention(AttentionWeights.View.PAST);
            case "layernorm" -> normalisation(Normalisation.Kind.LAYER);
            case "rmsnorm" -> normalisation(Normalisation.Kind.ROOT_MEAN_SQUARE);
            case "batchnorm" -> batchNormalisation();
            case "scale" ->
                new Convolution(
                        features(),
                        features().channels(),
                        SlidingWindow.of(1, 1),
                        features().channels());
            case "shift" -> new Shift(size);
            case "skip(" -> residual();
            default -> recurrence(word);
        };
    }

    private ImageShape image() {
        if (image == null) {
            throw new InvalidInputException(
                    "what comes before it is no image; let the network begin with a shape such as"
                            + " 1x28x28, and have no dense layer before.");
        }
        return image;
    }

    /** The image, or all neurons as features of one position. */
    private ImageShape features() {
        return image == null ? new ImageShape(size, 1, 1) : image;
    }

    private Block embedding() {
        if (!tokens) {
            throw new InvalidInputException(
                    "what comes before it are no tokens; let the network begin with their number,"
                            + " such as \"12 tokens embedding 27 8\".");
        }
        tokens = false;
        int count = size;
        int vocabulary = number("the number of tokens that there are after 'embedding'");
        int features = number("the number of values of each token");
        int before = position;
        skipSpaces();
        boolean channels = word().equals("channels");
        Embedding.Order order = channels ? Embedding.Order.CHANNELS : Embedding.Order.STEPS;
        Embedding block = new Embedding(count, vocabulary, features, order);
        becomes(block.outputs(), channels ? new ImageShape(features, 1, count) : null);
        if (!channels) {
            position = before;
            sequence = new Sequence(count, features);
        }
        return block;
    }

    private Block convolution() {
        ImageShape shape = image();
        int filters = number("the number of filters after 'conv'");
        Options options = options(window("the window after the number of filters"), 1, Set.of("dilation", "groups"));
        Convolution block = new Convolution(shape, filters, options.window, options.groups);
        becomes(block.outputs(), block.outputShape());
        return block;
    }

    private Block pooling(String word, Pooling.Kind kind) {
        ImageShape shape = image();
        SlidingWindow window = poolingWindow(word);
        return image(new Pooling(shape, kind, options(window, window.height(), Set.of()).window));
    }

    private Block image(Pooling pooling) {
        becomes(pooling.outputs(), pooling.outputShape());
        return pooling;
    }

    private Block attention(AttentionWeights.View view) {
        ImageShape shape = image();
        return Attention.of(shape, number("the number of heads after the attention"), view);
    }

    private Block normalisation(Normalisation.Kind kind) {
        return new Normalisation(features().channels(), features().positions(), kind, EPSILON);
    }

    private Block batchNormalisation() {
        int before = position;
        skipSpaces();
        double epsilon = BatchNormalisation.USUAL_EPSILON;
        if (word().equals("epsilon")) {
            skipSpaces();
            int start = position;
            String word = word();
            try {
                epsilon = Double.parseDouble(word);
            } catch (NumberFormatException none) {
                throw missing("the number that is added to the variances after 'epsilon'", word, start);
            }
        } else {
            position = before;
        }
        return BatchNormalisation.fresh(features().channels(), features().positions(), epsilon);
    }

    private Block residual() {
        if (++depth > DEEPEST) {
            throw new InvalidInputException("skips are nested more than " + DEEPEST + " deep.");
        }
        int before = size;
        ImageShape shape = image;
        List<Block> inner = chain();
        depth--;
        if (size != before) {
            throw new InvalidInputException(
                    "its blocks read " + before + " neurons but write " + size + "; they have to write as many.");
        }
        becomes(before, shape);
        return Residual.of(inner);
    }

    private Block recurrence(String word) {
        if (sequence == null) {
            throw new InvalidInputException("what comes before it is no sequence; let the network begin with steps and"
                    + " values of a step, such as 28x28, and this right after.");
        }
        int states = number("the number of states after '" + word + "'");
        int steps = sequence.steps;
        int features = sequence.features;
        becomes(states, null);
        return switch (word) {
            case "rnn" -> Recurrence.elman(steps, features, states);
            case "rnn-relu" -> Recurrence.elman(steps, features, states, Recurrence.Nonlinearity.RELU);
            case "gru" -> Recurrence.gatedUnit(steps, features, states);
            default -> Recurrence.longShortTermMemory(steps, features, states);
        };
    }

    private Located missing(String wanted, String found, int start) {
        return new Located("Network \"" + text + "\" has " + (found.isEmpty() ? "nothing" : "'" + found + "'")
                + " at column " + (start + 1) + "; give " + wanted + ".");
    }

    private int number(String what) {
        skipSpaces();
        int start = position;
        String word = word();
        if (word.isEmpty() || word.length() > 9 || !isNumber(word)) {
            throw missing(what + ", a number", word, start);
        }
        return Integer.parseInt(word);
    }

    private SlidingWindow window(String what) {
        skipSpaces();
        int start = position;
        String word = word();
        Matcher matcher = WINDOW.matcher(word);
        if (!matcher.matches()) {
            throw missing(what + ", rows x columns such as 5x5", word, start);
        }
        return SlidingWindow.of(number(matcher, 1), number(matcher, 2));
    }

    private SlidingWindow poolingWindow(String word) {
        int before = position;
        skipSpaces();
        String window = word();
        position = before;
        if (!window.isEmpty() && isNumber(window)) {
            int side = number("the window after '" + word + "'");
            return SlidingWindow.of(side, side);
        }
        return window("the window after '" + word + "'");
    }

    /** What may stand behind a window. */
    private record Options(SlidingWindow window, int groups) {}

    private Options options(SlidingWindow base, int usualStride, Set<String> further) {
        SlidingWindow window = base.withStride(usualStride);
        int groups = 1;
        while (true) {
            int before = position;
            skipSpaces();
            String word = word();
            if (word.equals("stride")) {
                window = window.withStride(steps("the stride"));
            } else if (word.equals("pad")) {
                window = window.withPadding(padding());
            } else if (word.equals("dilation") && further.contains(word)) {
                window = window.withDilation(steps("the dilation"));
            } else if (word.equals("groups") && further.contains(word)) {
                groups = number("the number of groups");
            } else {
                position = before;
                return new Options(window, groups);
            }
        }
    }

    /** One number, or one for rows and one for columns. */
    private SlidingWindow.Steps steps(String what) {
        List<Integer> numbers = numbers(what, Set.of(1, 2));
        return new SlidingWindow.Steps(numbers.get(0), numbers.get(numbers.size() - 1));
    }

    /** One number, one for rows and one for columns, or those of top, left, bottom and right. */
    private SlidingWindow.Padding padding() {
        List<Integer> numbers = numbers("the padding", Set.of(1, 2, 4));
        int last = numbers.size() - 1;
        return new SlidingWindow.Padding(
                numbers.get(0),
                numbers.get(Math.min(1, last)),
                numbers.get(last == 3 ? 2 : 0),
                numbers.get(last == 3 ? 3 : Math.min(1, last)));
    }

    /** Numbers parted by x, as many as one of the counts. */
    private List<Integer> numbers(String what, Set<Integer> counts) {
        skipSpaces();
        int start = position;
        String word = word();
        String[] parts = word.split("x", -1);
        List<Integer> numbers = new ArrayList<>();
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 9 || !isNumber(part) || !counts.contains(parts.length)) {
                throw missing(what + ", a number", word, start);
            }
            numbers.add(Integer.parseInt(part));
        }
        return numbers;
    }

    private Activation activation(String word, int start) {
        try {
            return Activation.parse(word);
        } catch (InvalidInputException unknown) {
            throw new Located("Network \"" + text + "\" has an unknown word at column " + (start + 1) + ": "
                    + unknown.getMessage());
        }
    }

    private int size(String word, int start) {
        if (word.length() > 9 || word.startsWith("0")) {
            throw new Located("Network \"" + text + "\" has the size " + word + " at column " + (start + 1)
                    + "; give a number from 1 to 999999999.");
        }
        return Integer.parseInt(word);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void skipSpaces() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /** Up to the next space outside parentheses, so that parameters may have spaces; "skip(" and its ")" are words. */
    private String word() {
        int start = position;
        if (text.startsWith("skip(", start)) {
            position += "skip(".length();
            return "skip(";
        }
        int open = 0;
        while (position < text.length() && (open > 0 || !Character.isWhitespace(text.charAt(position)))) {
            char c = text.charAt(position);
            if (c == ')' && open == 0) {
                position += position == start ? 1 : 0;
                break;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            position++;
        }
        return text.substring(start, position);
    }
}
