package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.composition.Composition;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.junit.jupiter.api.Test;

class GradientDescentTest {
    private static final Composition RELU = Toy.composition("relu", "squared");

    @Test
    void answerDoesNotDependOnThreads() {
        for (int batch : new int[] {1, 3}) {
            GradientDescent descent =
                    GradientDescent.of(RELU, Toy.CLASSES).withRate(0.02).withBatch(batch);
            StoppingRule rule = new StoppingRule(700, 1500);
            TrajectorySummary one =
                    descent.withThreads(1).from(State.of(1, 0)).limit(rule).summary(21, 5);
            TrajectorySummary three =
                    descent.withThreads(3).from(State.of(1, 0)).limit(rule).summary(21, 5);
            assertEquals(one, three);
        }
    }

    @Test
    void streamOfOneChainIsTheRecordedChain() {
        for (int batch : new int[] {1, 4}) {
            GradientDescent descent = GradientDescent.of(RELU, Toy.CLASSES)
                    .withRate(0.02)
                    .withBatch(batch)
                    .withSeed(7);
            TrajectorySummary.RecordedSteps recorded = descent.from(State.of(1, 0))
                    .limit(new StoppingRule(600, 100))
                    .summary(3, 10)
                    .steps();
            assertEquals(30, recorded.size());
            List<Step> steps =
                    descent.from(State.of(1, 0)).stream(2).skip(600).limit(10).toList();
            for (int i = 0; i < 10; i++) {
                Step step = steps.get(i);
                assertEquals(2, recorded.chain().get(20 + i));
                assertEquals((double) step.number(), recorded.step().get(20 + i));
                assertEquals(step.target(), recorded.target().get(20 + i));
                assertEquals(step.input(), recorded.input().get(20 + i));
                assertEquals(step.before().weight(), recorded.weight().get(20 + i));
                assertEquals(step.biasStep(), recorded.biasStep().get(20 + i));
                assertEquals(step.weightStep(), recorded.weightStep().get(20 + i));
            }
        }
    }

    @Test
    void rectifierFluctuatesAsPredictedAtASmallRate() {
        // Theory, section 3: at rate 0.01 mean (.93023(8), -.01584(8)), predicted (.93011, -.01574), sd (.0225, .0239).
        TrajectorySummary.Averages averages = GradientDescent.of(RELU, Toy.CLASSES)
                .withRate(0.01)
                .from(State.of(0.93, -0.015))
                .limit(new StoppingRule(3_000, 12_000))
                .summary(400)
                .averagesOrElseThrow();
        // Five standard errors of this run and those of the reference: one failure in a million seeds.
        double error = 5 * Math.hypot(averages.standardError().get(0), 8e-5);
        assertTrue(averages.standardError().get(0) < 5e-4);
        assertEquals(0.93023, averages.mean().weight(), error);
        assertEquals(-0.01584, averages.mean().bias(), error);
        assertEquals(0.0225, Math.sqrt(averages.covariance().weightWeight()), 4e-4);
        assertEquals(0.0239, Math.sqrt(averages.covariance().biasBias()), 4e-4);
        assertEquals(TrajectorySummary.Stationarity.REACHED, averages.stationarity());
        for (StepComparison comparison : averages.comparisons()) {
            // "Essentially the same" at this rate: within 0.02 in distribution.
            assertTrue(comparison.distance() < 0.02, comparison::toString);
            assertEquals(comparison.jumpShare(), comparison.stepShare(), 0.01);
        }
    }

    @Test
    void sigmoidWithCrossEntropyFluctuatesAsMeasured() {
        // Theory, section 3: at rate 0.1 mean (16.1418(46), -8.0690(23)), sd (.2248, .2257); relaxation 37,060 steps.
        TrajectorySummary.Averages averages = GradientDescent.of(
                        Toy.composition("sigmoid", "cross-entropy"), Toy.CLASSES)
                .withRate(0.1)
                .from(State.of(16.1412, -8.0685))
                .limit(new StoppingRule(75_000, 75_000))
                .summary(128)
                .averagesOrElseThrow();
        assertEquals(
                16.1418,
                averages.mean().weight(),
                5 * Math.hypot(averages.standardError().get(0), 0.0046));
        assertEquals(
                -8.0690,
                averages.mean().bias(),
                5 * Math.hypot(averages.standardError().get(1), 0.0023));
        StateMatrix error = averages.covarianceStandardError();
        // Half of the rate's first-order prediction is reached but for exp(-4) of it that the start has left.
        assertEquals(0.2248 * 0.2248, averages.covariance().weightWeight(), 5 * error.weightWeight() + 1.5e-3);
        assertEquals(0.2257 * 0.2257, averages.covariance().biasBias(), 5 * error.biasBias() + 1.5e-3);
    }

    @Test
    void batchesDivideTheFluctuation() {
        TrajectorySummary.Averages averages = GradientDescent.of(RELU, Toy.CLASSES)
                .withRate(0.05)
                .withBatch(10)
                .from(State.of(0.93, -0.015))
                .limit(new StoppingRule(600, 3_000))
                .summary(200)
                .averagesOrElseThrow();
        // γ/M = 0.005: C = 0.005 [[.04913, ..], [.., .05607]], with a correction of order γλ of the step itself, 6 %.
        assertEquals(0.005 * 0.04913, averages.covariance().weightWeight(), 0.1 * 0.005 * 0.04913);
        assertEquals(0.005 * 0.05607, averages.covariance().biasBias(), 0.1 * 0.005 * 0.05607);
        assertTrue(Double.isNaN(averages.comparisons().get(0).target()));
    }

