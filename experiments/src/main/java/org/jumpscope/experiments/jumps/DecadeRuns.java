package org.jumpscope.experiments.jumps;

import java.util.List;
import org.jumpscope.criticality.estimate.RelatedExponents;
import org.jumpscope.criticality.estimate.RelatedExponents.Agreement;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.JumpExponents.Line;
import org.jumpscope.experiments.jumps.JumpExponents.Run;

/**
 * What exponents of decades say together: the longest run of one exponent, and a straight line, tested with the joint covariance of
 * the exponents.
 */
final class DecadeRuns {
    private static final double SIGNIFICANCE = 0.05;

    private final List<Decade> decades;
    private final RelatedExponents related;

    /** Exponents in ascending order of their decades, and the same with their covariance. */
    DecadeRuns(List<Decade> decades, RelatedExponents related) {
        this.decades = decades;
        this.related = related;
    }

    /**
     * The longest run of neighbouring decades whose exponents agree, of equally long ones that with the most jumps; null where no
     * two neighbours agree.
     *
     * <p>A run agrees where none of the runs inside it is rejected: its p-value is the smallest of theirs times their number. A
     * test of the whole run alone could be carried by decades whose exponents are hardly known.
     */
    Run longest() {
        int n = decades.size();
        double[][] smallest = new double[n][n];
        Run best = null;
        for (int length = 2; length <= n; length++) {
            for (int from = 0; from + length <= n; from++) {
                int to = from + length - 1;
                double inside = length == 2 ? 1 : Math.min(smallest[from][to - 1], smallest[from + 1][to]);
                if (inside * n * (n - 1) / 2 < SIGNIFICANCE) {
                    // Rejected inside, and with it every longer run about this one: its own test would change nothing.
                    smallest[from][to] = inside;
                    continue;
                }
                boolean adjoin = decades.get(to - 1).upper() == decades.get(to).lower();
                Agreement mean = related.mean(from, to + 1);
                // 0 where the exponents cannot be compared.
                smallest[from][to] = adjoin ? Math.min(inside, mean.pValue().orElse(0)) : 0;
                double p = Math.min(1, smallest[from][to] * length * (length - 1) / 2);
                Run whole = run(from, to, mean, p);
                boolean better = best == null || length > best.decades() || whole.share() > best.share();
                if (p >= SIGNIFICANCE && better) {
                    best = whole;
                }
            }
        }
        return best;
    }

    private Run run(int from, int to, Agreement mean, double p) {
        double share = decades.subList(from, to + 1).stream()
                .mapToDouble(Decade::share)
                .sum();
        return new Run(
                decades.get(from).lower(),
                decades.get(to).upper(),
                to - from + 1,
                share,
                mean.value(),
                mean.standardError(),
                p);
    }

    /** The line through all exponents, weighted by the inverse variances; null below three, or where it cannot be tested. */
    Line line() {
        int n = decades.size();
        if (n < 3) {
            return null;
        }
        Agreement constant = related.mean(0, n);
        Agreement line = related.line();
        if (constant.squaredDistance().isEmpty() || line.pValue().isEmpty()) {
            return null;
        }
        double one = constant.squaredDistance().getAsDouble();
        double left = line.squaredDistance().orElseThrow();
        return new Line(
                line.value(),
                line.standardError(),
                one / (n - 1),
                left / (n - 2),
                one > 0 ? 1 - left / one : 0,
                line.pValue().getAsDouble());
    }
}
