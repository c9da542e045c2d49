package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DesignCommandTest {
    @TempDir
    private Path folder;

    private static Called design(String... words) {
        List<String> all = new ArrayList<>(List.of("design"));
        all.addAll(List.of(words));
        return call(all.toArray(String[]::new));
    }

    private static JsonNode result(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "-", "--samples", "50000"));
        Called called = design(all.toArray(String[]::new));
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    @Test
    void answersWithTheFieldsOfItsContract() {
        JsonNode result = result("--exponent", "1.5", "--decades", "3", "--state", "4,-2");
        assertEquals("two-signed", result.get("kind").asString());
        assertTrue(result.get("reason").asString().contains("3.429 decades"));
        // theory §5: 3448 for mirror-image classes, 2684 with both classes exact.
        assertEquals(3448, result.get("threshold").asDouble(), 1);
        assertEquals(2684, result.get("thresholdExact").asDouble(), 1);
        JsonNode equilibrium = result.get("equilibrium");
        assertEquals(4, equilibrium.get("weight").asDouble());
        assertEquals(-2, equilibrium.get("bias").asDouble());
        assertEquals(0, equilibrium.get("gradient").get(0).asDouble(), 1e-13);
        assertTrue(equilibrium.get("hessianEigenvalues").get(0).asDouble() > 0);
        assertEquals(4, result.get("branches").size());
        for (JsonNode branch : result.get("branches")) {
            assertEquals(1.5, branch.get("exponent").asDouble());
            // 4.5 standard errors: 7e-6 for each branch.
            double error = branch.get("standardError").asDouble();
            assertEquals(1.5, branch.get("exponentMeasured").asDouble(), 4.5 * error);
            assertTrue(branch.get("ksDistance").asDouble()
                    < 1.6 * branch.get("ksLimit").asDouble());
            assertTrue(
                    List.of("positive", "negative").contains(branch.get("sign").asString()));
            assertTrue(branch.has("target"));
        }
        assertTrue(result.get("descent").get("returned").asBoolean());
    }

    @Test
    void weightAndBiasAreTheState() {
        JsonNode result = result("--law", "uniform(0.1, 1)", "--weight", "-3", "--bias", "1");
        assertEquals(-3, result.get("equilibrium").get("weight").asDouble());
        assertTrue(result.get("branches").get(0).get("exponent").isNull());
        assertTrue(result.get("threshold").isNull());
    }

    @Test
    void saysWhatWouldMakeOne() {
        JsonNode result = result("--exponent", "1.5", "--decades", "3", "--state", "4,-2", "--kind", "one-signed");
        assertEquals("none", result.get("kind").asString());
        assertEquals(0, result.get("branches").size());
        assertTrue(result.get("equilibrium").isNull());
        Path csv = folder.resolve("none.csv");
        Called called = design(
                "--exponent",
                "2.5",
                "--decades",
                "3",
                "--state",
                "4,-2",
                "--kind",
                "one-signed",
                "--csv",
                csv.toString());
        assertEquals(0, called.code());
        assertTrue(called.err().contains("no file of one was written"), called.err());
        assertFalse(Files.exists(csv));
    }

    @Test
    void writesItsFilesOnce() throws IOException {
        Path java = folder.resolve("MyLoss.java");
        String[] words = {
            "--exponent",
            "1",
            "--decades",
            "2",
            "--state",
            "4,-2",
            "--samples",
            "20000",
            "--java",
            java.toString(),
            "--python",
            folder.resolve("loss.py").toString(),
            "--csv",
            folder.resolve("loss.csv").toString(),
            "--npz",
            folder.resolve("loss.npz").toString(),
            "--plot",
            folder.resolve("law.svg").toString()
        };
        Called called = design(words);
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().startsWith("two-signed  jumps of the law powerlaw(1, 0.01, 1)"), called.out());
        assertTrue(Files.readString(java).contains("public final class MyLoss {"));
        for (String name : List.of("loss.py", "loss.csv", "loss.npz", "law.svg", "law-losses.svg")) {
            assertTrue(Files.size(folder.resolve(name)) > 1000, name);
        }
        Called again = design(words);
        assertEquals(3, again.code());
        assertTrue(again.err().contains("is there already"), again.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--exponent 1.5 --decades 0 | --decades 0.0 is not above 0",
                "--exponent 1.5 --decades -2 | --decades -2.0 is not above 0",
                "--exponent 1.5 --decades nan | --decades NaN",
                "--exponent 1.5 | needs --decades",
                "--decades 2 | needs --exponent",
                "--exponent inf --decades 2 | --exponent Infinity is not finite",
                "--exponent 1.5 --decades 3 --upper infinity | no finite upper quantile",
                "--law powerlaw(2.5,1,infinity) | no finite upper quantile",
                "--law normal(0,1) | takes negative values",
                "--law lognormal(0,1) --decades 2 | says the whole law",
                "--law nonsense(1) | nonsense",
                "--state 4,-2 | The law of jumps is not said",
                "--exponent 1 --decades 2 --weight inf --bias 1 | is not finite",
                "--exponent 1 --decades 2 --state 1e999,0 | is not finite",
                "--exponent 1 --decades 2 --weight 4 | --weight needs --bias",
                "--exponent 1 --decades 2 --weight 4 --bias 1 --state 4,1 | both say the state",
                "--exponent 1 --decades 2 --state 0,1 | Weight 0",
                "--exponent 1 --decades 2 --state 4,-2 --input 0=normal(0,1) | needs two classes",
                "--exponent 1 --decades 2 --state 4,-2 --activation relu | Activation relu is flat",
                "--exponent 1 --decades 2 --state 4,-2 --kind both | --kind both is not known",
                "--exponent 1 --decades 2 --state 4,-2 --java loss.txt | does not end with .java",
                "--exponent 1 --decades 2 --state 4,-2 --java my-loss.java | is no name of a Java class",
                "--exponent 1 --decades 2 --state 4,-2 --samples 3 | Number of samples 3",
                "--exponent 1 --decades 2 --state 4,-2 --minimum 30 | A minimum at 30.0",
                "--exponent 1 --decades 2 --state 4,-2 --jump weight | --jump weight is not known",
                "--exponent 1 --decades 2 --state 4,-2 --layer 2 | --layer needs --network",
                "--exponent 1 --decades 2 --state 4,-2 --units 1,2 | --units needs --network",
                "--exponent 1 --decades 2 --state 4,-2 --held-out x.csv | --held-out needs --network",
            })
    void refusesWithOneSentence(String words, String part) {
        Called called = design(words.split(" "));
        assertEquals(3, called.code(), called.err());
        assertTrue(called.err().contains(part), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
    }

    private static final String NETWORK = "--network " + GuidePage.ROOT.resolve("docs/examples/network.onnx") + " ";
    private static final String LABELLED =
            NETWORK + "--data " + GuidePage.ROOT.resolve("docs/examples/samples.csv") + " --labels kind ";

    private static Called network(String words) {
        return design(words.split(" "));
    }

    @Test
    void designsTheBiasJump() {
        JsonNode result = result("--exponent", "1.5", "--decades", "3", "--state", "4,-2", "--jump", "bias");
        assertEquals("bias", result.get("jump").asString());
        for (JsonNode branch : result.get("branches")) {
            // 4.5 standard errors: 7e-6 for each branch.
            double error = branch.get("standardError").asDouble();
            assertEquals(1.5, branch.get("exponentMeasured").asDouble(), 4.5 * error);
            assertTrue(branch.get("ksDistance").asDouble()
                    < 1.6 * branch.get("ksLimit").asDouble());
        }
    }

    @Test
    void answersForTheOutputsOfANetwork() throws IOException {
        Path csv = folder.resolve("units.csv");
        Called called = network(LABELLED + "--exponent 1.5 --decades 3 --held-out "
                + GuidePage.ROOT.resolve("docs/examples/samples.csv") + " --units 2,0 --json "
                + folder.resolve("units.json") + " --csv " + csv + " --npz " + folder.resolve("units.npz") + " --plot "
                + folder.resolve("units.svg"));
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().startsWith("network      8 5 tanh 3"), called.out());
        JsonNode result = new JsonMapper()
                .readTree(Files.readString(folder.resolve("units.json")))
                .get("result");
        assertEquals(2, result.get("layer").asInt());
        assertEquals(60, result.get("samples").asInt());
        assertEquals(60, result.get("heldOut").asInt());
        assertEquals(2, result.get("units").get(0).get("unit").asInt());
        long counted = 0;
        for (JsonNode branch : result.get("units").get(1).get("branches")) {
            JsonNode bias = branch.get("bias");
            counted += bias.get("count").asLong();
            assertTrue(bias.get("ksDistance").asDouble() < bias.get("ksLimit").asDouble());
            assertTrue(bias.get("finding").asString().startsWith("Bias jumps follow the law: distance "));
            assertEquals(1.5, branch.get("exponent").asDouble());
            assertTrue(branch.get("heldOut").get("bias").has("ksDistance"));
        }
        assertEquals(60, counted);
        JsonNode equilibrium = result.get("units").get(0).get("equilibrium");
        assertTrue(equilibrium.get("residual").asDouble()
                < equilibrium.get("meanLength").asDouble());
        assertTrue(result.get("findings").size() >= 7);
        assertEquals("unit,target,y,H,h", Files.readAllLines(csv).get(0));
        assertEquals(121, Files.readAllLines(csv).size());
        for (String name : List.of("units.npz", "units.svg", "units-losses.svg")) {
            assertTrue(Files.size(folder.resolve(name)) > 1000, name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layer 3 | There is no layer 3: the network has layers 1 to 2",
                "--layer 1 | Layer 1 is hidden",
                "--units 3 | There is no unit 3: the network has 3 outputs, units 0 to 2",
                "--state 4,-2 | --state is of one neuron",
                "--input 0=normal(0,1) | --input is of one neuron",
                "--weight 2 | --weight is of one neuron",
                "--minimum 2 | --minimum is of one neuron",
                "--python loss.py | --python is of one neuron",
                "--jump norm | --jump norm is of one neuron",
                "--samples 0 | --samples 0 is no number of samples",
                "--part middle | --part middle is not a part",
                "--threads 0 | 0",
                "--kind one-signed --upper 1e-5 | No unit has a loss; for unit 0",
            })
    void refusesForANetworkWithOneSentence(String words, String part) {
        Called called = network(LABELLED + "--exponent 3 --decades 1 " + words);
        assertEquals(3, called.code(), called.err());
        assertTrue(called.err().contains(part), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
    }

    @Test
    void refusesANetworkWithoutItsData() {
        Called called = network(NETWORK + "--exponent 1 --decades 2");
        assertEquals(3, called.code());
        assertTrue(called.err().contains("needs --data"), called.err());
        called = network(NETWORK + "--exponent 1 --decades 2 --data "
                + GuidePage.ROOT.resolve("docs/examples/rings.csv") + " --labels ring");
        assertEquals(3, called.code());
        assertTrue(called.err().contains("the network reads 8 inputs"), called.err());
        called = network(
                NETWORK + "--exponent 1 --decades 2 --data " + GuidePage.ROOT.resolve("docs/examples/samples.csv"));
        assertEquals(3, called.code());
        assertTrue(called.err().contains("--labels"), called.err());
    }
}
