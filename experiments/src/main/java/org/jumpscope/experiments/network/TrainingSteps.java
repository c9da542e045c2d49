package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jumpscope.criticality.estimate.Autocorrelation;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.criticality.waiting.WaitingLaws;
import org.jumpscope.criticality.waiting.WaitingTimes;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.ClusteredSample;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.learning.training.NetworkTraining;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.trajectory.Recording;
import org.jumpscope.learning.trajectory.TrajectoryRecord;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** What the recorded steps of a training and the potential jumps along the way say. */
public final class TrainingSteps {
    /** Quantile above which a step is large, where nothing is said. */
    public static final double LARGE = 0.9;

    /** Blocks of neighbouring steps of a stretch, at most. */
    private static final int BLOCKS = 40;
    /** Fewest waiting times that are looked at. */
    private static final int FEWEST_TIMES = 20;

    /** Blocks of a stretch with thresholds of their own. */
    private static final int TENTHS = 10;

    /** Fewest values and clusters of an exponent. */
    private static final int FEWEST = 50;

    private static final int FEWEST_CLUSTERS = 20;
    /** Fewest steps of a stretch whose scale is looked at. */
    private static final int FEWEST_STEPS = 20;
    /** Change of the scale that a reader is told of. */
    private static final double MOST_CHANGE = 2;

    private static final int REPLICATES = 1999;
    private static final double SIGNIFICANCE = 0.05;

    private final TrajectoryRecord record;
    private final Request request;
    private final NetworkTraining training;
    private final List<Supplier<Runnable>> tasks = new ArrayList<>();
    private final List<StepsResult.Moment> moments = new ArrayList<>();

    /**
     * What is asked for.
     *
     * @param recording what is recorded
     * @param large quantile of the lengths of the steps of a stretch above which a step is large, 0.5 to below 1
     */
    public record Request(Recording recording, double large) {
        /**
         * Checks the quantile.
         *
         * @throws InvalidInputException if it is not from 0.5 to below 1
         */
        public Request {
            if (!(large >= 0.5 && large < 1)) {
                throw new InvalidInputException(
                        "--large " + large + " is not a quantile from 0.5 to below 1: give for example 0.9.");
            }
        }
    }

    private TrainingSteps(TrajectoryRecord record, Request request, NetworkTraining training) {
        this.record = record;
        this.request = request;
        this.training = training;
    }

    static StepsResult of(
            TrajectoryRecord record, Request request, NetworkTraining training, int threads, Progress progress) {
        return new TrainingSteps(record, request, training).result(threads, progress);
    }

