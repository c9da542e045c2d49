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

    /** Values of coordinates and directions are those of the library's jumps, class by class and sign by sign. */
    @Test
    void measuresCoordinatesNormsAndDirections() {
        JsonNode result = result(
                "--labels",
                "kind",
                "--coordinate",
                "layer 1 weight 3 5",
                "--coordinate",
                "layer 2 bias 0",
                "--norms",
                "--directions",
                "2",
                "--at-sample",
                "4");
        OnnxFile file = OnnxFile.open(Path.of(MODEL));
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(file.network(), file.trainables()), new SoftmaxCrossEntropy());
        CsvFile table = CsvFile.open(Path.of(SAMPLES));
        Dataset data = table.read(table.columnsExcept("kind"), "kind");
        assertEquals(2, result.get("coordinates").size());
        for (JsonNode coordinate : result.get("coordinates")) {
            int index = coordinate.get("index").asInt();
            for (JsonNode values : coordinate.get("values")) {
                int sign = values.get("sign").asString().equals("positive") ? 1 : -1;
                double[] own = java.util.stream.IntStream.range(0, data.size())
                        .filter(i -> data.labels().get(i) == values.get("label").asInt())
                        .mapToDouble(i -> sign
                                * pass.jump(data.sample(i), pass.target((int)
                                                data.labels().get(i)))
                                        .get(index))
                        .filter(v -> v > 0)
                        .sorted()
                        .toArray();
                assertEquals(own.length, values.get("count").asInt());
                assertEquals(own[0], values.get("least").asDouble(), 1e-13 * own[0]);
                assertEquals(own[own.length - 1], values.get("greatest").asDouble(), 1e-13 * own[own.length - 1]);
                long binned = 0;
                for (JsonNode bin : values.get("histogram")) {
                    binned += bin.get("count").asLong();
                }
                assertEquals(own.length, binned);
            }
        }
        assertEquals(7, result.get("partNorms").size());
        JsonNode network = result.get("partNorms").get(6);
        assertEquals("network", network.get("part").asString());
        for (int c = 0; c < 3; c++) {
            assertEquals(
                    result.get("norms").get(c).get("median").asDouble(),
                    network.get("values").get(c).get("median").asDouble(),
                    1e-14);
        }
        JsonNode projections = result.get("projections");
        assertEquals(4, projections.get("sample").asInt());
        assertEquals(2, projections.get("directions").size());
        JsonNode first = projections.get("directions").get(0);
        assertTrue(first.get("singularValue").asDouble()
                > projections.get("directions").get(1).get("singularValue").asDouble());
        assertTrue(first.get("reference").asDouble() > 0);
        int projected = 0;
        for (JsonNode values : first.get("values")) {
            projected += values.get("count").asInt();
        }
        assertEquals(60, projected);
        // Decades of a group depend on each other: the covariance has their errors on its diagonal.
        for (JsonNode jumps : result.get("jumps")) {
            for (int i = 0; i < jumps.get("covariance").size(); i++) {
                double error = jumps.get("decades").get(i).get("standardError").asDouble();
                assertEquals(
                        error * error, jumps.get("covariance").get(i).get(i).asDouble(), 1e-10 * error * error);
            }
        }
    }

    @Test
    void refusesDetailsThatAreNotThere() {
        String[][] wrong = {
            {"--coordinate", "layer 3 weight 0 0"},
            {"--coordinate", "layer 1 weight 5 0"},
            {"--coordinate", "layer 1 weight 0 8"},
            {"--coordinate", "layer 1 bias"},
            {"--coordinate", "layer 1 bias 2", "--coordinate", "layer 1 biases 2"},
            {"--directions", "9"},
            {"--directions", "0"},
            {"--directions", "1", "--at-sample", "60"},
            {"--directions", "1", "--at-sample", "-1"},
            {"--at-sample", "1"},
        };
        for (String[] options : wrong) {
            List<String> words = new ArrayList<>(List.of(MODEL, "--data", SAMPLES, "--labels", "kind"));
            words.addAll(Arrays.asList(options));
            Called called = measure(words.toArray(new String[0]));
            assertEquals(3, called.code(), called.err());
            assertEquals(1, called.err().lines().count(), called.err());
            assertEquals("", called.out());
        }
    }

    @Test
    void showsDetails() {
        Called called = measure(
                MODEL,
                "--data",
                SAMPLES,
                "--labels",
                "kind",
                "--coordinate",
                "layer 1 weight 3 5",
                "--norms",
                "--directions",
                "8");
        assertEquals(0, called.code(), called.err());
        for (String part : List.of(
                "length of the jump over layer 1 biases",
                "jump of layer 1 weight 3 5, the element 29 of q",
                "jump along direction 8 of sample 0",
                ", of the plateau;")) {
            assertTrue(called.out().contains(part), called.out());
        }
        assertTrue(called.err().contains("directions have the singular value of the plateau"), called.err());
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
