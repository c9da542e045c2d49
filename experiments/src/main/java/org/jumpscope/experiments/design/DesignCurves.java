package org.jumpscope.experiments.design;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.design.DesignSample;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.numeric.Vector;

/**
 * The curves of a design's figures.
 *
 * @param losses H of each class where its samples lie
 * @param branches the law of each branch beside its samples
 */
public record DesignCurves(List<LossCurve> losses, List<LawCurve> branches) {
    private static final int POINTS = 600;
    private static final int BINS = 36;
    private static final double TAIL = 1e-4;

    /** Keeps copies of the lists. */
    public DesignCurves {
        losses = List.copyOf(losses);
        branches = List.copyOf(branches);
    }

    /**
     * H of one class.
     *
     * @param target target of the class
     * @param preActivation y
     * @param loss H(y)
     */
    public record LossCurve(double target, Vector preActivation, Vector loss) {}

    /**
     * The law of one branch.
     *
     * @param target target of the class
     * @param biasSign sign of the bias jump
     * @param jump jumps
     * @param density density of the law there
     * @param centre centres of bins
     * @param measured density of the samples in each bin
     * @param counts samples in each bin
     */
    public record LawCurve(
            double target, int biasSign, Vector jump, Vector density, Vector centre, Vector measured, Vector counts) {}

    /**
     * The curves of a design.
     *
     * @param loss the design
     * @param sample its samples
     */
    public static DesignCurves of(DesignedLoss loss, DesignSample sample) {
        return new DesignCurves(
                loss.classes().stream().map(c -> loss(c, loss)).toList(),
                sample.branches().stream().map(DesignCurves::law).toList());
    }

    private static LossCurve loss(DesignedClass designed, DesignedLoss loss) {
        double a = loss.state().preActivation(designed.component().law().quantile(TAIL));
        double b = loss.state().preActivation(designed.component().law().survivalQuantile(TAIL));
        double[] y = new double[POINTS];
        double[] h = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            y[i] = Math.min(a, b) + Math.abs(b - a) * i / (POINTS - 1);
            h[i] = designed.loss().value(y[i]);
        }
        return new LossCurve(designed.component().target(), Vector.of(y), Vector.of(h));
    }

    private static LawCurve law(DesignSample.BranchCheck check) {
        Vector sorted = check.jumps();
        double scale = check.branch().scale();
        double low = check.branch().lowestJump() > 0
                ? check.branch().lowestJump()
                : scale * check.branch().law().quantile(TAIL);
        double high = check.branch().highestJump() < Double.POSITIVE_INFINITY
                ? check.branch().highestJump()
                : scale * check.branch().law().survivalQuantile(TAIL);
        double range = Math.log(high / low);
        List<double[]> bins = new ArrayList<>();
        int at = 0;
        while (at < sorted.size() && sorted.get(at) < low) {
            at++;
        }
        for (int i = 0; i < BINS; i++) {
            double from = low * Math.exp(range * i / BINS);
            double to = low * Math.exp(range * (i + 1) / BINS);
            int first = at;
            while (at < sorted.size()
                    && (sorted.get(at) < to || (i == BINS - 1 && sorted.get(at) <= high * (1 + 1e-9)))) {
                at++;
            }
            if (at > first) {
                bins.add(new double[] {Math.sqrt(from * to), (at - first) / (to - from) / sorted.size(), at - first});
            }
        }
        double[] q = new double[POINTS];
        double[] p = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            q[i] = low * Math.exp(range * (i + 0.5) / POINTS);
            p[i] = check.branch().law().density(q[i] / scale) / scale;
        }
        return new LawCurve(
                check.branch().classTarget(),
                check.branch().biasSign(),
                Vector.of(q),
                Vector.of(p),
                column(bins, 0),
                column(bins, 1),
                column(bins, 2));
    }

    private static Vector column(List<double[]> rows, int j) {
        return Vector.of(rows.stream().mapToDouble(row -> row[j]).toArray());
    }
}
