package org.jumpscope.bench;

import java.util.concurrent.TimeUnit;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.JumpLaw;
import org.jumpscope.duality.JumpSample;
import org.jumpscope.duality.JumpSampler;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.numeric.RandomBlocks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Monte Carlo of the fused chain sample → y → h(y) → q̇ → log histogram, per sample, against the plain loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ChainBenchmark {
    private static final int SAMPLES = 1 << 22;
    private static final org.jumpscope.network.State AT = org.jumpscope.network.State.of(16, -8);

    private final ScalarDuality catalogue = map(Composition.of(Activation.sigmoid(), Loss.squared()));
    private final ScalarDuality formula = map(Composition.of(Activation.parse("1/(1+exp(-y))"), Loss.parse("(f-t)^2")));
    private final ScalarDuality unlike =
            map(Composition.of(Activation.parse("exp(y)/(2+exp(y))"), Loss.parse("(f-t)^2")));
    private final PlainChain plain = new PlainChain();
    private final RandomBlocks random = RandomBlocks.of(1);
    private final JumpLaw law = catalogue.law(Coordinate.NORM);
    private final double[] jumps = logSpaced(1000);
    private final double[] densities = new double[1000];

    private static ScalarDuality map(Composition composition) {
        return ScalarDuality.of(composition, new ClassMixture.Component(1, 1, Normal.of(1, 0.25)), AT);
    }

    private static double[] logSpaced(int n) {
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = Math.pow(10, -15 + 14.5 * i / (n - 1));
        }
        return q;
    }

    /** The plain loop. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public long[] plainLoop() {
        return plain.run(AT.weight(), AT.bias(), SAMPLES);
    }

    /** The catalogue's composition on one thread. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public JumpSample catalogueComposition() {
        return JumpSampler.of(catalogue).withThreads(1).sample(random, SAMPLES);
    }

    /** The same composition as a user's formula. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public JumpSample userFormula() {
        return JumpSampler.of(formula).withThreads(1).sample(random, SAMPLES);
    }

    /** A user's formula that no rule simplifies. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public JumpSample unlikeFormula() {
        return JumpSampler.of(unlike).withThreads(1).sample(random, SAMPLES);
    }

    /** The exact density at 1,000 log-spaced jumps, all preimages; per call. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double[] exactDensity() {
        law.logDensity(jumps, jumps.length, 0, densities);
        return densities;
    }
}
