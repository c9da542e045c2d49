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
            line("%s: k of p ∝ v^(-k) in the decade that has most of them", group);
            line("  %9s %6s  %-24s %-24s %s", "after", "steps", "Δq > 0", "Δq < 0", "q̇ by class and sign");
            for (Moment moment : result.moments()) {
                line(
                        "  %,9d %,6d  %-24s %-24s %s",
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

    private static Decade most(Elements elements) {
        Decade most = null;
        for (Decade decade : elements.decades()) {
            most = most == null || decade.count() > most.count() ? decade : most;
        }
        return most;
    }

    private String made(Moment moment, String group, String sign) {
        for (Elements each : result.made()) {
            boolean own = each.moment() == moment.step()
                    && each.group().equals(group)
                    && each.sign().equals(sign);
            if (own && each.label() != null) {
                return range(moment, group, sign, result.made());
            }
            Decade decade = own ? most(each) : null;
            if (decade != null) {
                return String.format(
                        Locale.ROOT,
                        "e%+d: %s",
                        Math.round(Math.log10(decade.lower())),
                        NumberText.of(decade.exponent(), decade.standardError()));
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
                    ? most(each)
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
        int all = 0;
        int constant = 0;
        int rising = 0;
        int falling = 0;
        for (OverTime each : result.overTime()) {
            if (each.of().equals(name) && each.pValue().isPresent()) {
                all++;
                constant += each.pValue().getAsDouble() >= SIGNIFICANT ? 1 : 0;
                rising += each.slope() > 2 * each.slopeError() ? 1 : 0;
                falling += each.slope() < -2 * each.slopeError() ? 1 : 0;
            }
        }
        if (all > 0) {
            line(
                    "over time    k of %s: of %d decades known at three moments or more, %d are constant (p ≥ 0.05), %d rise and %d"
                            + " fall by two errors",
                    words, all, constant, rising, falling);
        }
    }

    private void waiting() {
        List<Waiting> all = result.waiting().stream()
                .filter(w -> w.part().equals("network") && w.label() == null)
                .toList();
        if (all.isEmpty()) {
            line("waiting      no stretch has 20 times between steps longer than %s of its own",
                    NumberText.percent(result.large()));
            return;
        }
        line("");
        line(
                "waiting times between steps of the network longer than %s of their stretch",
                NumberText.percent(result.large()));
        line(
                "  %9s %6s %6s %8s %11s  %-16s %s",
                "after", "steps", "times", "longest", "dispersion", "independent?", "nearer law");
        for (Waiting each : all) {
            line(
                    "  %,9d %,6d %,6d %8s %11s  %-16s %s",
                    each.moment(),
                    each.steps(),
                    each.times(),
                    ShortNumber.of(each.longest()),
                    NumberText.fixed(each.dispersion(), 2),
                    (each.pValue() < SIGNIFICANT ? "no" : "not rejected") + ", p " + ShortNumber.of(each.pValue()),
                    each.laws().favours());
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
