package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class JumpscopeTest {
    @TempDir
    private Path folder;

    /** A verb that has every shared option, and fails as it is told. */
    @Command(name = "probe")
    static final class Probe implements Callable<Integer> {
        @Mixin
        private ExperimentOptions experiment;

        @Mixin
        private RangeOptions ranges;

        @Mixin
        private OutputOptions output;

        @Option(names = "--at", converter = NumberList.class)
        private Vector at = Vector.of();

        @Option(names = "--fail")
        private String fail = "";

        private record Result(double rate, double tolerance, Vector at, double undefined) {}

        @Override
        public Integer call() {
            switch (fail) {
                case "fault" -> throw new IllegalStateException("of the probe");
                case "no answer" -> throw new NoAnswerException("There is none.");
                case "memory" -> throw new OutOfMemoryError();
                case "stack" -> throw new StackOverflowError();
                default -> {}
            }
            ExperimentOptions.Read read = experiment.read();
            output.check(List.of());
            Experiment found = read.experiment();
            ranges.ratio();
            ranges.tailMass();
            Result result = new Result(found.rate(), ranges.tolerance(), at, Double.NaN);
            output.answer(output.provenance(read.files()), result, List.of("Be careful."), found.classes() + "\n");
            return 0;
        }
    }

    private static Called probe(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "probe";
        System.arraycopy(words, 0, all, 1, words.length);
        return Called.call(Jumpscope.commandLine(List.of(new Probe())), all);
    }

    @Test
    void versionIsThatOfTheBuild() {
        Called called = call("--version");
        assertEquals(0, called.code());
        assertTrue(called.out().matches("jumpscope \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R"), called.out());
    }

    @Test
    void helpGoesToStandardOutputWithoutColour() {
        Called called = call("--help");
        assertEquals(0, called.code());
        assertTrue(called.out().contains("Exit codes:"), called.out());
        assertFalse(called.out().contains("\u001b"));
        assertEquals("", called.err());
    }

    @Test
    void helpOfAVerbSaysTheDefaults() {
        String help = probe("--help").out();
        for (String part : List.of("Default: 0.1", "Default: 10.0", "Default: 1.0E-4", "Default: sigmoid", "--debug")) {
            assertTrue(help.contains(part), part + " in " + help);
        }
    }

    @Test
    void wrongUsageIsTwoWithTheNearestName() {
        assertEquals(new Called(2, "", "jumpscope: Name a verb. See 'jumpscope --help'.\n"), call());
        assertEquals(
                new Called(
                        2,
                        "",
                        "jumpscope: There is no option '--versoin': did you mean '--version'? See 'jumpscope --help'.\n"),
                call("--versoin"));
        assertEquals(
                "jumpscope: There is no option '--activaton': did you mean '--activation'? See 'jumpscope probe --help'.\n",
                probe("--activaton=relu").err());
        Called number = probe("--rate", "fast");
        assertEquals(2, number.code());
        assertTrue(number.err().contains("'fast' is not a double"), number.err());
        Called list = probe("--at", "1,x");
        assertEquals(2, list.code());
        assertTrue(list.err().contains("'x' is not a finite number"), list.err());
        assertEquals(2, probe("one.yaml", "two.yaml").code());
    }

    @Test
    void badInputAndQuestionsWithoutAnswerAreThree() {
        Called missing = probe("no.yaml");
        assertEquals(new Called(3, "", "jumpscope: There is no experiment file no.yaml.\n"), missing);
        assertEquals(new Called(3, "", "jumpscope: There is none.\n"), probe("--fail", "no answer"));
        for (List<String> words : List.of(
                List.of("--rate", "0"),
                List.of("--input", "0=nromal(0, 1)"),
                List.of("--tolerance", "0"),
                List.of("--ratio", "1"),
                List.of("--tail-mass", "0.5"),
                List.of("--feature", "x"),
                List.of("--data", "no.csv", "--feature", "x"),
                List.of("--data", "x", "--input", "0=normal(0, 1)"),
                List.of("--json", folder.toString()))) {
            Called called = probe(words.toArray(new String[0]));
            assertEquals(3, called.code(), words + called.err());
            assertEquals("", called.out());
            assertEquals(1, called.err().lines().count(), called.err());
        }
    }

    @Test
    void aFaultIsOneSentenceAndAStackTraceOnlyOnDemand() {
        for (String fault : List.of("fault", "memory", "stack")) {
            Called called = probe("--fail", fault);
            assertEquals(1, called.code());
            assertEquals(1, called.err().lines().count(), called.err());
        }
        Called debugged = probe("--fail", "fault", "--debug");
        assertEquals(1, debugged.code());
        assertTrue(debugged.err().contains("\tat org.jumpscope.app.JumpscopeTest"), debugged.err());
    }

    @Test
    void theAnswerIsTextOrJsonOrBoth() throws IOException {
        Called text = probe("--input", "0=normal(0, 1)", "--input", "1=normal(1, 1)");
        assertEquals(0, text.code());
        assertTrue(text.out().startsWith("ClassMixture"), text.out());
        assertEquals("jumpscope: Be careful.\n", text.err());
        Called json = probe("--json", "-", "--at", "-0.25,1e-3", "--rate", "2");
        assertTrue(json.out().startsWith("{"), json.out());
        assertTrue(json.out().contains("\"command\" : \"probe\""), json.out());
        assertTrue(json.out().contains("-0.25"), json.out());
        assertTrue(json.err().contains("result.undefined is not a number"), json.err());
        Path file = folder.resolve("a.json");
        assertTrue(probe("--json", file.toString()).out().startsWith("ClassMixture"));
        assertTrue(Files.readString(file).contains("\"a.json\""), Files.readString(file));
        assertEquals(3, probe("--json", file.toString()).code());
        assertEquals(0, probe("--json", file.toString(), "--force").code());
    }

    @Test
    void theProvenanceNamesTheFilesThatWereRead() throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), "rate: 3\n");
        String json = probe(file.toString(), "--json", "-").out();
        assertTrue(json.contains("\"file\" : \"e.yaml\""), json);
        assertTrue(json.contains("\"rate\" : 3.0"), json);
        assertFalse(json.contains(folder.toString()), json);
    }
}
