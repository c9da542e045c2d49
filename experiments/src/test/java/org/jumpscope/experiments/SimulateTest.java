package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private static final ClassMixture CLASSES =
            ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
    private static final Composition RELU = Composition.of(Activation.relu(), Loss.squared());

    @TempDir
    private Path folder;

    private static Simulate.Request request(
            Composition composition, ClassMixture classes, Optional<State> start, double rate, long steps) {
        return new Simulate.Request(
                composition,
                classes,
                start,
                rate,
                1,
                100,
                steps == 0 ? OptionalLong.empty() : OptionalLong.of(steps),
                OptionalLong.empty(),
                1,
                500,
                2);
    }

    @Test
    void measuresWhatTheoryPredicts() {
        double[] last = {0};
        Simulate.Run run = Simulate.run(
                request(RELU, CLASSES, Optional.empty(), 0.01, 0), (stage, fraction) -> last[0] = fraction);
        Simulate.Result result = run.result();
        assertTrue(last[0] > 0.9);
        // Relaxation in 1/(0.01 · 0.168196) = 595 steps; twelve of these.
        assertEquals(595, result.equilibrium().relaxationSteps().get(0), 1);
        assertEquals(7135, (double) result.settings().steps(), 2);
        // Theory, section 3: predicted mean (.93011, -.01574), covariance 0.01 [[.04913, .00266], [., .05607]].
        assertEquals(0.93011, result.predicted().mean().weight(), 1e-5);
        assertEquals(-0.01574, result.predicted().mean().bias(), 1e-5);
        assertEquals(4.913e-4, result.predicted().covariance().weightWeight(), 1e-7);
        Simulate.Measurement measured = result.measured();
        assertEquals(
                result.predicted().mean().weight(),
                measured.mean().weight(),
                5 * measured.standardError().weight());
        assertEquals(
                result.predicted().mean().bias(),
                measured.mean().bias(),
                5 * measured.standardError().bias());
        // The next order in γ is a few per cent (sd .0225 measured, .0222 predicted).
        assertEquals(
                result.predicted().covariance().biasBias(),
                measured.covariance().biasBias(),
                0.05 * result.predicted().covariance().biasBias()
                        + 5 * measured.covarianceStandardError().biasBias());
        assertEquals("reached", measured.stationarity());
        assertEquals(List.of(), run.warnings());
        long counted = 100 * (result.settings().steps() - result.settings().burnIn());
        assertEquals(new Simulate.Chains(100, 100, 0, 0, null, counted, 0), result.chains());
        for (Simulate.Comparison comparison : result.comparisons()) {
            assertTrue(comparison.distance() < 0.02);
            long steps =
                    comparison.bins().stream().mapToLong(Simulate.Bin::steps).sum();
            assertEquals(comparison.steps(), steps);
        }
        assertEquals(500, run.steps().size());
    }

    @Test
    void singleClassRunsFromAGivenStart() {
        ClassMixture single = ClassMixture.of(0, 1, Normal.of(0, 0.25));
        Simulate.Result result = Simulate.run(
                        request(RELU, single, Optional.of(State.of(1, 1)), 0.01, 100), Progress.NONE)
                .result();
        assertNull(result.equilibrium());
        assertNull(result.predicted());
        assertNotNull(result.noEquilibrium());
        NoAnswerException none = assertThrows(
                NoAnswerException.class,
                () -> Simulate.run(request(RELU, single, Optional.empty(), 0.01, 100), Progress.NONE));
        assertTrue(none.getMessage().contains("say where to start"), none.getMessage());
    }

    @Test
    void deadChainsAreReported() {
        Simulate.Run run =
                Simulate.run(request(RELU, CLASSES, Optional.of(State.of(-1, -3)), 0.01, 100), Progress.NONE);
        assertEquals(100, run.result().chains().dead());
        assertNull(run.result().measured());
        assertTrue(run.warnings().get(0).contains("100 died"), run.warnings()::toString);
    }

    @Test
    void stepsOfChainsThatAreLostLaterAreCountedAndSaid() {
        // From (0.8, 0.08) at a rate of 0.3 some chains of this composition die or diverge on the way.
        Composition quartic = Composition.of(Activation.relu(), Loss.parse("power-law(2)"));
        Simulate.Run run =
                Simulate.run(request(quartic, CLASSES, Optional.of(State.of(0.8, 0.08)), 0.3, 20_000), Progress.NONE);
        Simulate.Chains chains = run.result().chains();
        assertTrue(chains.dead() + chains.diverged() > 0 && chains.averaged() > 0, chains::toString);
        assertTrue(chains.lostSteps() > 0 && chains.lostSteps() < chains.countedSteps(), chains::toString);
        assertTrue(
                run.warnings()
                        .contains("Of the " + chains.countedSteps()
                                + " steps that are compared with potential jumps, " + chains.lostSteps()
                                + " were made by chains that died or diverged afterwards."),
                run.warnings()::toString);
    }

    @Test
    void resultIsJson() {
        Simulate.Result result = Simulate.run(request(RELU, CLASSES, Optional.empty(), 0.01, 400), Progress.NONE)
                .result();
        Envelope.Written written = new Envelope("simulate", Provenance.of(List.of()), result, List.of()).write();
        assertTrue(written.json().contains("\"stationarity\""));
        assertEquals(List.of(), written.warnings());
    }

    @Test
    void stepsAreWrittenAsColumns() throws IOException {
        Simulate.Run run = Simulate.run(request(RELU, CLASSES, Optional.empty(), 0.01, 400), Progress.NONE);
        Path csv = folder.resolve("steps.csv");
        StepFile.write(csv, OutputFiles.KEEP_EXISTING, run.steps());
        List<String> lines = Files.readAllLines(csv);
        assertEquals("chain,step,target,input,weightStep,biasStep,weight,bias", lines.get(0));
        assertEquals(501, lines.size());
        assertTrue(lines.get(1).startsWith("0,166,"), lines.get(1));
        Path npz = folder.resolve("steps.npz");
        StepFile.write(npz, OutputFiles.KEEP_EXISTING, run.steps());
        Map<String, NpyArray> arrays = NpzFile.read(npz);
        assertArrayEquals(
                run.steps().weightStep().toArray(), arrays.get("weightStep").toDoubles());
        assertEquals(99, arrays.get("chain").toLongs()[499]);
        InvalidInputException wrong =
                assertThrows(InvalidInputException.class, () -> StepFile.check(Path.of("steps.txt")));
        assertTrue(wrong.getMessage().contains("steps.txt"));
        assertFalse(Files.exists(folder.resolve("steps.txt")));
    }

    @Test
    void inputIsChecked() {
        assertThrows(
                InvalidInputException.class,
                () -> Simulate.run(request(RELU, CLASSES, Optional.empty(), 0.01, 1), Progress.NONE));
        assertThrows(
                InvalidInputException.class,
                () -> Simulate.run(request(RELU, CLASSES, Optional.empty(), -0.01, 100), Progress.NONE));
    }
}
