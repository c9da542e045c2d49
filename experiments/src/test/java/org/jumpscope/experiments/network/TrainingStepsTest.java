package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.jumpscope.learning.trajectory.Recording;
import org.jumpscope.learning.trajectory.RecordingRule;
import org.jumpscope.learning.trajectory.TrajectoryRecord;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStepsTest {
    private static final TrainingSteps.Request RECORDING =
            new TrainingSteps.Request(new Recording(new RecordingRule.Logarithmic(1), 20, 60), 0.9);

    @TempDir
    private Path folder;

    private Path table() throws IOException {
        var random = RandomBlocks.of(51).block(0);
        StringBuilder lines = new StringBuilder("x,y,kind\n");
        for (int i = 0; i < 240; i++) {
            int kind = random.nextInt(2);
            lines.append(kind + random.nextDouble() * 1.5)
                    .append(',')
                    .append(random.nextDouble())
                    .append(',')
                    .append(kind)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("table.csv"), lines);
    }

    private static Train.Request request(
            Path data,
            Checkpoints checkpoints,
            int threads,
            Optional<TrainingSteps.Request> recording,
            String... more) {
        Map<String, String> map = new LinkedHashMap<>(
                Map.of("label", "kind", "network", "2 6 tanh 2 softmax", "schedule", "constant", "held-out", "0"));
        for (int i = 0; i < more.length; i += 2) {
            map.put(more[i], more[i + 1]);
        }
        Training training = Training.of(Optional.empty(), map);
        TrainingData samples = TrainingData.read(
                new TrainingData.Source(data, training.label(), training.heldOut(), training.scaling(), 1));
        return new Train.Request(training, samples, checkpoints, threads, recording);
    }

    private static Train.Run.Finished finish(Train.Request request) {
        return (Train.Run.Finished) Train.run(request, Progress.NONE, () -> false);
    }

    /** Nothing about the training changes; the record and what is said of it depend neither on threads nor on an interruption. */
    @Test
    void recordsTheSameWhateverHappens() throws IOException {
        Path data = table();
        String[] options = {"optimiser", "sgd", "batch", "30", "steps", "300"};
        Train.Run.Finished plain = finish(request(data, Checkpoints.none(), 2, Optional.empty(), options));
        Train.Run.Finished whole = finish(request(data, Checkpoints.none(), 2, Optional.of(RECORDING), options));
        assertEquals(plain.network(), whole.network());
        assertTrue(plain.result().recorded().isEmpty());
        Path file = folder.resolve("kept");
        int[] calls = new int[1];
        Train.run(
                request(data, Checkpoints.in(file, Checkpoints.Start.NEW), 1, Optional.of(RECORDING), options),
                Progress.NONE,
                () -> ++calls[0] == 137);
        Train.Run.Finished rest = finish(
                request(data, Checkpoints.in(file, Checkpoints.Start.RESUME), 1, Optional.of(RECORDING), options));
        assertEquals(whole.record(), rest.record());
        assertEquals(whole.result().recorded(), rest.result().recorded());
        TrainingSteps.Request other =
                new TrainingSteps.Request(new Recording(new RecordingRule.Logarithmic(2), 20, 60), 0.9);
        String said = assertThrows(
                        InvalidInputException.class,
                        () -> finish(request(
                                data, Checkpoints.in(file, Checkpoints.Start.RESUME), 1, Optional.of(other), options)))
                .getMessage();
        assertTrue(said.contains("record 'log(1), 20 elements, 60 samples'"), said);
    }

    @Test
    void saysWhatIsRecorded() throws IOException {
        Train.Run.Finished run = finish(request(
                table(),
                Checkpoints.none(),
                2,
                Optional.of(RECORDING),
                "optimiser",
                "adam",
                "batch",
                "30",
                "steps",
                "900"));
        StepsResult steps = run.result().recorded().orElseThrow();
        assertEquals(
                List.of(0L, 1L, 10L, 100L),
                steps.moments().stream().map(StepsResult.Moment::step).toList());
        assertEquals(900, steps.moments().get(3).to());
        assertEquals(400, steps.moments().get(3).kept(), "every second of 900 in the stretch to 1,000");
        // Both signs of the four groups in the last stretch, with exponents and one row a kept step.
        List<StepsResult.Elements> last =
                steps.made().stream().filter(e -> e.moment() == 100).toList();
        assertEquals(8, last.size());
        for (StepsResult.Elements each : last) {
            assertNull(each.label());
            assertEquals(400, each.rows());
            assertEquals(40, each.clusters());
            assertTrue(each.designEffect() >= 1);
            assertTrue(each.above().standardError() > 0);
            assertEquals(
                    10 * each.median(),
                    each.above().upper(),
                    1e-12 * each.above().upper());
        }
        long counted = last.stream().mapToLong(StepsResult.Elements::count).sum();
        long elements = run.record().orElseThrow().elements().size();
        assertEquals(400 * elements, counted, "no step of Adam is zero");
        // Potential jumps by class: each sample makes one of each element.
        for (long moment : new long[] {0, 100}) {
            long jumps = steps.potential().stream()
                    .filter(e -> e.moment() == moment)
                    .mapToLong(StepsResult.Elements::count)
                    .sum();
            assertEquals(60 * elements, jumps);
        }
        assertTrue(steps.underMetric().stream().noneMatch(e -> e.moment() == 0));
        assertTrue(steps.underMetric().stream().anyMatch(e -> e.moment() == 100));
        assertTrue(run.warnings().stream().anyMatch(w -> w.contains("under the metric")));
        assertTrue(steps.overTime().stream().anyMatch(o -> o.of().equals("potential") && o.moments() == 4));
        StepsResult.Waiting waiting = steps.waiting().stream()
                .filter(w -> w.part().equals("network") && w.against().equals("stretch"))
                .findFirst()
                .orElseThrow();
        assertEquals(79, waiting.times(), "80 of 800 steps are longer than 90 % of them");
        assertTrue(waiting.pValue() > 0 && waiting.pValue() <= 1);
        assertTrue(waiting.laws().geometricLogLikelihood() < 0);
        // Lengths of parts add up.
        double whole =
                run.record().get().stepNorms().row(850).stream().map(v -> v * v).sum();
        assertTrue(whole > 0);
    }

    /** A step of one sample has its class: steps are never pooled over classes then. */
    @Test
    void stepsOfSingleSamplesAreByClass() throws IOException {
        StepsResult steps = finish(request(
                        table(),
                        Checkpoints.none(),
                        2,
                        Optional.of(RECORDING),
                        "optimiser",
                        "sgd",
                        "batch",
                        "1",
                        "steps",
                        "600"))
                .result()
                .recorded()
                .orElseThrow();
        for (StepsResult.Elements each : steps.made()) {
            assertTrue(each.label() == 0 || each.label() == 1);
        }
        assertTrue(steps.waiting().stream().anyMatch(w -> w.label() != null && w.label() == 1));
        assertTrue(steps.waiting().stream().anyMatch(w -> w.label() == null));
        assertTrue(steps.underMetric().isEmpty());
    }

    @Test
    void writesTablesAndArrays() throws IOException {
        Train.Run.Finished run = finish(request(
                table(),
                Checkpoints.none(),
                1,
                Optional.of(RECORDING),
                "optimiser",
                "sgd",
                "batch",
                "24",
                "epochs",
                "2"));
        TrajectoryRecord record = run.record().orElseThrow();
        assertEquals(20, record.stepNorms().rows());
        Path npz = folder.resolve("steps.npz");
        TrajectoryFile.write(npz, OutputFiles.KEEP_EXISTING, record);
        Map<String, NpyArray> arrays = NpzFile.read(npz);
        assertEquals(
                List.of(3 * 60, record.elements().size()),
                arrays.get("jump_elements").shape());
        assertEquals(
                record.stepElements().get(19, 4),
                arrays.get("step_elements").toDoubles()[19 * record.elements().size() + 4]);
        assertEquals(record.elements().get(7).index(), (int)
                arrays.get("element_index").toDoubles()[7]);
        Path table = folder.resolve("steps.csv");
        TrajectoryFile.write(table, OutputFiles.KEEP_EXISTING, record);
        List<String> lines = Files.readAllLines(table);
        assertEquals(1 + 20 + 180, lines.size());
        assertTrue(lines.get(0).startsWith("kind,step,sample,label,norm of layer 1 weights,"), lines.get(0));
        assertEquals(
                record.elements().get(3).name(), CsvFile.open(table).columns().get(4 + 4 + 3));
        assertEquals(
                record.stepElements().get(5, 3), Double.parseDouble(lines.get(6).split(",", -1)[4 + 4 + 3]));
        assertFalse(Files.exists(folder.resolve("steps.txt")));
        assertThrows(InvalidInputException.class, () -> TrajectoryFile.write(table, OutputFiles.KEEP_EXISTING, record));
        assertThrows(InvalidInputException.class, () -> TrajectoryFile.check(folder.resolve("steps.txt")));
        assertThrows(InvalidInputException.class, () -> new TrainingSteps.Request(RECORDING.recording(), 0.3));
    }
}
