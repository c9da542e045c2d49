package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jumpscope.composition.Activation;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.NetworkFile;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.DesignedOutputLoss;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkDesignTest {
    private static final BoundedPowerLaw LAW = BoundedPowerLaw.of(1, 1e-2, 1);

    @TempDir
    private Path folder;

    private NetworkModel model(String text, double... q) throws IOException {
        Path file = folder.resolve("network.safetensors");
        NetworkState state = new NetworkState(Network.parse(text), Vector.of(q));
        try (OutputStream out = Files.newOutputStream(file)) {
            NetworkFile.write(out, NetworkFile.Form.of(file), state, Map.of());
        }
        return NetworkModel.open(file, Optional.empty(), Optional.empty());
    }

    /** Samples of two classes in d inputs, the first input normal about −1 or 1, the others about 0. */
    private BoundaryData samples(int n, double share, int inputs, String stream) throws IOException {
        double[] noise = new double[n * inputs];
        Normal.of(0, 1).sample(RandomBlocks.of(4).stream(stream).block(0), noise, noise.length);
        StringBuilder table = new StringBuilder();
        for (int j = 0; j < inputs; j++) {
            table.append('x').append(j).append(',');
        }
        table.append("kind\n");
        for (int i = 0; i < n; i++) {
            int label = i < share * n ? 1 : 0;
            for (int j = 0; j < inputs; j++) {
                double x = 0.25 * noise[i * inputs + j] + (j == 0 ? 2 * label - 1 : 0);
                table.append(x).append(',');
            }
            table.append(label).append('\n');
        }
        Path file = folder.resolve(stream + ".csv");
        Files.writeString(file, table.toString());
        return read(file, Optional.of("kind"), inputs);
    }

    private static BoundaryData read(Path file, Optional<String> labels, int inputs) {
        return BoundaryData.read(new BoundaryData.Source(
                file,
                labels,
                name -> Optional.of(Path.of(name)).filter(Files::exists),
                ImageFolder.Part.TRAIN,
                SampleChoice.upTo(Integer.MAX_VALUE),
                inputs));
    }

    private static NetworkDesign.Request request(NetworkModel model, BoundaryData data, BoundedPowerLaw law) {
        return new NetworkDesign.Request(
                model, OptionalInt.empty(), List.of(), data, Optional.empty(), law, LossDesign.Kind.ANY, 1, 2);
    }

    /**
     * One neuron of one normal input is the scalar design of the bias at w = 1, b = 0 in y = wx + b: the same losses within the
     * sampling error of the ranks, 2/√n with a probability of 99.9 %, and of the turn, which all samples of both classes move,
     * times d log q̇/du = ln 100 over the mass of a branch.
     */
    @Test
    void oneNeuronOfNormalInputIsTheScalarDesign() throws IOException {
        int n = 40_000;
        double share = 0.25;
        BoundaryData data = samples(n, share, 1, "normal");
        NetworkDesign.Run run = NetworkDesign.run(request(model("1 1 sigmoid", 4, -2), data, LAW), Progress.NONE);
        ClassMixture exact = ClassMixture.of(0, 1 - share, Normal.of(-6, 1)).and(1, share, Normal.of(2, 1));
        DesignedLoss scalar = LossDesign.withDefaults()
                .with(Coordinate.BIAS)
                .design(exact, LAW, State.of(1, 0))
                .designed()
                .orElseThrow();
        DesignedLoss found = run.designs().get(0).loss();
        for (int c = 0; c < 2; c++) {
            DesignedClass of = scalar.classes().get(c);
            double count = (c == 0 ? 1 - share : share) * n;
            for (int b = 0; b < 2; b++) {
                double mass = of.branches().get(b).mass();
                double tolerance = Math.log(100) * (2 / Math.sqrt(count) + 4 / Math.sqrt(share * n)) / mass;
                assertTrue(mass < 0.5 || tolerance < 0.6, "the test says little: " + tolerance);
                for (double level = 0.05; level < 0.9; level += 0.1) {
                    double y = b == 0
                            ? of.component().law().quantile(level * mass)
                            : of.component().law().survivalQuantile(level * mass);
                    double ratio =
                            found.classes().get(c).loss().slope(y) / of.loss().slope(y);
                    assertEquals(0, Math.log(ratio), tolerance, "class " + c + ", branch " + b + ", level " + level);
                }
            }
        }
        assertEquals(
                scalar.classes().get(1).branches().get(0).scale(),
                found.classes().get(1).branches().get(0).scale(),
                0.05);
        // Of one input the two conditions are all there are.
        NetworkDesignResult.EquilibriumResult at = run.result().units().get(0).equilibrium();
        assertTrue(at.residual() < 1e-11 * at.meanLength(), at.toString());
        assertTrue(at.reached());
        for (NetworkDesignResult.BranchResult branch :
                run.result().units().get(0).branches()) {
            // The ranks of n samples are ½/n away, and one more sample's where the turn divides its ranks.
            assertTrue(branch.bias().ksDistance() < 1.6 / branch.bias().count(), branch.toString());
        }
    }

    /** With the activation kept, the loss of the output L(f) = H(f⁻¹(f)) has the same jumps: L′(f) f′(y) = H′(y). */
    @Test
    void theLossOfTheOutputHasTheSameJumps() throws IOException {
        BoundaryData data = samples(2000, 0.5, 2, "two");
        NetworkDesign.Run run = NetworkDesign.run(request(model("2 1 sigmoid", 2, 0.5, 0.3), data, LAW), Progress.NONE);
        Activation sigmoid = Activation.sigmoid();
        for (DesignedClass c : run.designs().get(0).loss().classes()) {
            DesignedOutputLoss loss = DesignedOutputLoss.of(c.loss(), sigmoid);
            for (double level = 0.01; level < 1; level += 0.07) {
                double y = c.component().law().quantile(level);
                double f = 1 / (1 + Math.exp(-y));
                double h = c.loss().slope(y);
                // y comes back from f to 1e-15/f′, where the slope of h between neighbours is below 1e4.
                assertEquals(h, loss.slope(f) * f * (1 - f), 1e-7 * Math.abs(h) + 1e-9);
            }
        }
    }

    /** Of several inputs two conditions hold, and the length of what is left is that of the mean of the samples' own gradients. */
    @Test
    void whatIsLeftOfTheMeanGradientIsSaid() throws IOException {
        BoundaryData data = samples(1500, 0.4, 3, "three");
        double[] q = {2, 1, -0.5, 0.3};
        NetworkDesign.Run run = NetworkDesign.run(request(model("3 1 tanh", q), data, LAW), Progress.NONE);
        DesignedLoss loss = run.designs().get(0).loss();
        double[] mean = new double[4];
        for (int i = 0; i < 1500; i++) {
            double y = q[3];
            for (int j = 0; j < 3; j++) {
                y += q[j] * data.samples().input(i).get(j);
            }
            double h = loss.classes()
                    .get((int) data.labels().orElseThrow().get(i))
                    .loss()
                    .slope(y);
            for (int j = 0; j < 4; j++) {
                mean[j] += h * (j == 3 ? 1 : data.samples().input(i).get(j)) / 1500;
            }
        }
        double length = Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2] + mean[3] * mean[3]);
        NetworkDesignResult.EquilibriumResult at = run.result().units().get(0).equilibrium();
        assertEquals(length, at.residual(), 1e-9 * at.meanLength());
        assertTrue(at.residual() > 1e-4 * at.meanLength());
        assertEquals(0, mean[3], 1e-12);
        assertEquals(0, mean[0] * q[0] + mean[1] * q[1] + mean[2] * q[2], 1e-12);
    }

    @Test
    void dependsOnNoThreadsAndReportsTheUnitsThatWereAsked() throws IOException {
        double[] q = new double[2 * 3 + 3 + 3 * 2 + 2];
        for (int i = 0; i < q.length; i++) {
            q[i] = Math.sin(3 * i + 1) * 2;
        }
        BoundaryData data = samples(800, 0.4, 2, "units");
        NetworkModel model = model("2 3 tanh 2 softmax", q);
        NetworkDesign.Request all = request(model, data, LAW);
        NetworkDesign.Request one = new NetworkDesign.Request(
                model, OptionalInt.of(2), List.of(1), data, Optional.of(data), LAW, LossDesign.Kind.ANY, 1, 1);
        NetworkDesignResult two = NetworkDesign.run(all, Progress.NONE).result();
        NetworkDesignResult single = NetworkDesign.run(one, Progress.NONE).result();
        assertEquals(2, two.units().size());
        assertEquals(1, single.units().size());
        assertEquals(two.units().get(1).equilibrium(), single.units().get(0).equilibrium());
        NetworkDesignResult.BranchResult branch =
                single.units().get(0).branches().get(0);
        assertEquals(two.units().get(1).branches().get(0).weights(), branch.weights());
        assertEquals(branch.bias().ksDistance(), branch.heldOut().bias().ksDistance());
        // As many held-out samples as made the ranks: a limit for half as many.
        assertTrue(branch.heldOut().bias().ksLimit() > 1.3 * branch.bias().ksLimit());
        assertTrue(two.treatment().contains("softmax"));
        assertEquals(2, two.layer());
        assertTrue(two.earlier().stream().allMatch(e -> e.group().startsWith("layer 1")));
        assertEquals(8, two.earlier().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 3 tanh 2 softmax | 3 | There is no layer 3: the network has layers 1 to 2",
                "2 3 tanh 2 softmax | 0 | There is no layer 0",
                "2 3 tanh 2 softmax | 1 | Layer 1 is hidden",
                "2 3 tanh 2 relu | 2 | Activation relu is flat",
                "2 2 no-bias sigmoid | 1 | has no biases",
                "2 3 tanh 2 softmax softmax | 2 | not in a dense layer",
            })
    void refusesLayersWithoutUnitsThatHaveTargets(String text, int layer, String part) throws IOException {
        double[] q = new double[Network.parse(text).trainables()];
        for (int i = 0; i < q.length; i++) {
            q[i] = Math.cos(2 * i + 1);
        }
        NetworkModel model = model(text, q);
        BoundaryData data = samples(300, 0.5, 2, "layers");
        NetworkDesign.Request asked = new NetworkDesign.Request(
                model, OptionalInt.of(layer), List.of(), data, Optional.empty(), LAW, LossDesign.Kind.ANY, 1, 1);
        InvalidInputException e =
                assertThrows(InvalidInputException.class, () -> NetworkDesign.run(asked, Progress.NONE));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void refusesDataAndUnitsThatDoNotBelongToIt() throws IOException {
        NetworkModel model = model("2 2 sigmoid", 2, 0, -2, 0, 0, 0);
        BoundaryData data = samples(200, 0.5, 2, "data");
        Path file = folder.resolve("data.csv");
        assertMessage("and the network reads 3 inputs", () -> read(file, Optional.of("kind"), 3));
        Path bare = folder.resolve("bare.csv");
        Files.writeString(bare, "x,y\n1,2\n3,4\n");
        assertMessage(
                "have no labels",
                () -> NetworkDesign.run(request(model, read(bare, Optional.empty(), 2), LAW), Progress.NONE));
        Path single = folder.resolve("single.csv");
        Files.writeString(single, "x,y,kind\n1,2,0\n3,4,0\n");
        assertMessage(
                "no sample with the target 0 of output 0",
                () -> NetworkDesign.run(request(model, read(single, Optional.of("kind"), 2), LAW), Progress.NONE));
        Path same = folder.resolve("same.csv");
        Files.writeString(same, "x,y,kind\n1,2,0\n1,2,0\n3,4,1\n5,4,1\n");
        assertMessage(
                "are all equal",
                () -> NetworkDesign.run(request(model, read(same, Optional.of("kind"), 2), LAW), Progress.NONE));
        for (List<Integer> units : List.of(List.of(2), List.of(-1), List.of(1, 1))) {
            NetworkDesign.Request asked = new NetworkDesign.Request(
                    model, OptionalInt.empty(), units, data, Optional.empty(), LAW, LossDesign.Kind.ANY, 1, 1);
            assertThrows(InvalidInputException.class, () -> NetworkDesign.run(asked, Progress.NONE));
        }
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable work) {
        InvalidInputException e = assertThrows(InvalidInputException.class, work);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    /** One sign cannot balance for a narrow law, so no unit has a loss. */
    @Test
    void saysWhyNoUnitHasALoss() throws IOException {
        NetworkModel model = model("2 2 sigmoid", 4, 0, -4, 0, 0, 0);
        NetworkDesign.Request asked = new NetworkDesign.Request(
                model,
                OptionalInt.empty(),
                List.of(),
                samples(400, 0.5, 2, "none"),
                Optional.empty(),
                BoundedPowerLaw.of(3, 0.1, 1),
                LossDesign.Kind.ONE_SIGNED,
                1,
                1);
        NoAnswerException e = assertThrows(NoAnswerException.class, () -> NetworkDesign.run(asked, Progress.NONE));
        assertTrue(e.getMessage().startsWith("No unit has a loss; for unit 0: Jumps of one sign"), e.getMessage());
    }

    @Test
    void tablesHaveEverySampleOfEachUnit() throws IOException {
        BoundaryData data = samples(300, 0.5, 2, "tables");
        NetworkDesign.Run run =
                NetworkDesign.run(request(model("2 2 sigmoid", 2, 1, -2, 0.5, 0.1, 0), data, LAW), Progress.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NetworkDesignTables.csv(out, run);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1 + 2 * 300, lines.size());
        String[] row = lines.get(200).split(",", -1);
        DesignedClass of =
                run.designs().get(Integer.parseInt(row[0])).loss().classes().get(Integer.parseInt(row[1]));
        assertEquals(of.loss().value(Double.parseDouble(row[2])), Double.parseDouble(row[3]));
        assertEquals(of.loss().slope(Double.parseDouble(row[2])), Double.parseDouble(row[4]), 1e-15);
        Path file = folder.resolve("loss.npz");
        try (OutputStream to = Files.newOutputStream(file)) {
            NetworkDesignTables.npz(to, run);
        }
        var arrays = org.jumpscope.data.NpzFile.read(file);
        assertEquals(2 + 2 * 2 * 3, arrays.size());
        assertEquals(List.of(150), arrays.get("slopes_1_0").shape());
    }

    /**
     * A network of MNIST with a fixed seed: on the images by which the losses were made the bias jumps have the law to their
     * ranks, two conditions hold, and the law carries over to other images: over 20 to 40 branches whose distances exceed the
     * 95 % limit with a probability of 5 % each if the pre-activations of both parts had one law, and more where they do not quite.
     */
    @Test
    void biasJumpsOfMnistFollowTheLaw() throws IOException {
        Path mnist = mnist();
        Training training = Training.of(
                Optional.empty(),
                Map.of("network", "784 20 tanh 10 sigmoid", "loss", "squared", "steps", "600", "seed", "1"));
        TrainingData learnt = TrainingData.read(
                new TrainingData.Source(mnist, training.label(), training.heldOut(), training.scaling(), 1));
        Train.Run.Finished trained = (Train.Run.Finished)
                Train.run(new Train.Request(training, learnt, Checkpoints.none(), 2), Progress.NONE, () -> false);
        Path file = folder.resolve("mnist.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            NetworkFile.write(out, NetworkFile.Form.of(file), trained.network(), Map.of());
        }
        NetworkModel model = NetworkModel.open(file, Optional.empty(), Optional.empty());
        NetworkDesign.Request asked = new NetworkDesign.Request(
                model,
                OptionalInt.empty(),
                List.of(),
                images(mnist, ImageFolder.Part.TRAIN, 20_000),
                Optional.of(images(mnist, ImageFolder.Part.TEST, 10_000)),
                BoundedPowerLaw.of(1.5, 1e-3, 1),
                LossDesign.Kind.ANY,
                1,
                2);
        NetworkDesignResult result = NetworkDesign.run(asked, Progress.NONE).result();
        assertEquals(10, result.units().size());
        int branches = 0;
        int beyond = 0;
        for (NetworkDesignResult.UnitResult unit : result.units()) {
            NetworkDesignResult.EquilibriumResult at = unit.equilibrium();
            assertNotNull(at, unit.reason());
            assertTrue(Math.abs(at.designed().get(0)) < 1e-11 * at.scale().get(0));
            assertTrue(Math.abs(at.designed().get(1)) < 1e-11 * at.scale().get(1));
            assertTrue(at.residual() < 0.3 * at.meanLength(), at.toString());
            for (NetworkDesignResult.BranchResult branch : unit.branches()) {
                // Two turns of one sign would add the ranks of two branches.
                assertTrue(branch.bias().ksDistance() < 2.1 / branch.bias().count(), branch.toString());
                NetworkDesignResult.LawResult other =
                        branch.heldOut() == null ? null : branch.heldOut().bias();
                if (other != null && other.ksDistance() != null) {
                    branches++;
                    beyond += other.ksDistance() > other.ksLimit() ? 1 : 0;
                    assertTrue(other.ksDistance() < 2.5 * other.ksLimit(), branch.toString());
                }
            }
        }
        assertTrue(branches >= 20 && beyond <= branches / 3, beyond + " of " + branches);
        assertEquals(4 * 10, result.earlier().size());
    }

    private static BoundaryData images(Path folder, ImageFolder.Part part, int n) {
        return BoundaryData.read(new BoundaryData.Source(
                folder, Optional.empty(), name -> Optional.empty(), part, SampleChoice.upTo(n), 784));
    }

    private static Path mnist() {
        String folder = System.getenv(DataFolders.VARIABLE);
        if (folder != null && Files.exists(Path.of(folder, "mnist"))) {
            return Path.of(folder, "mnist");
        }
        String sentence = "JUMPSCOPE_DATA does not name a folder with mnist.";
        return "true".equals(System.getenv("CI")) ? fail(sentence) : abort(sentence);
    }
}
