package org.jumpscope.duality.jacobian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Jumps, Gram matrices, singular values and projections against PyTorch's double backward (network-jacobian.json, image-jacobian.json,
 * architecture-jacobian.json), to 1e-9. */
class DoubleBackwardTest {
    private static final double TOLERANCE = 1e-9;

    record Case(JsonNode data) {
        Vector vector(String field) {
            double[] values = new double[data.get(field).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.get(field).get(i).asDouble();
            }
            return Vector.of(values);
        }

        String word(String field) {
            return data.get(field).asString();
        }

        @Override
        public String toString() {
            return word("network") + ", " + word("loss") + ", " + word("targets");
        }
    }

    static Stream<Case> cases() {
        return Stream.of("network-jacobian.json", "image-jacobian.json", "architecture-jacobian.json")
                .flatMap(DoubleBackwardTest::cases);
    }

    static Stream<Case> cases(String file) {
        try (InputStream stream = DoubleBackwardTest.class.getResourceAsStream("/org/jumpscope/reference/" + file)) {
            return new ObjectMapper().readTree(stream).get("cases").valueStream().map(Case::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDoubleBackward(Case data) {
        Network network = Architectures.of(data.word("network"));
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(network, data.vector("q").toArray()),
                data.word("loss").equals("squared") ? new SquaredOutputs() : new SoftmaxCrossEntropy());
        Vector jump = pass.jump(data.vector("x"), data.vector("t"));
        for (int k = 0; k < jump.size(); k++) {
            assertEquals(data.vector("jump").get(k), jump.get(k), TOLERANCE);
        }
        SampleJacobian at = DualityJacobian.of(pass)
                .with(TargetColumns.valueOf(data.word("targets").toUpperCase(Locale.ROOT)))
                .at(data.vector("x"), data.vector("t"));
        Vector expected = data.vector("singularValues");
        double largest = expected.get(0);
        Vector values = at.singularValues();
        SingularSpectrum spectrum = at.spectrum();
        assertEquals(expected.size(), values.size());
        for (int i = 0; i < expected.size(); i++) {
            // The square of a value is off by a few ulps of the largest square, the zero of a free label by their root.
            double tolerance = expected.get(i) > 1e-5 * largest ? TOLERANCE : 1e-7;
            assertEquals(expected.get(i), values.get(i), tolerance * largest);
            assertEquals(expected.get(i), spectrum.values().get(i), tolerance * largest);
        }
        Matrix gram = at.gram();
        for (int i = 0; i < gram.rows(); i++) {
            for (int j = 0; j < gram.columns(); j++) {
                assertEquals(
                        data.data().get("gram").get(i).get(j).asDouble(),
                        gram.get(i, j),
                        TOLERANCE * largest * largest);
            }
        }
        double[][] inputs = SamplePass.column(data.vector("otherX").toArray());
        double[][] targets = SamplePass.column(data.vector("otherT").toArray());
        double square = data.data().get("otherSquaredNorm").asDouble();
        assertEquals(square, pass.squaredJumpNorms(inputs, targets, 1).get(0), TOLERANCE * square);
        Matrix coordinates = spectrum.leftVectors(2).project(inputs, targets, 1);
        for (int i = 0; i < 2; i++) {
            // A singular vector has no sign of its own.
            assertEquals(
                    data.vector("otherProjections").get(i),
                    Math.abs(coordinates.get(i, 0)),
                    TOLERANCE * Math.sqrt(square));
        }
    }
}
