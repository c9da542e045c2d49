package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits;
import org.jumpscope.experiments.network.LawsResult;
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

/** The page on images of digits. */
final class MnistReport {
    private final Mnist.Run run;
    private final MnistResult result;
    private final Settings settings;
    private final Provenance provenance;
    private final Map<String, Figure> figures;
    private final Map<String, List<String>> downloads;

    /**
     * The page of a run.
     *
     * @param run what was found
     * @param settings how
     * @param provenance where it comes from
     * @param figures all figures by the names that {@link MnistFigures} gives them
     * @param downloads files of each figure
     */
    MnistReport(
            Mnist.Run run,
            Settings settings,
            Provenance provenance,
            Map<String, Figure> figures,
            Map<String, List<String>> downloads) {
        this.run = run;
        this.result = run.result();
        this.settings = settings;
        this.provenance = provenance;
        this.figures = figures;
        this.downloads = downloads;
    }

    /** The page. */
    Report page() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("findings", "What the images say", findings()));
        sections.add(new Section("line", "Zeros and ones on a line", line()));
        sections.add(new Section("network", "The network and its equilibrium", network()));
        sections.add(new Section("spectrum", "Singular values of the duality Jacobian", spectrum()));
        sections.add(new Section("gradients", "The Jacobian's factor at the outputs", gradients()));
        sections.add(new Section("exponents", "Scale invariance of the jumps, scale by scale", exponents()));
        directions(result.laws()).ifPresent(sections::add);
        sections.add(provenance());
        return new Report("Images of digits: a real network in the light of the paper", lead(), sections);
    }

    /** What the report of the whole run says, with a link to the page. */
    Section summary() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(lead()));
        blocks.add(new FigureRow(List.of(
                plot(
                        figure("biases"),
                        "Exponent of the jumps of the output biases against their size, decade by decade."),
                plot(MnistFigures.SPECTRUM, "Singular values of $∂q̇/∂x$ at images of different digits."))));
        blocks.add(new PageLink(MnistFiles.PAGE, "All on images of digits: findings, figures, tables"));
        return new Section("mnist", "Images of digits", blocks);
    }

    /** Name of the exponent figure of the last layer's weights or biases. */
    private String figure(String kind) {
        List<String> groups =
                MnistFigures.groups(run).stream().filter(g -> g.endsWith(kind)).toList();
        return MnistFigures.exponent(groups.get(groups.size() - 1));
    }

    private String lead() {
        String accuracy = result.training().accuracy().isPresent()
                ? NumberText.percent(result.training().accuracy().getAsDouble()) + " of the held-out images right"
                : "no image held out";
        return "A network " + result.training().network() + " (tanh, softmax, cross-entropy) learns "
                + MnistTables.whole(result.images().learnt()) + " images of "
                + result.images().pixels() + " pixels, "
                + accuracy + ". At the state that it reaches, the jumps $q̇ = -γ∂H/∂q$ of all "
                + MnistTables.whole(result.training().trainable()) + " trainable variables are measured for "
                + MnistTables.whole(result.measuredSamples())
                + " of the learnt images, by layer, weights and biases, output, digit and sign.";
    }

    private List<Block> findings() {
        List<Block> blocks = new ArrayList<>(new MnistFindings(result).all());
        run.warnings().forEach(warning -> blocks.add(new Callout(Kind.WARNING, warning)));
        return blocks;
    }

    private FigureBlock plot(String name, String caption) {
        return new FigureBlock(figures.get(name), caption, downloads.get(name));
    }

    private List<Block> line() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "The paper expects (Section 8) that images of zeros and ones, \"projected down to a single dimension\", would make"
                        + " a dataset like its own: two normal classes about 0 and 1. Here they are, projected on the first"
                        + " principal component of both classes together, and on the difference of the class means; either way"
                        + " scaled so that the class means are 0 and 1."));
        if (result.projectionsReason() != null) {
            blocks.add(new Callout(Kind.WARNING, result.projectionsReason()));
            return blocks;
        }
        blocks.add(MnistTables.shapes(result));
        blocks.add(new Paragraph(
                "The class laws are taken in two ways: the images as they are, each smoothed by a narrow kernel, and normal"
                        + " laws with their means and standard deviations. Each has its own equilibrium. Below, black: jumps of"
                        + " the images; dotted blue: the law of the smoothed images; red: contribution of the Jacobian, a"
                        + " straight line with slope −1 where its exponent is 1; dashed grey: the law of normal classes at"
                        + " their own equilibrium, within the sizes that the images reach."));
        List<String> names = result.projections().stream()
                .filter(each -> each.law().equals(ProjectedDigits.Law.SMOOTHED_SAMPLES.toString()))
                .map(ProjectedDigits.Case::className)
                .distinct()
                .toList();
        for (String name : names) {
            List<FigureBlock> row = new ArrayList<>();
            for (ProjectedDigits.Case each : result.projections()) {
                boolean mine = each.className().equals(name)
                        && each.law().equals(ProjectedDigits.Law.SMOOTHED_SAMPLES.toString());
                if (mine) {
                    row.add(plot(
                            MnistFigures.projection(each),
                            "Digit " + name + " on the " + MnistFigures.name(each.projection()) + ": " + each.sign()
                                    + " fluctuations of the bias."));
                }
            }
            blocks.add(new FigureRow(row));
        }
        blocks.add(MnistTables.line(result));
        return blocks;
    }

    private List<Block> network() {
        var training = result.training();
        List<Block> blocks = new ArrayList<>();
        String heldOut = training.accuracy().isPresent()
                ? "on " + MnistTables.whole(result.images().heldOut()) + " held-out images "
                        + NumberText.percent(training.accuracy().getAsDouble()) + ", "
                : "";
        blocks.add(new Paragraph("The network " + training.network() + " was trained for "
                + MnistTables.whole(training.steps()) + " steps of "
                + training.settings().batch() + " images by "
                + training.settings().optimiser() + " with the seed "
                + training.settings().seed() + ", the same bits on any number of threads. Its accuracy is " + heldOut
                + "on the learnt ones "
                + NumberText.percent(training.learnt().accuracy().orElse(Double.NaN)) + "; the mean loss of these is "
                + NumberText.of(training.learnt().loss(), 3) + "."));
        training.equilibrium()
                .ifPresent(found -> blocks.add(new Paragraph("Jumps are those at this state. Over the "
                        + MnistTables.whole(found.samples())
                        + " images of the last epoch the drift by the mean gradient is "
                        + NumberText.of(found.driftToFluctuation().orElse(Double.NaN), 2)
                        + " of the fluctuation by single images; below 1 is learning equilibrium over so many images, local as"
                        + " that of any finite time.")));
        blocks.add(new PageLink(MnistFiles.NETWORK, "The network as safetensors, for measure, spectrum and PyTorch"));
        return blocks;
    }

    private List<Block> spectrum() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "All singular values of $J = ∂q̇/∂x$ with the label fixed. Along every direction of the input that is"
                        + " orthogonal to the image and to the weights of all neurons of the first layer, $J$ only multiplies by"
                        + " $γ|δ_1|$, where $δ_1$ is the derivative of the loss by the pre-activations of that layer: the"
                        + " plateau. Jumps along these directions are the input itself times a common factor, whatever the"
                        + " network has learnt; what is particular to it is left of the plateau."));
        blocks.add(plot(
                MnistFigures.SPECTRUM,
                "Singular values against their number at images of different digits, from the longest jump to the shortest. Dotted"
                        + " black: the plateau."));
        blocks.add(MnistTables.spectra(result.spectra()));
        return blocks;
    }

    private List<Block> gradients() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "The jump of the bias of output $k$ is $ḃ_k = -γp_k$ for other classes and $γ(1 - p_k)$ for the image's own"
                        + " class. As a function of the log-odds $y_k = \\log p_k - \\log(1 - p_k)$ its derivative is"
                        + " $|ḃ_k|(1 - |ḃ_k|/γ)$: the exponential composition of the paper's Section 6, with $k_J = 1$ for small"
                        + " jumps. In the network $y_k$ is a function of all pixels; $k_J$ is 1 as long as the length of its"
                        + " gradient does not depend on the size of the jump. That is measured here, not assumed."));
        if (result.gradients().isEmpty()) {
            blocks.add(new Callout(Kind.WARNING, "There are too few images for a slope."));
            return blocks;
        }
        blocks.add(plot(
                MnistFigures.GRADIENTS,
                "Length of the gradient of each output bias's jump by the input against the jump itself, for "
                        + MnistTables.whole(result.gradients().get(0).samples())
                        + " images. A slope of 1 is the predicted Jacobian exponent."));
        blocks.add(MnistTables.gradients(result.gradients()));
        return blocks;
    }

    private List<Block> exponents() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "$p(|q̇|) ∝ |q̇|^{-k}$ with the local exponent $k = k_J + k_p$: the map gives $k_J$, the law of the images"
                        + " $k_p$. In each decade of each group a bounded power law is fitted; jumps of one image depend on"
                        + " each other, so errors, and how the errors of different decades depend on each other, are those of"
                        + " independent images with all their jumps. The jumps of the last"
                        + " layer are told apart by whether they feed the output of the image's own class. A power law is a flat"
                        + " stretch of the curve on the right, a log-normal law a rising straight line, and scale invariance in"
                        + " the sense of $k = 1$ lies on the dashed line."));
        for (String group : MnistFigures.groups(run)) {
            blocks.add(new FigureRow(List.of(
                    plot(
                            MnistFigures.density(group),
                            MnistFindings.capital(group)
                                    + ": density of the sizes. Pale: digit by digit; full: all together; dashed grey: the slope of"
                                    + " $k$ = 1."),
                    plot(
                            MnistFigures.exponent(group),
                            MnistFindings.capital(group)
                                    + ": exponent against size. Points: by decade, with one standard error; lines: on the decade"
                                    + " about each size; pale: digit by digit."))));
        }
        blocks.add(MnistTables.windows(result));
        blocks.add(MnistTables.lognormal(result));
        blocks.add(MnistTables.classes(result));
        return blocks;
    }

    /** Predicted against sampled laws: a figure each and a table; nothing without laws. */
    private Optional<Section> directions(List<LawsResult> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "At the mean $x_0$ of a digit's images $J$ has the singular values $σ_i$ and vectors $v_i$ of the input, $u_i$ of the"
                        + " jump. If directions were decoupled, the jump's coordinate $η = u_iᵀ[q̇(x) - q̇(x_0)]$ of an image would"
                        + " depend on the image's own $ξ = v_iᵀ(x - x_0)$ alone, and its law would follow from that of $ξ$ along the"
                        + " exact curve $η = φ_i(ξ)$ by (4.6). Here that law (line) is held against the jumps of the same images"
                        + " (points, with one standard error), whose other pixels do not stand still."));
        blocks.add(
                new Paragraph(
                        "On the plateau the curve is a straight line, $η = γ|δ_1(x_0)|ξ$, but its slope changes from image to image: there the"
                                + " product law (dashed) takes $η$ as a slope times $ξ$, each drawn from the images independently. Of the"
                                + " plateau's directions, which are all alike to $J$, the one is shown along which the images spread most."));
        for (LawsResult laws : found) {
            List<FigureBlock> plots = MnistFigures.drawn(laws).stream()
                    .map(law -> plot(
                            MnistFigures.direction(laws, law),
                            "Digit " + laws.label() + ", " + DirectionFigures.name(law) + ". " + law.finding()))
                    .toList();
            for (int i = 0; i < plots.size(); i += 2) {
                blocks.add(new FigureRow(plots.subList(i, Math.min(plots.size(), i + 2))));
            }
        }
        blocks.add(LawTables.directions(found));
        blocks.add(LawTables.corrections(found));
        blocks.add(LawTables.couplings(found));
        return Optional.of(new Section("directions", "Predicted and sampled laws along singular directions", blocks));
    }

    private Section provenance() {
        List<Block.Provenance.Entry> entries = new ArrayList<>();
        entry(entries, "jumpscope", provenance.version());
        entry(entries, "Java", provenance.java());
        entry(entries, "system", provenance.system() + ", " + provenance.architecture());
        entry(entries, "arguments", String.join(" ", provenance.arguments()));
        entry(
                entries,
                "images learnt",
                String.format(Locale.ROOT, "%,d", result.images().learnt()));
        entry(entries, "images measured", String.format(Locale.ROOT, "%,d", result.measuredSamples()));
        entry(entries, "network", result.training().network());
        entry(entries, "loss", result.training().settings().loss());
        entry(entries, "optimiser", result.training().settings().optimiser());
        entry(entries, "seed", Long.toString(settings.seed()));
        for (Provenance.Input input : provenance.inputs()) {
            entry(entries, "sha256 of " + input.file(), input.sha256());
        }
        return new Section("provenance", "Provenance", List.of(new Block.Provenance(entries)));
    }

    private static void entry(List<Block.Provenance.Entry> entries, String name, String value) {
        entries.add(new Block.Provenance.Entry(name, value));
    }
}
