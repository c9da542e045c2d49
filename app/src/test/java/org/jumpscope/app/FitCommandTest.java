package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jumpscope.data.NpyArray;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FitCommandTest {
    private static final String JUMPS = ExampleJumps.FILE.toString();

    @TempDir
    private Path folder;

    private static Called fit(String... words) {
        List<String> all = new ArrayList<>(List.of("fit"));
        all.addAll(List.of(words));
        return call(all.toArray(new String[0]));
    }

    private static JsonNode result(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--json";
        all[words.length + 1] = "-";
        Called called = fit(all);
        assertEquals(0, called.code(), called.err());
        return new JsonMapper().readTree(called.out()).get("result");
    }

    private String lines(String name, DoubleStream values) throws IOException {
        String text = values.mapToObj(Double::toString).collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static DoubleStream quantiles(BoundedPowerLaw law, int n) {
        return IntStream.range(0, n).mapToDouble(i -> law.quantile((i + 0.5) / n));
    }

    private void assertRefuses(String[] parts, String... words) {
        Called called = fit(words);
        assertEquals(3, called.code(), called.err());
        assertEquals("", called.out());
        assertEquals(1, called.err().lines().count(), called.err());
        for (String part : parts) {
            assertTrue(called.err().contains(part), called.err());
        }
    }

    private static String[] saying(String... parts) {
        return parts;
    }

    @Test
    void exampleIsWhatItsProgramMakes() throws IOException {
        assertEquals(ExampleJumps.content(), Files.readString(ExampleJumps.FILE));
    }

    /** At the quantiles of the law the estimate is the exponent, to less than its standard error. */
    @Test
    void fitsAGivenRange() throws IOException {
        String file = lines("q.txt", quantiles(BoundedPowerLaw.of(0.75, 0.01, 100), 2000));
        JsonNode result = result(file, "--range", "0.01:100");
        assertEquals(
                0.75,
                result.get("exponent").asDouble(),
                0.25 * result.get("standardError").asDouble());
        assertEquals(4, result.get("decades").asDouble(), 1e-12);
        assertEquals(1, result.get("share").asDouble());
        assertEquals(2000, result.get("n").asInt());
        assertEquals("power law", result.get("verdict").asString());
        assertTrue(result.get("pValue").asDouble() > 0.5);
    }

    @Test
    void answersWithTheFieldsOfTheContract() {
        JsonNode result = result(JUMPS, "--sign", "absolute", "--compare");
        List<String> fields = List.of(
                "n",
                "exponent",
                "standardError",
                "interval",
                "range",
                "guardedRange",
                "decades",
                "share",
                "ks",
                "pValue",
                "curvature",
                "alternatives",
                "verdict",
                "reason");
        assertEquals(
                fields, result.propertyNames().stream().limit(fields.size()).toList());
        assertEquals(4000, result.get("counts").get("total").asInt());
        assertEquals(4000, result.get("n").asInt());
        assertTrue(result.get("curvature").has("z") && result.get("curvature").has("pValue"));
        assertEquals(4, result.get("alternatives").size());
        for (JsonNode alternative : result.get("alternatives")) {
            assertEquals(
                    List.of("name", "logLikelihoodRatio", "pValue"),
                    alternative.propertyNames().stream().limit(3).toList());
        }
    }

    @Test
    void readsStandardInput() {
        String text = quantiles(BoundedPowerLaw.of(2, 1, 1000), 500)
                .mapToObj(Double::toString)
                .collect(Collectors.joining("\n", "# one number per line\n\n", "\n"));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            JsonNode result = result("-", "--range", "1:1000");
            assertEquals(500, result.get("n").asInt());
            assertEquals(2, result.get("exponent").asDouble(), 0.02);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void keepsSignsApart() throws IOException {
        DoubleStream values = DoubleStream.concat(
                quantiles(BoundedPowerLaw.of(1, 0.01, 10), 300),
                DoubleStream.concat(
                        quantiles(BoundedPowerLaw.of(2, 0.01, 10), 200).map(x -> -x),
                        DoubleStream.of(0, -0.0, Double.NaN)));
        String file = lines("s.txt", values);
        JsonNode positive = result(file, "--range", "0.01:10");
        assertEquals(300, positive.get("n").asInt());
        assertEquals(1, positive.get("exponent").asDouble(), 0.02);
        assertEquals(2, positive.get("counts").get("zeros").asInt());
        assertEquals(1, positive.get("counts").get("notNumbers").asInt());
        JsonNode negative = result(file, "--range", "0.01:10", "--sign", "negative");
        assertEquals(200, negative.get("n").asInt());
        assertEquals(2, negative.get("exponent").asDouble(), 0.05);
        assertEquals(
                500,
                result(file, "--range", "0.01:10", "--sign", "absolute")
                        .get("n")
                        .asInt());
    }

    /** Exact counts of a law: k is the exponent, whatever the width of the bins. */
    @Test
    void fitsHistograms() throws IOException {
        BoundedPowerLaw law = BoundedPowerLaw.of(1.5, 1, 1000);
        StringBuilder bins = new StringBuilder("low,high,count\n-3,-1,5\n0,1,7\n");
        for (int i = 0; i < 12; i++) {
            double low = Math.pow(10, i / 4.0);
            double high = Math.pow(10, (i + 1) / 4.0);
            bins.append(low + "," + high + "," + 1e4 * (law.cumulative(high) - law.cumulative(low)) + "\n");
        }
        String file = Files.writeString(folder.resolve("h.csv"), bins).toString();
        JsonNode result = result(file, "--histogram");
        assertEquals(1.5, result.get("exponent").asDouble(), 1e-6);
        assertEquals("power law", result.get("verdict").asString());
        assertEquals("histogram", result.get("settings").get("input").asString());
        assertEquals(3, result.get("decades").asDouble(), 1e-9);
        assertEquals(10_000, result.get("n").asInt());
        assertEquals(5, result.get("counts").get("negative").asInt());
        assertEquals(7, result.get("counts").get("zeros").asInt());
        assertEquals(3, fit(file, "--histogram", "--sign", "absolute").code());
        assertEquals(3, fit(file, "--histogram", "--range", "500:900").code());
        assertEquals(2, fit(file, "--histogram", "--compare").code());
        assertEquals(
                0,
                fit(file, "--histogram", "--plot", folder.resolve("h.svg").toString())
                        .code());
        assertTrue(Files.size(folder.resolve("h-landscape.svg")) > 1000);
    }

    /** Every second value has the weight 3, which leaves the law as it is; n is the effective number (4 n/2)²/(10 n/2). */
    @Test
    void fitsWeightedValues() throws IOException {
        BoundedPowerLaw law = BoundedPowerLaw.of(0.5, 0.1, 1000);
        StringBuilder lines = new StringBuilder("size,weight\n");
        int pairs = 1000;
        for (int i = 0; i < pairs; i++) {
            double value = law.quantile((i + 0.5) / pairs);
            lines.append(value).append(",1\n").append(value).append(",3\n");
        }
        String file = Files.writeString(folder.resolve("w.csv"), lines).toString();
        JsonNode result = result(file, "--weights", "weight", "--range", "0.1:1000");
        assertEquals(
                0.5,
                result.get("exponent").asDouble(),
                0.25 * result.get("standardError").asDouble());
        assertEquals(1600, result.get("n").asInt());
        assertEquals("weighted values", result.get("settings").get("input").asString());
        assertEquals(3, fit(file, "--weights", "wieght").code());
        assertTrue(fit(file, "--weights", "wieght").err().contains("did you mean 'weight'?"));
    }

    /** Integers: half a step on either side belongs to each. */
    @Test
    void fitsRoundedValues() throws IOException {
        BoundedPowerLaw law = BoundedPowerLaw.of(2, 0.5, 1000.5);
        String file = lines("r.txt", quantiles(law, 5000).map(Math::rint));
        for (String resolution : List.of("1", "auto")) {
            JsonNode result = result(file, "--resolution", resolution, "--range", "0.5:1000.5");
            assertEquals(
                    2,
                    result.get("exponent").asDouble(),
                    0.25 * result.get("standardError").asDouble());
            assertEquals("rounded values", result.get("settings").get("input").asString());
        }
        assertEquals(3, fit(file, "--resolution", "x").code());
        assertEquals(3, fit(file, "--resolution", "digits:0").code());
        assertEquals(2, fit(file, "--resolution", "1", "--bootstrap", "10").code());
    }

    @Test
    void noRangeIsAnAnswer() throws IOException {
        // Half a decade cannot hold one and a half.
        String narrow = lines("n.txt", quantiles(BoundedPowerLaw.of(1, 1, 3), 500));
        Called called = fit(narrow);
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().startsWith("verdict      No power law"), called.out());
        assertTrue(result(narrow).get("verdict").asString().equals("no power law"));
        Called few = fit(lines("f.txt", quantiles(BoundedPowerLaw.of(1, 1, 1000), 30)));
        assertEquals(0, few.code(), few.err());
    }

    @Test
    void refusesBadRanges() throws IOException {
        String file = lines("q.txt", quantiles(BoundedPowerLaw.of(1, 0.01, 100), 200));
        assertRefuses(saying("fewer than", "50"), file, "--range", "0.01:0.02");
        assertRefuses(saying("Lower bound 2.0 is not below upper bound 1.0"), file, "--range", "2:1");
        assertRefuses(saying("1.0 is not below upper bound 1.0"), file, "--range", "1:1");
        assertRefuses(saying("Lower bound 0.0 is not positive"), file, "--range", "0:1");
        assertRefuses(saying("Lower bound -1.0 is not positive"), file, "--range", "-1:1");
        assertRefuses(saying("Lower bound -1.0 is not positive"), file, "--xmin", "-1");
        assertRefuses(saying("Upper bound 0.0 is not positive"), file, "--xmax", "0");
        assertRefuses(saying("is not below"), file, "--xmin", "3", "--xmax", "2");
        assertRefuses(saying("'x' is not a number"), file, "--range", "1:x");
        assertRefuses(saying("not two numbers with a colon"), file, "--range", "1");
    }

    @Test
    void refusesBadData() throws IOException {
        assertRefuses(
                saying("only one value, 2.5, 60 times"),
                lines("e.txt", DoubleStream.generate(() -> 2.5).limit(60)));
        assertRefuses(saying("line 3 is infinite"), lines("i.txt", DoubleStream.of(1, 2, Double.POSITIVE_INFINITY)));
        assertRefuses(
                saying("no positive values among its 3", "--sign negative"),
                lines("m.txt", DoubleStream.of(-1, -2, 0)));
        assertRefuses(saying("no positive values", "1 not a number"), lines("o.txt", DoubleStream.of(Double.NaN)));
        String table = Files.writeString(folder.resolve("t.csv"), "id,size\n1,2\n2,x\n")
                .toString();
        assertRefuses(saying("no column 'sise': did you mean 'size'?"), table, "--column", "sise");
        assertRefuses(saying("line 3, column 2 (size) holds 'x'"), table, "--column", "size");
        assertRefuses(saying("has 2 columns", "--column (id, size)"), table);
        assertRefuses(saying("There is no nowhere.csv"), "nowhere.csv");
        ByteArrayOutputStream npy = new ByteArrayOutputStream();
        NpyArray.of(new double[100], 100).write(npy);
        Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(npy.toByteArray(), npy.size() - 3));
        assertRefuses(saying("cut.npy ends early"), cut.toString());
        Path parquet = Files.writeString(folder.resolve("x.parquet"), "PAR1");
        assertRefuses(saying("reader of Parquet is not there", "mvn -q -pl parquet -am"), parquet.toString());
    }

    @Test
    void saysWrongUsage() {
        for (String[] words : new String[][] {
            {},
            {JUMPS, "--range", "1:2", "--xmin", "1"},
            {JUMPS, "--range", "1:2", "--search", "joint"},
            {JUMPS, "--bootstrp", "10"},
        }) {
            Called called = fit(words);
            assertEquals(2, called.code(), String.join(" ", words) + called.err());
        }
        assertTrue(fit(JUMPS, "--bootstrp", "10").err().contains("'--bootstrap'"));
        assertEquals(3, fit(JUMPS, "--sign", "both").code());
        assertEquals(3, fit(JUMPS, "--search", "all").code());
    }

    @Test
    void drawsThreeFigures() throws IOException {
        for (String format : List.of("svg", "png", "pdf")) {
            Path file = folder.resolve("fit." + format);
            assertEquals(0, fit(JUMPS, "--plot", file.toString()).code());
            for (String part : List.of("", "-ccdf", "-landscape")) {
                assertTrue(Files.size(folder.resolve("fit" + part + "." + format)) > 1000, part + format);
            }
        }
        Called again = fit(JUMPS, "--plot", folder.resolve("fit.svg").toString());
        assertEquals(3, again.code());
        assertTrue(again.err().contains("fit.svg is there already"), again.err());
        assertEquals(
                3, fit(JUMPS, "--plot", folder.resolve("fit.bmp").toString()).code());
        String svg = Files.readString(folder.resolve("fit.svg"), StandardCharsets.UTF_8);
        assertTrue(svg.contains("probability density"), svg.substring(0, 500));
        assertFalse(svg.contains("NaN"));
    }

    /** An open range, no range at all, and so few values that no window has a fit. */
    @Test
    void drawsWhatThereIs() throws IOException {
        String tail = lines("p.txt", quantiles(BoundedPowerLaw.of(2.5, 1, 1e6), 400));
        String few = lines("few.txt", DoubleStream.of(1, 2, 5));
        for (String[] words : new String[][] {{tail, "--range", "1:infinity"}, {few}}) {
            List<String> all = new ArrayList<>(List.of(words));
            all.addAll(List.of("--force", "--plot", folder.resolve("d.svg").toString()));
            Called called = fit(all.toArray(new String[0]));
            assertEquals(0, called.code(), called.err());
            for (String part : List.of("", "-ccdf", "-landscape")) {
                String svg = Files.readString(folder.resolve("d" + part + ".svg"), StandardCharsets.UTF_8);
                assertFalse(svg.contains("NaN") || svg.contains("Infinity"), part);
            }
        }
    }

    /** The same answer on one thread and on three. */
    @Test
    void bootstrapsTheSameOnAnyNumberOfThreads() {
        JsonNode one = result(JUMPS, "--bootstrap", "20", "--threads", "1", "--seed", "5");
        JsonNode three = result(JUMPS, "--bootstrap", "20", "--threads", "3", "--seed", "5");
        assertEquals(one.get("bootstrap"), three.get("bootstrap"));
        assertEquals(20, one.get("bootstrap").get("replicates").asInt());
    }

    /** Values that come in fives, C(j) = 1 − j/5, are worth a fifth of their number, 1 + 2 ΣC = 5. */
    @Test
    void takesASeriesForWhatItIsWorth() throws IOException {
        List<Double> values = new ArrayList<>(
                quantiles(BoundedPowerLaw.of(1.5, 0.01, 100), 2000).boxed().toList());
        Collections.shuffle(values, new Random(4));
        String file = lines(
                "series.txt",
                values.stream().flatMapToDouble(x -> IntStream.range(0, 5).mapToDouble(i -> x * (1 + 1e-9 * i))));
        JsonNode plain = result(file, "--range", "0.01:100");
        JsonNode series = result(file, "--range", "0.01:100", "--correlated");
        // Quantiles repeated five times: the error of the plain fit is too small, and so is its p-value.
        assertEquals(plain.get("exponent").asDouble(), series.get("exponent").asDouble(), 1e-12);
        double ratio = series.get("standardError").asDouble()
                / plain.get("standardError").asDouble();
        assertEquals(Math.sqrt(5), ratio, 0.15 * ratio);
        assertEquals("correlated values", series.get("settings").get("input").asString());
        assertEquals("power law", series.get("verdict").asString());
        assertTrue(fit(file, "--correlated").out().contains("correlated over"));
        assertEquals(2, fit(file, "--correlated", "--resolution", "1").code());
    }

    @Test
    void numbersHaveADot() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertFalse(fit(JUMPS).out().contains("1,4"), "a German comma");
        } finally {
            Locale.setDefault(before);
        }
    }
}
