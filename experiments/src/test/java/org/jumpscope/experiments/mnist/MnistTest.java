package org.jumpscope.experiments.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.DataFolders;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    private Path folder;

    private static Settings settings(int threads) {
        Settings usual = Settings.defaults();
        return new Settings(20_000, 1, usual.rate(), usual.ratio(), usual.tolerance(), usual.tailMassCut(), threads);
    }

    private static MnistData read(Path path) {
        return MnistData.read(path.toString(), Optional.empty(), Map.of(), 1);
    }

    private static Mnist.Run run(Path path, int threads) {
        return Mnist.run(new Mnist.Request(read(path), settings(threads)), Progress.NONE);
    }

    @Test
    void everyPartIsThereAndDoesNotDependOnThreads() throws IOException {
        DigitImages.write(folder, "train", 300, 0, 3);
        DigitImages.write(folder, "t10k", 60, 0, 3);
        Mnist.Run run = run(folder, 2);
        MnistResult result = run.result();
        assertEquals(List.of(), run.warnings());
        assertEquals(new MnistResult.Images(folder.getFileName().toString(), 300, 60, 36, 3), result.images());
        assertTrue(result.training().accuracy().isPresent());

        // Two projections, two laws, two classes; the smoothed classes have the means 0 and 1.
        assertEquals(8, result.projections().size());
        for (ProjectedDigits.Case each : result.projections()) {
            assertEquals(each.classTarget(), each.mean(), 1e-12);
            assertEquals(100, each.samples());
        }
        assertEquals(16, result.paper().get(0).state().weight(), 1e-7);

        // Every jump of every variable is counted once, all classes together and class by class.
        long trainable = result.training().trainable();
        assertEquals(36 * 100 + 100 + 100 * 3 + 3, trainable);
        assertEquals(300 * trainable, counted(result, "all", false));
        assertEquals(300 * trainable, counted(result, "all", true));
        // Of the last layer, once more by output: one target and two others.
        assertEquals(300 * 101, counted(result, "target", false));
        assertEquals(2 * 300 * 101, counted(result, "other", true));
        assertEquals(run.jumps().size(), result.jumps().size());

        assertEquals(3, result.spectra().size());
        for (SpectrumResult.Sample each : result.spectra()) {
            assertEquals(36, each.singularValues().size());
            assertEquals(each.sample() % 3, each.label());
            assertTrue(each.plateau().isEmpty(), "100 neurons leave no plateau of 36 inputs");
        }
        assertEquals(2, result.gradients().size());
        assertEquals(300 * 2, result.gradients().get(1).count());

        // Laws at the means of the digits 0 and 1 along three directions each; no plateau to add one of.
        assertEquals(2, result.laws().size());
        for (int digit = 0; digit < 2; digit++) {
            LawsResult laws = result.laws().get(digit);
            assertEquals(digit, laws.label());
            assertEquals(100, laws.samples());
            assertEquals(1 / 3.0, laws.share(), 1e-12);
            assertTrue(laws.plateau().isEmpty());
            assertEquals(
                    List.of(0, 1, 2),
                    laws.directions().stream().map(LawsResult.Direction::index).toList());
        }

        Mnist.Run again = run(folder, 1);
        assertEquals(result.jumps(), again.result().jumps());
        assertEquals(result.gradients(), again.result().gradients());
        assertEquals(result.spectra(), again.result().spectra());
        assertEquals(result.projections(), again.result().projections());
        assertEquals(result.laws(), again.result().laws());
    }

    private static long counted(MnistResult result, String output, boolean classes) {
        long jumps = 0;
        for (JumpExponents each : result.jumps()) {
            if (each.output().equals(output) && (each.label() != null) == classes) {
                jumps += each.count();
            }
        }
        // Zeros are of either sign: once for each group and class.
        return jumps
                + result.jumps().stream()
                        .filter(each -> each.output().equals(output) && (each.label() != null) == classes)
                        .map(each -> List.of(each.group(), String.valueOf(each.label()), each.zeros()))
                        .distinct()
                        .mapToLong(key -> (Long) key.get(2))
                        .sum();
    }

    /** Without zeros, ones and test images the rest is there, and warnings say what is not. */
    @Test
    void saysWhatIsNotThere() throws IOException {
        DigitImages.write(folder, "train", 120, 1, 2);
        Mnist.Run run = run(folder, 1);
        assertEquals(96, run.result().images().learnt());
        assertEquals(24, run.result().images().heldOut());
        assertTrue(run.result().projections().isEmpty());
        assertNotNull(run.result().projectionsReason());
        assertEquals(3, run.warnings().size(), run.warnings().toString());
        assertTrue(
                run.warnings().get(2).contains("1 of the 3 outputs"),
                run.warnings().toString());
        assertTrue(
                run.warnings().get(0).contains("no test images"), run.warnings().toString());
        assertTrue(
                run.warnings().get(1).contains("Class 0 has no image"),
                run.warnings().toString());
        assertFalse(run.result().jumps().isEmpty());
    }

    @Test
    void refusesWhatIsNoFolderOfImages() throws IOException {
        Path none = folder.resolve("none");
        assertTrue(assertThrows(InvalidInputException.class, () -> read(none))
                .getMessage()
                .contains("none"));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertTrue(assertThrows(InvalidInputException.class, () -> read(file))
                .getMessage()
                .contains("is a file"));
        assertTrue(assertThrows(InvalidInputException.class, () -> read(folder))
                .getMessage()
                .contains("train-"));
        DigitImages.write(folder, "train", 50, 0, 2);
        Path images = folder.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(whole, 400));
        String message =
                assertThrows(InvalidInputException.class, () -> read(folder)).getMessage();
        assertTrue(message.contains("promises 50 x 6 x 6"), message);
    }

    /** What theory says of the real images, and what was found of them by others. */
    @Test
    void realImages() {
        Mnist.Run run = run(mnist(), Runtime.getRuntime().availableProcessors());
        MnistResult result = run.result();
        assertEquals(List.of(), run.warnings());
        assertEquals(new MnistResult.Images("mnist", 60_000, 10_000, 784, 10), result.images());
        assertTrue(
                result.training().accuracy().getAsDouble() >= 0.97,
                result.training().toString());
        // Theory: at least N − rank(W₁) − 1 = 783 − 100 values are equal.
        for (SpectrumResult.Sample each : result.spectra()) {
            SpectrumResult.Plateau plateau = each.plateau().orElseThrow();
            assertEquals(683, plateau.multiplicity());
            assertEquals(
                    683,
                    each.singularValues().stream()
                            .filter(value -> value == plateau.value())
                            .count());
        }
        // On the plateau the curve is a straight line of slope γ|δ₁|, and the samples follow the product law.
        assertEquals(2, result.laws().size());
        for (LawsResult laws : result.laws()) {
            assertEquals(DigitLaws.IMAGES, laws.samples());
            assertEquals(DigitLaws.DIRECTIONS + 1, laws.directions().size());
            LawsResult.Direction flat = laws.directions().get(DigitLaws.DIRECTIONS);
            assertTrue(flat.onPlateau());
            double value = laws.plateau().orElseThrow().value();
            assertEquals(value, flat.singularValue(), 1e-9 * value);
            flat.curve().slope().stream().forEach(slope -> assertEquals(value, Math.abs(slope), 1e-6 * value));
            assertEquals("product law", flat.verdict());
            LawsResult.Distance product = flat.product().orElseThrow();
            assertTrue(product.kolmogorov() <= product.noiseFloor(), product.toString());
        }
        // Softmax with cross-entropy: the Jacobian's factor of the other classes' jumps has the exponent 1.
        GradientScaling other = result.gradients().get(1);
        assertEquals("other", other.output());
        assertEquals(1, other.exponent(), 0.1);
        // MNIST has 5,923 zeros and 6,742 ones to learn.
        assertEquals(
                List.of(5923, 6742),
                result.projections().subList(0, 2).stream()
                        .map(ProjectedDigits.Case::samples)
                        .toList());
        for (ProjectedDigits.Case each : result.projections()) {
            assertTrue(each.state().accuracy() > 0.97, each.toString());
            assertEquals(1, each.exponents().kJacobian(), 0.02);
        }
    }

    private static Path mnist() {
        String name = System.getenv(DataFolders.VARIABLE);
        if (name != null && Files.exists(Path.of(name, "mnist"))) {
            return Path.of(name, "mnist");
        }
        String sentence = "JUMPSCOPE_DATA does not name a folder with mnist.";
        return "true".equals(System.getenv("CI")) ? fail(sentence) : abort(sentence);
    }
}
