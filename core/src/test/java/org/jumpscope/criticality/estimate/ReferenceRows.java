package org.jumpscope.criticality.estimate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The numbers of a reference file beside the tests, row by row, without its comments. */
final class ReferenceRows {
    private ReferenceRows() {}

    static List<double[]> of(String name) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ReferenceRows.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
