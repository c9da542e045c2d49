package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Several chains moved in lock step, so that the slopes of one step are evaluated in blocks, one per class.
 *
 * <p>All sums are per chain: a chain's numbers do not depend on which others share its block.
 */
final class ChainBlock {
    /** Sums of a chain over one half of the averaging window: 1, w, b, w², wb, b², relative to a reference. */
    static final int SUMS = 6;
    /** Numbers of a recorded step: step, target, x, Δw, Δb, w, b. */
    static final int RECORD = 7;

    private static final int SUSPICIOUS_RUN = 1000;
    private static final int HOPELESS_RUN = 1_000_000;

    /** What one chain left. */
    static final class Chain {
        final Outcome outcome;
        /** Steps until the end, death or divergence. */
        final long lastStep;
        /** Steps whose sizes were counted, of a chain that died or diverged; 0 of others. */
        final long lostSteps;
        /** The sums over both halves of the window. */
        final double[] sums;
        /** The recorded steps, {@link #RECORD} numbers each. */
        final double[] record;

        Chain(Outcome outcome, long lastStep, long lostSteps, double[] sums, double[] record) {
            this.outcome = outcome;
            this.lastStep = lastStep;
            this.lostSteps = lostSteps;
            this.sums = sums;
            this.record = record;
        }
    }

    /** How a chain ended. */
    enum Outcome {
        ALIVE,
        DEAD,
        DIVERGED
    }

    private final GradientDescent descent;
    private final StoppingRule rule;
    private final long stride;
    private final int recorded;
    private final int chains;
    private final State start;
    private final SampleSource[] sources;
    private final List<LearningPass> passes = new ArrayList<>();
    private final List<FormulaKernel.Workspace> workspaces = new ArrayList<>();
    private final double[] targets;
    private final DeadZone deadZone;

    private final double[] weight;
    private final double[] bias;
    private final double[] weightStep;
    private final double[] biasStep;
    private final double[] inputs;
    private final byte[] labels;
    private int position = SampleSource.RUN;
    private final int[] active;
    private int alive;
    private final int[] zeroRun;
    private final int[] size;
    private final int[][] who;
    private final double[][] x;
    private final double[][] y;
    private final double[][] jump;
    private final double[] signedSizes;

    private final Outcome[] outcome;
    private final long[] lastStep;
    private final long[] lostSteps;
    /** [chain][half · SUMS + sum]. */
    private final double[][] sums;

    private final double[][] records;
    /** Signed sizes of the steps made in the window: of each class, or of all batches in the first. */
    private final List<LogHistogram> histograms = new ArrayList<>();

    private final LongConsumer progress;

    ChainBlock(
            GradientDescent descent,
            State start,
            StoppingRule rule,
            int firstChain,
            int chains,
            long stride,
            int recorded,
            LongConsumer progress) {
        this.progress = progress;
        this.descent = descent;
        this.start = start;
        this.rule = rule;
        this.chains = chains;
        this.stride = stride;
        this.recorded = (int) Math.min(recorded, rule.window());
        List<ClassMixture.Component> classes = descent.mixture().components();
        int k = classes.size();
        for (ClassMixture.Component component : classes) {
            LearningPass pass = LearningPass.of(descent.composition().at(component.target()))
                    .withRate(descent.rate());
            passes.add(pass);
            workspaces.add(pass.workspace());
            histograms.add(new LogHistogram());
        }
        targets = classes.stream().mapToDouble(ClassMixture.Component::target).toArray();
        deadZone = new DeadZone(descent.composition(), descent.mixture());
        RandomBlocks random = RandomBlocks.of(descent.seed()).stream("chains");
        sources = new SampleSource[chains];
        for (int c = 0; c < chains; c++) {
            sources[c] = new SampleSource(descent.mixture(), random.block(firstChain + (long) c));
        }
        weight = new double[chains];
        bias = new double[chains];
        Arrays.fill(weight, start.weight());
        Arrays.fill(bias, start.bias());
        weightStep = new double[chains];
        biasStep = new double[chains];
        inputs = new double[SampleSource.RUN * chains];
        labels = new byte[SampleSource.RUN * chains];
        active = new int[chains];
        Arrays.setAll(active, c -> c);
        alive = chains;
        zeroRun = new int[chains];
        size = new int[k];
        who = new int[k][chains];
        x = new double[k][chains];
        y = new double[k][chains];
        jump = new double[k][chains];
        signedSizes = new double[chains];
        outcome = new Outcome[chains];
        Arrays.fill(outcome, Outcome.ALIVE);
        lastStep = new long[chains];
        Arrays.fill(lastStep, rule.steps());
        lostSteps = new long[chains];
        sums = new double[chains][2 * SUMS];
        records = new double[chains][this.recorded * RECORD];
    }

