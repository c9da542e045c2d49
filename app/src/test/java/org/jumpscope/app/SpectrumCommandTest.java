package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.onnx.OnnxFile;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code inspect} and {@code spectrum} as commands. */
class SpectrumCommandTest {
    private static final Path EXAMPLES = GuidePage.ROOT.resolve("docs/examples");
    private static final String MODEL = EXAMPLES.resolve("network.onnx").toString();
    private static final String SAMPLES = EXAMPLES.resolve("samples.csv").toString();

    @TempDir
    private Path folder;

    private static Called spectrum(String... words) {
        List<String> all = new ArrayList<>(List.of("spectrum"));
        all.addAll(Arrays.asList(words));
        return Called.call(all.toArray(new String[0]));
    }

    private static JsonNode json(Called called) {
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out());
    }

    /** Sample 3 through the library, at the label of the table. */
    @Test
    void answersWithTheFieldsOfTheContract() {
        JsonNode answer = json(spectrum(MODEL, "--data", SAMPLES, "--labels", "kind", "--sample", "3", "--json", "-"));
        JsonNode result = answer.get("result");
        assertEquals(63, result.get("trainable").asInt());
        assertEquals(8, result.get("boundary").asInt());
        assertEquals(1, result.get("samples").size());
        JsonNode sample = result.get("samples").get(0);
        for (String field :
                List.of("sample", "label", "jumpNorm", "singularValues", "plateau", "rightSingularVectors")) {
            assertTrue(sample.has(field), field);
        }
        assertEquals(3, sample.get("sample").asInt());
        assertEquals(0, sample.get("label").asInt());
        assertEquals(8, sample.get("singularValues").size());
        assertEquals(5, sample.get("rightSingularVectors").size());
        assertEquals(8, sample.get("rightSingularVectors").get(0).size());
        assertEquals(2, sample.get("plateau").get("multiplicity").asInt());
        OnnxFile file = OnnxFile.open(Path.of(MODEL));
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(file.network(), file.trainables()), new SoftmaxCrossEntropy());
        CsvFile table = CsvFile.open(Path.of(SAMPLES));
        Dataset data = table.read(table.columnsExcept("kind"), "kind");
        Vector values = DualityJacobian.of(pass)
                .at(data.sample(3), Vector.of(1, 0, 0))
                .spectrum()
                .values();
        for (int i = 0; i < 8; i++) {
            assertEquals(values.get(i), sample.get("singularValues").get(i).asDouble());
        }
        assertEquals(2, answer.get("provenance").get("inputs").size());
        assertEquals(0, answer.get("warnings").size());
    }

    @Test
    void labelsAreThePredictedClassesWithAWarning() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(SAMPLES));
        List<String> bare = lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        Path table = Files.write(folder.resolve("bare.csv"), bare);
        Called called = spectrum(MODEL, "--data", table.toString(), "--samples", "60");
        assertEquals(0, called.code(), called.err());
        assertTrue(called.err().contains("the class that the network predicts"), called.err());
        assertTrue(called.out().contains("40 samples more; --json has all"), called.out());
        assertTrue(called.out().contains("over 60 samples"), called.out());
    }

    @Test
    void vectorsAreAsManyAsAreAskedFor() {
        JsonNode none = json(
                spectrum(MODEL, "--data", SAMPLES, "--labels", "9", "--samples", "2", "--vectors", "0", "--json", "-"));
        assertEquals(
                0,
                none.get("result")
                        .get("samples")
                        .get(1)
                        .get("rightSingularVectors")
                        .size());
        assertEquals(
                8,
                none.get("result").get("samples").get(1).get("singularValues").size());
        JsonNode all = json(spectrum(MODEL, "--data", SAMPLES, "--labels", "kind", "--vectors", "99", "--json", "-"));
        assertEquals(
                8,
                all.get("result")
                        .get("samples")
                        .get(0)
                        .get("rightSingularVectors")
                        .size());
        assertTrue(all.get("warnings").get(0).asString().contains("only 8"), all.toString());
    }

    @Test
    void squaredLossIsAnother() {
        String[] words = {MODEL, "--data", SAMPLES, "--labels", "kind", "--json", "-", "--loss", "squared"};
        JsonNode squared = json(spectrum(words)).get("result");
        assertEquals("squared", squared.get("loss").asString());
        words[8] = "cross-entropy";
        double other = json(spectrum(words))
                .get("result")
                .get("samples")
                .get(0)
                .get("jumpNorm")
                .asDouble();
        assertTrue(other != squared.get("samples").get(0).get("jumpNorm").asDouble());
    }

    @Test
    void inspectSaysTheSizes() {
        JsonNode result = json(Called.call("inspect", MODEL, "--json", "-")).get("result");
        assertEquals(63, result.get("trainable").asInt());
        assertEquals(8, result.get("boundary").asInt());
        assertEquals("8 5 tanh 3", result.get("network").asString());
        assertEquals(2, result.get("layers").size());
        assertEquals(45, result.get("layers").get(0).get("trainable").asInt());
        Called text = Called.call("inspect", MODEL);
        assertTrue(text.out().contains("K = 63 weights and biases"), text.out());
        assertTrue(text.out().contains("opset 13 by pytorch"), text.out());
        assertEquals("", text.err());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(3, "There is no file nowhere.onnx", List.of("nowhere.onnx", "--data", SAMPLES)),
                Arguments.of(3, "There is no nowhere.csv", List.of(MODEL, "--data", "nowhere.csv")),
                Arguments.of(3, "is not a whole ONNX file", List.of(SAMPLES, "--data", SAMPLES)),
                Arguments.of(3, "name it with --labels, such as --labels kind", List.of(MODEL, "--data", SAMPLES)),
                Arguments.of(3, "did you mean 'kind'?", List.of(MODEL, "--data", SAMPLES, "--labels", "knid")),
                Arguments.of(
                        3, "has no sample 60", List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--sample", "60")),
                Arguments.of(3, "ask for 60", List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--samples", "61")),
                Arguments.of(
                        3,
                        "Sample -1 is none",
                        List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--sample", "-1")),
                Arguments.of(
                        3,
                        "There is no loss 'hinge'",
                        List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--loss", "hinge")),
                Arguments.of(
                        3,
                        "label -2.177 of sample 0 is not one of the network's classes",
                        List.of(MODEL, "--data", SAMPLES, "--labels", "x2")),
                Arguments.of(
                        3,
                        "--vectors -1 is negative",
                        List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--vectors", "-1")),
                Arguments.of(
                        3,
                        "is not a number of threads",
                        List.of(MODEL, "--data", SAMPLES, "--labels", "kind", "--threads", "0")),
                Arguments.of(3, "is not a part of the data", List.of(MODEL, "--data", SAMPLES, "--part", "all")),
                Arguments.of(3, "leave --network out", List.of(MODEL, "--data", SAMPLES, "--network", "8 5 tanh 3")),
                Arguments.of(3, "has no output 'z'", List.of(MODEL, "--data", SAMPLES, "--output", "z")),
                Arguments.of(2, "--data", List.of(MODEL)),
                Arguments.of(2, "MODEL", List.of("--data", SAMPLES)),
                Arguments.of(2, "--sample", List.of(MODEL, "--data", SAMPLES, "--sample", "1", "--samples", "2")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isOneSentence(int code, String sentence, List<String> words) {
        Path out = folder.resolve("out.json");
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--json", out.toString()));
        Called called = spectrum(all.toArray(new String[0]));
        assertEquals(code, called.code(), called.err());
        assertTrue(called.err().contains(sentence), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
        assertEquals("", called.out());
        assertFalse(Files.exists(out));
    }

    /** A file that is cut, and the broken files that are found in public repositories. */
    @Test
    void brokenFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(MODEL));
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals(3, Called.call("inspect", cut.toString()).code());
        Path pointer = Files.writeString(
                folder.resolve("p.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 7\n");
        Called called = Called.call("inspect", pointer.toString());
        assertTrue(called.code() == 3 && called.err().contains("git-LFS pointer"), called.err());
        Optional<Path> malformed = Optional.ofNullable(System.getenv("JUMPSCOPE_DATA"))
                .map(data -> Path.of(data, "malformed"))
                .filter(Files::isDirectory);
        if (malformed.isPresent()) {
            try (var files = Files.list(malformed.get())) {
                for (Path file : files.toList()) {
                    assertEquals(3, Called.call("inspect", file.toString()).code());
                    assertEquals(3, spectrum(MODEL, "--data", file.toString()).code());
                    assertEquals(
                            3,
                            spectrum(MODEL, "--data", SAMPLES, "--labels", file.toString())
                                    .code());
                }
            }
        }
    }

    /** What training wrote down decides: an autoencoder's targets are its inputs, though the table has labels too. */
    @Test
    void aFileSaysWhatItsNetworkLearnt() {
        String file = folder.resolve("autoencoder.safetensors").toString();
        String rings = EXAMPLES.resolve("rings.csv").toString();
        Called trained = Called.call(
                "train",
                "--data",
                rings,
                "--label",
                "ring",
                "--target",
                "input",
                "--network",
                "2 4 tanh 2",
                "--epochs",
                "1",
                "--l2",
                "0.01",
                "--out",
                file);
        assertEquals(0, trained.code(), trained.err());
        Called called = spectrum(file, "--data", rings, "--labels", "ring", "--samples", "1", "--json", "-");
        assertEquals(0, called.code(), called.err());
        JsonNode result = json(called).get("result");
        assertEquals("input", result.get("target").asString());
        assertTrue(result.get("samples").get(0).get("plateau").isNull());
        assertTrue(called.err().contains("trained to answer with its inputs"), called.err());
        assertTrue(called.err().contains("a penalty on its weights (l2 0.01)"), called.err());
    }
}
