package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.JumpExponents.Run;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits.Case;
import org.jumpscope.experiments.mnist.ProjectedDigits.Law;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.Kind;

/** What the images of digits say of the paper: sentences made from the numbers of this run. */
final class MnistFindings {
    /** The paper's accuracy "in all experiments" is above this. */
    private static final double PAPER_ACCURACY = 0.97;
    /** Standard deviations within this ratio of the paper's are like it. */
    private static final double LIKE = 1.25;
    /** A share of the χ² of a single exponent from which a straight line describes the exponents better. */
    private static final double MOSTLY = 0.9;

    private static final double TOLERANCE = 0.1;

    private final MnistResult result;

    MnistFindings(MnistResult result) {
        this.result = result;
    }

    /** The findings, those that agree first. */
    List<Block> all() {
        List<Callout> found = new ArrayList<>();
        dataset().ifPresent(found::add);
        line().ifPresent(found::add);
        found.add(accuracy());
        equilibrium().ifPresent(found::add);
        plateau().ifPresent(found::add);
        gradients().ifPresent(found::add);
        invariance().ifPresent(found::add);
        window().ifPresent(found::add);
        lognormal().ifPresent(found::add);
        classes().ifPresent(found::add);
        found.addAll(LawFindings.of(result.laws()));
        List<Block> sorted = new ArrayList<>();
        for (Kind kind : List.of(Kind.GOOD, Kind.WARNING, Kind.BAD, Kind.NOTE)) {
            found.stream().filter(callout -> callout.kind() == kind).forEach(sorted::add);
        }
        return sorted;
    }

    private List<Case> smoothed() {
        return result.projections().stream()
                .filter(each -> each.law().equals(Law.SMOOTHED_SAMPLES.toString()))
                .toList();
    }

    // --- Digits on a line

