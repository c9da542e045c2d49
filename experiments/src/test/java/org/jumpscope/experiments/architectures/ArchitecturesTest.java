package org.jumpscope.experiments.architectures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Direction;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Shrunk;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.mnist.DigitImages;
import org.jumpscope.experiments.mnist.MnistData;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitecturesTest {
    private static final int IMAGES = 120;
    private static final int PIXELS = DigitImages.SIDE * DigitImages.SIDE;

    @TempDir
    private static Path folder;

    private static MnistData data;
    private static Architectures.Run run;
    private static Set<String> stages;

    private static Settings settings(int threads) {
        Settings usual = Settings.defaults();
        return new Settings(20_000, 1, usual.rate(), usual.ratio(), usual.tolerance(), usual.tailMassCut(), threads);
    }

    @BeforeAll
    static void run() throws IOException {
        DigitImages.write(folder, "train", IMAGES, 0, 3);
        DigitImages.write(folder, "t10k", 60, 0, 3);
        data = MnistData.read(folder.toString(), Optional.empty(), Map.of(), 1);
        stages = Collections.synchronizedSet(new TreeSet<>());
        run = Architectures.run(
                new Architectures.Request(data, settings(2), List.of(Architecture.values()), Optional.empty()),
                (stage, share) -> {
                    assertTrue(share >= 0 && share <= 1, stage + " " + share);
                    stages.add(stage.split(",", 2)[0]);
                });
    }

    private static Entry entry(Architecture architecture) {
        return run.result().networks().stream()
                .filter(each -> each.name().equals(architecture.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyArchitectureIsMeasured() {
        assertEquals(List.of(), run.warnings());
        assertEquals(
                List.of("convolution", "recurrent", "transformer", "autoencoder"),
                run.result().networks().stream().map(Entry::name).toList());
        assertEquals(Set.of("architectures", "autoencoder", "convolution", "recurrent", "transformer"), stages);
        assertEquals(IMAGES, run.result().measuredSamples());
        for (Entry each : run.result().networks()) {
            long jumps = 0;
            for (JumpExponents one : each.jumps()) {
                jumps += one.label() == null ? one.count() : 0;
            }
            // Zeros are of either sign: once for each group.
            jumps += each.jumps().stream()
                    .filter(one -> one.label() == null)
                    .collect(Collectors.toMap(JumpExponents::group, JumpExponents::zeros, (a, b) -> a))
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertEquals((long) IMAGES * each.training().trainable(), jumps, each.name());
            assertEquals(
                    Set.of(0, 1, 2),
                    each.jumps().stream()
                            .filter(one -> one.label() != null)
                            .map(JumpExponents::label)
                            .collect(Collectors.toSet()));
            assertEquals(3, each.spectra().size());
            for (SpectrumResult.Sample sample : each.spectra()) {
                assertEquals(PIXELS, sample.singularValues().size());
                // None of them has a dense first layer at fixed targets, so that the theorem says nothing.
                assertTrue(sample.plateau().isEmpty(), each.name());
            }
        }
    }

    @Test
    void allButTheAutoencoderKnowTheDigits() {
        for (Entry each : run.result().networks()) {
            if (each.name().equals("autoencoder")) {
                assertTrue(each.training().accuracy().isEmpty());
                assertEquals("input", each.training().settings().target());
                // It answers better than with one image for all: noise of 120/√12 grey levels is most of the variance.
                assertTrue(
                        each.training().loss().getAsDouble() < each.meanLoss().getAsDouble(), each.toString());
            } else {
                assertTrue(each.training().accuracy().getAsDouble() > 0.8, each.name() + each.training());
                assertTrue(each.meanLoss().isEmpty());
            }
        }
    }

    /** The numbers of a direction belong together, and small fluctuations are decoupled, as a linear map's are. */
    @Test
    void smallFluctuationsAreDecoupled() {
        for (Entry each : run.result().networks()) {
            List<LawsResult.Direction> laws = new ArrayList<>();
            each.laws().forEach(digit -> laws.addAll(digit.directions()));
            assertEquals(6, laws.size());
            assertEquals(6, each.directions().size());
            for (int i = 0; i < 6; i++) {
                Direction direction = each.directions().get(i);
                LawsResult.Direction law = laws.get(i);
                assertEquals(law.index(), direction.index());
                Shrunk whole = direction.shrunk().get(0);
                assertEquals(1, whole.scale());
                // The law's own numbers: without shrinking nothing is different.
                assertEquals(law.firstOrderIndex(), whole.firstOrderIndex(), 1e-9);
                assertEquals(law.distance().kolmogorov(), whole.kolmogorov(), 1e-9);
                assertEquals(law.verdict().equals("holds"), whole.decoupled() && whole.noiseFloor() <= 0.15);
                Shrunk least = direction.shrunk().get(direction.shrunk().size() - 1);
                assertTrue(least.firstOrderIndex() > whole.firstOrderIndex(), each.name() + direction);
                assertTrue(
                        direction.joint().kolmogorov() > 0 && direction.joint().kolmogorov() < 1);
                // 40 images and 500 draws.
                assertEquals(
                        1.3581 * Math.sqrt(1 / 40.0 + 1 / 500.0),
                        direction.joint().noiseFloor(),
                        1e-4);
            }
            each.decoupledScale()
                    .ifPresent(scale -> each.directions()
                            .forEach(direction -> direction.shrunk().stream()
                                    .filter(shrunk -> shrunk.scale() <= scale)
                                    .forEach(shrunk -> assertTrue(shrunk.decoupled()))));
        }
        assertTrue(entry(Architecture.CONVOLUTION).decoupledScale().isPresent());
        assertTrue(entry(Architecture.AUTOENCODER).decoupledScale().isPresent());
    }

    /** A network that was trained elsewhere is measured like the others, to the same bits on one thread. */
    @Test
    void aGivenNetworkIsMeasuredTooOnAnyNumberOfThreads() {
        Architectures.Run again = Architectures.run(
                new Architectures.Request(
                        data,
                        settings(1),
                        List.of(),
                        Optional.of(new Architectures.Trained(
                                run.networks().get(0).entry().training(),
                                run.networks().get(0).network()))),
                Progress.NONE);
        Entry dense = again.result().networks().get(0);
        assertEquals("dense", dense.name());
        assertEquals(entry(Architecture.CONVOLUTION).jumps(), dense.jumps());
        assertEquals(entry(Architecture.CONVOLUTION).laws(), dense.laws());
        assertEquals(entry(Architecture.CONVOLUTION).spectra(), dense.spectra());
        assertEquals(entry(Architecture.CONVOLUTION).directions(), dense.directions());
    }

    /** LeNet-5 has 61,706 variables with windows as wide as in 1998; with means of 2×2 and no padding 44,426. */
    @Test
    void networksOfMnistAreThoseOfTheirNames() {
        assertEquals(
                "1x28x28 conv 6 5x5 tanh avgpool 2 conv 16 5x5 tanh avgpool 2 120 tanh 84 tanh 10 softmax",
                Architecture.CONVOLUTION.network(28, 10).toString());
        assertEquals(
                (25 + 1) * 6 + (150 + 1) * 16 + (256 + 1) * 120 + (120 + 1) * 84 + (84 + 1) * 10,
                Architecture.CONVOLUTION.network(28, 10).trainables());
        assertEquals(
                "28x28 rnn 64 10 softmax",
                Architecture.RECURRENT.network(28, 10).toString());
        Network transformer = Architecture.TRANSFORMER.network(28, 10);
        // 49 patches with 8 features each, and two skips: attention and the dense layers of each place.
        assertEquals(49 * 8, transformer.blocks().get(0).outputs());
        assertEquals(2, transformer.toString().split("skip\\(", -1).length - 1);
        assertEquals("784 32 tanh 784", Architecture.AUTOENCODER.network(28, 10).toString());
        for (Architecture each : Architecture.values()) {
            for (int side : new int[] {4, 5, 8, 15, 16, 17, 28, 32}) {
                assertEquals(side * side, each.network(side, 10).inputs());
            }
            assertThrows(InvalidInputException.class, () -> each.network(3, 10));
        }
    }

    @Test
    void namesAreRead() {
        assertEquals(List.of(Architecture.values()), Architecture.parse("all"));
        assertEquals(List.of(), Architecture.parse("none"));
        assertEquals(
                List.of(Architecture.TRANSFORMER, Architecture.CONVOLUTION),
                Architecture.parse("transformer, Convolution,transformer"));
        String message = assertThrows(InvalidInputException.class, () -> Architecture.parse("lenet"))
                .getMessage();
        assertTrue(message.contains("'lenet'") && message.contains("recurrent"), message);
        assertThrows(InvalidInputException.class, () -> Architecture.parse(""));
    }
}
