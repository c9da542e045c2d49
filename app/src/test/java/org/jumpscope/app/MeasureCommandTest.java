package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.onnx.OnnxFile;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MeasureCommandTest {
    private static final Path EXAMPLES = GuidePage.ROOT.resolve("docs/examples");
    private static final String MODEL = EXAMPLES.resolve("network.onnx").toString();
    private static final String SAMPLES = EXAMPLES.resolve("samples.csv").toString();

    @TempDir
    private Path folder;

    private static Called measure(String... words) {
        List<String> all = new ArrayList<>(List.of("measure"));
        all.addAll(Arrays.asList(words));
        return Called.call(all.toArray(new String[0]));
    }

    private static JsonNode result(String... words) {
        List<String> all = new ArrayList<>(List.of(MODEL, "--data", SAMPLES, "--json", "-"));
        all.addAll(Arrays.asList(words));
        Called called = measure(all.toArray(new String[0]));
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    /** Every jump of every variable is counted once, and lengths are those of the library's jumps. */
    @Test
    void countsAllJumpsAndPoolsNone() {
        JsonNode result = result("--labels", "kind");
        assertEquals(63, result.get("trainable").asInt());
        assertEquals(60, result.get("samples").asInt());
        long counted = 0;
        Set<String> keys = new HashSet<>();
        for (JsonNode jumps : result.get("jumps")) {
            counted += jumps.get("count").asLong();
            assertTrue(
                    keys.add(jumps.get("group") + " " + jumps.get("label") + " " + jumps.get("sign")),
                    jumps.get("group").asString());
            double share = 0;
            for (JsonNode decade : jumps.get("decades")) {
                share += decade.get("share").asDouble();
                assertEquals(
                        10, decade.get("upper").asDouble() / decade.get("lower").asDouble(), 1e-12);
                assertTrue(decade.get("standardError").asDouble() > 0);
            }
            assertTrue(share <= 1 + 1e-12);
        }
        assertEquals(60 * 63, counted, "no activation and no delta of this network is exactly 0");
        OnnxFile file = OnnxFile.open(Path.of(MODEL));
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(file.network(), file.trainables()), new SoftmaxCrossEntropy());
        CsvFile table = CsvFile.open(Path.of(SAMPLES));
        Dataset data = table.read(table.columnsExcept("kind"), "kind");
        double longest = 0;
        for (int i = 0; i < data.size(); i++) {
            if (data.labels().get(i) == 1) {
                double[] jump = pass.jump(data.sample(i), pass.target(1)).toArray();
                longest = Math.max(
                        longest, Math.sqrt(Arrays.stream(jump).map(v -> v * v).sum()));
            }
        }
        JsonNode norms = result.get("norms").get(1);
        assertEquals(1, norms.get("label").asInt());
        assertEquals(longest, norms.get("greatest").asDouble(), 1e-14);
    }

    @Test
    void theAnswerDoesNotDependOnThreads() {
        assertEquals(result("--labels", "kind", "--threads", "1"), result("--labels", "kind", "--threads", "3"));
    }

    /** Constant exponents are an agreement of decades that stand side by side. */
    @Test
    void saysWhereTheExponentIsConstant() {
        int found = 0;
        for (JsonNode jumps : result("--labels", "kind").get("jumps")) {
            JsonNode constant = jumps.get("constant");
            if (constant.isNull()) {
                continue;
            }
            found++;
            assertTrue(constant.get("decades").asInt() >= 2);
            assertTrue(constant.get("pValue").asDouble() >= 0.05);
            assertEquals(
                    constant.get("decades").asInt(),
                    Math.log10(constant.get("upper").asDouble()
                            / constant.get("lower").asDouble()),
                    1e-9);
        }
        assertTrue(found > 0);
    }

    @Test
    void takesFewerSamplesOrPredictedClasses() throws IOException {
        assertEquals(
                7, result("--labels", "kind", "--samples", "7").get("samples").asInt());
        List<String> bare = Files.readAllLines(Path.of(SAMPLES)).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        Path table = Files.write(folder.resolve("bare.csv"), bare);
        Called called = measure(MODEL, "--data", table.toString());
        assertEquals(0, called.code(), called.err());
        assertTrue(called.err().contains("the class that the network predicts"), called.err());
        assertTrue(called.out().contains("layer 2 biases"), called.out());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertEquals(3, measure(MODEL, "--data", "none.csv").code());
        Called labels = measure(MODEL, "--data", SAMPLES, "--labels", "x1");
        assertEquals(3, labels.code());
        assertEquals(1, labels.err().lines().count(), labels.err());
        assertEquals(
                3,
                measure(MODEL, "--data", SAMPLES, "--labels", "kind", "--samples", "0")
                        .code());
        assertEquals(
                3,
                measure(MODEL, "--data", SAMPLES, "--labels", "kind", "--threads", "0")
                        .code());
        assertEquals(2, measure(MODEL).code());
    }

    @Test
    void drawsDensitiesAndExponents() throws IOException {
        for (String ending : List.of("svg", "png", "pdf")) {
            Path plot = folder.resolve("jumps." + ending);
            Called called = measure(MODEL, "--data", SAMPLES, "--labels", "kind", "--plot", plot.toString());
            assertEquals(0, called.code(), called.err());
            assertTrue(Files.size(plot) > 2000);
            assertTrue(Files.size(folder.resolve("jumps-exponents." + ending)) > 2000);
        }
        String svg = Files.readString(folder.resolve("jumps.svg"));
        for (String group : List.of("layer 1 weights", "layer 1 biases", "layer 2 weights", "layer 2 biases")) {
            assertTrue(svg.contains(group), group);
        }
        Path exponents = folder.resolve("jumps-exponents.svg");
        assertTrue(Files.readString(exponents).contains("60 samples"));
        // What is there is not replaced, and a name without a format is refused before the work.
        Files.delete(folder.resolve("jumps.svg"));
        Called again = measure(
                MODEL,
                "--data",
                SAMPLES,
                "--labels",
                "kind",
                "--plot",
                folder.resolve("jumps.svg").toString());
        assertEquals(3, again.code());
        assertTrue(again.err().contains("jumps-exponents.svg"), again.err());
        Called unknown = measure(
                MODEL, "--data", SAMPLES, "--plot", folder.resolve("jumps.gif").toString());
        assertEquals(3, unknown.code());
    }
}
