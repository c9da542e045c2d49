package org.jumpscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.data.onnx.OnnxFile;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks that are read from ONNX files answer as ONNX Runtime does on the same files. */
class OnnxRuntimeTest {
    private static final Path MODELS =
            Path.of("..", "data", "src", "test", "resources", "org", "jumpscope", "data", "onnx");

    /**
     * The tolerance is that of the arithmetic: ONNX Runtime computes in the type of the model, and a dozen terms of size 1
     * through at most seven layers lose some tens of roundings of 6e-8 in 32 bits, of 1e-16 in 64.
     */
    @ParameterizedTest
    @CsvSource({
        "torch_tanh, 5e-6",
        "torch_double, 1e-14",
        "torch_images, 5e-6",
        "torch_activations, 5e-6",
        "torch_no_biases, 5e-6",
        "torch_opset7, 5e-6",
        "node_by_node, 5e-6",
        "gelu, 5e-6",
        "gelu_by_power, 5e-6",
        "torch_gelu_tanh, 5e-6",
        "sklearn_softmax, 5e-6",
        "sklearn_scores, 5e-6",
        "sklearn_two_classes, 5e-6",
        "sklearn_mlp, 5e-6",
        "conv_lenet, 5e-6",
        "conv_attributes, 5e-6",
        "conv_no_biases, 5e-6",
        "conv_folded, 5e-6",
        "conv_by_node, 5e-6",
        "conv_view, 5e-6",
        "graph_residual_mlp, 5e-6",
        "graph_residual_cnn, 5e-6",
        "graph_layer_norm, 5e-6",
        "graph_layer_norm_13, 5e-6",
        "graph_gated, 5e-6",
        "graph_pre_norm, 5e-6",
        "graph_vision, 5e-6",
        "graph_encoder, 5e-6",
        "graph_elements, 5e-6",
        "graph_tied, 5e-6",
        "graph_windows, 5e-6",
        "graph_ending_sum, 5e-6",
        "graph_ending_gate, 5e-6",
        "rnn_tanh, 5e-6",
        "rnn_relu, 5e-6",
        "gru, 5e-6",
        "gru_slice, 5e-6",
        "lstm, 5e-6",
        "embedding_flat, 5e-6",
        "embedding_gru, 5e-6",
        "batchnorm_image, 5e-6",
        "batchnorm_vector, 5e-6",
        "batchnorm_opset7, 5e-6",
        "gru_steps_first, 5e-6",
        "lstm_steps_first, 5e-6",
        "embedding_lstm_steps_first, 5e-6",
        "lstm_fixed, 5e-6"
    })
    void answersAsOnnxRuntimeDoes(String name, double tolerance) throws OrtException {
        Path file = MODELS.resolve(name + ".onnx");
        OnnxFile model = OnnxFile.open(file);
        NpyArray inputs = NpzFile.read(MODELS.resolve(name + ".npz")).get("x");
        double[] x = inputs.toDoubles();
        int samples = inputs.shape().get(0);
        int n = x.length / samples;
        double[][] expected = runtime(file, x, samples, model.classes());
        ActivationPass pass = ActivationPass.of(model.network(), model.trainables());
        for (int i = 0; i < samples; i++) {
            Vector out = pass.outputs(Vector.of(Arrays.copyOfRange(x, i * n, (i + 1) * n)));
            for (int j = 0; j < expected[i].length; j++) {
                double found = switch (model.outputs()) {
                    case OF_THE_NETWORK -> out.get(j);
                    case LOGARITHMS -> Math.log(out.get(j));
                    case SECOND_PROBABILITY -> j == 1 ? out.get(0) : 1 - out.get(0);
                };
                assertEquals(expected[i][j], found, tolerance * (1 + Math.abs(expected[i][j])), name);
            }
        }
    }

    /** The last output, which is that of the network in all these models, sample by sample. */
    private static double[][] runtime(Path file, double[] x, int samples, List<String> classes) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString())) {
            double[][] rows = new double[samples][];
            // A file may fix the number of samples to one.
            long[] shape = ((TensorInfo) session.getInputInfo().get("x").getInfo()).getShape();
            int together = Arrays.stream(shape).anyMatch(length -> length < 0) ? samples : 1;
            int n = x.length / samples;
            for (int first = 0; first < samples; first += together) {
                double[] some = Arrays.copyOfRange(x, first * n, (first + together) * n);
                try (OnnxTensor input = input(environment, session, some, together);
                        OrtSession.Result result = session.run(Map.of("x", input))) {
                    double[][] answer = rows(result.get(result.size() - 1), together, classes);
                    System.arraycopy(answer, 0, rows, first, together);
                }
            }
            return rows;
        }
    }

    private static double[][] rows(OnnxValue last, int samples, List<String> classes) throws OrtException {
        double[][] rows = new double[samples][];
        if (last instanceof OnnxSequence sequence) {
            for (int i = 0; i < samples; i++) {
                Map<?, ?> map = ((OnnxMap) sequence.getValue().get(i)).getValue();
                rows[i] = classes.stream()
                        .mapToDouble(name -> map.entrySet().stream()
                                .filter(entry -> entry.getKey().toString().equals(name))
                                .mapToDouble(entry -> ((Number) entry.getValue()).doubleValue())
                                .findFirst()
                                .orElseThrow())
                        .toArray();
            }
            return rows;
        }
        Object values = last.getValue();
        for (int i = 0; i < samples; i++) {
            rows[i] = values instanceof double[][] doubles ? doubles[i] : widened(((float[][]) values)[i]);
        }
        return rows;
    }

    private static OnnxTensor input(OrtEnvironment environment, OrtSession session, double[] x, int samples)
            throws OrtException {
        TensorInfo info = (TensorInfo) session.getInputInfo().get("x").getInfo();
        long[] shape = info.getShape();
        boolean stepsFirst = shape.length > 1 && shape[1] < 0;
        shape[stepsFirst ? 1 : 0] = samples;
        double[] values = stepsFirst ? stepsFirst(x, samples, (int) shape[0]) : x;
        return switch (info.type) {
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
            case INT64 ->
                OnnxTensor.createTensor(
                        environment,
                        LongBuffer.wrap(
                                Arrays.stream(values).mapToLong(v -> (long) v).toArray()),
                        shape);
            default -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(narrowed(values)), shape);
        };
    }

    /** Steps of samples from samples of steps. */
    private static double[] stepsFirst(double[] x, int samples, int steps) {
        int features = x.length / samples / steps;
        double[] values = new double[x.length];
        for (int i = 0; i < samples; i++) {
            for (int t = 0; t < steps; t++) {
                System.arraycopy(x, (i * steps + t) * features, values, (t * samples + i) * features, features);
            }
        }
        return values;
    }

    private static float[] narrowed(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] widened(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
