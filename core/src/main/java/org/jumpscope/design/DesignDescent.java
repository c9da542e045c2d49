package org.jumpscope.design;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.learning.StateMatrix;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * Stochastic gradient descent on the tabulated losses, started away from the design state: does it come back?
 *
 * <p>Each chain takes one sample per step, q ← q − η h(wx + b) (x, 1), from its own stream of random numbers; its second half
 * is averaged. The rate η is the largest at which γλ is at most {@value #STIFFEST} for the larger eigenvalue λ of the Hessian
 * and the start is {@value #FAR} standard deviations of the predicted fluctuation away; where the chains do not come back, a rate
 * {@value #SMALLER} times smaller is tried, as long as a chain of {@value #TIMES} relaxation times is at most {@value #MOST_STEPS} steps.
 *
 * @param start where all chains start
 * @param rate η
 * @param chains number of chains
 * @param steps steps of each chain
 * @param mean the mean over the second halves of the chains
 * @param standardError its standard errors, from the scatter between chains
 * @param fluctuation the predicted standard deviations of (w, b) about the equilibrium at this rate, to first order in η
 * @param lost chains that left every bound
 * @param returned whether no chain was lost and the mean is within the fluctuation, or a quarter of the way that the start was
 *     away, of the design state
 */
public record DesignDescent(
        State start,
        double rate,
        int chains,
        long steps,
        Vector mean,
        Vector standardError,
        Vector fluctuation,
        int lost,
        boolean returned) {
    private static final int CHAINS = 4;
    private static final double STIFFEST = 0.1;
    private static final double FAR = 4;
    /** Relaxation times of a chain. */
    private static final double TIMES = 12;

    /** Steps of one chain, beyond which no smaller rate is tried. */
    private static final double MOST_STEPS = 2.6e6;

    private static final double SMALLER = 4;
    private static final int TRIES = 3;
    private static final double QUARTER = 0.25;
    private static final double BOUND = 1e3;
    /** The start has this part of the weight, about the same centre. */
    private static final double START = 0.75;

    /**
     * Runs the descent.
     *
     * @param loss the design
     * @param seed seed of the random numbers
     * @param workers threads
     */
    public static DesignDescent of(DesignedLoss loss, long seed, Workers workers) {
        State home = loss.state();
        double centre = 0;
        for (DesignedClass c : loss.classes()) {
            centre += 0.5 * c.component().law().quantile(0.5);
        }
        State start = State.of(START * home.weight(), home.bias() + (1 - START) * home.weight() * centre);
        StateMatrix hessian = loss.equilibrium().hessian();
        Vector eigenvalues = hessian.eigenvalues();
        double[] unit = fluctuation(hessian, loss.equilibrium().covariance());
        double away = Math.abs(start.weight() - home.weight());
        double rate = Math.min(STIFFEST / eigenvalues.get(1), away * away / (FAR * FAR * unit[0]));
        DesignDescent last = null;
        for (int i = 0; i < TRIES && (last == null || !last.returned()); i++) {
            double steps = Math.max(1000, Math.ceil(TIMES / (rate * eigenvalues.get(0))));
            if (last != null && steps > MOST_STEPS) {
                break;
            }
            last = run(loss, start, rate, (long) Math.min(steps, MOST_STEPS), unit, seed, workers);
            rate /= SMALLER;
        }
        return last;
    }

    private static DesignDescent run(
            DesignedLoss loss, State start, double rate, long steps, double[] unit, long seed, Workers workers) {
        double[][] means = new double[CHAINS][];
        RandomBlocks random = RandomBlocks.of(seed).stream("design descent");
        workers.share(CHAINS, chain -> means[chain] = new Chain(loss, random, chain, rate).run(start, steps));
        return summary(loss.state(), start, rate, steps, means, unit);
    }

    private static DesignDescent summary(
            State home, State start, double rate, long steps, double[][] means, double[] unit) {
        double[] mean = new double[2];
        double[] error = new double[2];
        int kept = 0;
        for (double[] m : means) {
            if (Double.isFinite(m[0]) && Double.isFinite(m[1])) {
                mean[0] += m[0];
                mean[1] += m[1];
                kept++;
            }
        }
        boolean returned = kept == means.length;
        double[] target = {home.weight(), home.bias()};
        double[] deviation = {Math.sqrt(rate * unit[0]), Math.sqrt(rate * unit[1])};
        for (int j = 0; j < 2; j++) {
            mean[j] /= kept;
            for (double[] m : means) {
                if (Double.isFinite(m[0]) && Double.isFinite(m[1])) {
                    error[j] += (m[j] - mean[j]) * (m[j] - mean[j]);
                }
            }
            error[j] = Math.sqrt(error[j] / (kept - 1.0) / kept);
            double away = Math.abs(j == 0 ? start.weight() - home.weight() : start.bias() - home.bias());
            returned &= Math.abs(mean[j] - target[j]) <= Math.max(deviation[j], QUARTER * away);
        }
        return new DesignDescent(
                start,
                rate,
                means.length,
                steps,
                Vector.of(mean),
                Vector.of(error),
                Vector.of(deviation),
                means.length - kept,
                returned);
    }

    /** The variances of w and b over η: C of HC + CH = S (the small-rate limit of the fluctuation). */
    private static double[] fluctuation(StateMatrix h, StateMatrix s) {
        // Three linear equations for C_ww, C_wb, C_bb.
        double a = h.weightWeight();
        double b = h.weightBias();
        double c = h.biasBias();
        double trace = a + c;
        double determinant = h.determinant();
        // C = (S + det(H) H⁻¹ S H⁻¹)/(2 tr H) for a symmetric H of two rows.
        double ww = c * c * s.weightWeight() - 2 * b * c * s.weightBias() + b * b * s.biasBias();
        double bb = b * b * s.weightWeight() - 2 * a * b * s.weightBias() + a * a * s.biasBias();
        return new double[] {
            (s.weightWeight() + ww / determinant) / (2 * trace), (s.biasBias() + bb / determinant) / (2 * trace)
        };
    }

    /** One chain. */
    private static final class Chain {
        private final DesignedLoss loss;
        private final RandomBlocks random;
        private final double rate;
        private final boolean[] second = new boolean[RandomBlocks.BLOCK];
        private final double[][] inputs = new double[2][RandomBlocks.BLOCK];
        private double weight;
        private double bias;

        Chain(DesignedLoss loss, RandomBlocks random, int number, double rate) {
            this.loss = loss;
            this.random = random.stream("chain " + number);
            this.rate = rate;
        }

        /** The mean of the second half; NaN if the chain was lost. */
        double[] run(State start, long steps) {
            weight = start.weight();
            bias = start.bias();
            double bound = BOUND * (1 + Math.abs(start.weight()) + Math.abs(start.bias()));
            long half = steps / 2;
            double sumWeight = 0;
            double sumBias = 0;
            TabulatedLoss first = loss.classes().get(0).loss();
            TabulatedLoss other = loss.classes().get(1).loss();
            int[] at = new int[2];
            for (long step = 0; step < steps; step++) {
                int i = (int) (step % RandomBlocks.BLOCK);
                if (i == 0) {
                    draw(step / RandomBlocks.BLOCK);
                    Arrays.fill(at, 0);
                }
                int k = second[i] ? 1 : 0;
                double x = inputs[k][at[k]];
                at[k]++;
                double h = (k == 0 ? first : other).slope(weight * x + bias);
                weight -= rate * h * x;
                bias -= rate * h;
                if (step >= half) {
                    sumWeight += weight;
                    sumBias += bias;
                }
                if (!(Math.abs(weight) + Math.abs(bias) < bound)) {
                    return new double[] {Double.NaN, Double.NaN};
                }
            }
            return new double[] {sumWeight / (steps - half), sumBias / (steps - half)};
        }

        private void draw(long block) {
            UniformRandomProvider generator = random.block(block);
            double share = loss.classes().get(0).component().share();
            int firsts = 0;
            for (int i = 0; i < second.length; i++) {
                second[i] = generator.nextDouble() >= share;
                firsts += second[i] ? 0 : 1;
            }
            Distribution first = loss.classes().get(0).component().law();
            first.sample(generator, inputs[0], firsts);
            loss.classes().get(1).component().law().sample(generator, inputs[1], second.length - firsts);
        }
    }
}
