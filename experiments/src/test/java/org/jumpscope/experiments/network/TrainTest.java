package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.CheckpointFile;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
    @TempDir
    private Path folder;

    /** Three classes along two inputs of very different scales; the first input tells them apart but for a small overlap. */
    private Path table() throws IOException {
        var random = RandomBlocks.of(21).block(0);
        StringBuilder lines = new StringBuilder("size,weight,kind\n");
        for (int i = 0; i < 300; i++) {
            int kind = random.nextInt(3);
            lines.append(kind + random.nextDouble() * 1.1)
                    .append(',')
                    .append(5000 + 100 * random.nextDouble())
                    .append(',')
                    .append(new String[] {"large", "medium", "small"}[kind])
                    .append('\n');
        }
        return Files.writeString(folder.resolve("table.csv"), lines);
    }

    private static Train.Request request(Path data, Checkpoints checkpoints, int threads, String... options) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        Training training = Training.of(Optional.empty(), map);
        TrainingData samples = TrainingData.read(new TrainingData.Source(
                data,
                training.label(),
                training.heldOut(),
                training.scaling(),
                training.target().orElse(TargetKind.LABEL),
                training.seed().orElse(1)));
        return new Train.Request(training, samples, checkpoints, threads);
    }

    private static Train.Run.Finished finish(Train.Request request) {
        return (Train.Run.Finished) Train.run(request, Progress.NONE, () -> false);
    }

    @Test
    void learnsATableByItsDefaults() throws IOException {
        Train.Run.Finished run = finish(request(table(), Checkpoints.none(), 2, "label", "kind"));
        TrainResult result = run.result();
        assertEquals("2 100 tanh 3 softmax", result.network());
        assertEquals(603, result.trainable());
        assertEquals(2, result.boundary());
        assertEquals(240, result.settings().samples());
        assertEquals(60, result.settings().heldOut());
        assertEquals("standard", result.settings().scaling());
        assertEquals(3600, result.steps());
        assertEquals("steps", result.ended());
        assertEquals(java.util.List.of("large", "medium", "small"), result.classNames());
        // The classes overlap on a tenth of their length, so that about 94 % can be right; five errors of 60 below
        // that.
        assertTrue(result.accuracy().getAsDouble() > 0.8, result.toString());
        assertEquals(java.util.List.of(), run.warnings());
        assertEquals(
                result,
                finish(request(folder.resolve("table.csv"), Checkpoints.none(), 1, "label", "kind"))
                        .result());
        // The network that is written reads inputs as they are: a sample in the middle of a class, far from scaled.
        Vector out = run.network().activation().outputs(Vector.of(1.5, 5050));
        assertTrue(out.get(1) > 0.9, out.toString());
    }

    @Test
    void goesOnFromWhereItWasStopped() throws IOException {
        Path data = table();
        String[] options = {"label", "kind", "network", "2 9 tanh 3 softmax", "epochs", "12", "optimiser", "momentum"};
        Train.Run.Finished whole = finish(request(data, Checkpoints.none(), 2, options));
        Path file = folder.resolve("c");
        int[] asked = {0};
        Train.Run stopped = Train.run(
                request(data, Checkpoints.in(file, Checkpoints.Start.NEW), 2, options),
                Progress.NONE,
                () -> ++asked[0] == 101);
        assertEquals(new Train.Run.Stopped(101, 240), stopped);
        assertEquals(101, CheckpointFile.read(file).state().step());
        Train.Run.Finished rest = finish(request(data, Checkpoints.in(file, Checkpoints.Start.RESUME), 1, options));
        assertEquals(whole, rest);
        // A finished training goes on to the same end.
        assertEquals(whole, finish(request(data, Checkpoints.in(file, Checkpoints.Start.RESUME), 2, options)));
        assertSays("is there already: add --resume", () -> Checkpoints.in(file, Checkpoints.Start.NEW));
        assertSays("There is no checkpoint", () -> Checkpoints.in(folder.resolve("d"), Checkpoints.Start.RESUME));
        options[3] = "2 8 tanh 3 softmax";
        assertSays(
                "made with network '2 9 tanh 3 softmax' and not network '2 8 tanh 3 softmax'",
                () -> finish(request(data, Checkpoints.in(file, Checkpoints.Start.RESUME), 2, options)));
        options[3] = "2 9 tanh 3 softmax";
        Files.writeString(data, Files.readString(data) + "1,5000,large\n");
        assertSays(
                "was made with",
                () -> finish(request(data, Checkpoints.in(file, Checkpoints.Start.RESUME), 2, options)));
    }

    @Test
    void endsAtEquilibriumAndSaysWhenItDoesNot() throws IOException {
        Path data = table();
        String[] options = {
            "label", "kind", "network", "2 3 softmax", "optimiser", "sgd", "until-equilibrium", "5", "held-out", "0"
        };
        Train.Run.Finished run = finish(request(data, Checkpoints.none(), 2, options));
        TrainResult result = run.result();
        assertEquals("equilibrium", result.ended());
        assertTrue(result.accuracy().isEmpty());
        TrainResult.Equilibrium equilibrium = result.equilibrium().orElseThrow();
        assertTrue(equilibrium.reached());
        assertEquals(5 * 300, equilibrium.samples());
        assertEquals(result.epochs().size(), equilibrium.epoch());
        assertTrue(equilibrium.equilibriumSamples().getAsDouble() > 1500);
        assertTrue(result.epochs().size() > 5, "not in equilibrium in the first window");
        String[] few = java.util.Arrays.copyOf(options, options.length + 2);
        few[options.length] = "epochs";
        few[options.length + 1] = "6";
        Train.Run.Finished short6 = finish(request(data, Checkpoints.none(), 2, few));
        assertEquals("steps", short6.result().ended());
        assertTrue(short6.warnings().get(0).contains("before a window of 5 epochs was in equilibrium"));
        assertSays(
                "there is no fluctuation",
                () -> finish(request(
                        data, Checkpoints.none(), 1, "label", "kind", "batch", "1000", "until-equilibrium", "2")));
    }

    @Test
    void readsArrays() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x_train", NpyArray.of(new byte[] {0, 10, (byte) 250, (byte) 240, 5, 9, (byte) 255, 0}, 4, 2, 1));
        arrays.put("y_train", NpyArray.of(new long[] {0, 1, 0, 1}, 4));
        Path file = folder.resolve("a.npz");
        npz(file, arrays);
        TrainingData half = TrainingData.read(
                new TrainingData.Source(file, Optional.empty(), java.util.OptionalDouble.of(0.5), Optional.empty(), 3));
        assertEquals(2, half.learnt().size());
        assertEquals(2, half.heldOut().orElseThrow().size());
        assertTrue(half.standardisation().isEmpty());
        arrays.put("x_test", NpyArray.of(new byte[] {51, 0}, 1, 2, 1));
        arrays.put("y_test", NpyArray.of(new long[] {1}, 1));
        npz(file, arrays);
        TrainingData data = TrainingData.read(
                new TrainingData.Source(file, Optional.empty(), java.util.OptionalDouble.empty(), Optional.empty(), 3));
        assertEquals(4, data.learnt().size());
        assertEquals(Vector.of(0.2, 0), data.heldOut().orElseThrow().input(0));
        arrays.put("y_train", NpyArray.of(new long[] {0, 1, 0}, 3));
        npz(file, arrays);
        assertSays("are not samples (a row each) and their labels", () -> request(file, Checkpoints.none(), 1));
        npz(file, Map.of("a", NpyArray.of(new long[] {0}, 1)));
        assertSays("has the arrays a: samples and labels are sought in", () -> request(file, Checkpoints.none(), 1));
        assertSays("has no columns", () -> request(file, Checkpoints.none(), 1, "label", "a"));
    }

    private static void npz(Path file, Map<String, NpyArray> arrays) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            NpzFile.write(out, arrays);
        }
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        Path data = table();
        assertSays(
                "reads 3 inputs, but the samples have 2",
                () -> finish(request(data, Checkpoints.none(), 1, "label", "kind", "network", "3 3 softmax")));
        assertSays(
                "label 2 of sample",
                () -> finish(request(data, Checkpoints.none(), 1, "label", "kind", "network", "2 2 softmax")));
        assertSays(
                "one output, whose softmax is always 1",
                () -> finish(request(
                        data, Checkpoints.none(), 1, "label", "kind", "network", "2 1", "loss", "cross-entropy")));
        assertSays("has no column 'label'", () -> request(data, Checkpoints.none(), 1));
        assertSays(
                "cannot be held out", () -> request(data, Checkpoints.none(), 1, "label", "kind", "held-out", "0.001"));
        assertSays(
                "MB of memory beside the data",
                () -> finish(request(
                        data, Checkpoints.none(), 1, "label", "kind", "network", "2 40000 tanh 40000 tanh 3 softmax")));
        assertSays("--threads 0", () -> request(data, Checkpoints.none(), 0, "label", "kind"));
    }

    @Test
    void saysThatNothingIsLearntOnAPlateau() throws IOException {
        Train.Run.Finished run =
                finish(request(table(), Checkpoints.none(), 1, "label", "kind", "rate", "1e-9", "steps", "3"));
        assertEquals(3, run.result().steps());
        assertTrue(run.result().epochs().isEmpty());
        assertTrue(run.result().equilibrium().isEmpty());
        assertFalse(run.warnings().isEmpty());
        Train.Run.Finished more = finish(
                request(table(), Checkpoints.none(), 1, "label", "kind", "network", "2 4 softmax", "epochs", "30"));
        assertEquals(
                "1 of the 4 outputs of the network belong to no class of the samples.",
                more.warnings().get(0));
    }

    private static void assertSays(String part, Executable action) {
        String message = assertThrows(InvalidInputException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Points of a curve in three dimensions, through one neuron: the three inputs are learnt from one number. */
    @Test
    void learnsItsInputs() throws IOException {
        var random = RandomBlocks.of(4).block(0);
        StringBuilder lines = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 200; i++) {
            double s = random.nextDouble();
            lines.append(0.2 + 0.6 * s)
                    .append(',')
                    .append(0.9 - 0.5 * s)
                    .append(',')
                    .append(0.5 * s)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("curve.csv"), lines);
        String[] options = {"target", "input", "network", "3 1 3", "rate", "0.01", "l2", "1e-6"};
        Train.Run.Finished run = finish(request(file, Checkpoints.none(), 2, options));
        TrainResult result = run.result();
        assertEquals("input", result.settings().target());
        assertEquals(1e-6, result.settings().l2());
        assertEquals("squared", result.settings().loss());
        assertEquals("none", result.settings().scaling());
        assertTrue(result.accuracy().isEmpty());
        // The points are a line, which one linear neuron holds; a penalty of 1e-6 leaves squares of about that size.
        assertTrue(result.loss().getAsDouble() < 1e-5, result.toString());
        assertEquals(java.util.List.of(), run.warnings());
        Vector out = run.network().activation().outputs(Vector.of(0.5, 0.65, 0.25));
        assertEquals(0.5, out.get(0), 0.01);
        assertEquals(0.65, out.get(1), 0.01);
        // Constant outputs leave the variance, (0.6² + 0.5² + 0.5²)/12 = 0.072 up to a tenth for 160 samples.
        Train.Run.Finished idle = finish(request(
                file, Checkpoints.none(), 1, "target", "input", "network", "3 1 3", "steps", "1", "rate", "1e-9"));
        assertTrue(
                idle.warnings().get(0).matches(".*hardly below the 0.0(6[5-9]|7).*"),
                idle.warnings().toString());
    }

    @Test
    void refusesTargetsThatDoNotFit() throws IOException {
        Path file = table();
        String target = assertThrows(
                        InvalidInputException.class,
                        () -> finish(request(
                                file,
                                Checkpoints.none(),
                                1,
                                "label",
                                "kind",
                                "target",
                                "input",
                                "network",
                                "2 3 tanh 3")))
                .getMessage();
        assertTrue(target.contains("The targets are to be the inputs, 2 of them"), target);
        String loss = assertThrows(
                        InvalidInputException.class,
                        () -> finish(request(
                                file,
                                Checkpoints.none(),
                                1,
                                "label",
                                "kind",
                                "target",
                                "input",
                                "network",
                                "2 3 tanh 2",
                                "loss",
                                "cross-entropy")))
                .getMessage();
        assertTrue(loss.contains("does not end with sigmoid"), loss);
        String range = assertThrows(
                        InvalidInputException.class,
                        () -> finish(request(
                                file,
                                Checkpoints.none(),
                                1,
                                "label",
                                "kind",
                                "target",
                                "input",
                                "network",
                                "2 3 tanh 2 sigmoid",
                                "loss",
                                "cross-entropy")))
                .getMessage();
        assertTrue(range.contains("sigmoid outputs do not reach"), range);
        String scale = assertThrows(
                        InvalidInputException.class,
                        () -> request(
                                file, Checkpoints.none(), 1, "label", "kind", "target", "input", "scale", "standard"))
                .getMessage();
        assertTrue(scale.contains("--scale standard"), scale);
        String name = assertThrows(
                        InvalidInputException.class, () -> request(file, Checkpoints.none(), 1, "target", "inputs"))
                .getMessage();
        assertTrue(name.contains("did you mean 'input'"), name);
        assertThrows(InvalidInputException.class, () -> request(file, Checkpoints.none(), 1, "l2", "-1"));
    }
}
