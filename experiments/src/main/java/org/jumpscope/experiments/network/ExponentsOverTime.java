package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jumpscope.criticality.estimate.RelatedExponents;
import org.jumpscope.experiments.network.MeasureResult.Decade;

/**
 * The exponents of ranges of sizes along training. Those of different moments are independent of each other at given states: steps
 * of different stretches, and potential jumps of samples that are drawn anew.
 */
final class ExponentsOverTime {
    private final List<StepsResult.Moment> moments;
    private final List<StepsResult.OverTime> found = new ArrayList<>();

    ExponentsOverTime(List<StepsResult.Moment> moments) {
        this.moments = moments;
    }

    List<StepsResult.OverTime> found() {
        return found;
    }

    /**
     * Adds what elements of one kind show.
     *
     * @param name "made", "potential" or "underMetric"
     * @param all elements at all moments
     */
    void add(String name, List<StepsResult.Elements> all) {
        // By group, class and sign.
        TreeMap<String, List<StepsResult.Elements>> series = new TreeMap<>();
        for (StepsResult.Elements each : all) {
            String key =
                    each.group() + " " + (each.label() == null ? "" : String.format(Locale.ROOT, "%05d", each.label()))
                            + " " + each.sign();
            series.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
        }
        for (List<StepsResult.Elements> one : series.values()) {
            follow(name, one, "below the median", null, StepsResult.Elements::below);
            follow(name, one, "above the median", null, StepsResult.Elements::above);
            TreeSet<Double> decades = new TreeSet<>();
            one.forEach(each -> each.decades().forEach(decade -> decades.add(decade.lower())));
            for (double lower : decades) {
                follow(
                        name,
                        one,
                        "decade",
                        lower,
                        each -> each.decades().stream()
                                .filter(decade -> decade.lower() == lower)
                                .findFirst()
                                .orElse(null));
            }
        }
    }

    private void follow(
            String name,
            List<StepsResult.Elements> all,
            String range,
            Double lower,
            Function<StepsResult.Elements, Decade> exponent) {
        List<StepsResult.Elements> known = all.stream()
                .filter(each ->
                        exponent.apply(each) != null && exponent.apply(each).standardError() > 0)
                .toList();
        int n = known.size();
        if (n < 3) {
            return;
        }
        double[] places = new double[n];
        double[] exponents = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            Decade decade = exponent.apply(known.get(i));
            places[i] = Math.log10(time(name, known.get(i).moment()));
            exponents[i] = decade.exponent();
            errors[i] = decade.standardError();
        }
        RelatedExponents related = RelatedExponents.independent(places, exponents, errors);
        RelatedExponents.Agreement mean = related.mean(0, n);
        RelatedExponents.Agreement line = related.line();
        StepsResult.Elements first = known.get(0);
        found.add(new StepsResult.OverTime(
                name,
                first.group(),
                first.label(),
                first.sign(),
                range,
                lower,
                n,
                mean.value(),
                mean.standardError(),
                mean.pValue(),
                line.value(),
                line.standardError()));
    }

    /** Of steps the middle of the stretch in the logarithm, of jumps the moment, both with 1 added before the first step. */
    private double time(String name, long moment) {
        for (StepsResult.Moment each : moments) {
            if (each.step() == moment) {
                return name.equals("made")
                        ? Math.sqrt((each.step() + 1.0) * Math.max(1, each.to()))
                        : each.step() + 1.0;
            }
        }
        return 1;
    }
}
