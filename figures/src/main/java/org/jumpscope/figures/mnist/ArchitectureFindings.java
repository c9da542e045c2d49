package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jumpscope.experiments.architectures.Architecture;
import org.jumpscope.experiments.architectures.ArchitecturesResult;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.mnist.ArchitectureTables.Row;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.Kind;

/** What the architectures say of the paper's decoupling: sentences made from the numbers of a run. */
public final class ArchitectureFindings {
    /** What the convolutional network is to reach. */
    private static final double ACCURACY = 0.985;

    private final ArchitecturesResult result;

    ArchitectureFindings(ArchitecturesResult result) {
        this.result = result;
    }

    /** One network in a line. */
    public static String line(Entry entry) {
        int directions = entry.directions().size();
        String learnt = entry.meanLoss().isPresent()
                ? "leaves " + ArchitectureTables.heldOut(entry) + " of the variance"
                : ArchitectureTables.heldOut(entry) + " right";
        if (directions == 0) {
            return learnt + ", no laws";
        }
        return learnt + ", decoupled along " + ArchitectureTables.decoupled(entry, 0) + " of " + directions
                + " directions, along all of them "
                + (entry.decoupledScale().isPresent()
                        ? "from "
                                + ArchitectureTables.fraction(
                                        entry.decoupledScale().getAsDouble()) + " of the images' fluctuations on"
                        : "at no scale that was looked at");
    }

    /** The criterion, as it was fixed. */
    static String criterion(ArchitecturesResult result) {
        return "The paper reduces the duality to decoupled one-dimensional problems (4.6). Here a direction counts as decoupled if"
                + " both hold: Kolmogorov's distance of the images' $\\log|η|$ from the law (4.6) is within its 95 % limit, and the"
                + " direction's own coordinate $ξ$ explains the share $S$ ≥ " + result.decoupledIndex()
                + " of the variance of $η$. The first alone may be chance; the second alone says that the law is wrong. These"
                + " limits are those of every verdict on laws, and were there before the networks were measured. Singular"
                + " directions are those at the mean image of a digit; laws are made of up to " + result.lawSamples()
                + " of its images, so that the limit is " + NumberText.fixed(limit(result), 3) + ".";
    }

    private static double limit(ArchitecturesResult result) {
        return result.networks().stream()
                .flatMap(each -> each.laws().stream())
                .flatMap(each -> each.directions().stream())
                .mapToDouble(each -> each.distance().noiseFloor())
                .max()
                .orElse(Double.NaN);
    }

    /** The findings, those that agree first. */
    List<Block> all() {
        List<Callout> found = new ArrayList<>();
        accuracy().ifPresent(found::add);
        whole().ifPresent(found::add);
        shrunk().ifPresent(found::add);
        joint().ifPresent(found::add);
        coupling().ifPresent(found::add);
        found.add(plateau());
        exponents().ifPresent(found::add);
        List<Block> sorted = new ArrayList<>();
        for (Kind kind : List.of(Kind.GOOD, Kind.WARNING, Kind.BAD, Kind.NOTE)) {
            found.stream().filter(callout -> callout.kind() == kind).forEach(sorted::add);
        }
        return sorted;
    }

    private Optional<Callout> accuracy() {
        return result.networks().stream()
                .filter(each -> each.name().equals(Architecture.CONVOLUTION.toString())
                        && each.training().accuracy().isPresent())
                .findFirst()
                .map(each -> {
                    double accuracy = each.training().accuracy().getAsDouble();
                    boolean reached = accuracy >= ACCURACY;
                    return new Callout(
                            reached ? Kind.GOOD : Kind.WARNING,
                            "The convolutional network is right on " + NumberText.fixed(100 * accuracy, 2)
                                    + " % of the images that it has not seen, after "
                                    + MnistTables.whole(each.training().steps()) + " steps"
                                    + (reached ? "." : ": less than the 98.5 % that are usual for it on MNIST."));
                });
    }

    private List<Entry> withLaws() {
        return result.networks().stream()
                .filter(each -> !each.directions().isEmpty())
                .toList();
    }

    private List<Row> rows() {
        return result.networks().stream()
                .flatMap(each -> ArchitectureTables.rows(each).stream())
                .toList();
    }

    /** (4.6) at the fluctuations of the images. */
    private Optional<Callout> whole() {
        if (withLaws().isEmpty()) {
            return Optional.empty();
        }
        int all = rows().size();
        long decoupled = withLaws().stream()
                .mapToLong(each -> ArchitectureTables.decoupled(each, 0))
                .sum();
        String each = withLaws().stream()
                .map(entry -> entry.name() + " " + ArchitectureTables.decoupled(entry, 0) + " of "
                        + entry.directions().size())
                .collect(Collectors.joining(", "));
        long inLaw = rows().stream()
                .filter(row -> row.law().distance().kolmogorov()
                        <= row.law().distance().noiseFloor())
                .count();
        return Optional.of(new Callout(
                decoupled == all ? Kind.GOOD : decoupled == 0 ? Kind.BAD : Kind.WARNING,
                "With the images as they are, the decoupling "
                        + (decoupled == 0 ? "holds along none" : "holds along " + decoupled) + " of " + all
                        + " leading directions (" + each + "). The law (4.6) is within its limit along " + inLaw
                        + ", and a direction's own coordinate explains "
                        + ArchitectureTables.span(
                                rows(), row -> 100 * Math.max(0, row.law().firstOrderIndex()), 0)
                        + " % of the variance."));
    }

