package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user may get wrong ends in the exit code of the contract and in one sentence, with no file written. */
class WrongInputTest {
    private static final String CLASSES = """
            classes:
              - {target: 0, weight: 0.5, input: "normal(0, 0.25)"}
              - {target: 1, weight: %s, input: "normal(1, 0.25)"}
            """;

    @TempDir
    private Path folder;

    private static Arguments option(int code, String sentence, String... words) {
        return Arguments.of(code, sentence, List.of(words), null);
    }

    private static Arguments experiment(String sentence, String yaml) {
        return Arguments.of(3, sentence, List.of("predict"), yaml);
    }

    private static Arguments table(String sentence, String csv) {
        return Arguments.of(3, sentence, List.of("predict", "--feature", "size", "--label", "kind", "--data"), csv);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                experiment("this is not YAML", "classes: ["),
                experiment("weights of the classes sum to 1.1", CLASSES.formatted("0.6")),
                experiment("weight -0.5 is not a share", CLASSES.formatted("-0.5")),
                experiment("did you mean 'classes'?", "clases: 1"),
                experiment("target is 'zero'", "classes: [{target: zero, input: 'normal(0, 1)'}]"),
                experiment("stands here a second time", "activation: sigmoid\nactivation: tanh\n"),
                experiment("aliases (*name) are not read", "a: &a [*a]\n"),
                experiment("is empty", ""),
                experiment("rate is 'fast'", "rate: fast\n"),
                experiment("has no 'bias'", "state: {weight: 16}\n"),
                table("line 3, column 1 (size) is missing", "size,kind\n1,0\n,1\n"),
                table("holds 'abc' where a number is expected", "size,kind\n1,0\nabc,1\n"),
                table("line 3 has 3 cells and the first line has 2", "size,kind\n1,0\n2,5,1\n"),
                table("as number 1 and as number 2", "size,size,kind\n1,1,0\n2,2,1\n"),
                table("There is a single class", "size,kind\n1,0\n2,0\n3,0\n"),
                table("has no column 'size'", "width,kind\n1,0\n2,1\n"),
                table("is empty", ""),
                table("has a header and no samples", "size,kind\n"),
                table("which gives no bandwidth", "size,kind\n1,0\n1,0\n2,1\n3,1\n"),
                option(3, "standard deviation 0.0 is not above 0", "predict", "--input", "0=normal(0, 0)"),
                option(3, "standard deviation -1.0 is not above 0", "predict", "--input", "0=normal(0, -1)"),
                option(3, "did you mean normal(mean, sd)?", "predict", "--input", "0=nomal(0, 1)"),
                option(3, "the risk is infinite", "predict", "--activation", "log(y)"),
                option(3, "Unknown name 'foo'", "predict", "--activation", "foo(y)"),
                option(3, "where an operator", "predict", "--activation", "sigmoid(y"),
                option(3, "did you mean 'huber'?", "predict", "--loss", "hubber"),
                option(
                        3,
                        "is too large to analyse",
                        "predict",
                        "--activation",
                        "sin(".repeat(190) + "y" + ")".repeat(190)),
                option(3, "is not known: use equilibrium", "predict", "--state", "nan,0"),
                option(3, "is not a norm", "predict", "--at-jump", "-1"),
                option(2, "is not a finite number", "predict", "--at", "nan"),
                option(3, "No class has the target 7.0", "predict", "--target", "7"),
                option(3, "rate 0.0 is not a positive number", "predict", "--rate", "0"),
                option(2, "There is no option '--foo'", "predict", "--foo"),
                option(2, "did you mean 'predict'?", "predikt"),
                option(3, "is not from 1 to 1000000", "simulate", "--chains", "0"),
                option(3, "is not a number of threads", "simulate", "--threads", "0"),
                option(3, "Of -5 steps", "simulate", "--steps", "-5"),
                option(3, "is not a figure of the paper", "reproduce", "--figure", "10"),
                option(3, "--samples 0 are too few", "reproduce", "--figure", "3", "--samples", "0"),
                option(3, "is not a clip", "reproduce", "--figure", "6", "--epsilon", "0.7"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isOneSentence(int code, String sentence, List<String> given, String content) throws IOException {
        List<String> words = new ArrayList<>(given);
        if (content != null) {
            words.add(Files.writeString(folder.resolve("input"), content).toString());
        }
        Path out = folder.resolve("out");
        if (code == 3) {
            words.addAll(
                    given.get(0).equals("reproduce")
                            ? List.of("--out", out.toString())
                            : List.of("--json", out.toString()));
        }
        Called called = call(words.toArray(String[]::new));
        assertEquals(code, called.code(), called.err());
        assertTrue(called.err().contains(sentence), called.err());
        assertTrue(called.err().startsWith("jumpscope: "), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
        assertEquals("", called.out());
        assertFalse(Files.exists(out), "a file was left");
    }
}
