package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.jumps.JumpTally;
import org.jumpscope.experiments.jumps.OutputJumps;
import org.jumpscope.experiments.jumps.ScaleCurve;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.TrainableGroup;

/**
 * What the figures of {@code measure} are made of: densities and exponents of jumps against their size, by group and sign, of all
 * classes together and of each.
 *
 * @param group such as "layer 1 weights"
 * @param sign "positive" or "negative"
 * @param samples how many samples
 * @param together all classes together
 * @param decades their exponents decade by decade, with errors clustered by sample
 * @param classes each class, where there are several
 */
public record JumpCurves(
        String group,
        String sign,
        int samples,
        ScaleCurve together,
        List<JumpExponents.Decade> decades,
        List<ScaleCurve> classes) {
    /** Samples at most: a figure does not get better with more. */
    public static final int MOST_SAMPLES = 10_000;

    /** Keeps copies of the lists. */
    public JumpCurves {
        decades = List.copyOf(decades);
        classes = List.copyOf(classes);
    }

    /**
     * The curves of a measurement, from its first samples.
     *
     * @param request what was asked for
     * @param progress hears how far it has come
     */
    public static List<JumpCurves> of(Measure.Request request, Progress progress) {
        NetworkModel model = request.model();
        NetworkModel.LossName name = request.loss().orElseGet(model::usualLoss);
        NetworkLearningPass pass = NetworkLearningPass.of(model.activation(), model.loss(name));
        SampleAims aims = new SampleAims(model, name, request.data(), pass);
        int n = Math.min(MOST_SAMPLES, request.data().samples().size());
        double[] labels = new double[n];
        Arrays.setAll(labels, aims::label);
        int[] classes = new int[n];
        if (aims.areClasses()) {
            Arrays.setAll(classes, i -> (int) labels[i]);
        }
        DatasetJumps jumps = DatasetJumps.of(
                pass,
                request.data().samples(),
                classes,
                i -> aims.target(i, labels[i]),
                request.threads(),
                share -> progress.report("figures", share));
        TreeMap<Integer, List<JumpTally>> groups = new TreeMap<>();
        List<TrainableGroup> order = model.network().groups();
        jumps.cells()
                .forEach(cell -> groups.computeIfAbsent(order.indexOf(cell.group()), g -> new ArrayList<>())
                        .add(JumpTally.of(cell)));
        List<JumpCurves> curves = new ArrayList<>();
        groups.forEach((index, tallies) -> {
            JumpTally together = JumpTally.together(tallies);
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                if (together.histogram().count(sign) > 0) {
                    curves.add(new JumpCurves(
                            order.get(index).name(),
                            sign.name().toLowerCase(Locale.ROOT),
                            n,
                            ScaleCurve.of(together, sign),
                            JumpExponents.of(order.get(index), OutputJumps.Output.ALL, null, together, sign)
                                    .decades(),
                            tallies.size() < 2
                                    ? List.of()
                                    : tallies.stream()
                                            .map(each -> ScaleCurve.of(each, sign))
                                            .toList()));
                }
            }
        });
        return curves;
    }
}
