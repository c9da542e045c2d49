package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jumpscope.data.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    private static final String RINGS = ExampleRings.FILE.toString();

    @TempDir
    private Path folder;

    private static String[] train(String... more) {
        List<String> words = new ArrayList<>(List.of("train"));
        words.addAll(List.of(more));
        for (String[] usual : new String[][] {{"--data", RINGS}, {"--label", "ring"}, {"--epochs", "20"}}) {
            boolean replaced = words.contains(usual[0]) || (usual[0].equals("--epochs") && words.contains("--steps"));
            words.addAll(replaced ? List.of() : List.of(usual));
        }
        return words.toArray(new String[0]);
    }

    private static JsonNode json(String... more) {
        Called called = call(train(more));
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out());
    }

    @Test
    void theExampleIsWhatItsProgramMakes() throws IOException {
        assertEquals(ExampleRings.content(), Files.readString(ExampleRings.FILE));
    }

    @Test
    void answersInJson() {
        JsonNode envelope = json("--network", "2 7 tanh 3 softmax", "--json", "-");
        assertEquals("train", envelope.get("command").asString());
        JsonNode result = envelope.get("result");
        assertEquals(45, result.get("trainable").asInt());
        assertEquals(2, result.get("boundary").asInt());
        assertEquals(20, result.get("epochs").size());
        JsonNode last = result.get("epochs").get(19);
        JsonNode equilibrium = result.get("equilibrium");
        assertEquals(last.get("driftToFluctuation"), equilibrium.get("driftToFluctuation"));
        assertEquals(last.get("heldOutAccuracy"), result.get("accuracy"));
        assertEquals(last.get("heldOutLoss"), result.get("loss"));
        double n = equilibrium.get("samples").asDouble();
        double ratio = equilibrium.get("driftToFluctuation").asDouble();
        assertEquals(480, n);
        assertEquals(n / (ratio * ratio), equilibrium.get("equilibriumSamples").asDouble(), 1e-9 * n / ratio / ratio);
        assertEquals(equilibrium.get("reached").asBoolean(), ratio < 1);
        assertEquals(
                "rings.csv",
                envelope.get("provenance").get("inputs").get(0).get("file").asString());
    }

    @Test
    void threadsDoNotMatterAndTheSeedDoes() {
        JsonNode one = json("--threads", "1", "--json", "-").get("result");
        assertEquals(one, json("--threads", "3", "--json", "-").get("result"));
        assertNotEquals(one, json("--seed", "2", "--json", "-").get("result"));
    }

    @Test
    void aFileSaysTheSameAsOptions() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.yaml"),
                "data: " + RINGS + "\nlabel: ring\nepochs: 5\nnetwork: 2 5 relu 3 softmax\nbatch: 50\n");
        Called called = call("train", file.toString(), "--epochs", "20", "--json", "-");
        assertEquals(
                json("--network", "2 5 relu 3 softmax", "--batch", "50", "--json", "-")
                        .get("result"),
                new JsonMapper().readTree(called.out()).get("result"));
    }

    @Test
    void writesTheNetworkInBothForms() throws IOException {
        Path tensors = folder.resolve("n.safetensors");
        Path arrays = folder.resolve("n.npz");
        Called called = call(train("--out", tensors.toString(), "--out", arrays.toString()));
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().contains("written      " + tensors), called.out());
        assertEquals(NetworkFile.read(tensors, Optional.empty()), NetworkFile.read(arrays, Optional.empty()));
        byte[] before = Files.readAllBytes(tensors);
        assertEquals(3, call(train("--out", tensors.toString())).code());
        assertEquals(0, call(train("--out", tensors.toString(), "--force")).code());
        assertArrayEquals(before, Files.readAllBytes(tensors));
    }

    @Test
    void goesOnFromACheckpoint() throws IOException {
        String kept = folder.resolve("c").toString();
        Path whole = folder.resolve("whole.safetensors");
        Path parts = folder.resolve("parts.safetensors");
        String[] how = {"--schedule", "constant", "--batch", "30"};
        assertEquals(0, call(train(with(how, "--out", whole.toString()))).code());
        assertEquals(
                0, call(train(with(how, "--epochs", "7", "--checkpoint", kept))).code());
        Called again = call(train(with(how, "--checkpoint", kept)));
        assertEquals(3, again.code());
        assertTrue(again.err().contains("add --resume to go on from it"), again.err());
        Called rest = call(train(with(how, "--checkpoint", kept, "--resume", "--out", parts.toString())));
        assertEquals(0, rest.code(), rest.err());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
        Called shorter = call(train(with(how, "--epochs", "7", "--checkpoint", kept, "--resume")));
        assertEquals(3, shorter.code());
        assertTrue(shorter.err().contains("after step 320"), shorter.err());
        Called other = call(train("--checkpoint", kept, "--resume"));
        assertTrue(other.err().contains("was made with batch '30'"), other.err());
    }

    private static String[] with(String[] how, String... more) {
        List<String> words = new ArrayList<>(List.of(how));
        words.addAll(List.of(more));
        return words.toArray(new String[0]);
    }

    /** Ctrl-C of a process of its own: exit code 130, and the rest goes on from the checkpoint with the same bits. */
    @Test
    void isInterruptedAndGoesOn() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "signals are sent as on Linux");
        Path kept = folder.resolve("c");
        Path parts = folder.resolve("parts.safetensors");
        Path whole = folder.resolve("whole.safetensors");
        String[] how = {"--epochs", "60000", "--batch", "40", "--optimiser", "momentum", "--schedule", "step(100, 0.5)"
        };
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.jumpscope.app.Jumpscope"));
        command.addAll(List.of(train(with(how, "--checkpoint", kept.toString(), "--out", parts.toString()))));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(err.toFile())
                .start();
        try {
            for (int i = 0; i < 600 && !Files.exists(kept) && process.isAlive(); i++) {
                Thread.sleep(50);
            }
            assertTrue(process.isAlive(), Files.readString(err));
            assumeFalse(ignoresInterrupts(process.pid()), "this process was started with Ctrl-C switched off");
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(130, process.exitValue(), Files.readString(err));
        String said = Files.readString(err);
        assertTrue(said.contains("with --resume goes on"), said);
        assertFalse(Files.exists(parts));
        int step = Integer.parseInt(said.replaceAll("(?s).*after step (\\d+) of.*", "$1"));
        // The rest is cut short, so that both ways are the same few steps beyond the interruption.
        String[] few = {
            "--epochs", "" + (step / 12 + 2), "--batch", "40", "--optimiser", "momentum", "--schedule", "step(100, 0.5)"
        };
        assertEquals(
                0,
                call(train(with(few, "--checkpoint", kept.toString(), "--resume", "--out", parts.toString())))
                        .code());
        assertEquals(0, call(train(with(few, "--out", whole.toString()))).code());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
    }

    /** Whether the second bit of the mask of ignored signals is set, as for what a shell starts in the background. */
    private static boolean ignoresInterrupts(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    @Test
    void badInputIsExitThreeAndNothingIsWritten() {
        Path out = folder.resolve("n.onnx");
        for (String[] words : new String[][] {
            {"train"},
            {"train", "--data", "no-such-file.csv"},
            {"train", "--data", RINGS},
            train("--label", "x"),
            train("--network", "2 5 tanhh 3 softmax"),
            train("--network", "3 5 tanh 3 softmax"),
            train("--network", "2 5 tanh 2 softmax"),
            train("--network", "2 99999 tanh 9999 tanh 3 softmax"),
            train("--loss", "huber"),
            train("--rate", "0"),
            train("--batch", "0"),
            train("--steps", "7", "--optimiser", "adm"),
            train("--held-out", "1"),
            train("--threads", "0"),
            train("--rate", "1e300", "--optimiser", "sgd", "--loss", "squared", "--network", "2 3"),
            train("--resume"),
            train("--checkpoint", "no-such-checkpoint", "--resume"),
            train("--out", out.toString())
        }) {
            Called called = call(words);
            assertEquals(3, called.code(), String.join(" ", words) + ": " + called.err());
            assertEquals(1, called.err().lines().count(), called.err());
            assertEquals("", called.out());
        }
        assertFalse(Files.exists(out));
        assertEquals(2, call(train("--optimizer", "adam")).code());
    }

    /** The record is an answer of its own, in a file, in JSON and in words; wrong options are refused before the work. */
    @Test
    void recordsItsSteps() throws IOException {
        Path file = folder.resolve("steps.csv");
        String[] words = train(
                "--optimiser",
                "sgd",
                "--network",
                "2 5 tanh 3 softmax",
                "--record",
                file.toString(),
                "--record-at",
                "epochs(10)",
                "--record-samples",
                "90",
                "--record-elements",
                "4");
        Called called = call(words);
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().contains("potential jumps q̇ of 90 samples at 3 moments, epochs(10)"), called.out());
        assertTrue(called.out().contains("waiting"), called.out());
        assertEquals(1 + 400 + 3 * 90, Files.readAllLines(file).size());
        Called again = call(words);
        assertEquals(3, again.code());
        assertTrue(again.err().contains("is there already"), again.err());
        JsonNode recorded = json("--record-at", "epochs(10)", "--record-samples", "90", "--json", "-")
                .get("result")
                .get("recorded");
        assertEquals(3, recorded.get("moments").size());
        assertEquals(200, recorded.get("moments").get(1).get("step").asInt(), "20 steps an epoch");
        assertTrue(json("--json", "-").get("result").get("recorded").isNull());
        for (String[] wrong : new String[][] {
            {"--record", "steps.txt"},
            {"--record-at", "sometimes"},
            {"--record-elements", "0"},
            {"--record-samples", "0"},
            {"--large", "0.4"},
        }) {
            Called refused = call(train(wrong));
            assertEquals(3, refused.code(), refused.err());
            assertEquals(1, refused.err().lines().count(), refused.err());
        }
    }
}