    private Optional<Callout> dataset() {
        List<Case> cases = smoothed();
        if (cases.isEmpty()) {
            return Optional.empty();
        }
        int like = 0;
        for (Case each : cases) {
            double ratio = each.standardDeviation() / paper(each.classTarget()).standardDeviation();
            like += ratio < LIKE && ratio > 1 / LIKE && isNormal(each) ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        for (Case paper : result.paper()) {
            List<Case> own = cases.stream()
                    .filter(each -> each.classTarget() == paper.classTarget())
                    .toList();
            long normal = own.stream().filter(MnistFindings::isNormal).count();
            parts.add("the digit " + own.get(0).className() + " has the standard deviation "
                    + span(own, Case::standardDeviation) + " where the paper's class has "
                    + NumberText.of(paper.standardDeviation(), 3) + ", and is "
                    + (normal == own.size() ? "" : normal == 0 ? "not " : "not always ")
                    + "normal (distance from the fitted normal law " + span(own, Case::normalDistance)
                    + ", of normal samples up to " + span(own, Case::normalNoiseFloor) + ")");
        }
        String verdict = like == cases.size()
                ? "as the paper says"
                : like == 0 ? "not the paper's normal classes" : "only in part the paper's normal classes";
        return Optional.of(new Callout(
                like == cases.size() ? Kind.GOOD : Kind.BAD,
                "\"A similar dataset would have been obtained\" from zeros and ones of MNIST on a line (Section 8): "
                        + verdict + ". " + capital(String.join("; ", parts)) + "."));
    }

    private static boolean isNormal(Case each) {
        return each.normalDistance() <= each.normalNoiseFloor();
    }

    private static String span(List<Case> cases, java.util.function.ToDoubleFunction<Case> value) {
        return span(cases.stream().mapToDouble(value).toArray(), 3);
    }

    private Case paper(double target) {
        return result.paper().stream()
                .filter(each -> each.classTarget() == target)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Callout> line() {
        List<Case> cases = smoothed();
        if (cases.isEmpty()) {
            return Optional.empty();
        }
        boolean map = cases.stream()
                .allMatch(each -> each.exponents().kJacobian() != null
                        && Math.abs(each.exponents().kJacobian() - each.kPredicted()) <= TOLERANCE);
        String total = span(cases.stream().mapToDouble(each -> total(each)).toArray(), 1);
        String paper =
                span(result.paper().stream().mapToDouble(each -> total(each)).toArray(), 1);
        return Optional.of(new Callout(
                map ? Kind.GOOD : Kind.BAD,
                "The neuron on these images: the Jacobian's exponent is "
                        + span(
                                cases.stream()
                                        .filter(each -> each.exponents().kJacobian() != null)
                                        .mapToDouble(each -> each.exponents().kJacobian())
                                        .toArray(),
                                3)
                        + " where theory says 1, and stays within 0.1 of it over "
                        + span(
                                cases.stream()
                                        .mapToDouble(each -> jacobian(each))
                                        .toArray(),
                                1)
                        + " decades. The jumps themselves stay there over " + total
                        + " decades (in the paper's dataset over "
                        + paper + "): the law of the inputs adds its own exponent."));
    }

    static double jacobian(Case each) {
        return each.exponents().jacobianRange() == null
                ? 0
                : each.exponents().jacobianRange().decades();
    }

    static double total(Case each) {
        return each.exponents().totalRange() == null
                ? 0
                : each.exponents().totalRange().decades();
    }

    // --- The network

    private Callout accuracy() {
        double accuracy = result.training().accuracy().orElse(Double.NaN);
        boolean high = accuracy > PAPER_ACCURACY;
        return new Callout(
                high ? Kind.GOOD : Kind.WARNING,
                "The network " + result.training().network() + " has learnt "
                        + MnistTables.whole(result.images().learnt()) + " images in "
                        + MnistTables.whole(result.training().steps()) + " steps and is right on "
                        + NumberText.percent(accuracy) + " of the "
                        + MnistTables.whole(result.images().heldOut()) + " that it has not seen"
                        + (high ? "." : ": exponents are those of a network that has not learnt well."));
    }

    private Optional<Callout> equilibrium() {
        return result.training().equilibrium().map(found -> {
            double ratio = found.driftToFluctuation().orElse(Double.NaN);
            return new Callout(
                    ratio < 1 ? Kind.GOOD : Kind.WARNING,
                    "Learning equilibrium: over its last epoch the state drifts " + NumberText.of(ratio, 2)
                            + " times as far as it fluctuates, so the mean gradient "
                            + (ratio < 1 ? "cannot" : "can") + " be told from the noise of its samples.");
        });
    }

    private Optional<Callout> plateau() {
        List<SpectrumResult.Sample> with = result.spectra().stream()
                .filter(each -> each.plateau().isPresent())
                .toList();
        if (with.isEmpty()) {
            return Optional.empty();
        }
        double[] counts = with.stream()
                .mapToDouble(each -> each.plateau().orElseThrow().multiplicity())
                .toArray();
        double[] ratios = with.stream()
                .mapToDouble(
                        each -> each.largest() / each.plateau().orElseThrow().value())
                .toArray();
        return Optional.of(new Callout(
                Kind.GOOD,
                "Of the " + result.images().pixels() + " singular values of $∂q̇/∂x$, " + span(counts, 0)
                        + " are equal to $γ|δ_1|$ exactly at each of " + with.size()
                        + " images; the largest is " + span(ratios, 0) + " times as large."));
    }

    // --- Scale invariance

    private Optional<Callout> gradients() {
        Optional<GradientScaling> other = result.gradients().stream()
                .filter(each -> each.output().equals("other"))
                .findFirst();
        return other.map(each -> {
            boolean one = Math.abs(each.exponent() - 1) <= TOLERANCE;
            double[] slopes =
                    each.decades().stream().mapToDouble(Decade::exponent).toArray();
            return new Callout(
                    one ? Kind.GOOD : Kind.BAD,
                    "Softmax with cross-entropy predicts $k_J = 1$ for the jumps of the outputs of other classes. The lengths of"
                            + " their gradients by the input grow as the power "
                            + NumberText.of(each.exponent(), each.standardError()) + " of the jumps over "
                            + NumberText.of(decades(each.decades()), 3) + " decades"
                            + (slopes.length > 1 ? " (decade by decade " + span(slopes, 2) + ")" : "")
                            + ": the Jacobian's factor is "
                            + (one ? "within 0.1 of the predicted power law" : "not the predicted power law") + ", "
                            + NumberText.of(Math.abs(each.exponent() - 1) / each.standardError(), 2)
                            + " standard errors from it.");
        });
    }

    private static double decades(List<Decade> decades) {
        return decades.isEmpty()
                ? 0
                : Math.log10(
                        decades.get(decades.size() - 1).upper() / decades.get(0).lower());
    }

    private Optional<JumpExponents> otherBiases() {
        return together().stream()
                .filter(each -> each.kind().equals("biases") && each.output().equals("other"))
                .findFirst();
    }

    /** All classes together. */
    private List<JumpExponents> together() {
        return MnistTables.together(result);
    }

    private Optional<Callout> invariance() {
        return otherBiases().filter(each -> each.decades().size() > 1).map(each -> {
            double[] k = each.decades().stream().mapToDouble(Decade::exponent).toArray();
            boolean wide = each.nearOne() != null && each.nearOne().share() >= 0.5;
            return new Callout(
                    wide ? Kind.GOOD : Kind.BAD,
                    "The jumps themselves (biases of other classes' outputs, all digits together) do "
                            + (wide ? "" : "not ") + "follow $k = 1$ " + (wide ? "for most of them" : "as a whole")
                            + ": decade by decade the exponent goes from "
                            + at(each.decades().get(0)) + " to "
                            + at(each.decades().get(k.length - 1)) + "; it is within 0.1 of 1 "
                            + (each.nearOne() == null
                                    ? "nowhere."
                                    : "from " + NumberText.of(each.nearOne().lower(), 2) + " to "
                                            + NumberText.of(each.nearOne().upper(), 2) + ", "
                                            + NumberText.fixed(each.nearOne().decades(), 1) + " decades with "
                                            + NumberText.percent(each.nearOne().share()) + " of the jumps."));
        });
    }

    private static String at(Decade decade) {
        return NumberText.of(decade.exponent(), decade.standardError()) + " between " + NumberText.of(decade.lower())
                + " and " + NumberText.of(decade.upper());
    }

    private Optional<Callout> window() {
        Optional<JumpExponents> widest = together().stream()
                .filter(each -> each.constant() != null)
                .max(Comparator.comparingInt(each -> each.constant().decades()));
        if (widest.isEmpty()) {
            return Optional.of(new Callout(
                    Kind.BAD,
                    "No group of variables has an exponent that is constant within its errors over two decades."));
        }
        JumpExponents most = widest.get();
        Run window = most.constant();
        return Optional.of(new Callout(
                window.decades() >= 3 && window.share() >= 0.1 ? Kind.NOTE : Kind.BAD,
                "The widest window of a constant exponent is that of " + most.group() + " ("
                        + (most.output().equals("all") ? "" : MnistFigures.words(most.output()) + ", ") + most.sign()
                        + "): $k$ = "
                        + NumberText.of(window.exponent(), window.standardError()) + " over " + window.decades()
                        + " decades, " + NumberText.of(window.lower()) + " to " + NumberText.of(window.upper())
                        + " ($p$ = "
                        + NumberText.of(window.pValue(), 2) + "), with " + NumberText.percent(window.share())
                        + " of the jumps. The window was chosen by the same jumps, so that $p$ is that of a window given"
                        + " beforehand."));
    }

    /** Such as "layer 2 weights, other classes, +". */
    static String name(JumpExponents each) {
        return each.group() + ", "
                + (each.output().equals("all") ? "" : MnistFigures.words(each.output()) + ", ")
                + (each.sign().equals("positive") ? "+" : "−");
    }

    private Optional<Callout> lognormal() {
        List<JumpExponents> known =
                together().stream().filter(each -> each.line() != null).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<JumpExponents> mostly =
                known.stream().filter(each -> each.line().explained() >= MOSTLY).toList();
        double[] left =
                known.stream().mapToDouble(each -> each.line().lineChiSquare()).toArray();
        double[] skew =
                known.stream().mapToDouble(each -> each.lognormal().skewness()).toArray();
        boolean exact = known.stream().allMatch(each -> each.line().lineChiSquare() < 2);
        return Optional.of(new Callout(
                exact ? Kind.GOOD : Kind.NOTE,
                "The log-normal alternative, an exponent that is a straight line against $\\log|q̇|$, takes away at least "
                        + NumberText.percent(MOSTLY) + " of the $χ²$ of a single exponent in " + mostly.size() + " of "
                        + known.size() + " groups (sign by sign, all digits together), and leaves "
                        + span(left, 1) + " per degree of freedom; the skewness of $\\log|q̇|$ is " + span(skew, 2)
                        + ", where a log-normal law has 0. "
                        + (exact
                                ? "The jumps are log-normal within the errors."
                                : "The jumps are no log-normal law either.")));
    }

    private Optional<Callout> classes() {
        List<JumpExponents> each = result.jumps().stream()
                .filter(j -> j.label() != null
                        && j.kind().equals("biases")
                        && j.output().equals("other"))
                .filter(j -> !j.decades().isEmpty())
                .toList();
        if (each.size() < 2) {
            return Optional.empty();
        }
        double[] peak = each.stream().mapToDouble(j -> fullest(j).exponent()).toArray();
        double[] near = each.stream()
                .mapToDouble(j -> j.nearOne() == null ? 0 : j.nearOne().decades())
                .toArray();
        return Optional.of(new Callout(
                Kind.NOTE,
                "Class by class (biases of other classes' outputs), the decade with most jumps has an exponent of "
                        + span(peak, 2) + ", and the exponent is within 0.1 of 1 over " + span(near, 1) + " decades."));
    }

    /** The decade with most jumps. */
    static Decade fullest(JumpExponents jumps) {
        return jumps.decades().stream()
                .max(Comparator.comparingLong(Decade::count))
                .orElseThrow();
    }

    // --- Words

    /** "3.5" or "1.2 to 3.5". */
    static String span(double[] values, int decimals) {
        double low = java.util.Arrays.stream(values).min().orElse(Double.NaN);
        double high = java.util.Arrays.stream(values).max().orElse(Double.NaN);
        String from = NumberText.fixed(low, decimals);
        String to = NumberText.fixed(high, decimals);
        return from.equals(to) ? from : from + " to " + to;
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
