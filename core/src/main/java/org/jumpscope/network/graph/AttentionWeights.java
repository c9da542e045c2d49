package org.jumpscope.network.graph;

import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A softmax of each row of a matrix of scores, p(t, s) = exp(z(t, s))/Σ_s′ exp(z(t, s′)): how much position t attends to s.
 *
 * @param positions T; the scores are T × T, row by row
 * @param view which positions a row sees
 */
public record AttentionWeights(int positions, View view) implements Block {

    /** Which positions a row sees. */
    public enum View {
        /** All. */
        ALL,
        /** Those up to its own; the weights of later ones are 0. */
        PAST
    }

    /**
     * Checks the size.
     *
     * @throws InvalidInputException if it is not positive, or T² more than an array holds
     */
    public AttentionWeights {
        if (positions < 1 || (long) positions * positions > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException(
                    "Attention between " + positions + " positions is not possible; give 1 to 46340.");
        }
    }

    @Override
    public int inputs() {
        return positions * positions;
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public int trainables() {
        return 0;
    }

    @Override
    public String words() {
        return view == View.ALL ? "attention-weights" : "causal-attention-weights";
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new AttentionWeightsMap(this);
    }
}
