package org.jumpscope.network.graph;

import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** What one node of a {@link Graph} does with the values of the nodes that it reads. */
public sealed interface Operation {

    /**
     * The number of neurons that it writes.
     *
     * @param sizes of what it reads
     * @throws InvalidInputException if they do not fit
     */
    int outputs(List<Integer> sizes);

    /** How it works. */
    OperationMap map();

    private static void require(boolean fits, String operation, List<Integer> sizes) {
        if (!fits) {
            throw new InvalidInputException(
                    "A node of a graph cannot " + operation + " of " + sizes + " neurons; the sizes do not fit.");
        }
    }

    /**
     * A block of its own.
     *
     * @param block what it does
     */
    record Apply(Block block) implements Operation {
        @Override
        public int outputs(List<Integer> sizes) {
            require(
                    sizes.equals(List.of(block.inputs())),
                    "apply a block of " + block.inputs() + " inputs to values",
                    sizes);
            return block.outputs();
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfBlock(block.at(new double[0], 0));
        }
    }

    /**
     * a x + b y.
     *
     * @param first a
     * @param second b
     */
    record Sum(double first, double second) implements Operation {
        @Override
        public int outputs(List<Integer> sizes) {
            require(sizes.size() == 2 && sizes.get(0).equals(sizes.get(1)), "form the sum", sizes);
            return sizes.get(0);
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfSum(first, second);
        }
    }

    /** x y, element by element. */
    record Multiply() implements Operation {
        @Override
        public int outputs(List<Integer> sizes) {
            require(sizes.size() == 2 && sizes.get(0).equals(sizes.get(1)), "form the products", sizes);
            return sizes.get(0);
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfMultiply();
        }
    }

    /**
     * C = c A B of two matrices, row by row: A is m × k, or k × m and transposed, B is k × n, or n × k and transposed.
     *
     * @param rows m
     * @param inner k
     * @param columns n
     * @param first how A lies
     * @param second how B lies
     * @param factor c
     */
    record Product(int rows, int inner, int columns, Side first, Side second, double factor) implements Operation {
        /** How a matrix lies. */
        public enum Side {
            /** As it is multiplied. */
            PLAIN,
            /** Transposed. */
            TRANSPOSED
        }

        @Override
        public int outputs(List<Integer> sizes) {
            require(sizes.equals(List.of(rows * inner, inner * columns)), "multiply matrices", sizes);
            return rows * columns;
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfProduct(this);
        }
    }

    /**
     * Some of the values, in any order, each as often as wanted.
     *
     * @param places their places
     */
    record Take(List<Integer> places) implements Operation {
        /** Keeps a copy. */
        public Take {
            places = List.copyOf(places);
        }

        @Override
        public int outputs(List<Integer> sizes) {
            require(
                    sizes.size() == 1 && places.stream().allMatch(place -> place >= 0 && place < sizes.get(0)),
                    "take places",
                    sizes);
            return places.size();
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfTake(
                    places.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** All that it reads, one after the other. */
    record Concatenate() implements Operation {
        @Override
        public int outputs(List<Integer> sizes) {
            require(!sizes.isEmpty(), "concatenate", sizes);
            return sizes.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfConcatenate();
        }
    }

    /**
     * Values that do not depend on anything, such as the first state of a recurrence.
     *
     * @param values the values
     */
    record Constant(Vector values) implements Operation {
        @Override
        public int outputs(List<Integer> sizes) {
            require(sizes.isEmpty(), "write constants", sizes);
            return values.size();
        }

        @Override
        public OperationMap map() {
            return new OperationMap.OfConstant(values.toArray());
        }
    }
}