    private StepsResult result(int threads, Progress progress) {
        findMoments();
        boolean metric = !(training.optimiser() instanceof Optimiser.Sgd)
                && !(training.optimiser() instanceof Optimiser.Momentum);
        List<StepsResult.Elements> made = new ArrayList<>();
        List<StepsResult.Elements> potential = new ArrayList<>();
        List<StepsResult.Elements> underMetric = new ArrayList<>();
        List<StepsResult.Lengths> madeLengths = new ArrayList<>();
        List<StepsResult.Lengths> potentialLengths = new ArrayList<>();
        List<StepsResult.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            StepsResult.Moment moment = moments.get(i);
            madeElements(moment, made);
            int place = i;
            jumpElements(moment, k -> 1, potential);
            if (metric && moment.step() > 0) {
                jumpElements(moment, k -> record.metrics().get(place, k), underMetric);
            }
            madeLengths(moment, madeLengths, waiting);
            jumpLengths(moment, potentialLengths);
        }
        run(threads, progress);
        ExponentsOverTime overTime = new ExponentsOverTime(moments);
        overTime.add("made", made);
        overTime.add("potential", potential);
        overTime.add("underMetric", underMetric);
        return new StepsResult(
                request.recording().rule().toString(),
                request.recording().elements(),
                request.recording().samples(),
                training.optimiser().toString(),
                request.large(),
                moments,
                made,
                potential,
                underMetric,
                madeLengths,
                potentialLengths,
                overTime.found(),
                waiting);
    }

    /** Does the tasks on several threads; what they leave is collected in their order. */
    private void run(int threads, Progress progress) {
        Runnable[] collected = new Runnable[tasks.size()];
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share(collected.length, i -> {
            collected[i] = tasks.get(i).get();
            synchronized (done) {
                progress.report("fits of recorded steps", done.incrementAndGet() / (double) collected.length);
            }
        });
        for (Runnable each : collected) {
            each.run();
        }
    }

    private <T> void task(List<T> answers, Supplier<List<T>> work) {
        tasks.add(() -> {
            List<T> found = work.get();
            return () -> answers.addAll(found);
        });
    }

    private void findMoments() {
        long steps = record.stepNorms().rows();
        for (int i = 0; i < record.moments().size(); i++) {
            long from = (long) record.moments().get(i);
            long to = i + 1 < record.moments().size() ? (long) record.moments().get(i + 1) : steps;
            int kept = (int)
                    record.keptSteps().stream().filter(s -> s > from && s <= to).count();
            moments.add(new StepsResult.Moment(
                    from, (double) from / training.stepsPerEpoch(), to, kept, scaleChange((int) from, (int) to)));
        }
    }

    private OptionalDouble scaleChange(int from, int to) {
        int tenth = (to - from) / TENTHS;
        if (to - from < FEWEST_STEPS) {
            return OptionalDouble.empty();
        }
        double before = medianLength(from, from + tenth);
        double after = medianLength(to - tenth, to);
        return before > 0 ? OptionalDouble.of(after / before) : OptionalDouble.empty();
    }

    private double medianLength(int from, int to) {
        List<Part> parts = parts();
        double[] all = lengths(record.stepNorms(), IntStream.range(from, to).toArray(), parts.get(parts.size() - 1));
        Arrays.sort(all);
        return 0.5 * (all[(all.length - 1) / 2] + all[all.length / 2]);
    }

    /** What a reader of recorded steps has to know. */
    static List<String> warnings(StepsResult result) {
        List<String> warnings = new ArrayList<>();
        List<String> drifting = new ArrayList<>();
        for (StepsResult.Moment moment : result.moments()) {
            double change = moment.scaleChange().orElse(1);
            if (!(change >= 1 / MOST_CHANGE && change <= MOST_CHANGE)) {
                drifting.add(moment.step() + " (" + String.format(Locale.ROOT, "%.2g", change) + " times)");
            }
        }
        if (!drifting.isEmpty()) {
            warnings.add("The lengths of the steps change by more than a factor of 2 in the stretch after step "
                    + String.join(", ", drifting)
                    + ": steps of different scales are together there, which brings exponents nearer to 1 and large steps"
                    + " together; --schedule constant, or more moments with --record-at, have less of it.");
        }
        if (!result.underMetric().isEmpty()) {
            warnings.add("Steps of " + result.optimiser()
                    + " are its metric times a mean of gradients: compare them with the potential jumps under the metric"
                    + " (underMetric), not with the forces themselves.");
        }
        return warnings;
    }

    private static int[] places(int count, IntPredicate chosen) {
        return IntStream.range(0, count).filter(chosen).toArray();
    }

    /** The labels that occur, in ascending order; −1 stands for none. */
    private static int[] labels(int[] rows, IntUnaryOperator label) {
        return Arrays.stream(rows).map(label).distinct().sorted().toArray();
    }

    private static Integer label(int label) {
        return label < 0 ? null : (Integer) label;
    }

    private void madeElements(StepsResult.Moment moment, List<StepsResult.Elements> answers) {
        int[] rows = places(
                record.keptSteps().size(),
                r -> record.keptSteps().get(r) > moment.step()
                        && record.keptSteps().get(r) <= moment.to());
        IntUnaryOperator label =
                r -> (int) record.stepLabels().get((int) record.keptSteps().get(r) - 1);
        for (int one : labels(rows, label)) {
            int[] own =
                    Arrays.stream(rows).filter(r -> label.applyAsInt(r) == one).toArray();
            int block = Math.max(1, (own.length + BLOCKS - 1) / BLOCKS);
            elements(moment, label(one), own, block, record.stepElements(), k -> 1, answers);
        }
    }

    private void jumpElements(StepsResult.Moment moment, IntToDouble factors, List<StepsResult.Elements> answers) {
        int[] rows =
                places(record.jumpMoments().size(), r -> record.jumpMoments().get(r) == moment.step());
        IntUnaryOperator label = r -> (int) record.jumpLabels().get(r);
        for (int one : labels(rows, label)) {
            int[] own =
                    Arrays.stream(rows).filter(r -> label.applyAsInt(r) == one).toArray();
            elements(moment, label(one), own, 1, record.jumpElements(), factors, answers);
        }
    }

    /** A factor for each followed element. */
    @FunctionalInterface
    private interface IntToDouble {
        double of(int element);
    }

    /** Elements of some rows, group by group and sign by sign, with blocks of rows as clusters. */
    private void elements(
            StepsResult.Moment moment,
            Integer label,
            int[] rows,
            int block,
            Matrix values,
            IntToDouble factors,
            List<StepsResult.Elements> answers) {
        for (TrainableGroup group : record.groups()) {
            int[] columns = places(
                    record.elements().size(),
                    k -> record.elements().get(k).group().equals(group));
            task(answers, () -> {
                ClusteredSample sample = new ClusteredSample();
                List<double[]> clusters = new ArrayList<>();
                for (int from = 0; from < rows.length; from += block) {
                    int some = Math.min(block, rows.length - from);
                    double[] cluster = new double[some * columns.length];
                    for (int r = 0; r < some; r++) {
                        for (int k = 0; k < columns.length; k++) {
                            cluster[r * columns.length + k] =
                                    factors.of(columns[k]) * values.get(rows[from + r], columns[k]);
                        }
                    }
                    sample.add(cluster);
                    clusters.add(cluster);
                }
                List<StepsResult.Elements> found = new ArrayList<>();
                for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                    if (sample.histogram().count(sign) > 0) {
                        found.add(described(moment, group, label, rows.length, sample, clusters, sign));
                    }
                }
                return found;
            });
        }
    }

    private static StepsResult.Elements described(
            StepsResult.Moment moment,
            TrainableGroup group,
            Integer label,
            int rows,
            ClusteredSample sample,
            List<double[]> clusters,
            LogHistogram.Sign sign) {
        double median = median(clusters, sign);
        long count = sample.histogram().count(sign);
        DecadeExponents decades = new DecadeExponents(sample.decades(sign), count);
        double effect = sample.designEffect(sign);
        return new StepsResult.Elements(
                moment.step(),
                group.name(),
                label,
                sign.name().toLowerCase(Locale.ROOT),
                rows,
                sample.clusters(),
                count,
                sample.histogram().zeros(),
                effect,
                median,
                exponent(clusters, sign, median / 10, median, count),
                exponent(clusters, sign, median, 10 * median, count),
                decades.decades(),
                decades.constant(),
                decades.drift(),
                SearchedExponent.of(sample.histogram(), sign, effect));
    }

    private static double median(List<double[]> clusters, LogHistogram.Sign sign) {
        int factor = sign == LogHistogram.Sign.POSITIVE ? 1 : -1;
        double[] sorted = clusters.stream()
                .flatMapToDouble(Arrays::stream)
                .map(v -> factor * v)
                .filter(v -> v > 0)
                .sorted()
                .toArray();
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    /** Null where there are too few values or clusters. */
    private static Decade exponent(
            List<double[]> clusters, LogHistogram.Sign sign, double lower, double upper, long total) {
        if (!(lower >= Double.MIN_NORMAL && upper < Double.POSITIVE_INFINITY)) {
            return null;
        }
        ClusteredMoments moments = ClusteredMoments.of(clusters, sign, lower, upper);
        double mean = moments.position() / moments.count();
        if (moments.count() < FEWEST || moments.clusters() < FEWEST_CLUSTERS || !(Math.abs(mean) < 0.5)) {
            return null;
        }
        PowerLawEstimate estimate = RangeFit.on(lower, upper).fit(moments);
        return new Decade(
                lower,
                upper,
                Math.round(moments.count()),
                moments.count() / total,
                estimate.exponent(),
                estimate.standardError());
    }

    /** A part of the trainable variables: the groups from ≤ g &lt; to. */
    private record Part(String name, int from, int to) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        List<TrainableGroup> groups = record.groups();
        int end;
        for (int g = 0; g < groups.size(); g = end) {
            int layer = groups.get(g).layer();
            for (end = g; end < groups.size() && groups.get(end).layer() == layer; end++) {
                parts.add(new Part(groups.get(end).name(), end, end + 1));
            }
            parts.add(new Part("layer " + layer, g, end));
        }
        parts.add(new Part("network", 0, groups.size()));
        return parts;
    }

    private static double[] lengths(Matrix norms, int[] rows, Part part) {
        double[] lengths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int g = part.from; g < part.to; g++) {
                sum += norms.get(rows[i], g) * norms.get(rows[i], g);
            }
            lengths[i] = Math.sqrt(sum);
        }
        return lengths;
    }

    private void madeLengths(
            StepsResult.Moment moment, List<StepsResult.Lengths> lengths, List<StepsResult.Waiting> waiting) {
        if (moment.to() == moment.step()) {
            return;
        }
        int[] rows = IntStream.range((int) moment.step(), (int) moment.to()).toArray();
        IntUnaryOperator label = r -> (int) record.stepLabels().get(r);
        for (Part part : parts()) {
            series(moment, part, null, rows, lengths, waiting);
            for (int one : labels(rows, label)) {
                if (one >= 0) {
                    int[] own = Arrays.stream(rows)
                            .filter(r -> label.applyAsInt(r) == one)
                            .toArray();
                    series(moment, part, one, own, lengths, waiting);
                }
            }
        }
    }

    private void series(
            StepsResult.Moment moment,
            Part part,
            Integer label,
            int[] rows,
            List<StepsResult.Lengths> lengths,
            List<StepsResult.Waiting> waiting) {
        double[] series = lengths(record.stepNorms(), rows, part);
        task(lengths, () -> List.of(described(moment, part, label, series, true)));
        task(waiting, () -> waiting(moment, part, label, Vector.of(series), "stretch", 1));
        task(waiting, () -> waiting(moment, part, label, Vector.of(series), "tenths", TENTHS));
    }

    private void jumpLengths(StepsResult.Moment moment, List<StepsResult.Lengths> answers) {
        int[] rows =
                places(record.jumpMoments().size(), r -> record.jumpMoments().get(r) == moment.step());
        IntUnaryOperator label = r -> (int) record.jumpLabels().get(r);
        for (Part part : parts()) {
            for (int one : labels(rows, label)) {
                int[] own = Arrays.stream(rows)
                        .filter(r -> label.applyAsInt(r) == one)
                        .toArray();
                double[] values = lengths(record.jumpNorms(), own, part);
                task(answers, () -> List.of(described(moment, part, label(one), values, false)));
            }
        }
    }

    private static StepsResult.Lengths described(
            StepsResult.Moment moment, Part part, Integer label, double[] values, boolean inTime) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        boolean varied = sorted[0] < sorted[n - 1];
        return new StepsResult.Lengths(
                moment.step(),
                part.name,
                label,
                n,
                sorted[0],
                0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]),
                sorted[n - 1],
                !varied
                        ? null
                        : inTime
                                ? SearchedExponent.ofSeries(Vector.of(values))
                                : SearchedExponent.of(histogram(sorted), LogHistogram.Sign.POSITIVE));
    }

    private static LogHistogram histogram(double[] values) {
        LogHistogram histogram = new LogHistogram();
        histogram.add(values, values.length);
        return histogram;
    }

    private List<StepsResult.Waiting> waiting(
            StepsResult.Moment moment, Part part, Integer label, Vector series, String against, int blocks) {
        if (series.size() < FEWEST_TIMES * blocks) {
            return List.of();
        }
        WaitingTimes times = WaitingTimes.of(series, request.large(), blocks);
        if (times.size() < FEWEST_TIMES) {
            return List.of();
        }
        RandomBlocks random = RandomBlocks.of(training.seed()).stream("waiting times").stream(
                part.name + " " + moment.step() + " " + label + " " + against);
        WaitingTimes.Independence independence = times.independence(random, REPLICATES);
        WaitingLaws laws = WaitingLaws.of(times);
        double sum = times.times().stream().sum();
        double longest = times.times().stream().max().getAsDouble();
        boolean known = !Double.isNaN(laws.pValue());
        String favours = !known || laws.pValue() >= SIGNIFICANCE ? "neither" : laws.z() > 0 ? "power law" : "geometric";
        return List.of(new StepsResult.Waiting(
                moment.step(),
                part.name,
                label,
                against,
                series.size(),
                times.thresholds().stream().sum() / blocks,
                times.size(),
                sum / times.size(),
                longest,
                independence.dispersion(),
                independence.pValue(),
                correlation(series),
                new StepsResult.Laws(
                        laws.probability(),
                        laws.geometricLogLikelihood(),
                        laws.exponent(),
                        laws.standardError(),
                        laws.powerLogLikelihood(),
                        known ? OptionalDouble.of(laws.pValue()) : OptionalDouble.empty(),
                        favours)));
    }

    private static OptionalDouble correlation(Vector lengths) {
        double[] logs = lengths.stream().map(StrictMath::log).toArray();
        double correlation = Autocorrelation.of(logs).at(1);
        return Double.isFinite(correlation) ? OptionalDouble.of(correlation) : OptionalDouble.empty();
    }
}
