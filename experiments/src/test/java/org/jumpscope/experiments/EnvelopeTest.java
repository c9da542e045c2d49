package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnvelopeTest {
    private static final JsonMapper READER = new JsonMapper();
    private static final Provenance PROVENANCE = Provenance.of(List.of("predict"));

    private record Named(@JsonProperty("class") double target) {}

    private record Part(double value, List<Part> parts) {}

    private static Envelope.Written written(Object result, String... warnings) {
        return new Envelope("predict", PROVENANCE, result, List.of(warnings)).write();
    }

    private static JsonNode result(Object result) {
        return READER.readTree(written(result).json()).get("result");
    }

    @Test
    void hasItsFieldsInTheirOrder() {
        Envelope.Written written = written(new Part(1, List.of()), "Be careful.");
        JsonNode json = READER.readTree(written.json());
        assertEquals(
                List.of("tool", "version", "command", "provenance", "result", "warnings"),
                List.copyOf(json.propertyNames()));
        assertEquals("jumpscope", json.get("tool").asString());
        assertEquals(Version.current(), json.get("version").asString());
        assertEquals("predict", json.get("command").asString());
        assertEquals("[\"Be careful.\"]", json.get("warnings").toString());
        assertEquals("predict", json.get("provenance").get("arguments").get(0).asString());
        assertTrue(written.json().endsWith("}\n"));
    }

    @Test
    void writesPlainDataAsItIs() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("z", 1);
        result.put("a", List.of(true, "text \"quoted\"", 1L << 60));
        result.put("none", null);
        result.put("empty", Optional.empty());
        result.put("full", Optional.of("x"));
        result.put("number", OptionalDouble.of(0.5));
        result.put("vector", Vector.of(1, 2.5));
        result.put("choice", OutputFiles.KEEP_EXISTING);
        assertEquals(
                "{\"z\":1,\"a\":[true,\"text \\\"quoted\\\"\",1152921504606846976],\"none\":null,\"empty\":null,"
                        + "\"full\":\"x\",\"number\":0.5,\"vector\":[1.0,2.5],\"choice\":\"KEEP_EXISTING\"}",
                result(result).toString());
        assertThrows(IllegalArgumentException.class, () -> written(new Object()));
    }

    @Test
    void aFieldMayHaveANameThatJavaDoesNotAllow() {
        Envelope.Written written = written(new Named(Double.NaN));
        assertTrue(written.json().contains("\"class\" : null"), written.json());
        assertEquals(List.of("result.class is not a number, and is written as null."), written.warnings());
    }

    @Test
    void numbersReadBackAsTheSameNumbers() {
        SplittableRandom random = new SplittableRandom(1);
        double[] numbers = random.longs(10_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .toArray();
        JsonNode back = result(Vector.of(numbers));
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(numbers[i], back.get(i).asDouble());
        }
        // Before JDK 19, Double.toString gives 1.9999999999999998E23 here (its release notes); the shortest form is the
        // same everywhere.
        assertTrue(written(Double.valueOf("2E23")).json().contains("\"result\" : 2.0E23"));
    }

    @Test
    void notANumberIsNullWithAWarningAndInfinityIsNullWithout() {
        Part inner = new Part(Double.NaN, List.of());
        Part outer = new Part(Double.POSITIVE_INFINITY, List.of(new Part(1, List.of()), inner));
        Envelope.Written written = written(outer, "First.");
        List<String> expected = List.of("First.", "result.parts[1].value is not a number, and is written as null.");
        assertEquals(expected, written.warnings());
        JsonNode json = READER.readTree(written.json());
        assertTrue(json.get("result").get("value").isNull());
        assertTrue(json.get("result").get("parts").get(1).get("value").isNull());
        assertEquals(2, json.get("warnings").size());
    }

    @Test
    void provenanceNamesFilesByTheirContentAndNoFolders(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("abc.txt"), "abc");
        Provenance provenance = Provenance.of(List.of(
                        "predict", file.toString(), "--json=" + file, "--activation", "1/(1+exp(-y))", "~/x/y.csv"))
                .withInput(file)
                .withRandomNumbers(7, "a generator");
        assertEquals(
                List.of("predict", "abc.txt", "--json=abc.txt", "--activation", "1/(1+exp(-y))", "y.csv"),
                provenance.arguments());
        // The digest of "abc" in FIPS 180-2, appendix B.1.
        assertEquals(
                List.of(new Provenance.Input(
                        "abc.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")),
                provenance.inputs());
        assertEquals(Optional.of(7L), provenance.seed());
        String json = new Envelope("predict", provenance, 1, List.of()).write().json();
        assertFalse(json.contains(folder.toString()), json);
        assertFalse(json.contains("\"" + System.getProperty("user.name") + "\""), json);
    }
}
