package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.StepsResult;
import org.jumpscope.experiments.network.StepsResult.Elements;
import org.jumpscope.experiments.network.StepsResult.Moment;
import org.jumpscope.experiments.network.StepsResult.OverTime;
import org.jumpscope.experiments.network.StepsResult.Waiting;
import org.jumpscope.figures.paper.NumberText;

/** The recorded steps of {@code train} for people: a table a group, and one of waiting times. */
final class StepsText {
    private static final double SIGNIFICANT = 0.05;

    private final StringBuilder text = new StringBuilder();
    private final StepsResult result;

    private StepsText(StepsResult result) {
        this.result = result;
    }

    static String of(StepsResult result) {
        StepsText answer = new StepsText(result);
        answer.write();
        return answer.text.toString();
    }

    private void write() {
        line(
                "recorded     steps Δq and potential jumps q̇ of %d samples at %d moments, %s",
                result.samples(), result.moments().size(), result.rule());
        List<String> groups =
                result.potential().stream().map(Elements::group).distinct().toList();
        for (String group : groups) {
            line("");
            line("%s: k of p ∝ v^(-k) from the median to ten times it (2.59 of a normal law)", group);
            line("  %9s %6s  %-14s %-14s %s", "after", "steps", "Δq > 0", "Δq < 0", "q̇ by class and sign");
            for (Moment moment : result.moments()) {
                line(
                        "  %,9d %,6d  %-14s %-14s %s",
                        moment.step(),
                        moment.to() - moment.step(),
                        made(moment, group, "positive"),
                        made(moment, group, "negative"),
                        potential(moment, group));
            }
        }
        line("");
        overTime("made", "Δq");
        overTime("potential", "q̇");
        overTime("underMetric", "q̇ times the metric of " + result.optimiser());
        waiting();
    }

    private String made(Moment moment, String group, String sign) {
        for (Elements each : result.made()) {
            boolean own = each.moment() == moment.step()
                    && each.group().equals(group)
                    && each.sign().equals(sign);
            if (own && each.label() != null) {
                return range(moment, group, sign, result.made());
            }
            if (own && each.above() != null) {
                return NumberText.of(each.above().exponent(), each.above().standardError());
            }
        }
        return "-";
    }

    private String potential(Moment moment, String group) {
        return range(moment, group, null, result.potential());
    }

    /** The lowest and the highest of the exponents, and how many there are. */
    private static String range(Moment moment, String group, String sign, List<Elements> all) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (Elements each : all) {
            Decade decade = each.moment() == moment.step()
                            && each.group().equals(group)
                            && (sign == null || each.sign().equals(sign))
                    ? each.above()
                    : null;
            if (decade != null) {
                low = Math.min(low, decade.exponent());
                high = Math.max(high, decade.exponent());
                count++;
            }
        }
        return count == 0
                ? "-"
                : NumberText.fixed(low, 2) + " to " + NumberText.fixed(high, 2) + ", " + count + " of them";
    }

    private void overTime(String name, String words) {
        for (String range : List.of("below the median", "above the median")) {
            int all = 0;
            int constant = 0;
            int rising = 0;
            int falling = 0;
            for (OverTime each : result.overTime()) {
                if (each.of().equals(name)
                        && each.range().equals(range)
                        && each.pValue().isPresent()) {
                    all++;
                    constant += each.pValue().getAsDouble() >= SIGNIFICANT ? 1 : 0;
                    rising += each.slope() > 2 * each.slopeError() ? 1 : 0;
                    falling += each.slope() < -2 * each.slopeError() ? 1 : 0;
                }
            }
            if (all > 0) {
                line(
                        "over time    k of %s %s: %d of %d constant (p ≥ 0.05), %d rise and %d fall by two errors",
                        words, range, constant, all, rising, falling);
            }
        }
    }

    private void waiting() {
        List<Waiting> all = result.waiting().stream()
                .filter(w -> w.part().equals("network") && w.label() == null)
                .toList();
        if (all.isEmpty()) {
            line(
                    "waiting      no stretch has 20 times between steps longer than %s of its own",
                    NumberText.percent(result.large()));
            return;
        }
        line("");
        line(
                "waiting times between steps of the network longer than %s of their stretch, or of their tenth of it",
                NumberText.percent(result.large()));
        line(
                "  %9s %-8s %6s %8s %11s  %-22s %-12s %s",
                "after",
                "of the",
                "times",
                "longest",
                "dispersion",
                "independent?",
                "nearer law",
                "correlation of neighbours");
        for (Waiting each : all) {
            line(
                    "  %,9d %-8s %,6d %8s %11s  %-22s %-12s %s",
                    each.moment(),
                    each.against(),
                    each.times(),
                    ShortNumber.of(each.longest()),
                    NumberText.fixed(each.dispersion(), 2),
                    (each.pValue() < SIGNIFICANT ? "no" : "not rejected") + ", p " + ShortNumber.of(each.pValue()),
                    each.laws().favours(),
                    each.correlation().isEmpty()
                            ? ""
                            : NumberText.fixed(each.correlation().getAsDouble(), 2));
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
