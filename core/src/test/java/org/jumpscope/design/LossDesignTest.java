package org.jumpscope.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.distribution.LogNormal;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;
import org.jumpscope.numeric.GaussLegendre;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossDesignTest {
    private static final State STATE = State.of(4, -2);

    static ClassMixture paper() {
        return ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
    }

    private static ClassMixture classes(String first, double share, String second) {
        return ClassMixture.of(0, share, DistributionParser.parse(first))
                .and(1, 1 - share, DistributionParser.parse(second));
    }

    private static BoundedPowerLaw powerLaw(double k, double decades) {
        return BoundedPowerLaw.of(k, Math.pow(10, -decades), 1);
    }

    /** theory §5: Q* to the two to four digits that are given there. */
    @ParameterizedTest
    @CsvSource({
        "1.2, 8.6e4, 0.006",
        "1.4, 5885, 1e-4",
        "1.5, 3448, 2e-4",
        "1.6, 2642, 2e-4",
        "1.8, 2927, 2e-4",
        "2, 1.09e4, 0.005",
        "1, 5.7e12, 0.01"
    })
    void thresholdOfTheMirrorChoiceIsThatOfTheTheory(double k, double ratio, double tolerance) {
        Threshold threshold = Threshold.of(FacingClasses.of(paper(), Coordinate.NORM), powerLaw(k, 2));
        assertEquals(ratio, threshold.mirrored().orElseThrow(), tolerance * ratio);
        assertTrue(threshold.exact().orElseThrow() < threshold.mirrored().orElseThrow());
    }

    @Test
    void thresholdWithBothClassesExactIsLower() {
        Threshold threshold = Threshold.of(FacingClasses.of(paper(), Coordinate.NORM), powerLaw(1.5, 2));
        // theory §5 gives 2684.
        assertEquals(2684, threshold.exact().orElseThrow(), 0.5);
        assertEquals(
                Double.POSITIVE_INFINITY,
                Threshold.of(FacingClasses.of(paper(), Coordinate.NORM), powerLaw(2.2, 2))
                        .mirrored()
                        .orElseThrow());
    }

    /**
     * With q = exp(μ + σ(x − m)/s) a normal class is weighted into one whose mean is moved by σs: both classes become the same
     * law at σ* = (m_1 − m_0)/(2s). The tails that are cut off (5e-13) move it by less than 1e-5.
     */
    @ParameterizedTest
    @CsvSource({"0, 1, 0.25", "-1, 1, 0.5", "2, 3, 0.4"})
    void logNormalThresholdIsHalfTheDistanceOfTheClasses(double first, double second, double sd) {
        ClassMixture mixture = ClassMixture.of(0, 0.5, Normal.of(first, sd)).and(1, 0.5, Normal.of(second, sd));
        Threshold threshold = Threshold.of(FacingClasses.of(mixture, Coordinate.NORM), LogNormal.of(0, 0.5));
        double expected = (second - first) / (2 * sd);
        assertEquals(expected, threshold.exact().orElseThrow(), 1e-5 * expected);
    }

    @Test
    void workedExampleOfTheTheory() {
        LossDesign.Outcome outcome =
                LossDesign.withDefaults().withMinimumAt(-0.2).design(paper(), powerLaw(1.5, 3), STATE);
        DesignedLoss loss =
                assertInstanceOf(LossDesign.TwoSigned.class, outcome).loss();
        // theory §5: kappa = 1.006135987, lambda = 0.097636018, Hessian eigenvalues .00199 and .0542.
        List<DesignedBranch> left = loss.classes().get(0).branches();
        List<DesignedBranch> right = loss.classes().get(1).branches();
        assertEquals(0.097636018, left.get(0).scale(), 1e-9);
        assertEquals(1, left.get(1).scale());
        assertEquals(1.006135987, right.get(0).scale(), 1e-9);
        assertEquals(1.006135987 * 0.097636018, right.get(1).scale(), 1e-9);
        assertEquals(-0.2, left.get(0).to(), 1e-14);
        assertEquals(1.2, right.get(0).to(), 1e-14);
        assertEquals(0.00199, loss.equilibrium().hessian().eigenvalues().get(0), 5e-6);
        assertEquals(0.0542, loss.equilibrium().hessian().eigenvalues().get(1), 5e-5);
        assertEquals(0, loss.equilibrium().gradient().get(0), 1e-13);
        assertEquals(0, loss.equilibrium().gradient().get(1), 1e-13);
    }

    /** Uniform inputs and k = 0: q̇ rises linearly from a at the turn to b at the end, h = q̇/√(1 + x²). */
    @Test
    void uniformInputsGiveAnElementaryLoss() {
        ClassMixture mixture = ClassMixture.of(0, 0.5, Uniform.of(-1, 1)).and(1, 0.5, Uniform.of(0, 2));
        State state = State.of(-3, 0.5);
        LossDesign.Outcome outcome = LossDesign.withDefaults().withRate(0.5).design(mixture, powerLaw(0, 2), state);
        DesignedLoss loss =
                assertInstanceOf(LossDesign.TwoSigned.class, outcome).loss();
        DesignedClass first = loss.classes().get(0);
        double turn = first.branches().get(0).to();
        for (double x = -0.995; x < 1; x += 0.0173) {
            double u = x > turn ? (x - turn) / (1 - turn) : (turn - x) / (turn + 1);
            double jump = 0.01 + 0.99 * u;
            // w < 0 turns the signs: on the far side of the turn, h > 0.
            double h = (x > turn ? -1 : 1) * jump / 0.5 / Math.sqrt(1 + x * x);
            assertEquals(h, first.loss().slope(state.preActivation(x)), 1e-10 * Math.abs(h), "x = " + x);
        }
        assertTrue(loss.equilibrium().convex(), "h rises everywhere on a range of |x| below 2");
    }

    /** Uniform inputs and k = 2: q̇ = 1/(1/a − u(1/a − 1/b)) on either branch. */
    @Test
    void uniformInputsAndTheSquareLaw() {
        ClassMixture mixture = ClassMixture.of(-1, 0.5, Uniform.of(-1, 1)).and(1, 0.5, Uniform.of(0.5, 2.5));
        LossDesign.Outcome outcome = LossDesign.withDefaults().design(mixture, powerLaw(2, 1), State.of(2, 0));
        DesignedLoss loss = outcome.designed().orElseThrow();
        for (DesignedBranch branch : loss.classes().get(0).branches()) {
            boolean rises = branch.to() > 0.9;
            for (double t = 0.01; t < 1; t += 0.049) {
                double x = branch.from() + t * (branch.to() - branch.from());
                double u = rises ? t : 1 - t;
                double jump = 1 / (10 - 9 * u);
                double h = loss.classes().get(0).loss().slope(2 * x);
                assertEquals(jump, Math.abs(h) * Math.sqrt(1 + x * x), 1e-10 * jump);
                assertEquals(branch.biasSign(), -Math.signum(h));
            }
        }
    }

    /**
     * Every law, class and number of decades: the table takes the transport's jumps, the mean gradient of the table vanishes by a
     * quadrature of its own, and samples follow the law. D√n exceeds 2.23 with a probability of 1e-4 on each of 4 branches.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 2, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'",
        "0, 6, 'normal(0, 0.25)', 0.5, 'normal(1, 0.4)'",
        "0.5, 4, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'",
        "0.5, 2, 'laplace(0, 0.25)', 0.4, 'student(5, 1, 0.25)'",
        "1, 2, 'normal(0, 0.25)', 0.8, 'normal(1, 0.25)'",
        "1, 4, 'normal(1, 0.25)', 0.5, 'normal(0, 0.25)'",
        "1, 6, 'normal(0, 0.25)', 0.5, 'normal(1, 0.4)'",
        "1.5, 2, 'uniform(-1, 1)', 0.5, 'uniform(1, 2)'",
        "1.5, 4, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'",
        "1.5, 6, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'",
        "2, 2, 'mixture(0.5, normal(0, 0.1), 0.5, normal(0.3, 0.2))', 0.5, 'logistic(1, 0.1)'",
        "2, 4, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'",
        "2, 6, 'normal(0, 0.25)', 0.5, 'normal(1, 0.25)'"
    })
    void jumpsFollowTheLawAndTheStateIsAnEquilibrium(
            double k, double decades, String first, double share, String second) {
        ClassMixture mixture = classes(first, share, second);
        LossDesign.Outcome outcome = LossDesign.withDefaults().design(mixture, powerLaw(k, decades), STATE);
        DesignedLoss loss = outcome.designed().orElseThrow(() -> new AssertionError(outcome.reason()));
        DesignEquilibrium equilibrium = loss.equilibrium();
        assertTrue(equilibrium.hessian().eigenvalues().get(0) > 0);
        double[] gradient = gradient(loss);
        for (int j = 0; j < 2; j++) {
            double scale = equilibrium.gradientScale().get(j);
            assertEquals(0, equilibrium.gradient().get(j), 1e-10 * scale);
            assertEquals(0, gradient[j], 1e-10 * scale);
        }
        for (DesignedClass designed : loss.classes()) {
            assertTrue(
                    designed.loss().worstError() <= 1e-10,
                    "table to " + designed.loss().worstError());
        }
        for (DesignSample.BranchCheck check :
                DesignSample.of(loss, 60_000, 7, Workers.one()).branches()) {
            double n = check.jumps().size();
            assertTrue(check.ksDistance() * Math.sqrt(n) < 2.23, check.branch() + ": " + check.ksDistance());
            if (n > 200) {
                // 4.5 standard errors: 7e-6.
                assertEquals(k, check.exponentMeasured(), 4.5 * check.standardError());
            }
        }
    }

    /** Σ_c s_c E[h (x, 1)] by a Gauss rule on each interval of the tables. */
    private static double[] gradient(DesignedLoss loss) {
        GaussLegendre rule = GaussLegendre.of(16);
        double[] sum = new double[2];
        for (DesignedClass designed : loss.classes()) {
            Distribution law = designed.component().law();
            Vector knots = designed.loss().knots();
            double w = loss.state().weight();
            for (int i = 0; i + 1 < knots.size(); i++) {
                double a = (knots.get(i) - loss.state().bias()) / w;
                double b = (knots.get(i + 1) - loss.state().bias()) / w;
                double share = designed.component().share();
                sum[0] += share
                        * rule.integrate(
                                x -> x
                                        * law.density(x)
                                        * designed.loss().slope(loss.state().preActivation(x)),
                                a,
                                b,
                                2);
                sum[1] += share
                        * rule.integrate(
                                x -> law.density(x)
                                        * designed.loss().slope(loss.state().preActivation(x)),
                                a,
                                b,
                                2);
            }
        }
        return sum;
    }

    @Test
    void oneSignNeedsEnoughDecades() {
        LossDesign design = LossDesign.withDefaults();
        assertInstanceOf(LossDesign.TwoSigned.class, design.design(paper(), powerLaw(1.5, 3), STATE));
        LossDesign.OneSigned one =
                assertInstanceOf(LossDesign.OneSigned.class, design.design(paper(), powerLaw(1.5, 3.54), STATE));
        for (DesignedBranch branch : one.loss().branches()) {
            assertEquals(branch.classTarget() == 0 ? -1 : 1, branch.biasSign());
        }
        LossDesign.Outcome none = design.with(LossDesign.Kind.ONE_SIGNED).design(paper(), powerLaw(1.5, 3), STATE);
        String reason = assertInstanceOf(LossDesign.None.class, none).reason();
        assertTrue(reason.contains("3.429 decades"), reason);
        reason = design.with(LossDesign.Kind.ONE_SIGNED)
                .design(paper(), powerLaw(2.5, 6), STATE)
                .reason();
        assertTrue(
                reason.contains("no number of decades") && reason.contains("exponent from about 1.15 to 2.2"), reason);
    }

    @Test
    void saddleIsNoDesign() {
        ClassMixture mixture = ClassMixture.of(0, 0.5, Uniform.of(-1, 1)).and(1, 0.5, Uniform.of(0, 2));
        LossDesign.Outcome none = LossDesign.withDefaults().design(mixture, powerLaw(1.5, 3), STATE);
        String reason = assertInstanceOf(LossDesign.None.class, none).reason();
        assertTrue(reason.contains("no minimum") && reason.contains("Fewer decades than 1.328"), reason);
        assertFalse(none.designed().isPresent());
    }

    /** Classes that are far apart: both branches of a class nearly balance, and the two conditions with them. */
    @Test
    void classesThatAreFarApart() {
        ClassMixture mixture = ClassMixture.of(0, 0.5, Uniform.of(0, 0.1)).and(1, 0.5, Uniform.of(5, 5.1));
        LossDesign.Outcome outcome = LossDesign.withDefaults().design(mixture, powerLaw(1.5, 3), STATE);
        DesignedLoss loss =
                assertInstanceOf(LossDesign.TwoSigned.class, outcome).loss();
        assertEquals(
                0,
                loss.equilibrium().gradient().get(0),
                1e-10 * loss.equilibrium().gradientScale().get(0));
        assertEquals(
                0,
                loss.equilibrium().gradient().get(1),
                1e-10 * loss.equilibrium().gradientScale().get(1));
    }

    @Test
    void classesOfOneLawHaveNoDesign() {
        ClassMixture mixture = ClassMixture.of(0, 0.5, Normal.of(0, 1)).and(1, 0.5, Normal.of(0, 1));
        String reason = LossDesign.withDefaults()
                .design(mixture, powerLaw(1.5, 3), STATE)
                .reason();
        assertTrue(reason.contains("further apart"), reason);
    }

    /** A positive weight and its mirror image in y give mirror images, and γ scales h. */
    @Test
    void rateAndSignOfTheWeight() {
        DesignedLoss up = LossDesign.withDefaults()
                .design(paper(), powerLaw(1, 2), State.of(4, -2))
                .designed()
                .orElseThrow();
        DesignedLoss down = LossDesign.withDefaults()
                .withRate(0.1)
                .design(paper(), powerLaw(1, 2), State.of(-4, 2))
                .designed()
                .orElseThrow();
        for (double y = -6; y < 4; y += 0.37) {
            double h = up.classes().get(0).loss().slope(y);
            assertEquals(-10 * h, down.classes().get(0).loss().slope(-y), 1e-9 * Math.abs(h));
        }
    }

    @Test
    void descentComesBackToAConvexDesign() {
        DesignedLoss loss = LossDesign.withDefaults()
                .design(paper(), powerLaw(1.5, 3), STATE)
                .designed()
                .orElseThrow();
        DesignDescent descent = DesignDescent.of(loss, 3, Workers.of(2));
        assertTrue(descent.returned(), descent.toString());
        assertEquals(0, descent.lost());
        assertEquals(descent, DesignDescent.of(loss, 3, Workers.one()), "no number depends on threads");
    }

    @Test
    void samplesDoNotDependOnThreads() {
        DesignedLoss loss = LossDesign.withDefaults()
                .design(paper(), powerLaw(1, 2), STATE)
                .designed()
                .orElseThrow();
        assertEquals(DesignSample.of(loss, 20_000, 1, Workers.one()), DesignSample.of(loss, 20_000, 1, Workers.of(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal(0, 1) | negative",
                "powerlaw(2.5, 1, infinity) | no finite upper quantile",
                "powerlaw(1.5, 1, infinity) | no finite upper quantile"
            })
    void refusesLawsOfNoJumps(String law, String words) {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> LossDesign.withDefaults().design(paper(), DistributionParser.parse(law), STATE));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void refusesOtherNumbersOfClassesAndNoWeight() {
        LossDesign design = LossDesign.withDefaults();
        ClassMixture one = ClassMixture.of(0, 1, Normal.of(0, 1));
        assertThrows(InvalidInputException.class, () -> design.design(one, powerLaw(1, 2), STATE));
        assertThrows(InvalidInputException.class, () -> design.design(paper(), powerLaw(1, 2), State.of(0, 1)));
        assertThrows(InvalidInputException.class, () -> design.withRate(0));
        assertThrows(
                InvalidInputException.class, () -> design.withMinimumAt(30).design(paper(), powerLaw(1, 2), STATE));
    }
}
