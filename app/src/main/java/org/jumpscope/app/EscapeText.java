package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.escape.DigitEscape;
import org.jumpscope.experiments.escape.Escape;

/** The answer of {@code experiment escape} as tables. */
final class EscapeText {
    private static final String NORMAL = "normal";

    private EscapeText() {}

    static String of(Escape.Result result) {
        String line = line(result);
        return result.digits() == null ? line : line + "\n" + digits(result.digits());
    }

    private static String line(Escape.Result result) {
        StringBuilder text = new StringBuilder(format(
                "%-12s %5s  %-14s %8s %12s %10s  %s%n",
                "landscape", "ΔV/T", "noise", "escaped", "mean steps", "± ", "ratio to normal (95 %)"));
        for (Escape.Cell cell : result.cells()) {
            text.append(format(
                    "%-12s %5s  %-14s %8d %12.0f %10.0f  %s%n",
                    cell.landscape(),
                    ShortNumber.of(cell.barrier()),
                    cell.noise(),
                    cell.escaped(),
                    cell.meanSteps(),
                    cell.standardError(),
                    against(cell.noise(), "1", cell.ratio(), cell.interval())));
        }
        return text.toString();
    }

    private static String digits(DigitEscape.Result result) {
        StringBuilder text = new StringBuilder(format(
                "zeros and ones: %d images; designed losses with their equilibrium at w = %s, b = %s%n",
                result.images(), ShortNumber.of(result.weight()), ShortNumber.of(result.bias())));
        for (DigitEscape.Loss loss : result.losses()) {
            text.append(format(
                    "k = %-4s measured %.3f ± %.3f; mean gradient %.4f, least curvature %.4f; risk %.2f without a weight; "
                            + "errors %.4f%n",
                    ShortNumber.of(loss.exponent()),
                    loss.exponentMeasured(),
                    loss.standardError(),
                    loss.meanGradient(),
                    loss.curvature(),
                    loss.riskWithoutWeight(),
                    loss.errors()));
        }
        text.append(format(
                "%n%-4s %5s  %-23s %8s %12s %10s  %s%n",
                "k", "rate", "noise", "escaped", "mean steps", "± ", "ratio to normal (95 %)"));
        for (DigitEscape.Cell cell : result.cells()) {
            text.append(format(
                    "%-4s %5s  %-23s %8d %12.0f %10.0f  %s%n",
                    ShortNumber.of(cell.exponent()),
                    ShortNumber.of(cell.rate()),
                    cell.noise(),
                    cell.escaped(),
                    cell.meanSteps(),
                    cell.standardError(),
                    against(cell.noise(), "1", cell.ratio(), cell.interval())));
        }
        text.append(format(
                "%n%-4s %5s  %-23s %8s %8s %10s %8s  %s%n",
                "k", "rate", "noise", "risk", "± ", "errors", "± ", "risk less normal (95 %)"));
        for (DigitEscape.End end : result.ends()) {
            text.append(format(
                    "%-4s %5s  %-23s %8.4f %8.4f %10.4f %8.4f  %s%n",
                    ShortNumber.of(end.exponent()),
                    ShortNumber.of(end.rate()),
                    end.noise(),
                    end.risk(),
                    end.riskError(),
                    end.errors(),
                    end.errorsError(),
                    against(end.noise(), "0", end.difference(), end.interval())));
        }
        return text.toString();
    }

    private static String against(String noise, String same, double value, List<Double> interval) {
        return NORMAL.equals(noise) ? same : format("%.3f (%.3f to %.3f)", value, interval.get(0), interval.get(1));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
