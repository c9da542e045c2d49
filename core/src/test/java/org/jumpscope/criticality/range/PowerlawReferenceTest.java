package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.junit.jupiter.api.Test;

/** The scan for the lower end against the exhaustive one of R poweRlaw; see the headers of the reference files. */
class PowerlawReferenceTest {
    private static List<String[]> rows(String file) throws IOException {
        try (InputStream in = PowerlawReferenceTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(";", -1))
                    .toList();
        }
    }

    @Test
    void findsWhatPoweRlawFinds() throws IOException {
        Map<String, List<Double>> samples = new HashMap<>();
        for (String[] row : rows("powerlaw-samples.csv")) {
            samples.computeIfAbsent(row[0], name -> new ArrayList<>()).add(Double.parseDouble(row[1]));
        }
        RangeSearch search = RangeSearch.lowerEnd()
                .withConvention(EndConvention.CLAUSET_SHALIZI_NEWMAN)
                .withDistance(KolmogorovDistance.Convention.BEFORE_STEP)
                .withMinimumCount(3);
        List<String[]> expected = rows("powerlaw-scan.csv");
        assertEquals(6, expected.size());
        for (String[] row : expected) {
            double[] values = samples.get(row[0]).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assertEquals(Integer.parseInt(row[1]), values.length);
            RangeSearch.Found found =
                    assertInstanceOf(RangeSearch.Found.class, search.search(SortedSample.of(values)), row[0]);
            assertEquals(Double.parseDouble(row[2]), found.window().lower(), 0.0, row[0]);
            assertEquals(Integer.parseInt(row[4]), found.window().count(), row[0]);
            double exponent = Double.parseDouble(row[6]);
            // Both sum logarithms of about 1 ulp; the file is right to 1e-13.
            assertEquals(exponent, found.estimate().exponent(), 1e-12 * exponent, row[0]);
            assertEquals(Double.parseDouble(row[7]), found.distance(), 1e-12, row[0]);
            // What poweRlaw itself prints comes from a numerical optimiser.
            assertEquals(Double.parseDouble(row[3]), found.estimate().exponent(), 1e-6 * exponent, row[0]);
            assertEquals(Double.parseDouble(row[5]), found.distance(), 1e-6, row[0]);
        }
    }
}
