package org.jumpscope.figures;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.numeric.Vector;

/** Figures as in the paper, from the closed forms of its Section 8; only for looking at and for measuring. */
final class SampleFigures {
    private static final double SIGMA = 0.25;
    private static final int POINTS = 2000;

    private SampleFigures() {}

    /** Figure 1: sigmoid and mean squared loss, zeros; w = 16, b = -8. */
    static Figure figure1() {
        DoubleUnaryOperator h = y -> 2 * Math.pow(sigmoid(y), 2) * sigmoid(-y);
        DoubleUnaryOperator rho = y -> 2 * sigmoid(-y) - sigmoid(y);
        return jumps(16, -8, h, rho, -1.2, 0.54, true)
                .titled("Sigmoid activation, mean squared loss, class of zeros, negative jumps")
                .noted("$w = 16$, $b = -8$, $γ = 1$; simulated: 200,000 samples, seed 1")
                .with(Guide.range(2e-13, 3e-3, "power law expected"));
    }

    /** Figure 5: ReLU and mean squared loss. */
    static Figure figure5() {
        return jumps(1.6, -0.3, y -> 2 * y, y -> 1 / y, 0.1876, 1.3, true)
                .with(Guide.range(1e-3, 0.4, "power law expected"));
    }

    /** Figure 6: cross-entropy, h = 1 / (1 - y): the exponent is 2. */
    static Figure figure6() {
        return jumps(0.98, 0.01, y -> 1 / (1 - y), y -> 1 / (1 - y), -0.01, 1.0101, false)
                .with(Guide.vertical(5, "$k = 2$ beyond"))
                .with(Guide.vertical(2000, "$k = 2$ beyond"));
    }

    /** Figure 8: quartic loss. */
    static Figure figure8() {
        return jumps(1.9, -0.4, y -> 4 * y * y * y, y -> 3 / y, 0.2106, 1.2, true);
    }

    private static double sigmoid(double y) {
        return 1 / (1 + Math.exp(-y));
    }

