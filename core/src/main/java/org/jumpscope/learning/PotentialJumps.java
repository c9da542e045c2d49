package org.jumpscope.learning;

import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;

/** Samples of the jumps that the boundary distribution would make at a fixed state, with the sign of ḃ. */
final class PotentialJumps {
    private static final int BLOCK = RandomBlocks.BLOCK;

    private PotentialJumps() {}

    /** Jumps of n samples of one class. */
    static LogHistogram ofClass(GradientDescent descent, State state, int index, long n) {
        ClassMixture.Component component = descent.mixture().component(index);
        LearningPass pass =
                LearningPass.of(descent.composition().at(component.target())).withRate(descent.rate());
        FormulaKernel.Workspace workspace = pass.workspace();
        RandomBlocks random = ChainRun.potentialStream(descent, "class " + index);
        LogHistogram histogram = new LogHistogram();
        double[] x = new double[BLOCK];
        double[] y = new double[BLOCK];
        double[] v = new double[BLOCK];
        for (long first = 0; first < n; first += BLOCK) {
            int count = (int) Math.min(BLOCK, n - first);
            component.law().sample(random.block(first / BLOCK), x, count);
            for (int i = 0; i < count; i++) {
                y[i] = state.weight() * x[i] + state.bias();
            }
            pass.biasJumps(y, count, v, workspace);
            for (int i = 0; i < count; i++) {
                v[i] *= Math.sqrt(1 + x[i] * x[i]);
            }
            histogram.add(v, count);
        }
        return histogram;
    }

    /** Mean jumps of n batches. */
    static LogHistogram ofBatches(GradientDescent descent, State state, long n) {
        LearningPass[] passes = descent.mixture().components().stream()
                .map(c -> LearningPass.of(descent.composition().at(c.target())).withRate(descent.rate()))
                .toArray(LearningPass[]::new);
        SampleSource source = new SampleSource(
                descent.mixture(), ChainRun.potentialStream(descent, "batches").block(0));
        FormulaKernel.Workspace[] workspaces = new FormulaKernel.Workspace[passes.length];
        for (int k = 0; k < passes.length; k++) {
            workspaces[k] = passes[k].workspace();
        }
        LogHistogram histogram = new LogHistogram();
        double[][] y = new double[passes.length][SampleSource.RUN];
        double[][] bias = new double[passes.length][SampleSource.RUN];
        int[] next = new int[passes.length];
        int position = SampleSource.RUN;
        double inverse = 1.0 / descent.batch();
        for (long i = 0; i < n; i++) {
            double dw = 0;
            double db = 0;
            for (int j = 0; j < descent.batch(); j++) {
                if (position == SampleSource.RUN) {
                    source.draw();
                    evaluate(source, state, passes, workspaces, y, bias);
                    java.util.Arrays.fill(next, 0);
                    position = 0;
                }
                int label = source.label[position];
                double jump = bias[label][next[label]++];
                db += jump;
                dw += jump * source.input[position++];
            }
            dw *= inverse;
            db *= inverse;
            histogram.add(Math.copySign(Math.sqrt(dw * dw + db * db), db));
        }
        return histogram;
    }

    private static void evaluate(
            SampleSource source,
            State state,
            LearningPass[] passes,
            FormulaKernel.Workspace[] workspaces,
            double[][] y,
            double[][] bias) {
        int[] count = new int[passes.length];
        for (int i = 0; i < SampleSource.RUN; i++) {
            int label = source.label[i];
            y[label][count[label]++] = state.weight() * source.input[i] + state.bias();
        }
        for (int k = 0; k < passes.length; k++) {
            passes[k].biasJumps(y[k], count[k], bias[k], workspaces[k]);
        }
    }
}