    /** Where it holds. */
    private Optional<Callout> shrunk() {
        if (withLaws().isEmpty()) {
            return Optional.empty();
        }
        boolean all = withLaws().stream().allMatch(each -> each.decoupledScale().isPresent());
        String each = withLaws().stream()
                .map(entry -> entry.name() + " "
                        + (entry.decoupledScale().isPresent()
                                ? ArchitectureTables.fraction(
                                        entry.decoupledScale().getAsDouble())
                                : "at none"))
                .collect(Collectors.joining(", "));
        return Optional.of(new Callout(
                all ? Kind.GOOD : Kind.WARNING,
                "Where the decoupling holds: if the fluctuations of the images about their mean are shrunk by $ε$, all leading"
                        + " directions are decoupled from this $ε$ on: " + each
                        + ". There the map is linear enough, as the paper assumes of a learning equilibrium; the"
                        + " images' own fluctuations ($ε$ = 1) are larger."));
    }

    /** What fails in (4.6), the coupling or the law of the boundary. */
    private Optional<Callout> joint() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long nearer = rows.stream()
                .filter(row ->
                        row.other().joint().kolmogorov() < row.law().distance().kolmogorov())
                .count();
        long within = rows.stream()
                .filter(row ->
                        row.other().joint().kolmogorov() <= row.other().joint().noiseFloor())
                .count();
        return Optional.of(new Callout(
                within == rows.size() ? Kind.GOOD : within == 0 ? Kind.BAD : Kind.NOTE,
                "The joint law of a normal boundary, all directions moving through the exact map, is within its limit along "
                        + within + " of " + rows.size() + " directions (distances "
                        + ArchitectureTables.span(
                                rows, row -> row.other().joint().kolmogorov(), 2)
                        + ") and nearer to the images than (4.6) along " + nearer + " (distances of (4.6) "
                        + ArchitectureTables.span(
                                rows, row -> row.law().distance().kolmogorov(), 2)
                        + "). What the joint law misses is that images are not normal; what (4.6) misses beside it is the"
                        + " coupling."));
    }

    private Optional<Callout> coupling() {
        if (withLaws().isEmpty()) {
            return Optional.empty();
        }
        List<Entry> ordered = withLaws().stream()
                .sorted(Comparator.comparingDouble(ArchitectureFindings::offDiagonal))
                .toList();
        return Optional.of(new Callout(
                Kind.NOTE,
                "Coupling by architecture, the share of $|J(x)|²$ off the diagonal in the frame of the mean (0 if one frame"
                        + " decoupled the map at every image): "
                        + ordered.stream()
                                .map(each -> each.name() + " " + NumberText.fixed(offDiagonal(each), 2))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static double offDiagonal(Entry entry) {
        return entry.laws().stream()
                .mapToDouble(LawsResult::offDiagonal)
                .average()
                .orElse(Double.NaN);
    }

    private Callout plateau() {
        List<Entry> with = result.networks().stream()
                .filter(each ->
                        each.spectra().stream().anyMatch(s -> s.plateau().isPresent()))
                .toList();
        return new Callout(
                Kind.NOTE,
                (with.isEmpty()
                                ? "No network here has a plateau of equal singular values"
                                : "A plateau of equal singular values is there in "
                                        + with.stream()
                                                .map(each -> "the " + each.name() + " network ("
                                                        + ArchitectureTables.plateau(each) + " values)")
                                                .collect(Collectors.joining(", ")))
                        + ": its theorem asks for a dense first layer that is narrower than the inputs, and for targets that"
                        + " do not move. It says nothing of windows, rows and patches whose weights are shared, nor of an autoencoder,"
                        + " and none is claimed there.");
    }

    private Optional<Callout> exponents() {
        List<JumpExponents> together = result.networks().stream()
                .flatMap(each -> each.jumps().stream())
                .filter(each -> each.label() == null && !each.decades().isEmpty())
                .toList();
        if (together.isEmpty()) {
            return Optional.empty();
        }
        long constant =
                together.stream().filter(each -> each.constant() != null).count();
        List<String> parts = new ArrayList<>();
        for (Entry each : result.networks()) {
            double[] own = each.jumps().stream()
                    .filter(one -> one.label() == null && !one.decades().isEmpty())
                    .mapToDouble(one -> MnistFindings.fullest(one).exponent())
                    .toArray();
            if (own.length > 0) {
                parts.add(each.name() + " " + MnistFindings.span(own, 2));
            }
        }
        return Optional.of(new Callout(
                Kind.NOTE,
                "Exponents of the jumps, group by group and sign by sign, all digits together: " + constant + " of "
                        + together.size()
                        + " have an exponent that is constant within its errors over two decades or more. In the decade with"
                        + " most jumps $k$ is: " + String.join("; ", parts) + "."));
    }
}
