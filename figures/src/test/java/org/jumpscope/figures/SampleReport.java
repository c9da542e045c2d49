package org.jumpscope.figures;

import java.util.List;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Report;
import org.jumpscope.figures.report.Section;

/** A report with every kind of block. */
final class SampleReport {
    private SampleReport() {}

    static Report report() {
        return new Report(
                "Power-law fluctuations of $q̇$ & what they mean",
                "The jumps of the class of zeros follow $p(|q̇|) ∝ |q̇|^{-k}$ over 10 decades, with $k_J = 1.00$.",
                List.of(
                        new Section(
                                "sigmoid",
                                "Sigmoid and mean squared loss",
                                List.of(
                                        new Block.Paragraph("The composition $H(y) = σ(y)^2$ has two branches; "
                                                + "text like <script>alert('no')</script> stays text."),
                                        new Block.Callout(
                                                Block.Kind.GOOD, "The exponent agrees with the theory within 0.3 %."),
                                        new Block.FigureBlock(
                                                SampleFigures.figure1(),
                                                "Density of the negative jumps (dotted) and the contribution of the Jacobian (solid).",
                                                List.of("figure1.svg", "figure1.png", "figure1.pdf")),
                                        table())),
                        new Section(
                                "relu",
                                "ReLU",
                                List.of(
                                        new Block.FigureBlock(SampleFigures.figure5(), "The same for ReLU.", List.of()),
                                        new Block.Callout(Block.Kind.BAD, "No range of a decade was found."),
                                        new Block.Callout(Block.Kind.WARNING, "Fewer than 100 values in the tail."),
                                        new Block.Callout(Block.Kind.NOTE, "See erratum 11."),
                                        new Block.Code(
                                                "./jumpscope predict sigmoid.yaml --target 0 \\\n    --json - | jq '.result.exponents'"))),
                        new Section(
                                "provenance",
                                "Provenance",
                                List.of(
                                        new Block.Provenance(
                                                List.of(
                                                        new Block.Provenance.Entry("jumpscope", "0.1.0"),
                                                        new Block.Provenance.Entry("Java", "17.0.15"),
                                                        new Block.Provenance.Entry("seed", "1"),
                                                        new Block.Provenance.Entry(
                                                                "sha256 of wdbc.csv",
                                                                "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed")))))));
    }

    private static Block table() {
        Block.Alignment right = Block.Alignment.RIGHT;
        return new Block.TableBlock(
                List.of(
                        "composition",
                        "class",
                        "$k_J$",
                        "$k$",
                        "from",
                        "to",
                        "decades",
                        "share",
                        "paper's range",
                        "remark"),
                List.of(
                        List.of(
                                "sigmoid, squared",
                                "0",
                                "1.000",
                                "1.034",
                                "$2×10^{-13}$",
                                "0.003",
                                "10.2",
                                "41 %",
                                "$10^{-12}$ to $10^{-2}$",
                                "two preimages"),
                        List.of(
                                "sigmoid, cross-entropy",
                                "0",
                                "1.000",
                                "1.510",
                                "$1×10^{-6}$",
                                "0.1",
                                "5.0",
                                "38 %",
                                "$10^{-6}$ to $10^{-1}$",
                                "dataset dominates"),
                        List.of("ReLU, quartic", "0", "0.667", "0.700", "$1×10^{-8}$", "0.01", "6.0", "12 %", "", "")),
                "Ranges and exponents; $k = k_J + k_p$.",
                List.of(
                        Block.Alignment.LEFT,
                        Block.Alignment.CENTRE,
                        right,
                        right,
                        right,
                        right,
                        right,
                        right,
                        Block.Alignment.LEFT,
                        Block.Alignment.LEFT));
    }
}