    @Test
    void quarticRectifierDiesAtALargeRate() {
        // Theory, section 3: 13 of 20 chains die in 2e6 steps, a rate of 5e-7; 96 chains of 2e5 steps expect 10 deaths.
        TrajectorySummary summary = GradientDescent.of(Toy.composition("relu", "power-law(2)"), Toy.CLASSES)
                .withRate(0.1)
                .from(State.of(0.8, 0.08))
                .limit(StoppingRule.afterSteps(200_000))
                .summary(96);
        assertTrue(summary.dead() >= 1 && summary.dead() <= 40, "dead: " + summary.dead());
        assertEquals(
                96 - summary.dead() - summary.diverged(),
                summary.averagesOrElseThrow().chains());
        assertTrue(summary.meanDeathStep() > 0 && summary.meanDeathStep() < 200_000);
        // The chains that lived to the end have equally many counted steps; the others died on the way.
        long lived = summary.countedSteps() - summary.lostSteps();
        long each = lived / summary.averagesOrElseThrow().chains();
        assertEquals(each * summary.averagesOrElseThrow().chains(), lived);
        assertTrue(summary.lostSteps() > 0, summary::toString);
        assertTrue(summary.lostSteps() < each * (summary.dead() + summary.diverged()), summary::toString);
    }

    @Test
    void quarticRectifierDivergesFromAfar() {
        // Theory, section 3: from (3, 3) it diverges or is thrown into the dead zone.
        TrajectorySummary summary = GradientDescent.of(Toy.composition("relu", "power-law(2)"), Toy.CLASSES)
                .withRate(0.5)
                .from(State.of(3, 3))
                .limit(StoppingRule.afterSteps(5_000))
                .summary(32);
        assertTrue(summary.dead() >= 1, summary::toString);
        assertTrue(summary.diverged() >= 1, summary::toString);
        long lived = 32L - summary.dead() - summary.diverged();
        assertEquals(
                lived * summary.rule().window(),
                summary.countedSteps() - summary.lostSteps(),
                "every step of so few is counted");
    }

    @Test
    void chainsThatAllDieHaveNoAverage() {
        TrajectorySummary summary = GradientDescent.of(RELU, Toy.CLASSES)
                .from(State.of(-1, -3))
                .limit(StoppingRule.afterSteps(100))
                .summary(16);
        assertEquals(16, summary.dead());
        assertEquals(0, summary.meanDeathStep());
        assertEquals(0, summary.lostSteps());
        NoAnswerException none = assertThrows(NoAnswerException.class, summary::averagesOrElseThrow);
        assertTrue(none.getMessage().contains("16 chains"), none.getMessage());
    }

    @Test
    void windowMuchShorterThanTheRelaxationIsNoEquilibrium() {
        TrajectorySummary.Averages averages = GradientDescent.of(Toy.composition("sigmoid", "squared"), Toy.CLASSES)
                .withRate(0.1)
                .from(State.of(8, -4))
                .limit(StoppingRule.afterSteps(20_000))
                .summary(32)
                .averagesOrElseThrow();
        assertEquals(TrajectorySummary.Stationarity.DRIFTING, averages.stationarity());
    }

    @Test
    void sgdReachesTheEquilibriumAtAStableRate() {
        Minimum minimum = Equilibrium.withDefaults().find(RELU, Toy.CLASSES).best();
        assertEquals(0.01, SgdState.stableRate(RELU, Toy.CLASSES, minimum));
        State reached = SgdState.reach(RELU, Toy.CLASSES, 0.01, 1);
        // sd 0.023 over 32 chains and 2 relaxation times each: an error of about 0.003; shift 0.0013.
        assertEquals(minimum.state().weight() + 0.0013, reached.weight(), 0.015);
        assertEquals(minimum.state().bias() - 0.0013, reached.bias(), 0.015);
    }

    @Test
    void stableRatesAreThoseOfTheReferenceRuns() {
        String[][] compositions = {
            {"sigmoid", "squared", "0.1"},
            {"sigmoid", "cross-entropy", "0.1"},
            {"relu", "power-law(2)", "0.01"},
            {"clipped-linear(0.01)", "cross-entropy", "0.001"}
        };
        for (String[] names : compositions) {
            Composition composition = Toy.composition(names[0], names[1]);
            Minimum minimum =
                    Equilibrium.withDefaults().find(composition, Toy.CLASSES).best();
            assertEquals(Double.parseDouble(names[2]), SgdState.stableRate(composition, Toy.CLASSES, minimum));
        }
    }

    @Test
    void inputIsChecked() {
        GradientDescent descent = GradientDescent.of(RELU, Toy.CLASSES);
        assertThrows(InvalidInputException.class, () -> descent.withRate(-1));
        assertThrows(InvalidInputException.class, () -> descent.withBatch(0));
        assertThrows(InvalidInputException.class, () -> new StoppingRule(-1, 10));
        assertThrows(InvalidInputException.class, () -> StoppingRule.afterSteps(1));
        assertThrows(
                InvalidInputException.class, () -> StoppingRule.afterSteps(10).withBurnIn(10));
        Trajectory.Limited limited = descent.from(State.of(1, 0)).limit(StoppingRule.afterSteps(10));
        assertThrows(InvalidInputException.class, () -> limited.summary(0));
        assertThrows(InvalidInputException.class, () -> limited.summary(1, -1));
    }
}
