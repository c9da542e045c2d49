package org.jumpscope.design.asymptotics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of asymptotics.csv. */
public record ReferenceRows(String kind, String name, BigDecimal argument, BigDecimal value) {

    /** All rows of a kind. */
    public static List<ReferenceRows> of(String kind) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ReferenceRows.class.getResourceAsStream("/org/jumpscope/reference/asymptotics.csv"),
                StandardCharsets.UTF_8))) {
            List<ReferenceRows> rows = reader.lines()
                    .map(line -> line.split(";", -1))
                    .filter(cells -> cells[0].equals(kind))
                    .map(cells ->
                            new ReferenceRows(cells[0], cells[1], new BigDecimal(cells[2]), new BigDecimal(cells[3])))
                    .toList();
            if (rows.isEmpty()) {
                throw new IllegalStateException("no rows of kind " + kind);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