    static Figure jumps(
            double w, double b, DoubleUnaryOperator h, DoubleUnaryOperator rho, double from, double to, boolean mc) {
        double[] q = new double[POINTS];
        double[] total = new double[POINTS];
        double[] jacobian = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double x = from + (to - from) * (i + 0.5) / POINTS;
            double y = w * x + b;
            q[i] = h.applyAsDouble(y) * Math.sqrt(1 + x * x);
            jacobian[i] = 1 / (q[i] * Math.abs(w * rho.applyAsDouble(y) + x / (1 + x * x)));
            total[i] = jacobian[i] * Math.exp(-x * x / (2 * SIGMA * SIGMA)) / (SIGMA * Math.sqrt(2 * Math.PI));
        }
        Figure figure = Figure.of(Axis.logarithmic("jump $|q̇|$"), Axis.logarithmic("probability density $p(|q̇|)$"))
                .with(Series.of("density $p(|q̇|)$", Series.Style.DOTTED, Colour.TOTAL, Vector.of(q), Vector.of(total)))
                .with(Series.line("Jacobian $|dx_1/dq̇|$", Colour.JACOBIAN, Vector.of(q), Vector.of(jacobian)));
        return mc
                ? figure.with(simulated(
                        w,
                        b,
                        h,
                        from,
                        to,
                        Arrays.stream(q).min().orElseThrow(),
                        Arrays.stream(q).max().orElseThrow()))
                : figure;
    }

    private static Series simulated(
            double w, double b, DoubleUnaryOperator h, double from, double to, double least, double most) {
        Random random = new Random(1);
        int bins = 40;
        int samples = 200_000;
        int[] counts = new int[bins];
        double width = Math.log(most / least) / bins;
        for (int i = 0; i < samples; i++) {
            double x = SIGMA * random.nextGaussian();
            double q = h.applyAsDouble(w * x + b) * Math.sqrt(1 + x * x);
            int bin = (int) Math.floor(Math.log(q / least) / width);
            if (x > from && x < to && bin >= 0 && bin < bins) {
                counts[bin]++;
            }
        }
        double[] x = new double[bins];
        double[] y = new double[bins];
        double[] low = new double[bins];
        double[] high = new double[bins];
        for (int i = 0; i < bins; i++) {
            x[i] = least * Math.exp((i + 0.5) * width);
            double size = samples * x[i] * 2 * Math.sinh(width / 2);
            y[i] = counts[i] == 0 ? Double.NaN : counts[i] / size;
            low[i] = (counts[i] - Math.sqrt(counts[i])) / size;
            high[i] = (counts[i] + Math.sqrt(counts[i])) / size;
        }
        return Series.pointsWithErrors(
                "simulated", Colour.SIMULATED, Vector.of(x), Vector.of(y), Vector.of(low), Vector.of(high));
    }

    /** Linear axes, staircase, dashed line, a horizontal guide, large numbers. */
    static Figure histogram() {
        double[] edges = new double[31];
        double[] heights = new double[30];
        double[] normal = new double[31];
        for (int i = 0; i <= 30; i++) {
            edges[i] = -3 + 0.2 * i;
            normal[i] = 2e6 / Math.sqrt(2 * Math.PI) * Math.exp(-edges[i] * edges[i] / 2);
            if (i < 30) {
                double m = edges[i] + 0.1;
                heights[i] = 2e6 / Math.sqrt(2 * Math.PI) * Math.exp(-m * m / 2) * (1 + 0.1 * Math.sin(9 * m));
            }
        }
        return Figure.of(Axis.linear("weight $w_{12}$ in units of $σ$"), Axis.linear("count $N$"))
                .with(Series.histogram("counted", Colour.of(0), Vector.of(edges), Vector.of(heights)))
                .with(Series.of(
                        "normal, $e^{-w²}$", Series.Style.DASHED, Colour.of(1), Vector.of(edges), Vector.of(normal)))
                .with(Guide.horizontal(4e5, "half"));
    }

    /** Many sets of points that leave no room for a legend. */
    static Figure crowded() {
        Figure figure = Figure.of(Axis.linear("exponent $k$"), Axis.logarithmic("$L^2_{max}$ of a crowded plot"))
                .titled("A very long title of a figure that certainly does not fit into one single line of this width");
        Random random = new Random(2);
        for (int s = 0; s < 5; s++) {
            double[] x = new double[300];
            double[] y = new double[300];
            for (int i = 0; i < 300; i++) {
                x[i] = 3 * random.nextDouble();
                y[i] = 0.3 + 0.6 * random.nextDouble();
            }
            figure = figure.with(Series.of("set " + s, Series.Style.POINTS, Colour.of(s), Vector.of(x), Vector.of(y)));
        }
        return figure;
    }

    /** A map of colours. */
    static Figure map() {
        int n = 60;
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        double[] v = new double[n * n];
        for (int i = 0; i <= n; i++) {
            x[i] = Math.pow(10, -3 + 5.0 * i / n);
            y[i] = -2 + 4.0 * i / n;
        }
        for (int i = 0; i < n * n; i++) {
            double u = (i % n - 20) / 15.0;
            double t = (i / n - 40) / 20.0;
            v[i] = i % 371 == 0 ? Double.NaN : Math.exp(-u * u - t * t);
        }
        return Figure.of(Axis.logarithmic("weight $w$"), Axis.linear("bias $b$"))
                .with(new Landscape(Vector.of(x), Vector.of(y), Vector.of(v), Axis.linear("total exponent $k$")))
                .with(Series.line(
                        "equilibria $q̇ = 0$",
                        Colour.JACOBIAN,
                        Vector.of(x),
                        Vector.of(Arrays.stream(x).map(a -> Math.log10(a) * 0.5).toArray())));
    }

    /** A range from 1e-300 and unusual text. */
    static Figure tiny() {
        double[] x = new double[50];
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            x[i] = 0.3 + 0.6 * i / 49;
            y[i] = Math.pow(10, -300 + 20 * x[i] * x[i]);
        }
        return Figure.of(Axis.logarithmic("$\\log$ range ẇ, ḃ, q̈ <&> \"é\" 中文"), Axis.logarithmic("10⁻⁶ units"))
                .with(Series.of("", Series.Style.POINTS, Colour.of(2), Vector.of(x), Vector.of(y)));
    }
}
