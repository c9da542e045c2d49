package org.jumpscope.experiments.errata;

import java.util.List;
import java.util.stream.Stream;

/**
 * The errata of the paper, every row of theory §1, each judged by a check that runs now.
 *
 * <p>A check puts the printed and the corrected form into one computation that knows neither (central differences of
 * the map, quadrature, counting) and compares both misfits with one tolerance; the verdict follows from the numbers.
 */
public final class Errata {
    private Errata() {}

    /** All rows, in order of their numbers; about half a second, the same numbers every time. */
    public static List<Erratum> check() {
        return rows().stream().map(Row::judge).toList();
    }

    static List<Row> rows() {
        return Stream.of(
                        FoundationErrata.rows(),
                        MapErrata.rows(),
                        ExponentialErrata.rows(),
                        BranchErrata.rows(),
                        FractionalErrata.rows(),
                        TableErrata.rows())
                .flatMap(List::stream)
                .toList();
    }
}
