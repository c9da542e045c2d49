package org.jumpscope.experiments.jumps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * How the Jacobian of the last layer's bias jumps scales with the jumps: |∂ḃ_k/∂x| ∝ |ḃ_k|^k_J, where p(ḃ) ∝ |∂ḃ/∂x|^(−1) along
 * a direction. Softmax with cross-entropy has ḃ_k = −γp_k, so that ∂ḃ_k/∂y_k = ḃ_k(1 + ḃ_k/γ) for the log-odds y_k of the class:
 * k_J = 1 where |ḃ_k| ≪ γ, if |∂y_k/∂x| does not depend on the size of the jump.
 *
 * @param output "target" (the sample's class) or "other"
 * @param samples how many samples
 * @param count how many jumps
 * @param exponent k_J, the slope of log|∂ḃ/∂x| against log|ḃ|, by least squares
 * @param standardError its standard error, clustered by sample
 * @param scatter root mean square distance from that line, in decades
 * @param decades the slope decade by decade, where there are 50 jumps of 20 samples
 */
public record GradientScaling(
        String output,
        int samples,
        long count,
        double exponent,
        double standardError,
        double scatter,
        List<Decade> decades) {
    /** Keeps a copy of the list. */
    public GradientScaling {
        decades = List.copyOf(decades);
    }

    /**
     * The points.
     *
     * @param scaling what they say; null below 50
     * @param jump |ḃ_k|
     * @param gradient |∂ḃ_k/∂x|
     */
    public record Drawn(GradientScaling scaling, Vector jump, Vector gradient) {}

    /** The bias jumps of one sample with the lengths of their gradients. */
    private record Sample(int label, Vector jumps, Vector gradients) {}

    /**
     * The target's output, then the others.
     *
     * @param pass the network
     * @param samples the samples with their labels
     * @param count how many of them, from the first
     * @param threads how many threads, on which no bit depends
     * @param progress hears of the share that is done
     */
    public static List<Drawn> of(
            NetworkLearningPass pass, LabelledSamples samples, int count, int threads, DoubleConsumer progress) {
        List<TrainableGroup> groups = pass.activation().network().groups();
        TrainableGroup biases = groups.get(groups.size() - 1);
        int trainables = pass.activation().network().trainables();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        Sample[] found = new Sample[count];
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share(count, i -> {
            int label = (int) samples.label(i);
            Vector x = samples.input(i);
            Vector target = pass.target(label);
            Vector jump = pass.jump(x, target);
            SampleJacobian at = jacobian.at(x, target);
            double[] jumps = new double[biases.rows()];
            double[] gradients = new double[biases.rows()];
            for (int k = 0; k < jumps.length; k++) {
                double[] direction = new double[trainables];
                direction[biases.offset() + k] = 1;
                jumps[k] = Math.abs(jump.get(biases.offset() + k));
                gradients[k] = length(at.transposedApply(Vector.of(direction)));
            }
            found[i] = new Sample(label, Vector.of(jumps), Vector.of(gradients));
            progress.accept(done.incrementAndGet() / (double) count);
        });
        List<Drawn> drawn = new ArrayList<>();
        for (OutputJumps.Output output : List.of(OutputJumps.Output.TARGET, OutputJumps.Output.OTHER)) {
            drawn.add(drawn(output, found));
        }
        return drawn;
    }

    private static double length(Vector v) {
        double square = 0;
        for (int i = 0; i < v.size(); i++) {
            square += v.get(i) * v.get(i);
        }
        return Math.sqrt(square);
    }

    /** Points of each sample, (log₁₀ jump, log₁₀ gradient, jump, gradient); a jump or gradient of 0 has none. */
    private static Drawn drawn(OutputJumps.Output output, Sample[] found) {
        List<List<double[]>> clusters = new ArrayList<>();
        List<double[]> all = new ArrayList<>();
        for (Sample sample : found) {
            List<double[]> own = new ArrayList<>();
            for (int k = 0; k < sample.jumps().size(); k++) {
                boolean wanted = (k == sample.label()) == (output == OutputJumps.Output.TARGET);
                if (wanted && sample.jumps().get(k) > 0 && sample.gradients().get(k) > 0) {
                    double jump = sample.jumps().get(k);
                    double gradient = sample.gradients().get(k);
                    own.add(new double[] {Math.log10(jump), Math.log10(gradient), jump, gradient});
                }
            }
            all.addAll(own);
            clusters.add(own);
        }
        Vector jump = Vector.of(all.stream().mapToDouble(p -> p[2]).toArray());
        Vector gradient = Vector.of(all.stream().mapToDouble(p -> p[3]).toArray());
        Line line = Line.of(clusters);
        if (line == null) {
            return new Drawn(null, jump, gradient);
        }
        return new Drawn(
                new GradientScaling(
                        output.toString(),
                        found.length,
                        all.size(),
                        line.slope(),
                        line.error(),
                        line.scatter(),
                        decades(clusters, all)),
                jump,
                gradient);
    }

    private static List<Decade> decades(List<List<double[]>> clusters, List<double[]> all) {
        int low = (int) Math.floor(all.stream().mapToDouble(p -> p[0]).min().orElse(0));
        int high = (int) Math.floor(all.stream().mapToDouble(p -> p[0]).max().orElse(0));
        List<Decade> decades = new ArrayList<>();
        for (int e = low; e <= high; e++) {
            double from = e;
            List<List<double[]>> inside = clusters.stream()
                    .map(own -> own.stream()
                            .filter(p -> p[0] >= from && p[0] < from + 1)
                            .toList())
                    .toList();
            Line line = Line.of(inside);
            if (line != null) {
                long count = inside.stream().mapToLong(List::size).sum();
                decades.add(new Decade(
                        Double.parseDouble("1e" + e),
                        Double.parseDouble("1e" + (e + 1)),
                        count,
                        count / (double) all.size(),
                        line.slope(),
                        line.error()));
            }
        }
        return decades;
    }

    /** A least-squares line with the error of its slope from the scatter between clusters. */
    private record Line(double slope, double error, double scatter) {
        /** The line; null where there are too few points or clusters. */
        static Line of(List<List<double[]>> clusters) {
            double n = 0;
            double x = 0;
            double y = 0;
            int filled = 0;
            for (List<double[]> cluster : clusters) {
                filled += cluster.isEmpty() ? 0 : 1;
                for (double[] point : cluster) {
                    n++;
                    x += point[0];
                    y += point[1];
                }
            }
            if (n < JumpExponents.FEWEST || filled < JumpExponents.FEWEST_SAMPLES) {
                return null;
            }
            x /= n;
            y /= n;
            double spread = 0;
            double product = 0;
            for (List<double[]> cluster : clusters) {
                for (double[] point : cluster) {
                    spread += (point[0] - x) * (point[0] - x);
                    product += (point[0] - x) * (point[1] - y);
                }
            }
            if (!(spread > 0)) {
                return null;
            }
            double slope = product / spread;
            double between = 0;
            double square = 0;
            for (List<double[]> cluster : clusters) {
                double sum = 0;
                for (double[] point : cluster) {
                    double miss = point[1] - y - slope * (point[0] - x);
                    sum += (point[0] - x) * miss;
                    square += miss * miss;
                }
                between += sum * sum;
            }
            return new Line(slope, Math.sqrt(between) / spread, Math.sqrt(square / n));
        }
    }
}
