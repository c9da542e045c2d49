package org.jumpscope.experiments.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jumpscope.design.classification.Settings;
import org.jumpscope.experiments.classification.ClassifyTable.FormulaRow;
import org.jumpscope.experiments.classification.ClassifyTable.RegionExponent;
import org.junit.jupiter.api.Test;

class ClassifyTableTest {
    private static final Map<String, FormulaRow> ROWS = ClassifyTable.closing(Settings.withDefaults()).stream()
            .collect(Collectors.toMap(FormulaRow::formula, Function.identity()));

    private static List<Double> exact(String formula, String variable) {
        return ROWS.get(formula).exact().stream()
                .filter(law -> law.variable().equals(variable))
                .map(ClassifyTable.ExactExponent::exponent)
                .toList();
    }

    private static Double at(String formula, String region) {
        return ROWS.get(formula).asymptotic().stream()
                .filter(each -> each.region().startsWith(region))
                .map(RegionExponent::exponent)
                .findFirst()
                .orElseThrow();
    }

    /** The paper's closing table: k_w = (n − 1)/n far from the zero of h, k_b = (n − 2)/(n − 1), which is k_q near it. */
    @Test
    void powersHaveTheExponentsOfTheClosingTable() {
        Map<String, Double> powers =
                Map.of("y^3", 3.0, "y^(7/2)", 3.5, "y^4", 4.0, "y^5", 5.0, "y^6", 6.0, "y^7", 7.0, "y^8", 8.0);
        powers.forEach((formula, n) -> {
            assertEquals((n - 1) / n, at(formula, "y -> infinity"), 1e-12, formula);
            assertEquals((n - 2) / (n - 1), at(formula, "y -> 0"), 1e-12, formula);
            assertEquals(List.of(), exact(formula, "weight"));
            assertEquals(1, exact(formula, "bias").size());
            assertEquals((n - 2) / (n - 1), exact(formula, "bias").get(0), 1e-12, formula);
        });
    }

    /** Theorems 1 and 2: the exact exponents of the logarithm, the square, the exponential function and a linear loss. */
    @Test
    void exactFamiliesHaveTheirExponents() {
        assertEquals(List.of(2.0), exact("log(y)", "weight"));
        assertEquals(List.of(2.0), exact("log(y)", "bias"));
        assertEquals(List.of(0.5), exact("y^2", "weight"));
        assertEquals(List.of(0.0), exact("y^2", "bias"));
        assertEquals(List.of(), exact("exp(y)", "weight"));
        assertEquals(List.of(1.0), exact("exp(y)", "bias"));
        assertEquals(List.of(0.0), exact("y", "weight"));
        assertEquals(List.of(), exact("y", "bias"));
        assertEquals(11, ROWS.size());
    }

    @Test
    void theOverviewCounts() {
        ClassifyTable.Row one = new ClassifyTable.Row(
                "a",
                "l",
                0,
                List.of(new ClassifyTable.ExactExponent("bias", 1, "all y")),
                List.of(
                        new RegionExponent("y -> 0", "law", 1.0),
                        new RegionExponent("y -> 1", "none", null),
                        new RegionExponent("y -> 2", "unknown", null)));
        ClassifyTable.Row two =
                new ClassifyTable.Row("a", "l", 1, List.of(), List.of(new RegionExponent("y -> 0", "law", 2.0)));
        ClassifyTable.Overview overview =
                ClassifyTable.overview(new ClassifyTable.Table(List.of(one, two), ""), List.of(), "rows.json");
        assertEquals(new ClassifyTable.Overview("rows.json", 2, 1, 4, 2, 1, 1, List.of()), overview);
        assertTrue(overview.closing().isEmpty());
    }
}
