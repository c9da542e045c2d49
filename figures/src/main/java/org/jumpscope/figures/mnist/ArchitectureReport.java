package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.architectures.Architectures;
import org.jumpscope.experiments.architectures.Architectures.Run;
import org.jumpscope.experiments.architectures.ArchitecturesResult;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.TrainResult;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.network.DirectionFigures;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.FigureBlock;
import org.jumpscope.figures.report.Block.FigureRow;
import org.jumpscope.figures.report.Block.Kind;
import org.jumpscope.figures.report.Block.PageLink;
import org.jumpscope.figures.report.Block.Paragraph;
import org.jumpscope.figures.report.Report;
import org.jumpscope.figures.report.Section;

/** The page that compares architectures. */
final class ArchitectureReport {
    private final Run run;
    private final ArchitecturesResult result;
    private final Provenance provenance;
    private final Map<String, Figure> figures;
    private final Map<String, List<String>> downloads;

    ArchitectureReport(
            Run run, Provenance provenance, Map<String, Figure> figures, Map<String, List<String>> downloads) {
        this.run = run;
        this.result = run.result();
        this.provenance = provenance;
        this.figures = figures;
        this.downloads = downloads;
    }

    /** The page. */
    Report page() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "criterion",
                "What is asked, and when it holds",
                List.of(new Paragraph(ArchitectureFindings.criterion(result)))));
        List<Block> findings = new ArrayList<>(new ArchitectureFindings(result).all());
        run.warnings().forEach(warning -> findings.add(new Callout(Kind.WARNING, warning)));
        sections.add(new Section("findings", "What the architectures say", findings));
        sections.add(new Section("comparison", "The architectures beside each other", comparison()));
        for (Entry each : result.networks()) {
            sections.add(new Section("network-" + each.name(), ArchitectureTables.capital(each), network(each)));
        }
        sections.add(new Section(
                "provenance",
                "Provenance",
                List.of(new Block.Provenance(List.of(
                        new Block.Provenance.Entry("jumpscope", provenance.version()),
                        new Block.Provenance.Entry("Java", provenance.java()),
                        new Block.Provenance.Entry("arguments", String.join(" ", provenance.arguments())))))));
        return new Report("Architectures: where the decoupling holds", lead(), sections);
    }

    /** What the report of the whole run says, with a link to the page. */
    Section summary() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(lead()));
        blocks.add(ArchitectureTables.networks(result));
        lawFigures().ifPresent(blocks::add);
        blocks.add(new PageLink(
                ArchitectureFiles.PAGE, "All on architectures: criterion, findings, figures, tables by network"));
        return new Section("architectures", "Architectures on the same images", blocks);
    }

    private String lead() {
        return result.networks().size() + " networks learn the same images: "
                + String.join(", ", result.networks().stream().map(Entry::name).toList())
                + ". Of each the jumps of all trainable variables are measured for "
                + MnistTables.whole(result.measuredSamples())
                + " images by layer, digit and sign, with the singular values of $∂q̇/∂x$ and the laws that the paper's"
                + " decoupled problems (4.6) predict, beside the images' own.";
    }

    private FigureBlock plot(String name, String caption) {
        return new FigureBlock(figures.get(name), caption, downloads.get(name));
    }

    /** A figure that is there. */
    private void add(String name, String caption, List<FigureBlock> plots) {
        if (figures.containsKey(name)) {
            plots.add(plot(name, caption));
        }
    }

    private Optional<FigureRow> lawFigures() {
        return figures.containsKey(ArchitectureFigures.DECOUPLING)
                ? Optional.of(new FigureRow(List.of(
                        plot(
                                ArchitectureFigures.DECOUPLING,
                                "Own share of the variance of the leading direction that has least, as the fluctuations of the"
                                        + " images about their mean are shrunk. Decoupled directions are above the line."),
                        plot(
                                ArchitectureFigures.DISTANCES,
                                "Distance from the law (4.6) over its 95 % limit, of the direction that has most. Below the line the"
                                        + " law cannot be told from the images' jumps."))))
                : Optional.empty();
    }

    private List<Block> comparison() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(ArchitectureTables.networks(result));
        lawFigures().ifPresent(blocks::add);
        List<FigureBlock> plots = new ArrayList<>();
        add(
                ArchitectureFigures.SPECTRA,
                "Singular values over the largest, at the first image of the first digit. A level piece of equal values is the"
                        + " plateau.",
                plots);
        add(
                ArchitectureFigures.EXPONENTS,
                "Exponent of the decade with most jumps, of the weights of each layer, with one standard error (images as"
                        + " clusters).",
                plots);
        if (!plots.isEmpty()) {
            blocks.add(new FigureRow(plots));
        }
        return blocks;
    }

    private List<Block> network(Entry entry) {
        List<Block> blocks = new ArrayList<>();
        TrainResult training = entry.training();
        String heldOut = training.settings().heldOut() == 0
                ? ""
                : entry.meanLoss().isPresent()
                        ? " On " + MnistTables.whole(training.settings().heldOut())
                                + " held-out images its mean squared distance is "
                                + NumberText.of(training.loss().orElse(Double.NaN), 3) + ", that of the mean image "
                                + NumberText.of(entry.meanLoss().getAsDouble(), 3) + "."
                        : " Of " + MnistTables.whole(training.settings().heldOut()) + " held-out images it has "
                                + ArchitectureTables.heldOut(entry) + " right.";
        String drift = training.equilibrium()
                .filter(found -> found.driftToFluctuation().isPresent())
                .map(found -> " Over its last epoch the state drifts "
                        + NumberText.of(found.driftToFluctuation().getAsDouble(), 2)
                        + " times as far as it fluctuates; below 1 is learning equilibrium.")
                .orElse("");
        blocks.add(new Paragraph("\"" + training.network() + "\": "
                + MnistTables.whole(training.trainable()) + " trainable variables, "
                + MnistTables.whole(training.steps()) + " steps of "
                + training.settings().batch() + " images by "
                + training.settings().optimiser() + "." + heldOut + drift));
        List<FigureBlock> plots = new ArrayList<>();
        add(
                ArchitectureFigures.spectra(entry),
                "Singular values of $∂q̇/∂x$ at images of different digits"
                        + (entry.spectra().stream()
                                        .anyMatch(each -> each.plateau().isPresent())
                                ? "; dotted: the plateau."
                                : "; no plateau is claimed."),
                plots);
        add(
                ArchitectureFigures.exponents(entry),
                "Exponent of the jumps of weights against their size, layer by layer. Solid and points: positive jumps; dashed:"
                        + " negative.",
                plots);
        for (LawsResult digit : entry.laws()) {
            for (LawsResult.Direction law : ArchitectureFigures.drawn(digit)) {
                plots.add(plot(
                        ArchitectureFigures.direction(entry, digit, law),
                        "Digit " + digit.label() + ", " + DirectionFigures.name(law) + ". " + law.finding()));
            }
        }
        for (int i = 0; i < plots.size(); i += 2) {
            blocks.add(new FigureRow(plots.subList(i, Math.min(plots.size(), i + 2))));
        }
        if (!entry.laws().isEmpty()) {
            blocks.add(ArchitectureTables.directions(entry, result));
            blocks.add(LawTables.couplings(entry.laws()));
        }
        blocks.add(ArchitectureTables.exponents(entry));
        if (!entry.name().equals(Architectures.DENSE)) {
            blocks.add(new PageLink(
                    ArchitectureFiles.network(entry), "The network as safetensors, for measure, spectrum and PyTorch"));
        }
        return blocks;
    }
}
