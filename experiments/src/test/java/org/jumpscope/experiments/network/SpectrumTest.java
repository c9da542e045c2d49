package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.network.NetworkModel.LossName;
import org.jumpscope.experiments.network.SpectrumResult.Sample;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks in files against the singular values that PyTorch's double backward gives (spectra.py). */
class SpectrumTest {
    private static final int SAMPLES = 6;
    private static final Map<String, NpyArray> REFERENCE = NpzFile.read(resource("spectra.npz"));

    @TempDir
    private Path folder;

    static Path resource(String name) {
        try {
            return Path.of(SpectrumTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NetworkModel model(String name) {
        return NetworkModel.open(resource(name), Optional.empty(), Optional.empty());
    }

    private static BoundaryData data(String file, Optional<String> labels, SampleChoice choice) {
        return BoundaryData.read(new BoundaryData.Source(
                resource(file),
                labels,
                name -> Optional.of(Path.of(name)).filter(Files::exists),
                ImageFolder.Part.TRAIN,
                choice,
                12));
    }

    private static BoundaryData labelled() {
        return data("samples.npy", Optional.of(resource("labels.npy").toString()), SampleChoice.firstOf(SAMPLES));
    }

    private static Spectrum.Run run(NetworkModel model, BoundaryData data, Optional<LossName> loss, int threads) {
        return Spectrum.run(new Spectrum.Request(model, data, loss, Spectrum.Detail.VALUES, 2, threads), Progress.NONE);
    }

    private static void assertReference(String name, SpectrumResult result) {
        double[] norms = REFERENCE.get(name + "_norms").toDoubles();
        double[] values = REFERENCE.get(name + "_values").toDoubles();
        double[] vectors = REFERENCE.get(name + "_vectors").toDoubles();
        assertEquals(12, result.boundary());
        assertEquals(SAMPLES, result.samples().size());
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = result.samples().get(i);
            assertEquals(i, sample.sample());
            assertEquals(norms[i], sample.jumpNorm(), 1e-13 * norms[i]);
            double largest = values[12 * i];
            // Roots of eigenvalues: an error of 1e-16 of the largest eigenvalue, doubled by the root of a value 1e-2 of
            // it.
            assertArrayEquals(
                    Arrays.copyOfRange(values, 12 * i, 12 * (i + 1)),
                    sample.singularValues().toArray(),
                    1e-13 * largest);
            assertEquals(largest, sample.largest(), 1e-13 * largest);
            double[] first = Arrays.copyOfRange(vectors, 12 * i, 12 * (i + 1));
            double[] found = sample.rightSingularVectors().get(0).toArray();
            double product = 0;
            for (int j = 0; j < 12; j++) {
                product += first[j] * found[j];
            }
            // Where the largest value is apart from the others, its vector is determined up to its sign.
            if (values[12 * i + 1] < 0.95 * largest) {
                assertEquals(1, Math.abs(product), 1e-10);
            }
            assertEquals(2, sample.rightSingularVectors().size());
        }
    }

    /** tanh ends in logits, relu in softmax, wide in log-softmax and has no plateau; bare has no biases; images convolves. */
    @ParameterizedTest
    @CsvSource({"tanh, 83, 6", "relu, 155, 3", "wide, 227, 0", "bare, 75, 6", "images, 43, 0"})
    void crossEntropyIsPyTorchs(String name, int trainable, int plateau) {
        SpectrumResult result =
                run(model(name + ".onnx"), labelled(), Optional.empty(), 1).result();
        assertReference(name, result);
        assertEquals(trainable, result.trainable());
        assertEquals("cross-entropy", result.loss());
        assertEquals("label", result.target());
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = result.samples().get(i);
            assertEquals(List.of(2, 0, 1, 1, 2, 0).get(i), sample.label());
            int multiplicity =
                    sample.plateau().map(SpectrumResult.Plateau::multiplicity).orElse(0);
            // A ReLU that is off counts as if it were not there.
            assertTrue(name.equals("relu") ? multiplicity >= plateau : multiplicity == plateau, "" + multiplicity);
            sample.plateau().ifPresent(p -> {
                long equal = sample.singularValues().stream()
                        .filter(v -> v == p.value())
                        .count();
                // At sample 4 all ReLU are off, so that all 12 values are 0, of which x's own is not the plateau's.
                assertEquals(p.value() == 0 ? multiplicity + 1 : multiplicity, equal);
            });
        }
    }

    @Test
    void squaredLossIsPyTorchs() {
        assertReference(
                "tanh_squared",
                run(model("tanh.onnx"), labelled(), Optional.of(LossName.SQUARED), 1)
                        .result());
    }

    /** One sigmoid output: binary cross-entropy, with the labels 0 and 1. */
    @Test
    void oneOutputIsPyTorchs() throws IOException {
        Path labels = folder.resolve("two.txt");
        Files.writeString(labels, "1\n0\n1\n1\n1\n0\n");
        BoundaryData data = data("samples.npy", Optional.of(labels.toString()), SampleChoice.firstOf(SAMPLES));
        SpectrumResult result =
                run(model("two.onnx"), data, Optional.empty(), 1).result();
        assertReference("two", result);
        assertEquals("cross-entropy", result.loss());
        assertEquals(1, result.samples().get(0).label());
    }

    @Test
    void autoencoderIsPyTorchs() {
        BoundaryData data = data("samples.npy", Optional.empty(), SampleChoice.firstOf(SAMPLES));
        Spectrum.Run run = run(model("auto.onnx"), data, Optional.empty(), 1);
        assertReference("auto", run.result());
        assertEquals("input", run.result().target());
        assertNull(run.result().samples().get(0).label());
        assertTrue(run.result().samples().stream().allMatch(s -> s.plateau().isEmpty()));
        assertTrue(
                run.warnings().get(0).contains("the target is the input"),
                run.warnings().toString());
    }

    @Test
    void safetensorsWithTextIsTheSameNetwork() {
        NetworkModel tensors =
                NetworkModel.open(resource("tanh.safetensors"), Optional.of("12 5 tanh 3 softmax"), Optional.empty());
        assertReference("tanh", run(tensors, labelled(), Optional.empty(), 1).result());
        String bare = assertThrows(InvalidInputException.class, () -> model("tanh.safetensors"))
                .getMessage();
        assertTrue(bare.contains("--network"), bare);
    }

    @Test
    void tablesWithNamesOfClassesAreTheSameData() {
        BoundaryData table = data("samples.csv", Optional.of("kind"), SampleChoice.firstOf(SAMPLES));
        assertReference(
                "tanh", run(model("tanh.onnx"), table, Optional.empty(), 1).result());
        assertEquals(List.of("a", "b", "c"), table.classNames());
    }

    /** The data module's embedding_gru.onnx with the values of layers.py, by the embedded values at each sample's tokens. */
    @Test
    void tokensAreConditionedOn() throws IOException {
        Path models = Path.of("..", "data", "src", "test", "resources", "org", "jumpscope", "data", "onnx");
        Map<String, NpyArray> reference = NpzFile.read(models.resolve("embedding_gru.npz"));
        NetworkModel model =
                NetworkModel.open(models.resolve("embedding_gru.onnx"), Optional.empty(), Optional.empty());
        double[] x = reference.get("x").toDoubles();
        StringBuilder table = new StringBuilder("a,b,c,d,e,f,label\n");
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < 6; t++) {
                table.append(x[6 * i + t]).append(',');
            }
            table.append(i % 3).append('\n');
        }
        Path file = folder.resolve("tokens.csv");
        Files.writeString(file, table);
        BoundaryData data = BoundaryData.read(new BoundaryData.Source(
                file,
                Optional.of("label"),
                name -> Optional.empty(),
                ImageFolder.Part.TRAIN,
                SampleChoice.firstOf(3),
                6));
        SpectrumResult result = run(model, data, Optional.empty(), 2).result();
        assertEquals(12, result.boundary());
        assertEquals("embedded values at the sample's tokens", result.by());
        double[] values = reference.get("values").toDoubles();
        double[] jumps = reference.get("jumps").toDoubles();
        for (int i = 0; i < 3; i++) {
            Sample sample = result.samples().get(i);
            double[] expected = Arrays.copyOfRange(values, 12 * i, 12 * (i + 1));
            assertArrayEquals(expected, sample.singularValues().toArray(), 1e-9 * expected[0]);
            int k = jumps.length / 3;
            double square =
                    Arrays.stream(jumps, i * k, (i + 1) * k).map(v -> v * v).sum();
            assertEquals(Math.sqrt(square), sample.jumpNorm(), 1e-12 * Math.sqrt(square));
            assertEquals(12, sample.rightSingularVectors().get(0).size());
            assertEquals(Optional.empty(), sample.plateau());
        }
        BoundaryData bare = BoundaryData.read(new BoundaryData.Source(
                resource("samples.npy"),
                Optional.empty(),
                name -> Optional.empty(),
                ImageFolder.Part.TRAIN,
                SampleChoice.one(0),
                12));
        NetworkModel other =
                NetworkModel.open(models.resolve("embedding_gru.onnx"), Optional.empty(), Optional.empty());
        assertRefuses("is the number of no token", () -> run(other, truncated(bare), Optional.empty(), 1));
    }

    /** The first six inputs of each sample. */
    private static BoundaryData truncated(BoundaryData data) {
        double[] six = Arrays.copyOf(data.samples().input(0).toArray(), 6);
        return new BoundaryData(0, LabelledSamples.of(six, 6, new double[1]), Optional.empty(), List.of(), List.of());
    }

    @Test
    void threadsChangeNothing() {
        assertEquals(
                run(model("relu.onnx"), labelled(), Optional.empty(), 1),
                run(model("relu.onnx"), labelled(), Optional.empty(), 4));
    }

    @Test
    void withoutLabelsThePredictedClassIsTheLabel() {
        BoundaryData bare = data("samples.npy", Optional.empty(), SampleChoice.firstOf(SAMPLES));
        NetworkModel model = model("tanh.onnx");
        Spectrum.Run run = run(model, bare, Optional.empty(), 2);
        assertEquals("predicted class", run.result().target());
        assertTrue(
                run.warnings().get(0).contains("the class that the network predicts"),
                run.warnings().toString());
        for (int i = 0; i < SAMPLES; i++) {
            double[] out = model.activation().outputs(bare.samples().input(i)).toArray();
            int label = (int) run.result().samples().get(i).label();
            assertEquals(Arrays.stream(out).max().orElseThrow(), out[label]);
        }
    }

    @Test
    void oneSampleIsThatOfAll() {
        BoundaryData fourth =
                data("samples.npy", Optional.of(resource("labels.npy").toString()), SampleChoice.one(3));
        Sample one = run(model("tanh.onnx"), fourth, Optional.empty(), 1)
                .result()
                .samples()
                .get(0);
        Sample amongAll = run(model("tanh.onnx"), labelled(), Optional.empty(), 1)
                .result()
                .samples()
                .get(3);
        assertEquals(amongAll, one);
    }

    @Test
    void summaryAgreesWithTheValues() {
        SpectrumResult summary = Spectrum.run(
                        new Spectrum.Request(
                                model("relu.onnx"), labelled(), Optional.empty(), Spectrum.Detail.SUMMARY, 5, 1),
                        Progress.NONE)
                .result();
        SpectrumResult whole =
                run(model("relu.onnx"), labelled(), Optional.empty(), 1).result();
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = summary.samples().get(i);
            Sample full = whole.samples().get(i);
            assertEquals(Vector.of(), sample.singularValues());
            assertEquals(
                    full.plateau().map(SpectrumResult.Plateau::multiplicity),
                    sample.plateau().map(SpectrumResult.Plateau::multiplicity));
            // Eigenvalues with and without vectors come from two algorithms.
            assertEquals(full.largest(), sample.largest(), 1e-13 * full.largest());
            assertEquals(full.median(), sample.median(), 1e-13 * full.largest());
            assertEquals(full.smallest(), sample.smallest(), 1e-13 * full.largest());
        }
    }

    private static void assertRefuses(String part, Runnable action) {
        String message = assertThrows(InvalidInputException.class, action::run).getMessage();
        assertTrue(message.contains(part) && message.endsWith("."), message);
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        Path labels = folder.resolve("labels.txt");
        Files.writeString(labels, "0\n1\n2\n3\n0\n1\n");
        SampleChoice all = SampleChoice.firstOf(SAMPLES);
        NetworkModel tanh = model("tanh.onnx");
        BoundaryData outOfRange = data("samples.npy", Optional.of(labels.toString()), all);
        assertRefuses(
                "label 3 of sample 3 is not one of the network's classes, 0 to 2",
                () -> run(tanh, outOfRange, Optional.empty(), 1));
        Files.writeString(labels, "0\n1\n");
        assertRefuses("2 labels for 6 samples", () -> data("samples.npy", Optional.of(labels.toString()), all));
        assertRefuses("has no sample 6", () -> data("samples.npy", Optional.empty(), SampleChoice.one(6)));
        assertRefuses("so not 7", () -> data("samples.npy", Optional.empty(), SampleChoice.firstOf(7)));
        assertRefuses("Sample -1", () -> SampleChoice.one(-1));
        assertRefuses("0 samples", () -> SampleChoice.firstOf(0));
        assertRefuses("--labels kind", () -> data("samples.csv", Optional.empty(), all));
        assertRefuses("no loss 'hinge'", () -> LossName.of("hinge"));
        assertRefuses(
                "logarithms of probabilities",
                () -> run(model("wide.onnx"), labelled(), Optional.of(LossName.SQUARED), 1));
        BoundaryData bare = data("samples.npy", Optional.empty(), all);
        assertRefuses("with --labels", () -> run(model("two.onnx"), bare, Optional.of(LossName.SQUARED), 1));
        assertRefuses(
                "leave --network out",
                () -> NetworkModel.open(resource("tanh.onnx"), Optional.of("12 3"), Optional.empty()));
    }

    @Test
    void refusesDataOfAnotherWidth() throws IOException {
        Path file = folder.resolve("x.npy");
        try (var out = Files.newOutputStream(file)) {
            NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2).write(out);
        }
        assertRefuses(
                "samples of 2 numbers, and the network reads 12 inputs",
                () -> BoundaryData.read(new BoundaryData.Source(
                        file,
                        Optional.empty(),
                        name -> Optional.empty(),
                        ImageFolder.Part.TRAIN,
                        SampleChoice.one(0),
                        12)));
        try (var out = Files.newOutputStream(file)) {
            NpyArray.of(new double[] {1, Double.NaN}, 1, 2).write(out);
        }
        assertRefuses(
                "input 2 of sample 0 is not a number",
                () -> BoundaryData.read(new BoundaryData.Source(
                        file,
                        Optional.empty(),
                        name -> Optional.empty(),
                        ImageFolder.Part.TRAIN,
                        SampleChoice.one(0),
                        2)));
    }

    /** The sizes are those of 784-60000-10: 47 million weights, 377 MB as doubles, and four copies of them. */
    @Test
    void saysTheMemoryThatALargeNetworkNeeds() {
        assertRefuses("JUMPSCOPE_OPTS=-Xmx", () -> MemoryNeed.require("It", 1e15));
        double bytes =
                MemoryNeed.ofNetwork(Network.parse("784 60000 tanh 10 softmax").trainables());
        assertEquals(4 * 8.0 * (60000 * 785 + 10 * 60001), bytes);
        assertEquals("1.5 GB", MemoryNeed.size(bytes));
    }
}
