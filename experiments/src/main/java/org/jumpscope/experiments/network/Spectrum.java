package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.SingularSpectrum;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.ThreadCount;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** {@code spectrum}: the singular spectrum of the duality Jacobian at samples of the boundary. */
public final class Spectrum {
    /** Right singular vectors that are given where nothing is said. */
    public static final int VECTORS = 5;

    private Spectrum() {}

    /** How much is kept of each sample. */
    public enum Detail {
        /** Norm, largest, median and smallest value, plateau. */
        SUMMARY,
        /** All values and some vectors. */
        VALUES
    }

    /**
     * What is asked for.
     *
     * @param model the network
     * @param data the samples
     * @param loss the loss; where it is left out, the one that fits
     * @param detail how much is kept
     * @param vectors how many right singular vectors, 0 or more
     * @param threads number of threads, on which no result depends
     */
    public record Request(
            NetworkModel model,
            BoundaryData data,
            Optional<NetworkModel.LossName> loss,
            Detail detail,
            int vectors,
            int threads) {
        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if there are less than 0 vectors, or not 1 to 1024 threads
         */
        public Request {
            if (vectors < 0) {
                throw new InvalidInputException("--vectors " + vectors + " is negative: give 0 or more.");
            }
            ThreadCount.check(threads);
        }

        private int given() {
            Network network = EmbeddedBoundary.of(model.network());
            return detail == Detail.SUMMARY ? 0 : Math.min(vectors, Math.min(network.inputs(), network.trainables()));
        }
    }

    /**
     * A run.
     *
     * @param result the answer
     * @param warnings sentences about it
     */
    public record Run(SpectrumResult result, List<String> warnings) {
        /** Keeps a copy of the list. */
        public Run {
            warnings = List.copyOf(warnings);
        }

        /** The same with laws and densities. */
        public Run with(NetworkLaws.Run laws) {
            List<String> all = new ArrayList<>(warnings);
            all.addAll(laws.warnings());
            return new Run(result.with(laws.laws(), laws.densities()), all);
        }
    }

    /** The memory that a request takes at most, in bytes. */
    public static double memory(Request request) {
        Network network = EmbeddedBoundary.of(request.model.network());
        int count = request.data.samples().size();
        int threads = Math.min(request.threads, count);
        double numbers = request.detail == Detail.SUMMARY
                ? 16
                : Math.min(network.inputs(), network.trainables()) + (double) request.given() * network.inputs();
        // A number of the answer takes 8 bytes, and as text about 22 twice while it is written.
        double answer = count * numbers * (request.detail == Detail.SUMMARY ? 8 : 52);
        return request.model.memory() + NetworkCost.ofSpectra(network, threads) + answer;
    }

    /**
     * Computes.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if the memory is too small, labels are not classes of the network, there are no targets,
     *     or a value of the network is not finite
     */
    public static Run run(Request request, Progress progress) {
        int n = request.data.samples().size();
        MemoryNeed.require(
                "Finding the " + (n == 1 ? "spectrum of a sample" : "spectra of " + n + " samples") + " of the network "
                        + request.model.network()
                        + (request.given() == 0 ? "" : " with " + request.given() + " vectors"),
                memory(request));
        NetworkModel.LossName name = request.loss.orElseGet(request.model::usualLoss);
        NetworkLearningPass pass = NetworkLearningPass.of(request.model.activation(), request.model.loss(name));
        SampleAims aims = new SampleAims(request.model, name, request.data, pass);
        boolean autoencoder = aims.origin() == SampleAims.Origin.INPUT;
        // One sample is shared among the threads, several are one thread's each.
        EmbeddedBoundary boundary = EmbeddedBoundary.of(
                pass, autoencoder ? TargetColumns.INPUTS : TargetColumns.FIXED, n == 1 ? request.threads : 1);
        Samples samples = new Samples(request, pass, boundary, aims);
        SpectrumResult.Sample[] found = new SpectrumResult.Sample[n];
        AtomicInteger done = new AtomicInteger();
        Workers.of(request.threads).share(n, i -> {
            found[i] = samples.sample(i);
            progress.report("spectra", done.incrementAndGet() / (double) n);
        });
        SpectrumResult result = new SpectrumResult(
                request.model.network().toString(),
                request.model.network().trainables(),
                EmbeddedBoundary.of(request.model.network()).inputs(),
                boundary.words(),
                name.toString(),
                request.model.treatment(name),
                aims.origin().toString(),
                request.model.classes(),
                Arrays.asList(found),
                List.of());
        return new Run(result, warnings(request, aims));
    }

    private static List<String> warnings(Request request, SampleAims aims) {
        List<String> warnings = new ArrayList<>(request.model.notes());
        warnings.addAll(aims.warnings());
        if (request.detail == Detail.VALUES && request.given() < request.vectors) {
            warnings.add("There are only " + request.given() + " right singular vectors.");
        }
        return warnings;
    }

    /** What is the same for all samples. */
    private record Samples(Request request, NetworkLearningPass pass, EmbeddedBoundary boundary, SampleAims aims) {

        SpectrumResult.Sample sample(int i) {
            try {
                return answer(i);
            } catch (NoAnswerException e) {
                throw new NoAnswerException("The duality Jacobian at sample " + (request.data.first() + i)
                        + " has no singular values: values or gradients of the network grow beyond all numbers there.");
            }
        }

        private SpectrumResult.Sample answer(int i) {
            Vector x = request.data.samples().input(i);
            double label = aims.label(i);
            Vector target = aims.target(i, label);
            SampleJacobian at = boundary.at(x, target);
            List<Vector> vectors = new ArrayList<>();
            Vector values;
            Optional<SpectrumResult.Plateau> plateau;
            if (request.given() > 0) {
                SingularSpectrum spectrum = at.spectrum();
                values = spectrum.values();
                plateau = spectrum.plateau().map(p -> new SpectrumResult.Plateau(p.value(), p.multiplicity()));
                Matrix rows = spectrum.rightVectors(request.given());
                for (int k = 0; k < request.given(); k++) {
                    vectors.add(rows.row(k));
                }
            } else {
                values = at.singularValues();
                plateau = plateau(x, at, values);
            }
            int count = values.size();
            return new SpectrumResult.Sample(
                    request.data.first() + i,
                    aims.written(label),
                    pass.jumpNorm(x, target),
                    values.get(0),
                    0.5 * (values.get((count - 1) / 2) + values.get(count / 2)),
                    values.get(count - 1),
                    plateau,
                    request.detail == Detail.SUMMARY ? Vector.of() : values,
                    vectors,
                    OptionalDouble.empty(),
                    Optional.empty());
        }

        /** The values of the plateau are set to its value, so that they equal it exactly, and others do not. */
        private Optional<SpectrumResult.Plateau> plateau(Vector x, SampleJacobian at, Vector values) {
            Block first = request.model.network().blocks().get(0);
            boolean claimed = aims.origin() != SampleAims.Origin.INPUT
                    && first instanceof Affine
                    && first.outputs() < first.inputs();
            double value = at.plateauValue();
            // Where δ₁ = 0 all values are 0, and the direction of x is still not the plateau's.
            int most = x.size() - 1;
            int count = claimed
                    ? (int) Math.min(
                            most, values.stream().filter(v -> v == value).count())
                    : 0;
            return count == 0 ? Optional.empty() : Optional.of(new SpectrumResult.Plateau(value, count));
        }
    }
}
