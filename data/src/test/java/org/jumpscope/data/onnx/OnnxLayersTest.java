package org.jumpscope.data.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurrences, embeddings and batch normalisations that PyTorch wrote, against what it computed in double precision (layers.py). */
class OnnxLayersTest {

    private static Vector row(NpyArray array, int i) {
        double[] all = array.toDoubles();
        int n = all.length / array.shape().get(0);
        return Vector.of(Arrays.copyOfRange(all, i * n, (i + 1) * n));
    }

    @ParameterizedTest
    @CsvSource({
        "rnn_tanh, 5x3 rnn 4 3",
        "rnn_relu, 6x2 rnn-relu 5 2",
        "gru, 5x3 gru 4 3 tanh 3",
        "gru_steps_first, 4x2 gru 3 2",
        "gru_slice, 4x2 gru 3 2",
        "lstm, 5x3 lstm 4 3",
        "lstm_steps_first, 4x2 lstm 3 3",
        "lstm_fixed, 4x2 lstm 3 3",
        "embedding_flat, 4 tokens embedding 6 3 5 tanh 3",
        "embedding_gru, 6 tokens embedding 7 2 gru 4 3",
        "embedding_lstm_steps_first, 5 tokens embedding 5 2 lstm 3 2",
        "batchnorm_image, 2x6x6 batchnorm conv 3 3x3 tanh batchnorm epsilon 0.001 avgpool 2 3",
        "batchnorm_vector, 5 batchnorm 6 batchnorm softplus 3 batchnorm",
        "batchnorm_opset7, 4 5 sigmoid batchnorm 3"
    })
    void isTheNetworkThatWasExported(String name, String text) {
        OnnxFile model = OnnxFile.open(OnnxFileTest.resource(name + ".onnx"));
        assertEquals(text, model.network().toString());
        assertEquals(List.of(), model.notes());
        Map<String, NpyArray> reference = NpzFile.read(OnnxFileTest.resource(name + ".npz"));
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(model.network(), model.trainables()), new SoftmaxCrossEntropy());
        for (int i = 0; i < reference.get("x").shape().get(0); i++) {
            Vector expected = row(reference.get("y"), i);
            Vector out = pass.activation().outputs(row(reference.get("x"), i));
            for (int j = 0; j < expected.size(); j++) {
                assertEquals(expected.get(j), out.get(j), 1e-14 * (1 + Math.abs(expected.get(j))));
            }
        }
        int outputs = model.network().outputs();
        for (int i = 0; i < reference.get("jumps").shape().get(0); i++) {
            Vector x = row(reference.get("x"), i);
            Vector target = pass.target(i % outputs);
            // The jump is −γ ∂H/∂q with γ = 1.
            Vector gradient = row(reference.get("jumps"), i);
            Vector jump = pass.jump(x, target);
            assertEquals(gradient.size(), jump.size());
            for (int k = 0; k < jump.size(); k++) {
                assertEquals(-gradient.get(k), jump.get(k), 1e-12);
            }
            Vector expected = row(reference.get("values"), i);
            Vector found = values(pass, x, target);
            for (int j = 0; j < expected.size(); j++) {
                // Roots of eigenvalues: a value that is 0 is the root of a rounding of the largest one's square.
                double tolerance = expected.get(j) > 1e-5 * expected.get(0) ? 1e-9 : 1e-7;
                assertEquals(expected.get(j), found.get(j), tolerance * expected.get(0));
            }
        }
    }

    /** The singular values at a sample; of an embedding at the sample's tokens. */
    private static Vector values(NetworkLearningPass pass, Vector x, Vector target) {
        if (!pass.activation().network().blocks().get(0).readsTokens()) {
            return DualityJacobian.of(pass).at(x, target).singularValues();
        }
        NetworkLearningPass given = NetworkLearningPass.of(pass.activation().given(x), pass.loss());
        Vector still = Vector.of(new double[given.activation().network().inputs()]);
        return DualityJacobian.of(given).at(still, target).singularValues();
    }
}
