package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code reproduce --mnist} on a few hundred small images. */
class ReproduceMnistTest {
    private static final JsonMapper READER = new JsonMapper();
    private static final Set<String> VOID = Set.of("meta", "link", "path", "line", "circle", "rect", "polygon");

    @TempDir
    private static Path root;

    private static Path folder;
    private static Called called;

    /** Images of 8 × 8 pixels of four classes: a bright row, and noise. */
    private static void images(Path place, String part, int count) throws IOException {
        Files.createDirectories(place);
        UniformRandomProvider random = RandomBlocks.of(count).block(0);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        try (DataOutputStream images = new DataOutputStream(pixels);
                DataOutputStream names = new DataOutputStream(labels)) {
            for (int number : new int[] {0x803, count, 8, 8}) {
                images.writeInt(number);
            }
            names.writeInt(0x801);
            names.writeInt(count);
            for (int i = 0; i < count; i++) {
                names.write(i % 4);
                for (int j = 0; j < 64; j++) {
                    images.write((j / 8 == i % 4 ? 60 : 0) + random.nextInt(120));
                }
            }
        }
        Files.write(place.resolve(part + "-images-idx3-ubyte"), pixels.toByteArray());
        Files.write(place.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
    }

    private static Called reproduce(Path out, Path digits) {
        return call(
                "reproduce",
                "--figure",
                "3",
                "--samples",
                "20000",
                "--out",
                out.toString(),
                "--mnist",
                digits.toString(),
                "--architectures",
                "convolution,autoencoder");
    }

    @BeforeAll
    static void run() throws IOException {
        Path digits = root.resolve("digits");
        images(digits, "train", 400);
        images(digits, "t10k", 100);
        folder = root.resolve("out");
        called = reproduce(folder, digits);
        assertEquals(0, called.code(), called.err());
        assertEquals("", called.err());
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static Set<String> links(String html) {
        return Pattern.compile("href=\"\\./([^\"]+)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLinkIsThereAndEveryFileIsLinked() throws IOException {
        Set<String> linked = links(page("mnist.html"));
        linked.addAll(links(page("architectures.html")));
        linked.addAll(links(page("report.html")));
        assertTrue(linked.contains("mnist.html"), linked.toString());
        assertTrue(linked.contains("architectures.html"), linked.toString());
        for (String name : List.of(
                "mnist-pca-0",
                "mnist-mean-difference-1",
                "mnist-spectrum",
                "mnist-gradients",
                "mnist-density-layer-1-weights",
                "mnist-exponent-layer-2-biases",
                "architectures-spectra",
                "architectures-decoupling",
                "architectures-distances",
                "architectures-exponents",
                "architectures-dense-exponents",
                "architectures-convolution-direction-0-1",
                "architectures-autoencoder-direction-1-1")) {
            for (String ending : List.of(".svg", ".png", ".pdf", ".csv")) {
                assertTrue(linked.contains(name + ending), name + ending);
            }
        }
        assertTrue(linked.contains("mnist-network.safetensors"), linked.toString());
        assertTrue(linked.contains("architectures-convolution.safetensors"), linked.toString());
        linked.addAll(
                List.of("report.html", "summary.json", "mnist.json", "architectures.json", "written-by-jumpscope.txt"));
        assertEquals(linked, files());
    }

    @Test
    void thePageStandsByItself() throws IOException {
        for (String name : List.of("mnist.html", "architectures.html", "report.html")) {
            String html = page(name).replace("${project.version}", "unfiltered");
            assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("://"), "an address of another place");
            assertFalse(html.contains("<script"), "a script");
            Matcher raw = Pattern.compile(".{0,60}(NaN|\\bnull\\b|\\$).{0,40}").matcher(html);
            assertFalse(raw.find(), () -> raw.group());
            wellFormed(html);
        }
        for (String section :
                List.of("findings", "line", "network", "spectrum", "gradients", "exponents", "directions")) {
            assertTrue(page("mnist.html").contains("<section id=\"" + section + "\">"), section);
        }
        for (String section : List.of(
                "criterion", "findings", "comparison", "network-dense", "network-convolution", "network-autoencoder")) {
            assertTrue(page("architectures.html").contains("<section id=\"" + section + "\">"), section);
        }
        assertTrue(page("report.html").contains("<section id=\"architectures\">"), "the report's own section");
    }

    /** Every element that is opened is closed, in order. */
    private static void wellFormed(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>").matcher(html);
        while (tags.find()) {
            String name = tags.group(2);
            if (!tags.group(1).isEmpty()) {
                assertEquals(open.pop(), name, "at " + tags.start());
            } else if (!tags.group(3).endsWith("/")
                    && !(VOID.contains(name) && !html.startsWith("</" + name, tags.end()))) {
                open.push(name);
            }
        }
        assertTrue(open.isEmpty(), open.toString());
    }

    @Test
    void theSummaryHasAllNumbers() throws IOException {
        JsonNode result =
                READER.readTree(folder.resolve("summary.json").toFile()).get("result");
        assertEquals(1, result.get("figures").size());
        JsonNode digits = result.get("mnist");
        assertEquals(
                List.of(
                        "images",
                        "projections",
                        "projectionsReason",
                        "paper",
                        "training",
                        "measuredSamples",
                        "spectra",
                        "jumps",
                        "gradients",
                        "laws"),
                List.copyOf(digits.propertyNames()));
        assertEquals(
                digits, READER.readTree(folder.resolve("mnist.json").toFile()).get("result"));
        assertEquals(400, digits.get("measuredSamples").asInt());
        assertEquals(8, digits.get("projections").size());
        assertEquals(4, digits.get("spectra").size());
        assertEquals(64, digits.get("spectra").get(0).get("singularValues").size());
        JsonNode jumps = digits.get("jumps");
        for (JsonNode each : jumps) {
            for (JsonNode decade : each.get("decades")) {
                assertTrue(decade.get("standardError").asDouble() > 0, decade.toString());
            }
        }
        // The numbers beside a figure are its own.
        JsonNode biases = READER.readTree(
                        folder.resolve("mnist-exponent-layer-2-biases.json").toFile())
                .get("result");
        assertTrue(biases.size() > 0);
        for (JsonNode each : biases) {
            assertEquals("layer 2 biases", each.get("group").asString());
        }
    }

    @Test
    void theNetworkCanBeMeasured() {
        Called measured = call(
                "measure",
                folder.resolve("mnist-network.safetensors").toString(),
                "--data",
                root.resolve("digits").toString(),
                "--json",
                "-");
        assertEquals(0, measured.code(), measured.err());
        JsonNode jumps = READER.readTree(measured.out()).get("result").get("jumps");
        JsonNode own = READER.readTree(folder.resolve("mnist.json").toFile())
                .get("result")
                .get("jumps");
        // The same jumps, class by class and sign by sign, and the same exponents.
        int compared = 0;
        for (JsonNode each : jumps) {
            for (JsonNode other : own) {
                if (other.get("output").asString().equals("all")
                        && other.get("group").equals(each.get("group"))
                        && other.get("label").equals(each.get("label"))
                        && other.get("sign").equals(each.get("sign"))) {
                    assertEquals(each.get("count"), other.get("count"));
                    compared++;
                    for (int d = 0; d < each.get("decades").size(); d++) {
                        assertEquals(
                                each.get("decades").get(d).get("exponent").asDouble(),
                                other.get("decades").get(d).get("exponent").asDouble(),
                                1e-12);
                    }
                }
            }
        }
        assertEquals(jumps.size(), compared);
    }

    /** The numbers of the architectures are in the summary, and the page says what they are. */
    @Test
    void architecturesAreCompared() throws IOException {
        JsonNode compared = READER.readTree(folder.resolve("summary.json").toFile())
                .get("result")
                .get("architectures");
        assertEquals(
                List.of("measuredSamples", "lawSamples", "draws", "scales", "decoupledIndex", "networks"),
                List.copyOf(compared.propertyNames()));
        assertEquals(
                compared,
                READER.readTree(folder.resolve("architectures.json").toFile()).get("result"));
        String html = page("architectures.html").replace("&#39;", "'");
        List<String> names = new ArrayList<>();
        int directions = 0;
        int decoupled = 0;
        for (JsonNode each : compared.get("networks")) {
            names.add(each.get("name").asString());
            assertEquals(
                    List.of("name", "training", "meanLoss", "spectra", "jumps", "laws", "directions", "decoupledScale"),
                    List.copyOf(each.propertyNames()));
            assertEquals(2, each.get("laws").size());
            for (JsonNode direction : each.get("directions")) {
                directions++;
                decoupled += direction.get("shrunk").get(0).get("decoupled").asBoolean() ? 1 : 0;
                assertEquals(
                        compared.get("scales").size(), direction.get("shrunk").size());
            }
            assertTrue(html.contains(each.get("training").get("network").asString()), names.toString());
            assertTrue(called.out().contains("  " + each.get("name").asString() + " "), called.out());
        }
        assertEquals(List.of("dense", "convolution", "autoencoder"), names);
        // The finding counts what the numbers say.
        assertTrue(
                html.contains("holds along " + (decoupled == 0 ? "none" : decoupled) + " of " + directions
                        + " leading directions"),
                directions + " directions, " + decoupled + " of them decoupled");
        // The dense network of the page on digits is the first of them.
        JsonNode digits = READER.readTree(folder.resolve("mnist.json").toFile()).get("result");
        assertEquals(digits.get("training"), compared.get("networks").get(0).get("training"));
        assertTrue(called.out().contains("Architectures: " + folder.resolve("architectures.html")), called.out());
    }

    @Test
    void architecturesAreNamedBeforeTheWork() {
        Path out = root.resolve("unknown");
        Called unknown = call(
                "reproduce",
                "--out",
                out.toString(),
                "--mnist",
                root.resolve("digits").toString(),
                "--architectures",
                "lenet");
        assertEquals(3, unknown.code());
        assertTrue(unknown.err().contains("'lenet'") && unknown.err().contains("convolution"), unknown.err());
        Called alone = call("reproduce", "--out", out.toString(), "--architectures", "convolution");
        assertEquals(3, alone.code());
        assertTrue(alone.err().contains("--mnist"), alone.err());
        assertFalse(Files.exists(out), "a folder of results without results");
    }

    /** A law along a direction has a figure, a row of a table, a part in a finding and its numbers. */
    @Test
    void lawsAlongDirectionsHaveAPlace() throws IOException {
        JsonNode laws = READER.readTree(folder.resolve("mnist.json").toFile())
                .get("result")
                .get("laws");
        String html = page("mnist.html").replace("&#39;", "'");
        assertEquals(2, laws.size());
        int rows = 0;
        for (JsonNode digit : laws) {
            assertEquals("mean", digit.get("reference").asString());
            assertEquals(100, digit.get("samples").asInt());
            // 100 neurons see all of 64 pixels.
            assertTrue(digit.get("plateau").isNull(), digit.get("plateau").toString());
            for (JsonNode law : digit.get("directions")) {
                rows++;
                String name = "mnist-direction-" + digit.get("label").asInt() + "-"
                        + (law.get("index").asInt() + 1);
                assertTrue(html.contains(name + ".svg"), name);
                assertTrue(
                        html.contains(law.get("finding").asString()),
                        law.get("finding").asString());
                assertEquals(
                        law,
                        READER.readTree(folder.resolve(name + ".json").toFile()).get("result"));
                double distance = law.get("distance").get("kolmogorov").asDouble();
                assertTrue(distance > 0 && distance < 1, law.get("distance").toString());
                assertEquals(
                        1.36 * Math.sqrt(2 / 100.0),
                        law.get("distance").get("noiseFloor").asDouble(),
                        1e-3);
            }
        }
        assertEquals(6, rows);
        assertTrue(html.contains("mean image of the digits 0 and 1"), "the finding");
        assertTrue(called.out().contains("laws             digit 1: (4.6) is off by"), called.out());
    }

    @Test
    void theTerminalSaysWhatAndWhere() {
        assertTrue(called.out().contains("Images of digits: " + folder.resolve("mnist.html")), called.out());
        assertTrue(called.out().contains("64 100 tanh 4 softmax, 400 images learnt"), called.out());
        assertTrue(called.out().contains("layer 1 weights"), called.out());
    }

    @Test
    void whatCannotBeReadIsSaidBeforeTheWork() throws IOException {
        Path out = root.resolve("none");
        Called missing = reproduce(out, root.resolve("nothing"));
        assertEquals(3, missing.code());
        assertEquals(1, missing.err().lines().count(), missing.err());
        Path cut = root.resolve("cut");
        images(cut, "train", 100);
        Path file = cut.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 1000));
        Called early = reproduce(out, cut);
        assertEquals(3, early.code());
        assertTrue(early.err().contains("train-images-idx3-ubyte"), early.err());
        assertEquals(1, early.err().lines().count(), early.err());
        Files.write(cut.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
        Files.write(file, whole);
        Called other = reproduce(out, cut);
        assertEquals(3, other.code());
        assertTrue(other.err().contains("do not belong together"), other.err());
        assertFalse(Files.exists(out), "a folder of results without results");
    }
}
