package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the guide show is run: each command, each line of its answer, each experiment, each link. */
class GuideTest {
    private static final String LEFT_OUT = "...";
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

    @TempDir
    private static Path folder;

    /** The files that the pages speak of: those that they show, and a few images in the format of MNIST. */
    @BeforeAll
    static void files() throws IOException {
        for (String language : List.of("yaml", "csv")) {
            for (GuidePage.Block block : GuidePage.blocks(language)) {
                Files.write(folder.resolve(block.marked("file").orElseThrow()), block.lines());
            }
        }
        Path images = Files.createDirectories(folder.resolve("mnist"));
        try (DataOutputStream pixels = open(images.resolve("train-images-idx3-ubyte"));
                DataOutputStream labels = open(images.resolve("train-labels-idx1-ubyte"))) {
            int n = 40;
            pixels.writeInt(0x803);
            pixels.writeInt(n);
            pixels.writeInt(2);
            pixels.writeInt(2);
            labels.writeInt(0x801);
            labels.writeInt(n);
            for (int i = 0; i < n; i++) {
                int label = i % 2;
                int bright = 150 + (i * 37) % 71 - 35;
                int dark = 60 + (i * 53) % 61 - 30;
                pixels.write(new byte[] {
                    (byte) (label == 0 ? bright : dark), (byte) dark, (byte) dark, (byte) (label == 0 ? dark : bright)
                });
                labels.write(label);
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(Files.newOutputStream(file));
    }

    static List<GuidePage.Block> commands() {
        return GuidePage.blocks("sh").stream()
                .filter(block -> block.lines().stream().anyMatch(line -> line.startsWith(ShellLine.START)))
                .toList();
    }

    static List<GuidePage.Block> experiments() {
        return GuidePage.blocks("yaml").stream()
                .filter(block -> !isTraining(block))
                .toList();
    }

    static List<GuidePage.Block> trainings() {
        return GuidePage.blocks("yaml").stream().filter(GuideTest::isTraining).toList();
    }

    private static boolean isTraining(GuidePage.Block block) {
        return block.lines().stream().anyMatch(line -> line.startsWith("network:"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void answersAsShown(GuidePage.Block block) {
        int code = block.marked("exit").map(Integer::valueOf).orElse(0);
        StringBuilder answer = new StringBuilder();
        for (String line : block.lines()) {
            if (line.startsWith(ShellLine.START)) {
                String[] more = block.marked("run with").map(m -> m.split(" ")).orElse(new String[0]);
                List<String> words = ShellLine.with(ShellLine.words(line), more);
                Called called = Called.call(ShellLine.in(folder, words));
                assertEquals(code, called.code(), line + "\n" + called.err());
                answer.append(called.out()).append(called.err());
            }
        }
        List<String> answered = answer.toString().lines().toList();
        for (String shown : block.answer()) {
            if (!shown.equals(LEFT_OUT)) {
                assertTrue(answered.stream().anyMatch(line -> fits(shown, line)), shown + "\nis not in\n" + answer);
            }
        }
    }

    private static boolean fits(String shown, String line) {
        return shown.endsWith(LEFT_OUT)
                ? line.startsWith(shown.substring(0, shown.length() - LEFT_OUT.length()))
                : line.equals(shown);
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void isAnExperiment(GuidePage.Block block) {
        Path file = folder.resolve(block.marked("file").orElseThrow());
        Experiment experiment = Experiment.of(Optional.of(file), Experiment.Options.none());
        assertNotNull(experiment.composition());
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void isATraining(GuidePage.Block block) {
        Path file = folder.resolve(block.marked("file").orElseThrow());
        assertTrue(Training.of(Optional.of(file), Map.of()).network().isPresent());
    }

    @Test
    void firstExperimentIsThePapers() {
        Experiment experiment = Experiment.of(Optional.of(folder.resolve("paper.yaml")), Experiment.Options.none());
        Experiment paper = Experiment.paper();
        assertEquals(paper.activation(), experiment.activation());
        assertEquals(paper.loss(), experiment.loss());
        assertEquals(paper.state(), experiment.state());
        assertEquals(paper.classes().toString(), experiment.classes().toString());
    }

    @Test
    void everyVerbIsShown() {
        List<String> lines =
                commands().stream().flatMap(block -> block.lines().stream()).toList();
        for (String verb : Jumpscope.commandLine().getSubcommands().keySet()) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(ShellLine.START + verb)), verb);
        }
    }

    /** An option that a page names is an option of some verb. */
    @Test
    void optionsExist() {
        StringBuilder help = new StringBuilder();
        for (String verb : Jumpscope.commandLine().getSubcommands().keySet()) {
            help.append(Called.call(verb, "--help").out());
        }
        Pattern option = Pattern.compile("`(--[a-z][a-z-]*)[ `]");
        for (Path page : GuidePage.all()) {
            Matcher matcher = option.matcher(String.join("\n", GuidePage.lines(page)));
            while (matcher.find()) {
                assertTrue(help.indexOf(matcher.group(1)) >= 0, page + ": " + matcher.group(1));
            }
        }
    }

    @Test
    void linksLeadSomewhere() {
        for (Path page : GuidePage.all()) {
            Matcher matcher = LINK.matcher(String.join("\n", GuidePage.lines(page)));
            boolean readme = page.endsWith("README.md");
            assertFalse(readme && !matcher.find(), "the README links to nothing");
            matcher.reset();
            while (matcher.find()) {
                Path target =
                        matcher.group(1).isEmpty() ? page : page.getParent().resolve(matcher.group(1));
                assertTrue(Files.exists(target), page + ": " + matcher.group(1));
                if (matcher.group(2) != null) {
                    String anchor = matcher.group(2);
                    assertTrue(
                            GuidePage.lines(target).stream().anyMatch(line -> anchor.equals(anchor(line))),
                            page + ": #" + anchor);
                }
            }
        }
    }

    /** The anchor of a heading as GitHub makes it. */
    private static String anchor(String line) {
        return line.startsWith("#")
                ? line.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-')
                : "";
    }
}
