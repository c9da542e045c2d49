package org.jumpscope.duality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.network.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The nine figures of the paper against toy.json (mpmath, 40 digits): 1e-10 relative or 1e-14 absolute. */
class ToyReferenceTest {
    private static final double RELATIVE = 1e-10;
    private static final double ABSOLUTE = 1e-14;

    record Figure(int number, Composition composition, JsonNode data) {
        double number(String field) {
            return data.get(field).asDouble();
        }

        int biasSign() {
            return data.get("bdot_sign").asInt();
        }

        ScalarDuality map() {
            ClassMixture.Component component =
                    new ClassMixture.Component(number("mu") == 0 ? 0 : 1, 1, Normal.of(number("mu"), number("sigma")));
            return ScalarDuality.of(composition, component, State.of(number("w"), number("b")));
        }

        @Override
        public String toString() {
            return "figure " + number;
        }
    }

    static Stream<Figure> figures() throws IOException {
        try (InputStream stream = ToyReferenceTest.class.getResourceAsStream("/org/jumpscope/reference/toy.json")) {
            JsonNode all = new ObjectMapper().readTree(stream);
            Composition sigmoidSquared = Composition.of(Activation.sigmoid(), Loss.squared());
            Composition sigmoidEntropy = Composition.of(Activation.sigmoid(), Loss.crossEntropy());
            Composition linearEntropy = Composition.of(Activation.piecewiseLinear(), Loss.crossEntropy());
            Composition reluSquared = Composition.of(Activation.relu(), Loss.squared());
            Composition reluQuartic = Composition.of(Activation.relu(), Loss.powerLaw(2));
            List<Composition> compositions = List.of(
                    sigmoidSquared,
                    sigmoidSquared,
                    sigmoidEntropy,
                    sigmoidEntropy,
                    reluSquared,
                    linearEntropy,
                    linearEntropy,
                    reluQuartic,
                    reluQuartic);
            return IntStream.rangeClosed(1, 9)
                    .mapToObj(i -> new Figure(i, compositions.get(i - 1), all.get(Integer.toString(i))))
                    .toList()
                    .stream();
        }
    }

    private static void assertClose(double expected, double actual, String what) {
        double tolerance = Math.max(RELATIVE * Math.abs(expected), ABSOLUTE);
        assertEquals(expected, actual, tolerance, what);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pointsAgree(Figure figure) {
        ScalarDuality map = figure.map();
        for (JsonNode row : figure.data().get("rows")) {
            double x = row.get("x").asDouble();
            JumpPoint point = map.at(x);
            String at = " at x = " + x;
            assertClose(row.get("y").asDouble(), point.preActivation(), "y" + at);
            assertClose(row.get("bdot").asDouble(), point.biasJump(), "bias jump" + at);
            assertClose(row.get("wdot").asDouble(), point.weightJump(), "weight jump" + at);
            assertClose(row.get("qdot").asDouble(), point.jump(), "jump" + at);
            assertClose(row.get("log_qdot").asDouble(), point.logJump(), "log jump" + at);
            assertClose(row.get("dlogq_dx").asDouble(), point.logSlope(), "L" + at);
            assertClose(row.get("J").asDouble(), point.jacobian(), "Jacobian" + at);
            assertClose(row.get("log_dxdq").asDouble(), -point.logJacobian(), "log dx/dq" + at);
            assertClose(row.get("J_arclength").asDouble(), point.jacobianArcLength(), "arc length" + at);
            assertClose(row.get("k_J").asDouble(), point.exponent().jacobian(), "k_J" + at);
            assertClose(row.get("k_p").asDouble(), point.exponent().dataset(), "k_p" + at);
            assertClose(row.get("k_total_single").asDouble(), point.exponent().total(), "k" + at);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void densitiesAndPreimagesAgree(Figure figure) {
        ScalarDuality map = figure.map();
        JumpLaw law = map.law(Coordinate.NORM);
        for (JsonNode row : figure.data().get("rows")) {
            double x = row.get("x").asDouble();
            double jump = row.get("qdot").asDouble();
            assertClose(
                    row.get("log_p_qdot").asDouble(),
                    law.logDensity(jump, figure.biasSign()),
                    "log density of the jump of x = " + x);
            List<Double> expected = new ArrayList<>();
            row.get("preimages").forEach(p -> expected.add(p.asDouble()));
            List<Double> found = law.preimages(1, Math.log(jump), figure.biasSign());
            for (double preimage : expected) {
                assertTrue(
                        found.stream()
                                .anyMatch(p -> Math.abs(p - preimage) <= RELATIVE * Math.abs(preimage) + ABSOLUTE),
                        "preimage " + preimage + " of the jump of x = " + x + " in " + found);
            }
            // The reference did not look further than 9 standard deviations; what is found beyond has to be a preimage.
            for (double preimage : found) {
                boolean listed =
                        expected.stream().anyMatch(p -> Math.abs(p - preimage) <= RELATIVE * Math.abs(p) + ABSOLUTE);
                boolean far = Math.abs(preimage - figure.number("mu")) > 9 * figure.number("sigma");
                assertTrue(listed || far, "extra preimage " + preimage + " of the jump of x = " + x);
                assertClose(Math.log(jump), map.logJump(preimage), "log jump of preimage " + preimage);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void foldsAndMassesAgree(Figure figure) {
        ScalarDuality map = figure.map();
        List<Fold> folds = map.folds().stream()
                .filter(f -> f.biasSign() == figure.biasSign())
                .toList();
        JsonNode expected = figure.data().get("folds");
        assertEquals(expected.size(), folds.size(), folds.toString());
        for (int i = 0; i < folds.size(); i++) {
            assertTrue(folds.get(i).proven(), folds.toString());
            assertClose(expected.get(i).asDouble(), folds.get(i).x(), "fold " + i);
            assertClose(
                    figure.data().get("q_at_folds").get(i).asDouble(),
                    folds.get(i).jump(),
                    "jump at fold " + i);
        }
        double mass = map.branches().stream()
                .filter(b -> b.biasSign() == figure.biasSign())
                .mapToDouble(Branch::mass)
                .sum();
        assertClose(figure.number("branch_mass"), mass, "mass of the branch");
    }
}
