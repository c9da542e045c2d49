package org.jumpscope.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.composition.Activation;
import org.jumpscope.numeric.InvalidInputException;

/** Reads a network as text: sizes of layers and names of activations, parted by spaces. */
final class NetworkParser {
    private static final Pattern IMAGE = Pattern.compile("([1-9]\\d{0,8})x([1-9]\\d{0,8})x([1-9]\\d{0,8})");
    private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final Set<String> IMAGE_WORDS = Set.of("conv", "maxpool", "avgpool", "globalavgpool");

    private final String text;
    private int position;
    /** What the neurons form, as long as they form an image. */
    private ImageShape shape;

    NetworkParser(String text) {
        this.text = text;
    }

    Network network() {
        List<Block> blocks = new ArrayList<>();
        int size = -1;
        while (true) {
            skipSpaces();
            if (position == text.length()) {
                break;
            }
            int start = position;
            String word = word();
            Matcher image = IMAGE.matcher(word);
            if (isNumber(word)) {
                int next = size(word, start);
                if (size > 0) {
                    blocks.add(new Affine(size, next));
                }
                size = next;
                shape = null;
            } else if (size < 0 && image.matches()) {
                shape = new ImageShape(
                        Integer.parseInt(image.group(1)),
                        Integer.parseInt(image.group(2)),
                        Integer.parseInt(image.group(3)));
                size = shape.size();
            } else if (size > 0 && IMAGE_WORDS.contains(word)) {
                blocks.add(imageBlock(word, start));
                size = shape.size();
            } else if (size < 0) {
                throw new InvalidInputException(
                        "Network \"" + text + "\" begins with '" + word + "' at column " + (start + 1)
                                + "; it has to begin with the number of inputs, or the shape of an image such as 1x28x28.");
            } else if (blocks.isEmpty()) {
                throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                        + " right after its inputs; give the number of neurons of the first layer before it.");
            } else if (word.equals("softmax")) {
                blocks.add(new Softmax(size));
            } else {
                blocks.add(new Pointwise(size, activation(word, start)));
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidInputException("Network \"" + text
                    + "\" has no layer; give the number of inputs, then each layer's size and activation, such as"
                    + " \"784 100 tanh 10 softmax\".");
        }
        return Network.of(blocks);
    }

    private Block imageBlock(String word, int start) {
        if (shape == null) {
            throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                    + ", but what comes before it is no image; let it begin with a shape such as 1x28x28, and have "
                    + "no dense layer before.");
        }
        try {
            if (word.equals("conv")) {
                int filters = number("the number of filters after 'conv'");
                Options options =
                        options(window("the window after the number of filters"), 1, Set.of("dilation", "groups"));
                Convolution block = new Convolution(shape, filters, options.window, options.groups);
                shape = block.outputShape();
                return block;
            }
            Pooling block;
            if (word.equals("globalavgpool")) {
                block = Pooling.global(shape);
            } else {
                SlidingWindow window = poolingWindow(word);
                Options options = options(window, window.height(), Set.of());
                Pooling.Kind kind = word.equals("maxpool") ? Pooling.Kind.LARGEST : Pooling.Kind.MEAN;
                block = new Pooling(shape, kind, options.window);
            }
            shape = block.outputShape();
            return block;
        } catch (NotThere missing) {
            throw missing.inText(text);
        } catch (InvalidInputException unfit) {
            throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                    + ", which does not fit: " + unfit.getMessage());
        }
    }

    /** A word that should have been there. */
    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int column;
        private final String found;

        NotThere(String wanted, String found, int column) {
            super(wanted, null, false, false);
            this.found = found;
            this.column = column;
        }

        InvalidInputException inText(String text) {
            return new InvalidInputException("Network \"" + text + "\" has "
                    + (found.isEmpty() ? "nothing" : "'" + found + "'") + " at column " + column + "; give "
                    + getMessage() + ".");
        }
    }

    private String nextWord() {
        skipSpaces();
        return word();
    }

    private int number(String what) {
        skipSpaces();
        int start = position;
        String word = word();
        if (word.isEmpty() || word.length() > 9 || !isNumber(word)) {
            throw new NotThere(what + ", a number", word, start + 1);
        }
        return Integer.parseInt(word);
    }

    private SlidingWindow window(String what) {
        skipSpaces();
        int start = position;
        String word = word();
        Matcher matcher = WINDOW.matcher(word);
        if (!matcher.matches()) {
            throw new NotThere(what + ", rows x columns such as 5x5", word, start + 1);
        }
        return SlidingWindow.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private SlidingWindow poolingWindow(String word) {
        skipSpaces();
        int before = position;
        String size = nextWord();
        position = before;
        if (!size.isEmpty() && isNumber(size)) {
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
            String word = nextWord();
            if (word.equals("stride")) {
                window = window.withStride(number("the stride"));
            } else if (word.equals("pad")) {
                window = window.withPadding(number("the padding"));
            } else if (word.equals("dilation") && further.contains(word)) {
                window = window.withDilation(number("the dilation"));
            } else if (word.equals("groups") && further.contains(word)) {
                groups = number("the number of groups");
            } else {
                position = before;
                return new Options(window, groups);
            }
        }
    }

    private Activation activation(String word, int start) {
        try {
            return Activation.parse(word);
        } catch (InvalidInputException unknown) {
            throw new InvalidInputException("Network \"" + text + "\" has an unknown word at column " + (start + 1)
                    + ": " + unknown.getMessage());
        }
    }

    private int size(String word, int start) {
        if (word.length() > 9 || word.startsWith("0")) {
            throw new InvalidInputException("Network \"" + text + "\" has the size " + word + " at column "
                    + (start + 1) + "; give a number from 1 to 999999999.");
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

    /** Up to the next space outside parentheses, so that parameters may have spaces. */
    private String word() {
        int start = position;
        int depth = 0;
        while (position < text.length() && (depth > 0 || !Character.isWhitespace(text.charAt(position)))) {
            char c = text.charAt(position++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.substring(start, position);
    }
}
