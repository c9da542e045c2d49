package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PredictCommandTest {
    @TempDir
    private Path folder;

    private static JsonNode result(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "predict";
        System.arraycopy(words, 0, all, 1, words.length);
        all[all.length - 2] = "--json";
        all[all.length - 1] = "-";
        Called called = call(all);
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    @Test
    void saysTheMapAtAPoint() {
        JsonNode result = result("--state", "16,-8", "--at", "-0.25,0.25", "--target", "0");
        assertEquals(1, result.get("classes").size());
        JsonNode point = result.get("classes").get(0).get("points").get(0);
        // theory §4, reference rows, figure 1 at x = -0.25 (17 digits).
        assertEquals(7.782495785688716e-11, point.get("jump").asDouble(), 1e-10 * 7.8e-11);
        assertEquals(1.0008183838403677, point.get("exponentJacobian").asDouble(), 1e-10);
        for (String field : List.of(
                "x",
                "weightJump",
                "biasJump",
                "jump",
                "jacobian",
                "jacobianArcLength",
                "exponentDataset",
                "preimages")) {
            assertTrue(point.has(field), field);
        }
        JsonNode state = result.get("classes").get(0).get("state");
        assertEquals("given", state.get("source").asString());
        assertEquals(-8, state.get("bias").asDouble());
    }

    @Test
    void saysTheEquilibrium() {
        JsonNode equilibrium = result().get("equilibrium");
        // theory §3: sigmoid with squared loss on normal(0, 1/4) and normal(1, 1/4) is at (16, -8) exactly, the log
        // odds.
        assertEquals(16, equilibrium.get("weight").asDouble(), 1e-9);
        assertEquals(-8, equilibrium.get("bias").asDouble(), 1e-9);
        for (String field : List.of("risk", "accuracy", "gradient", "hessianEigenvalues", "relaxationSteps")) {
            assertTrue(equilibrium.has(field), field);
        }
    }

    @Test
    void takesAnExperimentFileAndLetsAnOptionWin() throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), """
                classes:
                  - {target: 0, input: "laplace(0, 0.3)"}
                activation: relu
                state: {weight: 2, bias: 0.5}
                """);
        JsonNode result = result(file.toString(), "--state", "3,1", "--at-jump", "0.01");
        assertEquals("relu + squared", result.get("composition").asString());
        JsonNode only = result.get("classes").get(0);
        assertEquals(3, only.get("state").get("weight").asDouble());
        JsonNode density = only.get("densities").get(0);
        assertEquals(
                density.get("density").asDouble(),
                density.get("positive").asDouble() + density.get("negative").asDouble(),
                1e-12 * density.get("density").asDouble());
    }

    @Test
    void takesClassesFromATable() throws IOException {
        StringBuilder rows = new StringBuilder("size,kind\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i % 2 + 0.1 * Math.sin(i)).append(',').append(i % 2).append('\n');
        }
        Path file = Files.writeString(folder.resolve("t.csv"), rows);
        JsonNode result = result("--data", file.toString(), "--feature", "size", "--label", "kind", "--state", "4,-2");
        assertEquals(2, result.get("classes").size());
    }

    @Test
    void badInputIsThreeAndNothingIsWritten() {
        Path json = folder.resolve("a.json");
        for (List<String> words : List.of(
                List.of("--activation", "sigmiod"),
                List.of("--activation", "1/(1+exp(-z))"),
                List.of("--input", "0=normal(0, -1)"),
                List.of("--input", "0=normal(0, 1)"), // one class has no equilibrium
                List.of("--activation", "piecewise-linear", "--loss", "cross-entropy"), // theory §3: none exists
                List.of("--target", "7"),
                List.of("--at-jump", "-1"))) {
            String[] all = new String[words.size() + 3];
            all[0] = "predict";
            all[1] = "--json";
            all[2] = json.toString();
            for (int i = 0; i < words.size(); i++) {
                all[i + 3] = words.get(i);
            }
            Called called = call(all);
            assertEquals(3, called.code(), words + called.err());
            assertEquals(1, called.err().lines().count(), called.err());
            assertTrue(Files.notExists(json));
        }
    }

    @Test
    void theTextSaysRangesInDecades() {
        String text = call("predict", "--at", "0.1").out();
        assertTrue(text.contains("decades"), text);
        assertTrue(text.contains("at x = 0.1: jump "), text);
        assertTrue(text.startsWith("sigmoid + squared\nequilibrium  weight 16, bias -8"), text);
    }

    @Test
    void drawsTheLaw() throws IOException {
        for (String ending : List.of("svg", "png", "pdf")) {
            Path file = folder.resolve("law." + ending);
            Called called = call("predict", "--state", "16,-8", "--plot", file.toString());
            assertEquals(0, called.code(), called.err());
            assertTrue(Files.size(file) > 1000, ending);
        }
        Path wrong = folder.resolve("law.gif");
        Called called = call("predict", "--state", "16,-8", "--plot", wrong.toString());
        assertEquals(3, called.code());
        assertTrue(called.err().contains("svg"), called.err());
        assertTrue(Files.notExists(wrong));
    }

    /** The law of a normal class goes on forever, which JSON says by null. */
    @Test
    void saysThatABranchIsUnbounded() {
        JsonNode branches = result("--state", "16,-8", "--target", "0")
                .get("classes")
                .get(0)
                .get("branches");
        assertTrue(branches.get(0).get("lower").isNull(), branches.toString());
        assertTrue(branches.get(1).get("upper").isNull(), branches.toString());
        // theory §3: the fold of figure 1.
        assertEquals(0.5458023485537406, branches.get(0).get("upper").asDouble(), 1e-12);
    }
}
