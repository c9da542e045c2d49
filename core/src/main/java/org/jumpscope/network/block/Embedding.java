package org.jumpscope.network.block;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Rows of a trainable table E (V × D): position t of T gets the row of its token, e(t) = E(i_t), with the same table at all
 * positions. Inputs are the tokens' numbers i_t, from 0 to V − 1.
 *
 * <p>It is a dense layer without biases on one-hot inputs, with variables that the positions share (Eq. 2.1). A token is a
 * discrete boundary: the jump has no derivative by it, so it is conditioned on (theory §6, as for labels), and what a duality
 * Jacobian is taken by are the T·D embedded values; the network with given tokens is that of {@link #given}.
 *
 * @param tokens T
 * @param vocabulary V
 * @param features D
 * @param order of what it writes
 */
public record Embedding(int tokens, int vocabulary, int features, Order order) implements Block {

    /** The order of the T·D embedded values. */
    public enum Order {
        /** Position by position, of each all features, as a recurrence reads. */
        STEPS,
        /** Feature by feature, of each all positions, as an image. */
        CHANNELS
    }

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if one is not positive, or there are more values than an array holds
     */
    public Embedding {
        if (tokens < 1 || vocabulary < 1 || features < 1) {
            throw new InvalidInputException("An embedding of " + tokens + " of " + vocabulary + " tokens with "
                    + features + " values each is empty; give sizes of 1 or more.");
        }
        long most = Integer.MAX_VALUE - 16;
        if ((long) vocabulary * features > most || (long) tokens * features > most) {
            throw new InvalidInputException("An embedding of " + tokens + " of " + vocabulary + " tokens with "
                    + features + " values each has more than " + most + " numbers; make it smaller.");
        }
    }

    @Override
    public int inputs() {
        return tokens;
    }

    @Override
    public int outputs() {
        return tokens * features;
    }

    @Override
    public int trainables() {
        return vocabulary * features;
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return List.of(new TrainableGroup(layer, TrainableGroup.Kind.WEIGHTS, offset, vocabulary, features));
    }

    @Override
    public String words() {
        return "embedding " + vocabulary + " " + features + (order == Order.CHANNELS ? " channels" : "");
    }

    @Override
    public String inputWords() {
        return tokens + " tokens";
    }

    @Override
    public boolean readsTokens() {
        return true;
    }

    /** The place of a feature of a position among what is written. */
    int place(int position, int feature) {
        return order == Order.STEPS ? position * features + feature : feature * tokens + position;
    }

    /**
     * The token of a number.
     *
     * @param position its place, from 0
     * @param number its number
     * @throws InvalidInputException if it is not a whole number from 0 to V − 1
     */
    int token(int position, double number) {
        if (!(number >= 0 && number < vocabulary && number == Math.rint(number))) {
            throw new InvalidInputException("Input " + (position + 1) + " of a sample is " + number
                    + ", which is the number of no token: the embedding has the tokens 0 to " + (vocabulary - 1) + ".");
        }
        return (int) number;
    }

    /**
     * The embedding at given tokens: z = x + E(i), which reads T·D values x, 0 for the tokens as they are. So x is what the
     * embedded values are displaced by, a continuous boundary.
     *
     * @param numbers of the T tokens
     * @throws InvalidInputException if there are not T, or one is not a whole number from 0 to V − 1
     */
    public EmbeddedTokens given(Vector numbers) {
        if (numbers.size() != tokens) {
            throw new InvalidInputException(
                    "The embedding reads " + tokens + " tokens, but the sample has " + numbers.size() + ".");
        }
        Integer[] rows = new Integer[tokens];
        for (int t = 0; t < tokens; t++) {
            rows[t] = token(t, numbers.get(t));
        }
        return new EmbeddedTokens(this, List.of(rows));
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new EmbeddingMap(this, q, offset);
    }
}
