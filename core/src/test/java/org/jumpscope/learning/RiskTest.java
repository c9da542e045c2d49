package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Laplace;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.StudentT;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.network.State;
import org.jumpscope.numeric.NoAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {
    private static final ClassMixture LAPLACE = Toy.two(Laplace.of(0, 0.25), Laplace.of(1, 0.25));

    @ParameterizedTest
    @CsvSource({
        "sigmoid, squared, 3, -1",
        "sigmoid, cross-entropy, 16, -7",
        "relu, squared, 0.7, 0.1",
        "relu, power-law(2), -1.5, 1",
        "leaky-relu(0.1), absolute, 1.3, -0.2",
        "'clipped-linear(0.01)', cross-entropy, 2.4, -0.6",
        "identity, hinge, 2, -1",
        "tanh, huber(0.5), 1.5, 0.2",
        "'if(y < 0.3, y, 0.6 - y)', squared, 1, 0.2"
    })
    void derivativesAreThoseOfTheRisk(String activation, String loss, double weight, double bias) {
        // Central differences of fourth order with step d: truncation ~ (d/scale)^4 with a scale of 0.1 or more in y,
        // and
        // rounding 1e-15/d of a risk of order 1; at d = 1e-3 both are below 1e-8 of the derivative, and kinks of the
        // density, where it is less smooth, are left to the other test.
        Risk risk = Risk.of(Toy.composition(activation, loss), Toy.CLASSES);
        Risk.Point at = risk.at(State.of(weight, bias));
        double d = 1e-3;
        for (int i = 0; i < 2; i++) {
            double dw = i == 0 ? d : 0;
            double db = d - dw;
            Risk.Point[] p = new Risk.Point[5];
            for (int k = -2; k <= 2; k++) {
                p[k + 2] = risk.at(State.of(weight + k * dw, bias + k * db));
            }
            double slope = (p[0].value() - 8 * p[1].value() + 8 * p[3].value() - p[4].value()) / (12 * d);
            assertEquals(
                    slope,
                    at.gradient().get(i),
                    2e-8 * at.meanAbsoluteGradient().get(i) + 1e-11);
            double[] row = new double[2];
            for (int j = 0; j < 2; j++) {
                row[j] = (p[0].gradient().get(j)
                                - 8 * p[1].gradient().get(j)
                                + 8 * p[3].gradient().get(j)
                                - p[4].gradient().get(j))
                        / (12 * d);
            }
            StateMatrix h = at.hessian();
            double scale = Math.abs(h.weightWeight()) + Math.abs(h.biasBias());
            assertEquals(row[0], i == 0 ? h.weightWeight() : h.weightBias(), 1e-6 * scale);
            assertEquals(row[1], i == 0 ? h.weightBias() : h.biasBias(), 1e-6 * scale);
        }
    }

    @Test
    void identityWithSquaredLossIsAMomentProblem() {
        // R = ½[w²v + b²] + ½[w²(v + 1) + 2wb + b² - 2w - 2b + 1 ] with v the variance of a class; closed form.
        double w = 0.3;
        double b = -0.2;
        for (double v : new double[] {0.0625, 2 * 0.0625, 3 * 0.0625}) {
            ClassMixture mixture = switch ((int) Math.round(v / 0.0625)) {
                case 1 -> Toy.CLASSES;
                case 2 -> LAPLACE;
                default -> Toy.two(StudentT.of(3, 0, 0.25), StudentT.of(3, 1, 0.25));
            };
            Risk.Point point =
                    Risk.of(Toy.composition("identity", "squared"), mixture).at(State.of(w, b));
            double expected = 0.5 * (w * w * v + b * b) + 0.5 * (w * w * (v + 1) + 2 * w * (b - 1) + (b - 1) * (b - 1));
            assertEquals(expected, point.value(), 1e-13);
            assertEquals(2 * (w * (v + 0.5) + 0.5 * b - 0.5), point.gradient().get(0), 1e-13);
            assertEquals(2 * (0.5 * w + b - 0.5), point.gradient().get(1), 1e-13);
            assertEquals(2 * (v + 0.5), point.hessian().weightWeight(), 1e-13);
            assertEquals(1, point.hessian().weightBias(), 1e-13);
            assertEquals(2, point.hessian().biasBias(), 1e-13);
        }
    }

    @Test
    void fluctuationIsTheCovarianceOfTheGradient() {
        // h = ±1 for the absolute loss far from its kink: y = x + 10 > t always, so g = (x, 1).
        Risk.Point point =
                Risk.of(Toy.composition("identity", "absolute"), Toy.CLASSES).at(State.of(1, 10));
        assertEquals(0.0625 + 0.25, point.gradientCovariance().weightWeight(), 1e-14);
        assertEquals(0, point.gradientCovariance().weightBias(), 1e-15);
        assertEquals(0, point.gradientCovariance().biasBias(), 1e-15);
        assertEquals(Math.hypot(0.5, 1) / Math.sqrt(0.3125), point.driftToFluctuation(), 1e-13);
    }

    @Test
    void exponentialTailsAreFollowedToTheirEnd() {
        // E[exp(2wx)] of a normal law has its weight at 2wσ² = 8σ for w = 16: closed form exp(2b + 2wμ + 2w²σ²).
        Composition composition = Toy.composition("exponential", "squared");
        ClassMixture zeros = ClassMixture.of(0, 1, Normal.of(0, 0.25));
        for (double w : new double[] {2, 16, 30}) {
            double expected = Math.exp(-2 + 2 * w * w * 0.0625);
            double value = Risk.of(composition, zeros).at(State.of(w, -1)).value();
            // The exponent has its own rounding: 2wx is 225 at the peak for w = 30.
            assertEquals(expected, value, 1e-12 * expected);
        }
    }

    @Test
    void supportsWithEndsAreIntegratedToTheEnd() {
        Risk.Point point = Risk.of(Toy.composition("identity", "squared"), Toy.two(Uniform.of(0, 2), Uniform.of(1, 3)))
                .at(State.of(1, 0));
        // ½E[x²] + ½E[(x - 1)²] = ½(4/3) + ½(4/3).
        assertEquals(4.0 / 3, point.value(), 1e-14);
    }

    @Test
    void stateAtWhichNoIntegralExistsIsRefusedWithTheReason() {
        Risk unclipped = Risk.of(Toy.composition("piecewise-linear", "cross-entropy"), Toy.CLASSES);
        NoAnswerException infinite = assertThrows(NoAnswerException.class, () -> unclipped.at(State.of(2, -0.5)));
        assertTrue(infinite.getMessage().contains("diverges"), infinite.getMessage());
        Risk heavy = Risk.of(
                Toy.composition("identity", "squared"), Toy.two(StudentT.of(1.5, 0, 0.25), StudentT.of(1.5, 1, 0.25)));
        NoAnswerException tail = assertThrows(NoAnswerException.class, () -> heavy.at(State.of(1, 0)));
        assertTrue(tail.getMessage().contains("too heavy"), tail.getMessage());
    }
}
