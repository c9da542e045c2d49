package org.jumpscope.learning.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimiserTest {
    private static double[] run(Optimiser optimiser, double rate, double[]... gradients) {
        return run(optimiser, new double[optimiser.accumulators()][2], rate, gradients);
    }

    private static double[] run(Optimiser optimiser, double[][] memory, double rate, double[]... gradients) {
        double[] q = {1, -1};
        for (int t = 0; t < gradients.length; t++) {
            optimiser.step(rate, t + 1, gradients[t], q, memory, 0, 2);
        }
        return q;
    }

    private static final double[][] GRADIENTS = {{0.5, -2}, {0.25, 1}, {-1, 0}};

    /** v = 0.5, 0.7, −0.37 and −2, −0.8, −0.72 by hand. */
    @Test
    void momentumAddsUp() {
        assertArrayEquals(
                new double[] {1 - 0.1 * (0.5 + 0.7 - 0.37), -1 + 0.1 * (2 + 0.8 + 0.72)},
                run(new Optimiser.Momentum(0.9), 0.1, GRADIENTS),
                1e-15);
        assertArrayEquals(new double[] {1 + 0.1 * 0.25, -1 + 0.1}, run(new Optimiser.Sgd(), 0.1, GRADIENTS), 1e-15);
    }

    /** Values of torch.optim (PyTorch 1.13.1, float64) for the same gradients; its generator is optimisers.py beside. */
    @ParameterizedTest
    @CsvSource({TORCH_MOMENTUM, TORCH_ADAM, TORCH_RMSPROP})
    void agreesWithPyTorch(String text, double rate, double first, double second) {
        assertArrayEquals(new double[] {first, second}, run(Optimiser.parse(text), rate, GRADIENTS), 1e-14);
    }

    private static final String TORCH_MOMENTUM = "'momentum(0.9)', 0.1, 0.917, -0.648";
    private static final String TORCH_ADAM = "'adam', 0.01, 0.9827417742885411, -0.9852778366503442";
    private static final String TORCH_RMSPROP = "'rmsprop(0.9, 1e-8)', 0.01, 0.9818188228662652, -0.9831214192964146";

    /**
     * The metric is what a unit of force does in all: a small force at one step, and what it moves after many more steps
     * without it, with a large constant square under it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum(0.8)", "adam(0.9, 0.999999999, 1e-8)", "rmsprop(0.999999999, 1e-8)"})
    void metricIsTheResponseToAForce(String text) {
        Optimiser optimiser = Optimiser.parse(text);
        int steps = 400;
        double[][] plain = new double[steps][2];
        double[][] pushed = new double[steps][2];
        for (int t = 0; t < steps; t++) {
            double g = t % 2 == 0 ? 1.5 : -1.5;
            plain[t] = new double[] {g, g};
            pushed[t] = new double[] {g + (t == 200 ? -1e-6 : 0), g};
        }
        double moved =
                run(optimiser, settled(optimiser), 0.1, pushed)[0] - run(optimiser, settled(optimiser), 0.1, plain)[0];
        double[][] memory = settled(optimiser);
        run(optimiser, memory, 0.1, plain);
        double[] metric = new double[2];
        optimiser.metric(steps, memory, metric);
        // Within the change of the square that the force itself makes, a part of 1/200 for RMSProp and Adam.
        assertEquals(metric[0], moved / (0.1 * 1e-6), 0.01 * metric[0]);
    }

    /** Memory in which RMSProp knows the square, 1.5², already; Adam corrects for not knowing it. */
    private static double[][] settled(Optimiser optimiser) {
        double[][] memory = new double[optimiser.accumulators()][2];
        if (optimiser instanceof Optimiser.RmsProp) {
            java.util.Arrays.fill(memory[0], 2.25);
        }
        return memory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum(0.9)", "rmsprop(0.9, 1e-8)", "adam(0.9, 0.999, 1e-8)"})
    void textIsReadBack(String text) {
        assertEquals(text, Optimiser.parse(text).toString());
        assertEquals(Optimiser.parse(text), Optimiser.parse(text.replaceFirst("\\(.*", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adm|did you mean 'adam'?",
                "zzzz|use sgd, momentum, rmsprop, adam.",
                "momentum(1)|the decay is 1.0",
                "adam(0.9, 0.999, 0)|epsilon is 0.0",
                "sgd(1)|takes no numbers",
                "momentum(x)|has 'x' for a number",
                "momentum(0.9|has no ')'"
            })
    void saysWhatIsWrong(String text, String part) {
        String message = assertThrows(InvalidInputException.class, () -> Optimiser.parse(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
