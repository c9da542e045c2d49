package org.jumpscope.network.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.GradientWork.Way;
import org.jumpscope.network.graph.Recurrence;
import org.jumpscope.network.graph.Residual;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gram matrices and norms of blocks with shared variables against those of the derivative and the gradient written out. */
class SharedWeightsWaysTest {
    private static final int DIRECTIONS = 230;
    private static final int SAMPLES = 70;

    /** A block, and the ways that the fewer multiplications of its sizes choose. */
    record Case(Block block, List<Way> gram, List<Way> norms) {
        @Override
        public String toString() {
            return block.words() + " of " + block.inputWords();
        }
    }

    private static Convolution convolution(
            ImageShape shape, int filters, SlidingWindow window, int groups, Affine.Biases biases) {
        return new Convolution(shape, filters, window, groups, biases);
    }

    static List<Case> cases() {
        SlidingWindow three = SlidingWindow.of(3, 3);
        return List.of(
                // P = 64, F = 5, W = 9: few weights at many places.
                new Case(
                        convolution(new ImageShape(1, 10, 10), 5, three, 1, Affine.Biases.TRAINABLE),
                        List.of(Way.MATERIALISED),
                        List.of(Way.MATERIALISED)),
                // P = 4, F = 8, W = 108: many weights at few places, with padding.
                new Case(
                        convolution(new ImageShape(12, 2, 2), 8, three.withPadding(1), 1, Affine.Biases.TRAINABLE),
                        List.of(Way.POSITIONS),
                        List.of(Way.POSITIONS)),
                new Case(
                        convolution(
                                new ImageShape(24, 3, 3),
                                8,
                                three.withPadding(1).withStride(2),
                                2,
                                Affine.Biases.NONE),
                        List.of(Way.POSITIONS),
                        List.of(Way.POSITIONS)),
                new Case(
                        Recurrence.elman(3, 9, 8),
                        List.of(Way.MATERIALISED, Way.MATERIALISED),
                        List.of(Way.POSITIONS, Way.POSITIONS)),
                new Case(
                        Residual.of(List.of(new Affine(7, 4), new Affine(4, 7))),
                        List.of(Way.OUTER_PRODUCTS, Way.OUTER_PRODUCTS),
                        List.of(Way.OUTER_PRODUCTS, Way.OUTER_PRODUCTS)));
    }

    private static double[][] random(String name, int rows, int columns) {
        UniformRandomProvider random = RandomBlocks.of(5).stream(name).block(0);
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.setAll(row, i -> 2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static BlockMap map(Block block) {
        return block.at(random("q", 1, block.trainables())[0], 0);
    }

    /** Tangents of which some rows are zero over stretches, as those near the inputs are. */
    private static double[][] tangents(Block block) {
        double[][] tangents = random("tangents", block.inputs(), DIRECTIONS);
        for (int i = 0; i < tangents.length; i += 2) {
            Arrays.fill(tangents[i], i % 4 == 0 ? 0 : 100, i % 4 == 0 ? 120 : DIRECTIONS, 0);
        }
        return tangents;
    }

    private static double[][] gram(Block block, Workers workers) {
        double[][] gram = new double[DIRECTIONS][DIRECTIONS];
        map(block)
                .addGram(
                        random("in", 1, block.inputs())[0],
                        tangents(block),
                        random("delta", 1, block.outputs())[0],
                        random("changes", block.outputs(), DIRECTIONS),
                        DIRECTIONS,
                        gram,
                        workers);
        MatrixProduct.mirror(DIRECTIONS, gram);
        return gram;
    }

    private static double[][] written(Block block) {
        double[][] rows = new double[block.trainables()][DIRECTIONS];
        map(block)
                .addDerivative(
                        random("in", 1, block.inputs())[0],
                        tangents(block),
                        random("delta", 1, block.outputs())[0],
                        random("changes", block.outputs(), DIRECTIONS),
                        DIRECTIONS,
                        rows,
                        0);
        double[][] gram = new double[DIRECTIONS][DIRECTIONS];
        MatrixProduct.gram(rows.length, DIRECTIONS, rows, gram);
        return gram;
    }

    private static List<Way> ways(List<GradientWork> work) {
        return work.stream().map(GradientWork::way).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gramMatrixIsThatOfTheDerivativeWrittenOut(Case data) {
        assertEquals(data.gram, ways(data.block.gramWork(DIRECTIONS)));
        double[][] expected = written(data.block);
        double[][] found = gram(data.block, Workers.one());
        double largest = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            largest = Math.max(largest, expected[i][i]);
        }
        for (int i = 0; i < DIRECTIONS; i++) {
            // Sums of a few hundred products each, of which the largest are those of the diagonal.
            assertArrayEquals(expected[i], found[i], 1e-12 * largest);
        }
        // The way that is told is the one that is taken: written out, the bits are those of the rows.
        if (data.block instanceof Convolution && data.gram.equals(List.of(Way.MATERIALISED))) {
            assertTrue(Arrays.deepEquals(expected, found));
        } else if (data.gram.contains(Way.POSITIONS)) {
            assertNotEquals(Arrays.deepToString(expected), Arrays.deepToString(found));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void squaredNormsAreThoseOfTheGradients(Case data) {
        assertEquals(data.norms, ways(data.block.normWork()));
        double[][] in = random("in", data.block.inputs(), SAMPLES);
        double[][] delta = random("delta", data.block.outputs(), SAMPLES);
        BlockMap map = map(data.block);
        for (int m : new int[] {1, 7, SAMPLES}) {
            double[] norms = new double[m];
            map.addSquaredNorms(in, delta, m, norms);
            for (int c = 0; c < m; c++) {
                double[] gradient = map.sampleGradient(column(in, c), column(delta, c));
                double expected = MatrixProduct.dot(gradient.length, gradient, gradient);
                assertEquals(expected, norms[c], 1e-12 * expected);
            }
        }
    }

    private static double[] column(double[][] rows, int c) {
        return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noBitDependsOnTheNumberOfThreads(Case data) {
        assertTrue(Arrays.deepEquals(gram(data.block, Workers.one()), gram(data.block, Workers.of(3))));
        double[][][] one = passes(data.block, Workers.one());
        double[][][] three = passes(data.block, Workers.of(3));
        assertTrue(Arrays.deepEquals(one, three));
    }

    private static double[][][] passes(Block block, Workers workers) {
        BlockMap map = map(block);
        double[] in = random("in", 1, block.inputs())[0];
        double[][] out = new double[block.outputs()][1];
        map.forward(Arrays.stream(in).mapToObj(x -> new double[] {x}).toArray(double[][]::new), 1, out);
        double[][] tangents = tangents(block);
        double[][] moved = new double[block.outputs()][DIRECTIONS];
        map.tangent(in, column(out, 0), tangents, DIRECTIONS, moved, workers);
        double[][] back = new double[block.inputs()][DIRECTIONS];
        map.backwardTangent(
                in,
                column(out, 0),
                tangents,
                moved,
                random("delta", 1, block.outputs())[0],
                random("changes", block.outputs(), DIRECTIONS),
                DIRECTIONS,
                back,
                workers);
        return new double[][][] {moved, back};
    }
}
