package org.jumpscope.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.numeric.InvalidInputException;

/** Reads a network as text: sizes of layers and names of activations, parted by spaces. */
final class NetworkParser {
    /** The word after the size of a layer without biases. */
    static final String NO_BIASES = "no-bias";

    private static final int LONGEST = 10_000;

    private final String text;
    private int position;

    NetworkParser(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidInputException("A text of " + text.length() + " characters, \"" + text.substring(0, 20)
                    + "...\", is too long for a network; at most " + LONGEST + " are read.");
        }
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
            if (isNumber(word)) {
                int next = size(word, start);
                if (size > 0) {
                    blocks.add(new Affine(size, next));
                }
                size = next;
            } else if (size < 0) {
                throw new InvalidInputException("Network \"" + text + "\" begins with '" + word + "' at column "
                        + (start + 1) + "; it has to begin with the number of inputs.");
            } else if (blocks.isEmpty()) {
                throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column " + (start + 1)
                        + " right after its inputs; give the number of neurons of the first layer before it.");
            } else if (word.equals(NO_BIASES)) {
                int last = blocks.size() - 1;
                if (!(blocks.get(last) instanceof Affine affine) || !affine.biased()) {
                    throw new InvalidInputException("Network \"" + text + "\" has '" + word + "' at column "
                            + (start + 1) + ", not right after the number of neurons of a layer; put it there, once.");
                }
                blocks.set(last, new Affine(affine.inputs(), affine.outputs(), Affine.Biases.NONE));
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
