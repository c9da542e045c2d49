package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JumpProjections;
import org.jumpscope.duality.jacobian.LeftVectors;
import org.jumpscope.duality.jacobian.SingularSpectrum;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.experiments.Progress;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.trajectory.JumpValues;
import org.jumpscope.network.Network;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** What {@code measure} is asked for beside the groups: norms by part, chosen coordinates, projections on singular directions. */
final class MeasureDetails {
    private final Measure.Request request;
    private final Measure.Details details;
    private final SampleAims aims;
    private final NetworkLearningPass pass;
    private final List<TrainableElement> elements = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Checks what is asked for, before the work.
     *
     * @throws InvalidInputException if there is no such element, sample or direction, or the memory is too small
     */
    MeasureDetails(Measure.Request request, SampleAims aims, NetworkLearningPass pass) {
        this.request = request;
        this.details = request.details();
        this.aims = aims;
        this.pass = pass;
        Network network = request.model().network();
        for (String text : details.coordinates()) {
            TrainableElement element;
            try {
                element = TrainableElement.parse(network, text);
            } catch (InvalidInputException e) {
                throw new InvalidInputException("--coordinate: " + e.getMessage());
            }
            if (elements.contains(element)) {
                throw new InvalidInputException("--coordinate \"" + text + "\" is given twice: leave one out.");
            }
            elements.add(element);
        }
        if (details.directions() > 0) {
            int most = Math.min(network.inputs(), network.trainables());
            if (details.directions() > most) {
                throw new InvalidInputException("--directions " + details.directions() + " are more than the " + most
                        + " singular values of ∂q̇/∂x of the network " + network + ": give 1 to " + most + ".");
            }
            int first = request.data().first();
            int count = request.data().samples().size();
            if (details.sample() < first || details.sample() >= first + count) {
                throw new InvalidInputException("--at-sample " + details.sample() + " is not among the " + count
                        + " samples that are taken, " + first + " to " + (first + count - 1)
                        + ": name one of them, or take more with --samples.");
            }
            MemoryNeed.require(
                    "The singular directions of a sample of the network " + network,
                    NetworkCost.ofSpectra(network, 1) + 8.0 * details.directions() * (network.inputs() + count));
        }
    }

    /** What was found. */
    record Found(
            List<MeasureResult.PartNorms> partNorms,
            List<MeasureResult.Coordinate> coordinates,
            MeasureResult.Projections projections,
            List<String> warnings) {}

    Found run(double[] labels, int[] classes, Progress progress) {
        boolean parts = details.norms() == Measure.Norms.PARTS;
        List<MeasureResult.PartNorms> norms = new ArrayList<>();
        List<MeasureResult.Coordinate> coordinates = new ArrayList<>();
        DatasetJumps.Targets targets = i -> aims.target(i, labels[i]);
        if (parts || !elements.isEmpty()) {
            int[] rows = new int[classes.length];
            Arrays.setAll(rows, i -> i);
            JumpValues values = JumpValues.of(
                    pass,
                    request.data().samples(),
                    rows,
                    targets,
                    elements,
                    request.threads(),
                    share -> progress.report("coordinates", share));
            if (parts) {
                List<JumpValues.Part> all = values.norms();
                List<List<MeasureResult.Values>> measured =
                        measured(all.stream().map(JumpValues.Part::norms).toList(), classes, "fits of norms", progress);
                for (int i = 0; i < all.size(); i++) {
                    norms.add(new MeasureResult.PartNorms(all.get(i).name(), measured.get(i)));
                }
            }
            List<Vector> chosen = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                chosen.add(values.element(i));
            }
            List<List<MeasureResult.Values>> measured = measured(chosen, classes, "fits of coordinates", progress);
            for (int i = 0; i < elements.size(); i++) {
                TrainableElement element = elements.get(i);
                coordinates.add(new MeasureResult.Coordinate(element.name(), element.index(), measured.get(i)));
            }
        }
        MeasureResult.Projections projections =
                details.directions() > 0 ? projections(labels, classes, targets, progress) : null;
        return new Found(norms, coordinates, projections, warnings);
    }

    private List<List<MeasureResult.Values>> measured(
            List<Vector> quantities, int[] classes, String stage, Progress progress) {
        return MeasuredValues.of(quantities, classes, aims.areClasses(), request.threads(), stage, progress);
    }

    private MeasureResult.Projections projections(
            double[] labels, int[] classes, DatasetJumps.Targets targets, Progress progress) {
        int place = details.sample() - request.data().first();
        int count = details.directions();
        Vector x = request.data().samples().input(place);
        Vector target = targets.of(place);
        progress.report("singular directions", 0);
        DualityJacobian jacobian = DualityJacobian.of(pass).withThreads(request.threads());
        SingularSpectrum spectrum = (aims.origin() == SampleAims.Origin.INPUT
                        ? jacobian.with(TargetColumns.INPUTS)
                        : jacobian)
                .at(x, target)
                .spectrum();
        LeftVectors left = spectrum.leftVectors(count);
        JumpProjections found = JumpProjections.of(
                left,
                x,
                target,
                request.data().samples(),
                targets,
                request.threads(),
                share -> progress.report("projections", share));
        List<List<MeasureResult.Values>> measured = measured(found.values(), classes, "fits of projections", progress);
        List<MeasureResult.Direction> directions = new ArrayList<>();
        int plateau = 0;
        for (int i = 0; i < count; i++) {
            boolean flat = spectrum.onPlateau(i);
            plateau += flat ? 1 : 0;
            directions.add(new MeasureResult.Direction(
                    i + 1, spectrum.values().get(i), flat, found.reference().get(i), measured.get(i)));
        }
        if (plateau > 0) {
            warnings.add(plateau + " of the " + count
                    + " directions have the singular value of the plateau: they are any basis of one subspace, and only"
                    + " what does not depend on the basis has a meaning.");
        }
        return new MeasureResult.Projections(details.sample(), aims.written(labels[place]), directions);
    }
}