    /** Runs all steps; returns what is left of each chain. */
    List<Chain> run() {
        for (long step = 0; step < rule.steps() && alive > 0; step++) {
            boolean isCounted = step >= rule.burnIn() && (step - rule.burnIn()) % stride == 0;
            for (int i = 0; i < descent.batch(); i++) {
                evaluate();
                addJumps(i == 0);
            }
            if (isCounted) {
                count();
            }
            if (step >= rule.burnIn()) {
                addStates(step - rule.burnIn());
            }
            move(step);
        }
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            if (deadZone.contains(new State(weight[c], bias[c]))) {
                outcome[c] = Outcome.DEAD;
                lastStep[c] = rule.steps() - zeroRun[c];
            }
        }
        List<Chain> left = new ArrayList<>();
        for (int c = 0; c < chains; c++) {
            long rows = Math.min(recorded, Math.max(0, lastStep[c] - rule.burnIn()));
            left.add(new Chain(
                    outcome[c], lastStep[c], lostSteps[c], sums[c], Arrays.copyOf(records[c], (int) rows * RECORD)));
        }
        return left;
    }

    /** Signed sizes of the steps made in the window: of each class, or of all batches in the first. */
    List<LogHistogram> histograms() {
        return histograms;
    }

    private void refill() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Interrupted.");
        }
        progress.accept((long) alive * SampleSource.RUN / descent.batch());
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            SampleSource source = sources[c];
            source.draw();
            for (int t = 0; t < SampleSource.RUN; t++) {
                inputs[t * chains + c] = source.input[t];
                labels[t * chains + c] = (byte) source.label[t];
            }
        }
        position = 0;
    }

    /** Gives each live chain its next sample and computes ḃ, class by class. */
    private void evaluate() {
        if (position == SampleSource.RUN) {
            refill();
        }
        int base = position++ * chains;
        Arrays.fill(size, 0);
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            double input = inputs[base + c];
            int k = labels[base + c];
            int j = size[k]++;
            who[k][j] = c;
            x[k][j] = input;
            y[k][j] = weight[c] * input + bias[c];
        }
        for (int k = 0; k < size.length; k++) {
            if (size[k] > 0) {
                passes.get(k).biasJumps(y[k], size[k], jump[k], workspaces.get(k));
            }
        }
    }

    private void addJumps(boolean isFirst) {
        for (int k = 0; k < size.length; k++) {
            int n = size[k];
            int[] chain = who[k];
            double[] xk = x[k];
            double[] jk = jump[k];
            for (int j = 0; j < n; j++) {
                int c = chain[j];
                double db = jk[j];
                double dw = xk[j] * db;
                if (isFirst) {
                    biasStep[c] = db;
                    weightStep[c] = dw;
                } else {
                    biasStep[c] += db;
                    weightStep[c] += dw;
                }
            }
        }
    }

    /** Counts the sizes of the steps, with the sign of Δb. */
    private void count() {
        if (descent.batch() == 1) {
            for (int k = 0; k < size.length; k++) {
                for (int j = 0; j < size[k]; j++) {
                    signedSizes[j] = jump[k][j] * Math.sqrt(1 + x[k][j] * x[k][j]);
                }
                histograms.get(k).add(signedSizes, size[k]);
            }
            return;
        }
        double inverse = 1.0 / descent.batch();
        for (int a = 0; a < alive; a++) {
            double db = inverse * biasStep[active[a]];
            double dw = inverse * weightStep[active[a]];
            signedSizes[a] = Math.copySign(Math.sqrt(dw * dw + db * db), db);
        }
        histograms.get(0).add(signedSizes, alive);
    }

    /** Adds the states before the step to the averages, and the step to the record. */
    private void addStates(long windowStep) {
        int half = 2 * windowStep < rule.window() ? 0 : SUMS;
        double referenceWeight = start.weight();
        double referenceBias = start.bias();
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            double dw = weight[c] - referenceWeight;
            double db = bias[c] - referenceBias;
            double[] sum = sums[c];
            sum[half] += 1;
            sum[half + 1] += dw;
            sum[half + 2] += db;
            sum[half + 3] += dw * dw;
            sum[half + 4] += dw * db;
            sum[half + 5] += db * db;
        }
        if (windowStep < recorded) {
            record((int) windowStep);
        }
    }

    private void record(int row) {
        for (int k = 0; k < size.length; k++) {
            for (int j = 0; j < size[k]; j++) {
                int c = who[k][j];
                boolean isSingle = descent.batch() == 1;
                double[] to = records[c];
                int at = row * RECORD;
                to[at] = rule.burnIn() + (double) row;
                to[at + 1] = isSingle ? targets[k] : Double.NaN;
                to[at + 2] = isSingle ? x[k][j] : Double.NaN;
                to[at + 3] = weightStep[c] / descent.batch();
                to[at + 4] = biasStep[c] / descent.batch();
                to[at + 5] = weight[c];
                to[at + 6] = bias[c];
            }
        }
    }

    private void move(long step) {
        double inverse = 1.0 / descent.batch();
        boolean isTrouble = false;
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            double db = inverse * biasStep[c];
            double dw = inverse * weightStep[c];
            weight[c] += dw;
            bias[c] += db;
            zeroRun[c] = db == 0 && dw == 0 ? zeroRun[c] + 1 : 0;
            boolean isFinite = Math.abs(weight[c] + bias[c]) < Double.POSITIVE_INFINITY;
            if (!isFinite || isSuspicious(zeroRun[c])) {
                isTrouble = true;
            }
        }
        if (isTrouble) {
            retire(step);
        }
    }

    /** Whether so long a run without a step is worth a look at the state. */
    private static boolean isSuspicious(int zeroRun) {
        return zeroRun > 0 && zeroRun % SUSPICIOUS_RUN == 0;
    }

    /** Steps of one chain whose sizes were counted, up to and with this one. */
    private long counted(long step) {
        return step < rule.burnIn() ? 0 : (step - rule.burnIn()) / stride + 1;
    }

    private void retire(long step) {
        int kept = 0;
        for (int a = 0; a < alive; a++) {
            int c = active[a];
            if (!Double.isFinite(weight[c]) || !Double.isFinite(bias[c])) {
                outcome[c] = Outcome.DIVERGED;
                lastStep[c] = step;
                lostSteps[c] = counted(step);
            } else if (isSuspicious(zeroRun[c])
                    && (zeroRun[c] >= HOPELESS_RUN || deadZone.contains(new State(weight[c], bias[c])))) {
                outcome[c] = Outcome.DEAD;
                lastStep[c] = step - zeroRun[c];
                lostSteps[c] = counted(step);
            } else {
                active[kept++] = c;
            }
        }
        alive = kept;
    }
}
