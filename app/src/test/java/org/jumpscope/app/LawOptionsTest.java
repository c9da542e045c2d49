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
import java.util.stream.Stream;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.onnx.OnnxFile;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.law.DecoupledLaws;
import org.jumpscope.duality.law.DirectionLaw;
import org.jumpscope.duality.law.GaussianBoundary;
import org.jumpscope.duality.law.JointLaw;
import org.jumpscope.duality.law.LabelSamples;
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

/** {@code spectrum --laws} and {@code --density} as commands. */
class LawOptionsTest {
    private static final Path EXAMPLES = GuidePage.ROOT.resolve("docs/examples");
    private static final String MODEL = EXAMPLES.resolve("network.onnx").toString();
    private static final String SAMPLES = EXAMPLES.resolve("samples.csv").toString();

    @TempDir
    private Path folder;

    private static Called spectrum(String... words) {
        List<String> all = new ArrayList<>(List.of("spectrum", MODEL, "--data", SAMPLES));
        all.addAll(Arrays.asList(words));
        return Called.call(all.toArray(new String[0]));
    }

    private static JsonNode result(String... words) {
        Called called = spectrum(words);
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    private static NetworkLearningPass pass() {
        OnnxFile file = OnnxFile.open(Path.of(MODEL));
        return NetworkLearningPass.of(ActivationPass.of(file.network(), file.trainables()), new SoftmaxCrossEntropy());
    }

    /** The samples of kind 1, which are every third. */
    private static LabelSamples second() {
        CsvFile table = CsvFile.open(Path.of(SAMPLES));
        Dataset data = table.read(table.columnsExcept("kind"), "kind");
        int[] rows = new int[20];
        Arrays.setAll(rows, i -> 3 * i + 1);
        return LabelSamples.of(LabelledSamples.of(data), rows, Vector.of(0, 1, 0));
    }

    /** Laws at the means of the labels are those of the library. */
    @Test
    void lawsAtTheMeans() {
        JsonNode laws = result("--labels", "kind", "--laws", "2", "--json", "-").get("laws");
        assertEquals(3, laws.size());
        JsonNode second = laws.get(1);
        assertEquals(1, second.get("label").asInt());
        assertEquals("mean", second.get("reference").asString());
        assertEquals(20, second.get("samples").asInt());
        assertEquals(20 / 60.0, second.get("share").asDouble());
        LabelSamples samples = second();
        DecoupledLaws.Result known = DecoupledLaws.withDefaults()
                .withDirections(2)
                .find(DualityJacobian.of(pass()), samples, samples.mean());
        assertEquals(known.coupling().offDiagonal(), second.get("offDiagonal").asDouble());
        assertEquals(known.coupling().outsideShare(), second.get("outsideShare").asDouble());
        // Two leading directions and one of the plateau.
        assertEquals(3, second.get("directions").size());
        for (int i = 0; i < 3; i++) {
            DirectionLaw law = known.laws().get(i);
            JsonNode direction = second.get("directions").get(i);
            assertEquals(law.index(), direction.get("index").asInt());
            assertEquals(law.value(), direction.get("singularValue").asDouble());
            assertEquals(i == 2, direction.get("onPlateau").asBoolean());
            assertEquals(i != 2, direction.get("product").isNull());
            assertEquals(
                    law.distance().kolmogorov(),
                    direction.get("distance").get("kolmogorov").asDouble());
            assertEquals(law.sobol().value(), direction.get("firstOrderIndex").asDouble());
            assertEquals(
                    law.correction().orElseThrow().secondOrder(),
                    direction.get("correction").get("secondOrder").asDouble());
            assertEquals(law.validity().sentence(), direction.get("finding").asString());
            JsonNode curve = direction.get("curve");
            for (int k = 0; k < law.points().size(); k++) {
                assertEquals(
                        law.points().get(k).logDensity(),
                        curve.get("logDensity").get(k).asDouble());
                assertEquals(
                        law.points().get(k).jacobian(),
                        curve.get("jacobianExponent").get(k).asDouble());
            }
            // Densities per decade: what lies in the middle 99.8 % of the samples.
            JsonNode density = direction.get("density");
            double width = Math.log10(density.get("edges").get(1).asDouble()
                    / density.get("edges").get(0).asDouble());
            double mass = 0;
            for (JsonNode height : density.get("sampled")) {
                mass += height.asDouble() * width;
            }
            assertTrue(mass > 0.85 && mass < 1 + 1e-12, direction.toString());
        }
    }

    /** At one sample: its label's law, from the others. */
    @Test
    void lawsAtASample() {
        JsonNode result =
                result("--labels", "kind", "--sample", "4", "--laws", "1", "--coordinate", "normal", "--json", "-");
        JsonNode laws = result.get("laws");
        assertEquals(1, laws.size());
        assertEquals("sample 4", laws.get(0).get("reference").asString());
        assertEquals(1, laws.get(0).get("label").asInt());
        assertEquals(19, laws.get(0).get("samples").asInt());
        assertEquals("normal", laws.get(0).get("coordinate").asString());
        assertTrue(result.get("samples").get(0).get("logDensity").isNull());
        assertTrue(result.get("samples").get(0).get("density").isNull());
    }

    /** log p(q̇) of sample 4 by the library, with a share of a third. */
    @Test
    void densitiesOfSamples() {
        JsonNode samples = result("--labels", "kind", "--samples", "5", "--density", "gaussian", "--json", "-")
                .get("samples");
        JointLaw law = JointLaw.of(DualityJacobian.of(pass()), GaussianBoundary.of(second()), 20 / 60.0);
        JointLaw.Found found = (JointLaw.Found) law.at(second().input(1), Vector.of(0, 1, 0));
        JsonNode sample = samples.get(4);
        assertEquals(found.logDensity(), sample.get("logDensity").asDouble());
        JsonNode density = sample.get("density");
        assertEquals(8, density.get("dimension").asInt());
        assertEquals(found.logDeterminant(), density.get("logDeterminant").asDouble());
        assertEquals(2, density.get("plateau").asInt());
        assertTrue(density.get("statement").asString().contains("one preimage"));
        double kernel = result("--labels", "kind", "--samples", "5", "--density", "kernel", "--json", "-")
                .get("samples")
                .get(4)
                .get("logDensity")
                .asDouble();
        assertTrue(kernel != found.logDensity() && Double.isFinite(kernel));
    }

    /** Too few samples have no density, which is said and is no error. */
    @Test
    void noDensityIsAnAnswer() {
        Called called = spectrum("--labels", "kind", "--density", "gaussian", "--law-samples", "12");
        assertEquals(0, called.code(), called.err());
        assertTrue(called.err().contains("give more samples"), called.err());
        assertTrue(called.out().contains("none"), called.out());
        JsonNode sample = result("--labels", "kind", "--density", "gaussian", "--law-samples", "12", "--json", "-")
                .get("samples")
                .get(0);
        assertTrue(sample.get("logDensity").isNull());
        assertTrue(sample.get("density").get("statement").asString().contains("give more samples"));
    }

    @Test
    void textAndFigure() throws IOException {
        Path plot = folder.resolve("laws.svg");
        Called called = spectrum("--labels", "kind", "--laws", "2", "--plot", plot.toString());
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().contains("laws of label 2 at their mean, from 20 samples"), called.out());
        assertTrue(called.out().contains("undecided"), called.out());
        assertTrue(called.err().contains("from 20 samples only"), called.err());
        String svg = Files.readString(plot);
        assertTrue(svg.contains("density per decade") && svg.contains("product law"), svg);
        assertEquals(
                3,
                spectrum("--labels", "kind", "--laws", "2", "--plot", plot.toString())
                        .code());
    }

