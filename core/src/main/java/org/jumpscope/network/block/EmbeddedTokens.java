package org.jumpscope.network.block;

import java.util.Arrays;
import java.util.List;

/**
 * An {@link Embedding} at given tokens: z = x + E(i), where x displaces the T·D embedded values and the table E is trainable.
 *
 * @param embedding the table's sizes
 * @param numbers i, those of the T tokens
 */
public record EmbeddedTokens(Embedding embedding, List<Integer> numbers) implements Block {

    /** Keeps a copy. */
    public EmbeddedTokens {
        numbers = List.copyOf(numbers);
    }

    @Override
    public int inputs() {
        return embedding.outputs();
    }

    @Override
    public int outputs() {
        return embedding.outputs();
    }

    @Override
    public int trainables() {
        return embedding.trainables();
    }

    /** The trainable variable that is added to a value, within those of the block. */
    public int variable(int place) {
        boolean steps = embedding.order() == Embedding.Order.STEPS;
        int position = steps ? place / embedding.features() : place % embedding.tokens();
        int feature = steps ? place % embedding.features() : place / embedding.tokens();
        return numbers.get(position) * embedding.features() + feature;
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return embedding.groups(layer, offset);
    }

    @Override
    public String words() {
        return embedding.words() + " at given tokens";
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new EmbeddedTokensMap(this, Arrays.copyOfRange(q, offset, offset + trainables()), offset);
    }
}
