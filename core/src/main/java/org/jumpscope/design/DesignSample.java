package org.jumpscope.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The jumps of samples under the tabulated losses, compared branch by branch with the law that they were designed for.
 *
 * <p>Samples are shared between the classes by their shares, drawn in numbered blocks and sent through the table: q̇ = γ|h|
 * √(1 + x²), or |ḃ| = γ|h| of the bias. The result has the same bits on any number of threads.
 *
 * @param count samples in all
 * @param branches one check for each branch of {@link DesignedLoss#branches()}
 */
public record DesignSample(long count, List<BranchCheck> branches) {
    /** √(ln(2/0.05)/2): the distance of Kolmogorov times √n exceeds it with a probability of 5 % (asymptotically). */
    private static final double LIMIT = 1.3580986393225505;

    private static final int FEWEST = 10;

    /** Keeps a copy of the list. */
    public DesignSample {
        branches = List.copyOf(branches);
    }

    /**
     * What the samples of one branch say.
     *
     * @param branch the branch
     * @param jumps its sampled jumps, in increasing order
     * @param exponentMeasured k̂ by maximum likelihood on the branch's range; NaN where the target is no power law
     * @param standardError its standard error; NaN where there is none
     * @param ksDistance the two-sided distance of Kolmogorov and Smirnov from the target law, of which nothing was fitted
     * @param ksLimit the distance that such a sample exceeds with a probability of 5 %, 1.3581/(√n + 0.12 + 0.11/√n)
     */
    public record BranchCheck(
            DesignedBranch branch,
            Vector jumps,
            double exponentMeasured,
            double standardError,
            double ksDistance,
            double ksLimit) {}

    /**
     * Draws samples and compares.
     *
     * @param loss the design
     * @param count samples in all, at least 100
     * @param seed seed of the random numbers
     * @param workers threads
     * @throws InvalidInputException if there are too few samples
     */
    public static DesignSample of(DesignedLoss loss, long count, long seed, Workers workers) {
        if (count < 100 || count > 100_000_000) {
            throw new InvalidInputException(
                    "Number of samples " + count + " is not between 100 and 100000000; give for example 1000000.");
        }
        List<BranchCheck> checks = new ArrayList<>();
        RandomBlocks random = RandomBlocks.of(seed).stream("design sample");
        for (DesignedClass designed : loss.classes()) {
            int n = (int) Math.max(1, Math.round(count * designed.component().share()));
            double[] inputs = new double[n];
            double[] jumps = new double[n];
            draw(designed, loss, random.stream("class " + designed.component().target()), workers, inputs, jumps);
            for (DesignedBranch branch : designed.branches()) {
                checks.add(check(branch, own(designed, branch, inputs, jumps)));
            }
        }
        return new DesignSample(count, checks);
    }

    private static void draw(
            DesignedClass designed,
            DesignedLoss loss,
            RandomBlocks random,
            Workers workers,
            double[] inputs,
            double[] jumps) {
        Distribution law = designed.component().law();
        TabulatedLoss table = designed.loss();
        State state = loss.state();
        int blocks = (inputs.length + RandomBlocks.BLOCK - 1) / RandomBlocks.BLOCK;
        workers.share(blocks, block -> {
            UniformRandomProvider generator = random.block(block);
            int from = block * RandomBlocks.BLOCK;
            int n = Math.min(RandomBlocks.BLOCK, inputs.length - from);
            double[] x = new double[n];
            law.sample(generator, x, n);
            for (int i = 0; i < n; i++) {
                double h = table.slope(state.preActivation(x[i]));
                inputs[from + i] = x[i];
                double size = loss.jump() == Coordinate.BIAS ? 1 : Math.sqrt(1 + x[i] * x[i]);
                jumps[from + i] = loss.rate() * Math.abs(h) * size;
            }
        });
    }

    /** The jumps of the inputs of one branch, sorted; inputs beyond the ends of all branches belong to the outer ones. */
    private static double[] own(DesignedClass designed, DesignedBranch branch, double[] inputs, double[] jumps) {
        List<DesignedBranch> all = designed.branches();
        boolean first = branch.equals(all.get(0));
        double low = first ? Double.NEGATIVE_INFINITY : branch.from();
        double high = branch.equals(all.get(all.size() - 1)) ? Double.POSITIVE_INFINITY : branch.to();
        double[] own = new double[inputs.length];
        int n = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] >= low && inputs[i] < high) {
                own[n] = jumps[i];
                n++;
            }
        }
        double[] sorted = Arrays.copyOf(own, n);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static BranchCheck check(DesignedBranch branch, double[] sorted) {
        int n = sorted.length;
        double exponent = Double.NaN;
        double error = Double.NaN;
        if (branch.exponent().isPresent() && n >= FEWEST) {
            PowerLawEstimate estimate = fit(branch, sorted);
            exponent = estimate.exponent();
            error = estimate.standardError();
        }
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double p = branch.law().cumulative(sorted[i] / branch.scale());
            distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
        }
        return new BranchCheck(branch, Vector.of(sorted), exponent, error, distance, limit(n));
    }

    /** The distance of Kolmogorov that n samples of a law exceed with a probability of 5 %. */
    static double limit(double n) {
        double root = Math.sqrt(n);
        return LIMIT / (root + 0.12 + 0.11 / root);
    }

    private static PowerLawEstimate fit(DesignedBranch branch, double[] sorted) {
        double a = branch.lowestJump();
        double b = branch.highestJump();
        double range = Math.log(b) - Math.log(a);
        double first = 0;
        double second = 0;
        for (double jump : sorted) {
            // The table may leave the range by its own error.
            double z = Math.min(1, Math.max(0, (Math.log(jump) - Math.log(a)) / range));
            first += z;
            second += z * z;
        }
        return RangeFit.on(a, b).fit(RangeMoments.ofCount(sorted.length, first, second));
    }
}
