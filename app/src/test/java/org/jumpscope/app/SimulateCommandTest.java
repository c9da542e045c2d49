package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    private static final String[] RELU = {
        "simulate", "--activation", "relu", "--rate", "0.01", "--chains", "100", "--steps", "4000", "--json", "-"
    };

    @TempDir
    private Path folder;

    private static JsonNode json(String... more) {
        String[] all = java.util.Arrays.copyOf(RELU, RELU.length + more.length);
        System.arraycopy(more, 0, all, RELU.length, more.length);
        Called called = call(all);
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out());
    }

    @Test
    void answersInJson() {
        JsonNode envelope = json();
        assertEquals("simulate", envelope.get("command").asString());
        JsonNode result = envelope.get("result");
        // Theory, section 3: rate 0.01 is predicted at (.93011, -.01574).
        assertEquals(0.93011, result.get("predicted").get("mean").get("weight").asDouble(), 1e-5);
        JsonNode measured = result.get("measured");
        assertEquals(
                0.93023,
                measured.get("mean").get("weight").asDouble(),
                5 * measured.get("standardError").get("weight").asDouble());
        assertEquals(100, result.get("chains").get("averaged").asInt());
        assertEquals(3, result.get("comparisons").size());
    }

    @Test
    void threadsDoNotMatterAndTheSeedDoes() {
        JsonNode one = json("--threads", "1").get("result");
        assertEquals(one, json("--threads", "3").get("result"));
        assertNotEquals(one, json("--seed", "2").get("result"));
    }

    @Test
    void recordsSteps() throws IOException {
        Path file = folder.resolve("steps.csv");
        json("--record", file.toString(), "--record-steps", "200");
        assertEquals(201, Files.readAllLines(file).size());
        Called again = call("simulate", "--record", file.toString(), "--steps", "10");
        assertEquals(3, again.code());
    }

    @Test
    void badInputIsExitThreeAndNothingIsWritten() {
        Path file = folder.resolve("steps.txt");
        for (String[] words : new String[][] {
            {"simulate", "--record", file.toString()},
            {"simulate", "--state", "sgd"},
            {"simulate", "--chains", "0"},
            {"simulate", "--batch", "0"},
            {"simulate", "--rate", "-1"},
            {"simulate", "--steps", "1"},
            {"simulate", "--threads", "0"},
            {"simulate", "--input", "0=normal(0, 1)"},
            {"simulate", "--activation", "piecewise-linear", "--loss", "cross-entropy"}
        }) {
            Called called = call(words);
            assertEquals(3, called.code(), String.join(" ", words) + ": " + called.err());
            assertEquals(1, called.err().lines().count(), called.err());
            assertEquals("", called.out());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void saysWhenChainsDie() {
        Called called = call("simulate", "--activation", "relu", "--state", "-1,-3", "--steps", "100");
        assertEquals(0, called.code());
        assertTrue(called.out().contains("128 dead"), called.out());
        assertTrue(called.err().contains("died"), called.err());
    }
}
