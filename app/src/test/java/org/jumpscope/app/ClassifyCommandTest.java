package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code classify} as a command: its JSON, its text, its LaTeX, its refusals. */
class ClassifyCommandTest {
    @TempDir
    private Path folder;

    private static Called classify(String... words) {
        List<String> all = new ArrayList<>(List.of("classify"));
        all.addAll(Arrays.asList(words));
        return Called.call(all.toArray(new String[0]));
    }

    private static JsonNode result(String... words) {
        Called called = classify(words);
        assertEquals(0, called.code(), called.err());
        assertEquals("", called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    @Test
    void answersWithTheFieldsOfTheContract() {
        JsonNode result = result("y^3", "--json", "-");
        JsonNode exact = result.get("exact");
        assertEquals(1, exact.size());
        assertEquals("bias", exact.get(0).get("variable").asString());
        assertEquals(0.5, exact.get(0).get("exponent").asDouble());
        assertEquals("H = y^3 + const", exact.get(0).get("form").asString());
        assertEquals("y < 0 or y > 0", exact.get(0).get("conditions").get(0).asString());
        for (JsonNode region : result.get("asymptotic")) {
            for (String field : List.of("region", "exponent", "error", "conditions", "verdict", "reason")) {
                assertTrue(region.has(field), field);
            }
        }
        JsonNode zero = region(result, "y -> 0");
        assertEquals(0.5, zero.get("exponent").asDouble());
        assertEquals("0", zero.get("error").asString());
    }

    private static JsonNode region(JsonNode result, String name) {
        for (JsonNode region : result.get("asymptotic")) {
            if (region.get("region").asString().equals(name)) {
                return region;
            }
        }
        throw new AssertionError(name + " is not in " + result.get("asymptotic"));
    }

    @Test
    void sigmoidWithSquaredLossIsExponentialOnTheLeft() {
        JsonNode left = region(
                result(
                        "--activation",
                        "sigmoid",
                        "--loss",
                        "squared",
                        "--target",
                        "0",
                        "--state",
                        "16,-8",
                        "--json",
                        "-"),
                "y -> -infinity");
        assertEquals(1, left.get("exponent").asDouble());
        assertEquals("exp(2*y)", left.get("composition").asString());
        assertEquals("-0.75*exp(y)", left.get("error").asString());
        // 0.368 is where Figure 1's range ends (theory §4).
        assertTrue(left.get("conditions").toString().contains("x <= 0.3683 at w = 16, b = -8"));
    }

    /** Without a target both are answered, and each entry says its own. */
    @Test
    void bothTargetsWithoutOne() {
        JsonNode result = result("--loss", "cross-entropy", "--json", "-");
        assertEquals(2, result.get("compositions").size());
        assertEquals(0, result.get("asymptotic").get(0).get("target").asDouble());
        assertEquals(
                1,
                result.get("asymptotic")
                        .get(result.get("asymptotic").size() - 1)
                        .get("target")
                        .asDouble());
    }

    /** No law is null with a reason, unknown says so. */
    @Test
    void noLawAndUnknown() {
        JsonNode sine = region(result("sin(y)", "--json", "-"), "y -> infinity");
        assertTrue(sine.get("exponent").isNull());
        assertEquals("unknown", sine.get("verdict").asString());
        String text = classify("y*log(y)").out();
        assertTrue(text.contains("y -> 0 from above: no law\n    h ~ log(y): it changes so slowly"), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | x*y | Unknown name 'x' at column 1",
                "3 | log(-1-y^2) | is undefined for every y",
                "3 | '' | The formula is empty",
                "3 | y+ | ends at column 3",
                "3 | nested | nested",
                "2 | --latex | Give a formula",
                "3 | y --loss squared | leave one out",
                "3 | y --target 0 | a formula in y is H for one target already",
                "3 | y --table | leave one out",
                "3 | y --state 1 | needs a weight and a bias",
                "3 | y --state 0,1 | At weight 0",
                "3 | y --tolerance 0 | is not between 0 and 1",
                "3 | y --ratio 0.5 | is not a number above 1",
                "3 | --activation sigmod | did you mean 'sigmoid'?",
            })
    void refusesWithOneSentence(int code, String words, String sentence) {
        String deep = "exp(".repeat(300) + "y" + ")".repeat(300);
        String[] all = words.equals("nested")
                ? new String[] {deep}
                : words.isEmpty() ? new String[] {""} : words.split(" ", -1);
        Called called = classify(all);
        assertEquals(code, called.code(), called.err());
        assertTrue(called.err().contains(sentence), called.err());
        assertEquals(1, called.err().lines().count(), called.err());
        assertEquals("", called.out());
    }

    /** The JSON file appears, a second run needs --force, and the text is there beside it. */
    @Test
    void writesAFile() throws IOException {
        Path file = folder.resolve("law.json");
        assertEquals(0, classify("log(y)", "--json", file.toString()).code());
        JsonNode exact =
                new JsonMapper().readTree(Files.readString(file)).get("result").get("exact");
        assertEquals(2, exact.get(0).get("exponent").asDouble());
        assertEquals("gamma c/w", exact.get(0).get("shift").asString());
        assertEquals(3, classify("log(y)", "--json", file.toString()).code());
    }

    /** Every brace and dollar of the LaTeX has its partner, row by row. */
    @ParameterizedTest
    @CsvSource({"(y+2)^(5/2)", "log(y)", "exp(-1/y^2)", "sin(y)", "softplus(y)^2"})
    void latexIsBalanced(String formula) {
        String latex = classify(formula, "--latex", "--state", "2,-1").out();
        assertTrue(latex.contains("\\begin{longtable}") && latex.contains("\\end{longtable}"), latex);
        for (String row : latex.lines().toList()) {
            assertEquals(0, row.chars().filter(c -> c == '$').count() % 2, row);
            assertEquals(
                    row.chars().filter(c -> c == '{').count(),
                    row.chars().filter(c -> c == '}').count(),
                    row);
            assertFalse(row.contains("->") || row.contains(">="), row);
        }
    }

    /** 12 activations with 9 losses for one target, in the order of the catalogue, all of them decided. */
    @Test
    void theTableIsComplete() {
        JsonNode rows = result("--table", "--target", "0", "--json", "-");
        assertEquals(108, rows.size());
        assertEquals("identity", rows.get(0).get("activation").asString());
        assertEquals(0.5, rows.get(0).get("exact").get(0).get("exponent").asDouble());
        for (JsonNode row : rows) {
            for (JsonNode region : row.get("asymptotic")) {
                assertFalse(region.get("verdict").asString().equals("unknown"), row.toString());
                assertEquals(
                        region.get("verdict").asString().equals("none"),
                        region.get("exponent").isNull(),
                        row.toString());
            }
        }
    }
}
