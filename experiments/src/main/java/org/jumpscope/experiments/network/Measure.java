package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** {@code measure}: the jumps of a whole dataset at fixed q, by group, class and sign. */
public final class Measure {
    /** Samples where nothing is said. */
    public static final int SAMPLES = 1000;

    private static final int MOST_THREADS = 1024;
    /** Fewest jumps of a decade with an exponent. */
    private static final int FEWEST = 50;
    /** Fewest samples that they come from: the error is the scatter between samples. */
    private static final int FEWEST_SAMPLES = 20;

    private Measure() {}

    /**
     * What is asked for.
     *
     * @param model the network
     * @param data the samples
     * @param loss the loss; where it is left out, the one that fits
     * @param threads number of threads, on which no result depends
     */
    public record Request(NetworkModel model, BoundaryData data, Optional<NetworkModel.LossName> loss, int threads) {
        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if there are not 1 to 1024 threads
         */
        public Request {
            if (threads < 1 || threads > MOST_THREADS) {
                throw new InvalidInputException(
                        "--threads " + threads + " is not a number of threads: give 1 to " + MOST_THREADS + ".");
            }
        }
    }

    /**
     * A run.
     *
     * @param result the answer
     * @param warnings sentences about it
     */
    public record Run(MeasureResult result, List<String> warnings) {
        /** Keeps a copy of the list. */
        public Run {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Measures.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if labels are not classes of the network, or there are no targets
     * @throws org.jumpscope.numeric.NoAnswerException if a jump is not finite
     */
    public static Run run(Request request, Progress progress) {
        NetworkModel model = request.model;
        NetworkModel.LossName name = request.loss.orElseGet(model::usualLoss);
        NetworkLearningPass pass = NetworkLearningPass.of(model.state().activation(), model.loss(name));
        SampleAims aims = new SampleAims(model, name, request.data, pass);
        int n = request.data.samples().size();
        double[] labels = new double[n];
        Arrays.setAll(labels, aims::label);
        int[] classes = new int[n];
        if (aims.areClasses()) {
            Arrays.setAll(classes, i -> (int) labels[i]);
        }
        DatasetJumps jumps = DatasetJumps.of(
                pass,
                request.data.samples(),
                classes,
                i -> aims.target(i, labels[i]),
                request.threads,
                share -> progress.report("jumps", share));
        List<MeasureResult.Norms> norms = new ArrayList<>();
        for (DatasetJumps.Norms one : jumps.norms()) {
            norms.add(norms(one, aims.areClasses()));
        }
        List<MeasureResult.Jumps> groups = new ArrayList<>();
        for (DatasetJumps.Cell cell : jumps.cells()) {
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                if (cell.histogram().count(sign) > 0) {
                    groups.add(group(cell, sign, aims.areClasses()));
                }
            }
        }
        MeasureResult result = new MeasureResult(
                model.network().toString(),
                model.network().trainables(),
                model.network().inputs(),
                name.toString(),
                model.treatment(name),
                aims.origin().toString(),
                model.classes(),
                n,
                norms,
                groups);
        List<String> warnings = new ArrayList<>(model.notes());
        warnings.addAll(aims.warnings());
        return new Run(result, warnings);
    }

    private static MeasureResult.Norms norms(DatasetJumps.Norms norms, boolean classes) {
        double[] sorted = norms.norms().toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        boolean varied = sorted[0] > 0 && sorted[0] < sorted[n - 1];
        return new MeasureResult.Norms(
                classes ? norms.label() : null,
                n,
                sorted[0],
                0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]),
                sorted[n - 1],
                varied ? SearchedExponent.of(Vector.of(sorted), LogHistogram.Sign.POSITIVE) : null);
    }

    private static MeasureResult.Jumps group(DatasetJumps.Cell cell, LogHistogram.Sign sign, boolean classes) {
        long count = cell.histogram().count(sign);
        List<MeasureResult.Decade> decades = new ArrayList<>();
        for (DatasetJumps.Decade decade : cell.decades()) {
            if (decade.sign() != sign) {
                continue;
            }
            double lower = power(decade.exponent());
            double upper = power(decade.exponent() + 1);
            ClusteredMoments moments = decade.moments();
            if (moments.count() < FEWEST
                    || moments.clusters() < FEWEST_SAMPLES
                    || !(lower > 0 && upper < Double.POSITIVE_INFINITY)) {
                continue;
            }
            PowerLawEstimate estimate = RangeFit.on(lower, upper).fit(moments);
            decades.add(new MeasureResult.Decade(
                    lower,
                    upper,
                    Math.round(moments.count()),
                    moments.count() / count,
                    estimate.exponent(),
                    estimate.standardError()));
        }
        DecadeExponents together = new DecadeExponents(decades);
        TrainableGroup group = cell.group();
        return new MeasureResult.Jumps(
                group.name(),
                group.layer(),
                group.kind().name().toLowerCase(Locale.ROOT),
                classes ? cell.label() : null,
                sign.name().toLowerCase(Locale.ROOT),
                count,
                cell.zeros() + cell.histogram().zeros(),
                decades,
                cell.designEffect(sign),
                together.constant(),
                together.drift());
    }

    private static double power(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }
}
