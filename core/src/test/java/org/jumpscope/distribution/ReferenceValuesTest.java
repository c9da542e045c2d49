package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws against the 40-digit values of {@code laws.csv}. */
class ReferenceValuesTest {

    @Test
    void lawsAgreeWithMpmath() throws IOException {
        List<String> failures = new ArrayList<>();
        Map<String, Distribution> laws = new HashMap<>();
        int rows = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ReferenceValuesTest.class.getResourceAsStream("laws.csv"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                rows++;
                String[] fields = line.split(";", -1);
                Distribution law = laws.computeIfAbsent(fields[0], DistributionParser::parse);
                double x = Double.parseDouble(fields[2]);
                double expected = Double.parseDouble(fields[3]);
                double actual = value(law, fields[1], x);
                if (!(Math.abs(actual - expected) <= tolerance(law, fields[1], x, expected))) {
                    failures.add(line + " got " + actual + ", relative " + (actual - expected) / expected);
                }
            }
        }
        assertTrue(rows > 900, "rows " + rows);
        assertTrue(failures.isEmpty(), failures.size() + " of " + rows + ":\n" + String.join("\n", failures));
    }

    private static double value(Distribution law, String function, double x) {
        return switch (function) {
            case "logDensity" -> law.logDensity(x);
            case "logDensityDerivative" -> law.logDensityDerivative(x);
            case "cumulative" -> law.cumulative(x);
            case "survival" -> law.survival(x);
            case "quantile" -> law.quantile(x);
            case "survivalQuantile" -> law.survivalQuantile(x);
            default -> throw new IllegalArgumentException(function);
        };
    }

    /**
     * Probabilities and quantiles: 1e-12, since a tail of 1e-300 is an exponential of −690, whose argument has an error
     * of 1e-13; plus what a rounding of x − location does. Log densities: a few ulp of the largest term.
     */
    private static double tolerance(Distribution law, String function, double x, double expected) {
        double size = Math.abs(expected);
        return switch (function) {
            case "logDensity" -> 1e-14 * Math.max(10, size) + 4e-16 * Math.abs(Math.log(Math.abs(x) + 1e-300));
            case "logDensityDerivative" -> 2e-15 * Math.max(size, 1);
            case "cumulative", "survival" -> 1e-12 * size + 4e-16 * law.density(x) * Math.abs(x);
            default -> 1e-12 * size + 2e-16;
        };
    }
}
