package org.jumpscope.figures.mnist;

import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.mnist.MnistTables.Column;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block.TableBlock;

/** The tables of laws along singular directions. */
final class LawTables {
    private LawTables() {}

    /** A direction with the laws that it belongs to. */
    record Row(LawsResult laws, LawsResult.Direction law) {}

    static List<Row> rows(List<LawsResult> found) {
        return found.stream()
                .flatMap(laws -> laws.directions().stream().map(law -> new Row(laws, law)))
                .toList();
    }

    /** One row a direction: how far the laws are from the samples. */
    static TableBlock directions(List<LawsResult> found) {
        return MnistTables.table(
                "Distances are Kolmogorov's, of the sampled $\\log|η|$ from the predicted; noise: what a distance exceeds in 5 % of"
                        + " all cases if both have the same law. Own share $S$: of the variance of $η$ that $ξ$ explains.",
                rows(found),
                List.of(
                        new Column<>("digit", RIGHT, LawTables::digit),
                        new Column<>("direction", RIGHT, LawTables::direction),
                        new Column<>(
                                "$σ$", RIGHT, row -> NumberText.of(row.law().singularValue(), 3)),
                        new Column<>(
                                "(4.6)",
                                RIGHT,
                                row -> distance(Optional.of(row.law().distance()))),
                        new Column<>(
                                "product law", RIGHT, row -> distance(row.law().product())),
                        new Column<>(
                                "noise",
                                RIGHT,
                                row -> NumberText.fixed(row.law().distance().noiseFloor(), 3)),
                        new Column<>(
                                "own share $S$",
                                RIGHT,
                                row -> NumberText.of(
                                        row.law().firstOrderIndex(), row.law().firstOrderIndexError())),
                        new Column<>("verdict", LEFT, row -> row.law().verdict())));
    }

    /** One row a direction: what corrections for the coupling do. */
    static TableBlock corrections(List<LawsResult> found) {
        return MnistTables.table(
                "Corrections for the coupling to other directions, with a normal $ξ$: distance of (4.6) alone, and with perturbation"
                        + " theory to first and to second order. Variance: the share of that of all jumps that lies along $u_i$.",
                rows(found),
                List.of(
                        new Column<>("digit", RIGHT, LawTables::digit),
                        new Column<>("direction", RIGHT, LawTables::direction),
                        new Column<>(
                                "variance",
                                RIGHT,
                                row -> NumberText.percent(row.law().varianceShare())),
                        new Column<>("(4.6)", RIGHT, row -> corrected(row, LawsResult.Correction::decoupled)),
                        new Column<>("first order", RIGHT, row -> corrected(row, LawsResult.Correction::firstOrder)),
                        new Column<>(
                                "second order", RIGHT, row -> corrected(row, LawsResult.Correction::secondOrder))));
    }

    private static String digit(Row row) {
        return row.laws().label().toString();
    }

    private static String direction(Row row) {
        return Integer.toString(row.law().index() + 1);
    }

    private static String distance(Optional<LawsResult.Distance> distance) {
        return distance.map(each -> NumberText.fixed(each.kolmogorov(), 3)).orElse(NumberText.NONE);
    }

    private static String corrected(Row row, ToDoubleFunction<LawsResult.Correction> value) {
        return row.law()
                .correction()
                .map(each -> NumberText.fixed(value.applyAsDouble(each), 3))
                .orElse(NumberText.NONE);
    }

    /** One row a digit: what all directions say together. */
    static TableBlock couplings(List<LawsResult> found) {
        return MnistTables.table(
                "All directions together. Beside the frame: the mean share of $|J(x)|²$ that is off the diagonal in the vectors of"
                        + " $x_0$, 0 if directions were decoupled everywhere. Beside the plane: the share of the variance of all"
                        + " jumps outside the plane of $q̇(x_0)$ and the columns of $J(x_0)$. Total correlation of the directions shown, in nats,"
                        + " by a Gaussian copula: 0 of independent ones.",
                found,
                List.of(
                        new Column<>("digit", RIGHT, each -> each.label().toString()),
                        new Column<>("images", RIGHT, each -> MnistTables.whole(each.samples())),
                        new Column<>(
                                "beside the frame",
                                RIGHT,
                                each -> NumberText.of(each.offDiagonal(), each.offDiagonalError())),
                        new Column<>("beside the plane", RIGHT, each -> NumberText.percent(each.outsideShare())),
                        new Column<>(
                                "correlation of $ξ$",
                                RIGHT,
                                each -> NumberText.of(each.totalCorrelation().boundary(), 2)),
                        new Column<>(
                                "of $η$",
                                RIGHT,
                                each -> NumberText.of(each.totalCorrelation().jumps(), 2)),
                        new Column<>(
                                "noise",
                                RIGHT,
                                each -> NumberText.of(each.totalCorrelation().noiseFloor(), 2))));
    }
}
