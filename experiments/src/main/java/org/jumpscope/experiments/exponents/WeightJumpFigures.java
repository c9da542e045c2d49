package org.jumpscope.experiments.exponents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.experiments.exponents.FigureData.Axis;
import org.jumpscope.experiments.exponents.FigureData.Curve;
import org.jumpscope.experiments.exponents.FigureData.Range;
import org.jumpscope.experiments.exponents.FigureData.Role;
import org.jumpscope.experiments.exponents.FigureData.Scale;
import org.jumpscope.experiments.exponents.JumpCurve.Part;
import org.jumpscope.experiments.exponents.RegimeSampler.Request;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * One figure of p(ẇ) per row of the closing table: exact density over all preimages, contribution |dx/dẇ| of the
 * Jacobian on each branch, Monte Carlo, the predicted power laws and their ranges.
 */
public final class WeightJumpFigures {
    private static final int POINTS = 300;
    private static final int BINS = 80;
    /** Part of the law's standard deviation that the curves of the Jacobian reach to either side. */
    private static final double REACH = 4;

    private WeightJumpFigures() {}

    /**
     * The data of all figures, in the order of the table.
     *
     * @param random source of random numbers
     * @param samples inputs drawn per figure
     */
    public static List<FigureData> of(RandomBlocks random, long samples) {
        return ClosingTable.entries().parallelStream()
                .map(entry -> figure(entry, random.stream("weight jump " + entry.name()), samples))
                .toList();
    }

    private static FigureData figure(ClosingTable.Entry entry, RandomBlocks random, long samples) {
        JumpCurve curve = entry.weightCurve();
        Distribution law = ClosingTable.LAW;
        double reach = REACH * law.standardDeviation();
        double low = Math.max(entry.domainLow(), law.mean() - reach);
        double high = law.mean() + reach;
        List<Request> requests = entry.requests().stream()
                .filter(r -> r.curve().coordinate() == Part.WEIGHT)
                .toList();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Request request : requests) {
            smallest = Math.min(smallest, Math.min(curve.size(request.lower()), curve.size(request.upper())));
            largest = Math.max(largest, Math.max(curve.size(request.lower()), curve.size(request.upper())));
        }
        // A decade more on either side shows where the ranges end.
        double[] jumps = logarithmic(smallest / 10, largest * 10, POINTS);
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.of(
                "exact density",
                Role.EXACT,
                Vector.of(jumps),
                Vector.of(Arrays.stream(jumps)
                        .map(u -> curve.density(u, law, low, high))
                        .toArray())));
        curves.add(samples(curve, law, low, high, jumps[0], jumps[POINTS - 1], random, samples));
        List<Range> ranges = new ArrayList<>();
        for (Request request : requests) {
            curves.add(jacobian(request));
            curves.add(prediction(request));
            double a = curve.size(request.lower());
            double b = curve.size(request.upper());
            ranges.add(new Range(request.name(), Math.min(a, b), Math.max(a, b)));
        }
        String jump = curve.shift() == 0 ? "|ẇ|" : "|ẇ + C|";
        return new FigureData(
                "weight-jump-" + entry.name().replace(' ', '-'),
                "H = " + entry.family().text() + ", k_w = " + entry.weightCorrected(),
                new Axis(jump, Scale.LOGARITHMIC),
                new Axis("p(" + jump + ")", Scale.LOGARITHMIC),
                curves,
                ranges);
    }

    /** |dx/du| against u on a range. */
    private static Curve jacobian(Request request) {
        double centre = request.curve().centre();
        boolean around = request.lower() > centre;
        double[] x = around
                ? logarithmic(request.lower() - centre, request.upper() - centre, POINTS)
                : even(request.lower(), request.upper());
        double[] jump = new double[POINTS];
        double[] inverse = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double at = around ? centre + x[i] : x[i];
            jump[i] = request.curve().size(at);
            inverse[i] = 1 / request.curve().jacobian(at);
        }
        return Curve.of("Jacobian, " + request.name(), Role.JACOBIAN, Vector.of(jump), Vector.of(inverse));
    }

    /** The power law through the middle of the range, at the height of the Jacobian's contribution. */
    private static Curve prediction(Request request) {
        double a = request.curve().size(request.lower());
        double b = request.curve().size(request.upper());
        double middle = Math.sqrt(a) * Math.sqrt(b);
        List<Double> preimages = request.curve().preimages(middle, request.lower(), request.upper());
        double height = preimages.isEmpty() ? 1 : 1 / request.curve().jacobian(preimages.get(0));
        double[] jump = logarithmic(Math.min(a, b), Math.max(a, b), 2);
        double[] density = new double[2];
        for (int i = 0; i < 2; i++) {
            density[i] = height * Math.exp(request.predicted() * (Math.log(middle) - Math.log(jump[i])));
        }
        String name = String.format(Locale.ROOT, "k = %.4g, %s", request.predicted(), request.name());
        return Curve.of(name, Role.PREDICTED, Vector.of(jump), Vector.of(density));
    }

    /** Counts in logarithmic bins as densities, with one standard error; empty bins are left out. */
    private static Curve samples(
            JumpCurve curve,
            Distribution law,
            double low,
            double high,
            double smallest,
            double largest,
            RandomBlocks random,
            long n) {
        long[] counts = new long[BINS];
        double logSmallest = Math.log(smallest);
        double width = (Math.log(largest) - logSmallest) / BINS;
        double[] x = new double[RandomBlocks.BLOCK];
        for (long block = 0; block * RandomBlocks.BLOCK < n; block++) {
            int count = (int) Math.min(RandomBlocks.BLOCK, n - block * RandomBlocks.BLOCK);
            law.sample(random.block(block), x, count);
            for (int i = 0; i < count; i++) {
                if (x[i] >= low && x[i] <= high) {
                    double bin = Math.floor((Math.log(curve.size(x[i])) - logSmallest) / width);
                    if (bin >= 0 && bin < BINS) {
                        counts[(int) bin]++;
                    }
                }
            }
        }
        List<double[]> points = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                double from = Math.exp(logSmallest + bin * width);
                double to = Math.exp(logSmallest + (bin + 1) * width);
                double unit = 1 / ((double) n * (to - from));
                double error = Math.sqrt((double) counts[bin]);
                points.add(new double[] {
                    Math.sqrt(from * to), counts[bin] * unit, (counts[bin] - error) * unit, (counts[bin] + error) * unit
                });
            }
        }
        return new Curve(
                "Monte Carlo",
                Role.MEASURED,
                column(points, 0),
                column(points, 1),
                column(points, 2),
                column(points, 3));
    }

    private static Vector column(List<double[]> points, int index) {
        return Vector.of(points.stream().mapToDouble(p -> p[index]).toArray());
    }

    static double[] logarithmic(double low, double high, int n) {
        double from = Math.log(low);
        double step = (Math.log(high) - from) / (n - 1);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(from + step * i);
        }
        values[0] = low;
        values[n - 1] = high;
        return values;
    }

    private static double[] even(double low, double high) {
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            values[i] = low + (high - low) * i / (POINTS - 1);
        }
        return values;
    }
}
