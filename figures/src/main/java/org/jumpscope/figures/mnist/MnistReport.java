package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Report;
import org.jumpscope.figures.report.Section;

final class MnistReport {
    private final Mnist.Run run;
    private final Map<String, Figure> figures;
    private final Map<String, List<String>> downloads;

    MnistReport(Mnist.Run run, Settings settings, Provenance provenance, Map<String, Figure> figures, Map<String, List<String>> downloads) {
        this.run = run;
        this.figures = figures;
        this.downloads = downloads;
    }

    Report page() {
        List<Block> blocks = new ArrayList<>();
        figures.forEach((name, figure) -> blocks.add(new Block.FigureBlock(figure, name, downloads.get(name))));
        return new Report("MNIST", "lead", List.of(new Section("all", "All", blocks)));
    }

    Section summary() {
        return new Section("mnist", "MNIST", List.of(new Block.PageLink(MnistFiles.PAGE, "page")));
    }
}
