package org.jumpscope.figures.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jumpscope.experiments.network.MeasureResult;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.numeric.Vector;

/**
 * Draws the answer of {@code measure} as it was fitted, decade by decade: a colour a group, solid for positive and dashed for
 * negative jumps.
 */
public final class MeasureFigures {
    private static final double WIDTH = 6.2 * 72;
    private static final double HEIGHT = 4.5 * 72;

    private MeasureFigures() {}

    /**
     * The density in log–log, in each decade the power law that was fitted there; classes together, and each pale.
     *
     * @param result the answer
     */
    public static Figure density(MeasureResult result) {
        return titled(JumpFigures.density(kinds(result)), result);
    }

    /**
     * The exponent of each decade against the size of the jumps; of classes together the mean, weighted by their jumps.
     *
     * @param result the answer
     */
    public static Figure exponent(MeasureResult result) {
        return titled(JumpFigures.exponent(kinds(result)), result);
    }

    private static Figure titled(Figure figure, MeasureResult result) {
        return figure.titled(result.network())
                .noted(NumberText.count(result.samples()) + " samples, " + result.loss()
                        + "; lines: positive solid, negative dashed")
                .sized(WIDTH, HEIGHT);
    }

    private static List<JumpFigures.Jumps> kinds(MeasureResult result) {
        List<String> groups =
                result.jumps().stream().map(MeasureResult.Jumps::group).distinct().toList();
        List<JumpFigures.Jumps> kinds = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            String group = groups.get(g);
            for (String sign : List.of("positive", "negative")) {
                List<MeasureResult.Jumps> own = result.jumps().stream()
                        .filter(j -> j.group().equals(group) && j.sign().equals(sign))
                        .filter(j -> !j.decades().isEmpty())
                        .toList();
                if (!own.isEmpty()) {
                    kinds.add(kind(group + ", " + sign, Colour.of(g), sign, own));
                }
            }
        }
        return kinds;
    }

    private static JumpFigures.Jumps kind(String name, Colour colour, String sign, List<MeasureResult.Jumps> own) {
        List<Decade> together = together(own);
        Pieces all = Pieces.of(together);
        List<JumpFigures.ClassCurves> classes = new ArrayList<>();
        if (own.size() > 1) {
            for (MeasureResult.Jumps each : own) {
                Pieces pieces = Pieces.of(each.decades());
                classes.add(new JumpFigures.ClassCurves(pieces.jump(), pieces.density(), Vector.of(), Vector.of()));
            }
        }
        return new JumpFigures.Jumps(
                name,
                colour,
                sign.equals("positive") ? Series.Style.LINE : Series.Style.DASHED,
                all.jump(),
                all.density(),
                Vector.of(together.stream()
                        .mapToDouble(d -> Math.sqrt(d.lower()) * Math.sqrt(d.upper()))
                        .toArray()),
                Vector.of(together.stream().mapToDouble(Decade::exponent).toArray()),
                together,
                classes);
    }

    /** All classes: their jumps added, the mean of their exponents by jumps; classes are independent samples. */
    private static List<Decade> together(List<MeasureResult.Jumps> classes) {
        double total = classes.stream().mapToDouble(MeasureResult.Jumps::count).sum();
        TreeMap<Double, List<Decade>> byLower = new TreeMap<>();
        for (MeasureResult.Jumps each : classes) {
            each.decades().forEach(d -> byLower.computeIfAbsent(d.lower(), l -> new ArrayList<>()).add(d));
        }
        List<Decade> together = new ArrayList<>();
        byLower.forEach((lower, decades) -> {
            double count = 0;
            double exponent = 0;
            double variance = 0;
            for (Decade each : decades) {
                count += each.count();
                exponent += each.count() * each.exponent();
                double part = each.count() * each.standardError();
                variance += part * part;
            }
            together.add(new Decade(
                    lower,
                    decades.get(0).upper(),
                    (long) count,
                    count / total,
                    exponent / count,
                    Math.sqrt(variance) / count));
        });
        return together;
    }

    /**
     * The fitted density: in each decade its share times (1 − k)/(b^(1−k) − a^(1−k)) |q̇|^(−k).
     *
     * @param jump both ends of each decade, and between decades that do not adjoin NaN
     * @param density the density there
     */
    private record Pieces(Vector jump, Vector density) {
        static Pieces of(List<Decade> decades) {
            List<double[]> points = new ArrayList<>();
            double end = Double.NaN;
            for (Decade decade : decades) {
                if (!points.isEmpty() && decade.lower() != end) {
                    points.add(new double[] {decade.lower(), Double.NaN});
                }
                end = decade.upper();
                // ∫ v^(−k) dv over the decade, with v = |q̇|/a.
                double t = (1 - decade.exponent()) * Math.log(decade.upper() / decade.lower());
                double integral = Math.abs(t) < 1e-9
                        ? Math.log(decade.upper() / decade.lower())
                        : Math.expm1(t) / (1 - decade.exponent());
                double start = decade.share() / (integral * decade.lower());
                points.add(new double[] {decade.lower(), start});
                points.add(new double[] {
                    decade.upper(), start * Math.pow(decade.upper() / decade.lower(), -decade.exponent())
                });
            }
            return new Pieces(
                    Vector.of(points.stream().mapToDouble(p -> p[0]).toArray()),
                    Vector.of(points.stream().mapToDouble(p -> p[1]).toArray()));
        }
    }
}
