package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.LawCheck;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.learning.UnitJumps;
import org.jumpscope.numeric.Vector;

/**
 * The curves of one unit's design.
 *
 * @param unit its number, from 0
 * @param losses its losses
 * @param branches its jumps by target and sign
 */
public record NetworkDesignCurves(int unit, List<LossCurve> losses, List<BranchCurve> branches) {
    private static final int POINTS = 600;
    private static final int BINS = 40;
    private static final double TAIL = 1e-3;

    /** Keeps copies of the lists. */
    public NetworkDesignCurves {
        losses = List.copyOf(losses);
        branches = List.copyOf(branches);
    }

    /**
     * H for one target, where all but a thousandth of its samples are at either end.
     *
     * @param target 0 or 1
     * @param preActivation y
     * @param loss H(y)
     */
    public record LossCurve(int target, Vector preActivation, Vector loss) {}

    /**
     * Densities over the jumps on the range of the law.
     *
     * @param target 0 or 1
     * @param sign sign of the jumps
     * @param jump sizes
     * @param density of the law there
     * @param centre centres of bins
     * @param counts bias jumps in each bin
     * @param bias their density
     * @param weights density of the weight jumps in each bin, by those on the range; 0 where there is none
     */
    public record BranchCurve(
            int target,
            String sign,
            Vector jump,
            Vector density,
            Vector centre,
            Vector counts,
            Vector bias,
            Vector weights) {}

    /**
     * The curves of the first unit that has a loss.
     *
     * @param run the design
     * @param law the law that was asked for
     */
    public static NetworkDesignCurves of(NetworkDesign.Run run, Distribution law) {
        NetworkDesign.UnitDesign design = run.designs().get(0);
        List<LossCurve> losses =
                design.loss().classes().stream().map(NetworkDesignCurves::loss).toList();
        List<BranchCurve> branches = new ArrayList<>();
        for (NetworkDesignResult.UnitResult unit : run.result().units()) {
            if (unit.unit() == design.unit()) {
                unit.branches().forEach(branch -> branches.add(branch(design.unit(), branch, run.jumps(), law)));
            }
        }
        return new NetworkDesignCurves(design.unit(), losses, branches);
    }

    private static LossCurve loss(DesignedClass designed) {
        Distribution of = designed.component().law();
        double a = of.quantile(TAIL);
        double b = of.survivalQuantile(TAIL);
        double[] y = new double[POINTS];
        double[] h = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            y[i] = a + (b - a) * i / (POINTS - 1);
            h[i] = designed.loss().value(y[i]);
        }
        return new LossCurve((int) designed.component().target(), Vector.of(y), Vector.of(h));
    }

    private static BranchCurve branch(
            int unit, NetworkDesignResult.BranchResult branch, UnitJumps jumps, Distribution law) {
        int target = (int) branch.target();
        int sign = branch.sign().equals("positive") ? 1 : -1;
        UnitJumps.Range range = LawCheck.range(law, branch.scale());
        double length = Math.log(range.upper() / range.lower());
        double[] counts = new double[BINS];
        double total = 0;
        for (double jump : jumps.biasJumps(unit, target).toArray()) {
            double place = Math.log(jump * sign / range.lower()) / length * BINS;
            if (place > -1e-6 && place < BINS + 1e-6) {
                counts[Math.min(BINS - 1, Math.max(0, (int) place))]++;
                total++;
            }
        }
        double[] fine = jumps.weights(unit, target, sign).bins().toArray();
        double all = Arrays.stream(fine).sum();
        double[] centre = new double[BINS];
        double[] bias = new double[BINS];
        double[] weights = new double[BINS];
        int together = fine.length / BINS;
        for (int i = 0; i < BINS; i++) {
            double from = range.lower() * Math.exp(length * i / BINS);
            double width = from * Math.expm1(length / BINS);
            centre[i] = from * Math.exp(0.5 * length / BINS);
            bias[i] = counts[i] / total / width;
            for (int j = i * together; j < (i + 1) * together && all > 0; j++) {
                weights[i] += fine[j] / all / width;
            }
        }
        double[] q = new double[POINTS];
        double[] p = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            q[i] = range.lower() * Math.exp(length * (i + 0.5) / POINTS);
            p[i] = law.density(q[i] / branch.scale()) / branch.scale();
        }
        return new BranchCurve(
                target,
                branch.sign(),
                Vector.of(q),
                Vector.of(p),
                Vector.of(centre),
                Vector.of(counts),
                Vector.of(bias),
                Vector.of(weights));
    }
}
