package org.jumpscope.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.distribution.Mixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMixtureTest {
    private static final Normal LOW = Normal.of(0, 0.25);
    private static final Normal HIGH = Normal.of(1, 0.25);

    @Test
    void keepsClassesInTheirOrder() {
        ClassMixture mixture = ClassMixture.of(0, 0.25, LOW).and(1, 0.75, HIGH);
        assertEquals(
                List.of(new ClassMixture.Component(0, 0.25, LOW), new ClassMixture.Component(1, 0.75, HIGH)),
                mixture.components());
        assertEquals(0.75, mixture.component(1).share());
    }

    @Test
    void equalSharesOfThreeClassesPassTheCheck() {
        ClassMixture mixture = ClassMixture.equalShares(Vector.of(0, 1, 2), List.of(LOW, HIGH, LOW));
        assertEquals(3, mixture.components().size());
        assertEquals(1.0 / 3, mixture.component(2).share());
    }

    @Test
    void sharesThatDoNotSumToOneAreRefusedOnUse() {
        ClassMixture half = ClassMixture.of(0, 0.5, LOW);
        InvalidInputException thrown = assertThrows(InvalidInputException.class, half::components);
        assertTrue(thrown.getMessage().contains("0.5"), thrown.getMessage());
    }

    @Test
    void valuesOutsideTheirDomainAreRefusedAtTheDoor() {
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(0, 0, LOW));
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(0, Double.NaN, LOW));
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(Double.POSITIVE_INFINITY, 1, LOW));
        ClassMixture whole = ClassMixture.of(0, 1, LOW);
        assertThrows(InvalidInputException.class, () -> whole.component(1));
    }

    /** By mpmath 1.3 at 40 digits, from the roots of the log ratio and the integrals between them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.97724986805182079280 | 0.5, normal(0, 0.25), 0.5, normal(1, 0.25)",
                "0.90912339328357396636 | 0.3, normal(0, 0.25), 0.7, normal(1, 0.5)",
                "0.98669128795999829091 | 0.5, normal(0, 1), 0.5, normal(0.001, 0.01)",
                "0.78622043527090295414 | 0.2, normal(0, 1), 0.5, normal(1, 0.5), 0.3, normal(3, 2)",
                "0.75974646775000154683 | 0.5, laplace(0, 1), 0.5, student(3, 1, 0.5)",
                "0.97216170329881368094 | 0.9, normal(0, 1), 0.1, normal(2, 0.12)",
                "0.995                  | 0.995, normal(0, 1), 0.005, normal(0.3, 0.006)",
                "0.99500419029362221754 | 0.995, normal(0, 1), 0.005, normal(0.3, 0.0052)",
                "0.75                   | 0.5, uniform(0, 2), 0.5, uniform(1, 3)",
                "1                      | 0.5, uniform(0, 1), 0.5, uniform(2, 3)",
                "0.6                    | 0.6, normal(0, 1), 0.4, normal(0, 1)",
                "1                      | 1, student(1, 0, 1)",
            })
    void bayesAccuracyIsThatOfTheBestClassifier(double expected, String classes) {
        Mixture law = (Mixture) DistributionParser.parse("mixture(" + classes + ")");
        ClassMixture mixture = null;
        for (int i = 0; i < law.laws().size(); i++) {
            double share = law.weights().get(i);
            Distribution each = law.laws().get(i);
            mixture = mixture == null ? ClassMixture.of(i, share, each) : mixture.and(i, share, each);
        }
        assertEquals(expected, mixture.bayesAccuracy(), 1e-12);
    }

    @Test
    void inputIsTheLawOfAllClassesTogether() {
        ClassMixture mixture = ClassMixture.of(0, 0.25, LOW).and(1, 0.75, HIGH);
        assertEquals(
                0.25 * LOW.density(0.4) + 0.75 * HIGH.density(0.4),
                mixture.input().density(0.4),
                1e-16);
        assertEquals(LOW, ClassMixture.of(0, 1, LOW).input());
    }
}
