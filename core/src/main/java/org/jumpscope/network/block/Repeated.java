package org.jumpscope.network.block;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The same block for each of several stretches of neurons, such as a softmax of each row of a matrix.
 *
 * @param block a block without trainable variables
 * @param times the number of stretches
 */
public record Repeated(Block block, int times) implements Block {

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if there is no stretch, the block has trainable variables, or there are more neurons than an
     *     array holds
     */
    public Repeated {
        if (times < 1 || (double) times * Math.max(block.inputs(), block.outputs()) > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("A block of " + block.inputs() + " neurons cannot be repeated " + times
                    + " times; give 1 or more, and not more neurons than an array holds.");
        }
        if (block.trainables() > 0) {
            throw new InvalidInputException("The block '" + block.words() + "' has trainable variables, which " + times
                    + " stretches would share; only blocks without can be repeated.");
        }
    }

    @Override
    public int inputs() {
        return times * block.inputs();
    }

    @Override
    public int outputs() {
        return times * block.outputs();
    }

    @Override
    public int trainables() {
        return 0;
    }

    @Override
    public double multiplications() {
        return times * block.multiplications();
    }

    @Override
    public String words() {
        return block.words() + "-of-" + block.inputs();
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new RepeatedMap(this);
    }
}
