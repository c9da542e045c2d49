package org.jumpscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.dataset.Standardisation;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class NetworkStateTest {
    private static NetworkState random(String text) {
        Network network = Network.parse(text);
        var random = RandomBlocks.of(5).block(0);
        return new NetworkState(
                network,
                Vector.of(
                        random.doubles(network.trainables()).map(u -> 2 * u - 1).toArray()));
    }

    /** W/s (x) + b − W m/s is W (x − m)/s + b up to the rounding of a sum of three terms. */
    @Test
    void readsInputsAsTheyAreAfterStandardisation() {
        NetworkState state = random("3 4 tanh 2 softmax");
        Standardisation standard = new Standardisation(Vector.of(1, -2, 0.5), Vector.of(2, 0.25, 1));
        Vector raw = Vector.of(0.3, -1.9, 0.7);
        Vector standardised = Vector.of((0.3 - 1) / 2, (-1.9 + 2) / 0.25, 0.7 - 0.5);
        Vector expected = state.activation().outputs(standardised);
        Vector found = state.reading(standard).activation().outputs(raw);
        for (int i = 0; i < 2; i++) {
            assertEquals(expected.get(i), found.get(i), 1e-14);
        }
        assertThrows(InvalidInputException.class, () -> random("2 1").reading(standard));
        // Without biases it gets those that the means ask for.
        NetworkState bare = random("3 4 no-bias tanh 2 softmax");
        NetworkState reading = bare.reading(standard);
        assertEquals("3 4 tanh 2 softmax", reading.network().toString());
        Vector wanted = bare.activation().outputs(standardised);
        Vector answered = reading.activation().outputs(raw);
        for (int i = 0; i < 2; i++) {
            assertEquals(wanted.get(i), answered.get(i), 1e-14);
        }
    }

    @Test
    void namesTheLayerOfANumberThatIsNotFinite() {
        Network network = Network.parse("2 3 tanh 1");
        double[] q = new double[network.trainables()];
        q[6 + 3 + 2] = Double.NaN;
        String message = assertThrows(InvalidInputException.class, () -> new NetworkState(network, Vector.of(q)))
                .getMessage();
        assertTrue(message.contains("layer 2 weights"), message);
        assertTrue(message.contains("NaN at row 1, column 3"), message);
        assertThrows(InvalidInputException.class, () -> new NetworkState(network, Vector.of(1)));
    }

    @Test
    void theSamePassAtOtherTrainables() {
        NetworkState state = random("3 4 tanh 2 softmax");
        NetworkState other = random("3 4 tanh 2 softmax");
        Vector x = Vector.of(1, 2, 3);
        ActivationPass moved = ActivationPass.of(state.network(), new double[26])
                .at(other.trainables().toArray());
        assertEquals(other.activation().outputs(x), moved.outputs(x));
        assertThrows(InvalidInputException.class, () -> moved.at(new double[3]));
    }

    /** Products that leave zeros out are the same sums in another order. */
    @Test
    void inputsOfManyZerosGiveTheSameValuesAndGradients() {
        int n = 41;
        int m = 7;
        int outputs = 19;
        NetworkState state = random(n + " " + outputs);
        double[] q = state.trainables().toArray();
        AffineMap map = (AffineMap) state.activation().maps().get(0);
        var random = RandomBlocks.of(6).block(0);
        double[][] in = new double[n][m];
        double[][] delta = new double[outputs][m];
        for (double[] row : in) {
            for (int c = 0; c < m; c++) {
                row[c] = random.nextInt(5) == 0 ? random.nextDouble() : 0;
            }
        }
        for (double[] row : delta) {
            for (int c = 0; c < m; c++) {
                row[c] = random.nextDouble() - 0.5;
            }
        }
        double[][] out = new double[outputs][m];
        map.forward(in, m, out);
        double[] gradient = new double[q.length];
        map.addGradient(in, delta, m, gradient);
        for (int i = 0; i < outputs; i++) {
            for (int c = 0; c < m; c++) {
                double sum = q[n * outputs + i];
                for (int j = 0; j < n; j++) {
                    sum += q[i * n + j] * in[j][c];
                }
                assertEquals(sum, out[i][c], n * Math.ulp(8.0));
            }
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int c = 0; c < m; c++) {
                    sum += delta[i][c] * in[j][c];
                }
                assertEquals(sum, gradient[i * n + j], m * Math.ulp(4.0));
            }
        }
    }
}