    /** A number to predict is no label that samples share. */
    @Test
    void numbersToPredictHaveNoGroups() throws IOException {
        List<String> lines = new ArrayList<>(List.of("a,b,y"));
        for (int i = 0; i < 40; i++) {
            lines.add(Math.sin(i) + "," + Math.cos(3 * i) + "," + Math.sin(5 * i));
        }
        String table = Files.write(folder.resolve("table.csv"), lines).toString();
        String model = folder.resolve("net.safetensors").toString();
        Called trained = Called.call(
                "train",
                "--data",
                table,
                "--label",
                "y",
                "--network",
                "2 3 tanh 1",
                "--loss",
                "squared",
                "--epochs",
                "2",
                "--out",
                model);
        assertEquals(0, trained.code(), trained.err());
        Called called = Called.call("spectrum", model, "--data", table, "--labels", "y", "--laws", "1");
        assertEquals(3, called.code(), called.err());
        assertTrue(called.err().contains("are numbers to predict, not classes"), called.err());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("--laws 0 is no number of directions", List.of("--laws", "0")),
                Arguments.of("--density wide is not known: say gaussian or kernel", List.of("--density", "wide")),
                Arguments.of(
                        "--coordinate flat is not known: say sampled or normal",
                        List.of("--laws", "1", "--coordinate", "flat")),
                Arguments.of("say of how many directions", List.of("--plot", "laws.svg")),
                Arguments.of("There is nothing to do for 0 samples", List.of("--laws", "1", "--law-samples", "0")),
                Arguments.of("laws need two or more", List.of("--laws", "1", "--sample", "5", "--law-samples", "4")),
                Arguments.of("No label has two samples", List.of("--laws", "1", "--law-samples", "3")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isOneSentence(String sentence, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--labels", "kind"));
        Called called = spectrum(all.toArray(new String[0]));
        assertEquals(3, called.code(), called.err());
        assertTrue(called.err().contains(sentence), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
        assertFalse(Files.exists(Path.of("laws.svg")));
    }
}
