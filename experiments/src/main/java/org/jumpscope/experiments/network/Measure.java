package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.ThreadCount;
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

    private Measure() {}

    /**
     * What is asked for.
     *
     * @param model the network
     * @param data the samples
     * @param loss the loss; where it is left out, the one that fits
     * @param threads number of threads, on which no result depends
     * @param details what is measured beside the groups
     */
    public record Request(
            NetworkModel model, BoundaryData data, Optional<NetworkModel.LossName> loss, int threads, Details details) {
        /** Groups only. */
        public Request(NetworkModel model, BoundaryData data, Optional<NetworkModel.LossName> loss, int threads) {
            this(model, data, loss, threads, Details.NONE);
        }

        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if there are not 1 to 1024 threads
         */
        public Request {
            ThreadCount.check(threads);
        }
    }

    /** Whether lengths of jumps are measured by group and layer. */
    public enum Norms {
        /** Over all variables only. */
        WHOLE,
        /** By group and layer, too. */
        PARTS
    }

    /**
     * What is measured beside the groups.
     *
     * @param norms lengths
     * @param coordinates elements of the jumps, such as "layer 1 weight 3 400"
     * @param directions leading singular directions, 0 for none
     * @param sample the sample that they are of, from 0
     */
    public record Details(Norms norms, List<String> coordinates, int directions, int sample) {
        /** Nothing. */
        public static final Details NONE = new Details(Norms.WHOLE, List.of(), 0, 0);

        /**
         * Keeps a copy of the list, and checks the numbers.
         *
         * @throws InvalidInputException if there are less than 0 directions
         */
        public Details {
            coordinates = List.copyOf(coordinates);
            if (directions < 0) {
                throw new InvalidInputException("--directions " + directions + " is negative: give 1 or more.");
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
     * @throws InvalidInputException if the memory is too small, labels are not classes of the network, or there are no targets
     * @throws org.jumpscope.numeric.NoAnswerException if a jump is not finite
     */
    public static Run run(Request request, Progress progress) {
        NetworkModel model = request.model;
        MemoryNeed.require(
                "Finding the jumps of the network " + model.network(),
                model.memory() + NetworkCost.ofJumps(model.network(), request.threads));
        NetworkModel.LossName name = request.loss.orElseGet(model::usualLoss);
        NetworkLearningPass pass = NetworkLearningPass.of(model.activation(), model.loss(name));
        SampleAims aims = new SampleAims(model, name, request.data, pass);
        int n = request.data.samples().size();
        MeasureDetails details = new MeasureDetails(request, aims, pass);
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
        MeasureDetails.Found more = details.run(labels, classes, progress);
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
                groups,
                more.partNorms(),
                more.coordinates(),
                more.projections());
        List<String> warnings = new ArrayList<>(model.notes());
        warnings.addAll(aims.warnings());
        warnings.addAll(more.warnings());
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
        DecadeExponents decades =
                new DecadeExponents(cell.joint().get(sign == LogHistogram.Sign.POSITIVE ? 0 : 1), count);
        TrainableGroup group = cell.group();
        return new MeasureResult.Jumps(
                group.name(),
                group.layer(),
                group.kind().name().toLowerCase(Locale.ROOT),
                classes ? cell.label() : null,
                sign.name().toLowerCase(Locale.ROOT),
                count,
                cell.zeros() + cell.histogram().zeros(),
                decades.decades(),
                cell.designEffect(sign),
                decades.constant(),
                decades.drift(),
                decades.covariance());
    }
}
