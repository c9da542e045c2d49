package org.jumpscope.experiments.jumps;

import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.JumpExponents.Line;
import org.jumpscope.experiments.jumps.JumpExponents.Run;

/**
 * What exponents of decades say together: the longest run of one exponent, and a straight line. Exponents of different decades are
 * taken as independent.
 */
final class DecadeRuns {
    private static final double SIGNIFICANCE = 0.05;

    private final List<Decade> decades;

    /** Exponents in ascending order of their decades. */
    DecadeRuns(List<Decade> decades) {
        this.decades = decades;
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
                boolean adjoin = decades.get(to - 1).upper() == decades.get(to).lower();
                Run whole = run(from, to);
                smallest[from][to] = adjoin ? Math.min(inside, whole.pValue()) : 0;
                double p = Math.min(1, smallest[from][to] * length * (length - 1) / 2);
                boolean better = best == null || length > best.decades() || whole.share() > best.share();
                if (p >= SIGNIFICANCE && better) {
                    best = whole.withPValue(p);
                }
            }
        }
        return best;
    }

    private Run run(int from, int to) {
        List<Decade> own = decades.subList(from, to + 1);
        Sums sums = Sums.of(own, 0);
        double share = own.stream().mapToDouble(Decade::share).sum();
        return new Run(
                own.get(0).lower(),
                own.get(own.size() - 1).upper(),
                own.size(),
                share,
                sums.height(),
                1 / Math.sqrt(sums.weight()),
                RegularizedGamma.Q.value(0.5 * (own.size() - 1), 0.5 * sums.square()));
    }

    /** The line through all exponents, weighted by the inverse variances; null below three. */
    Line line() {
        int n = decades.size();
        if (n < 3) {
            return null;
        }
        double weight = 0;
        double x = 0;
        double k = 0;
        for (Decade decade : decades) {
            weight += decade.weight();
            x += decade.weight() * Math.log10(decade.lower());
            k += decade.weight() * decade.exponent();
        }
        x /= weight;
        k /= weight;
        double spread = 0;
        double product = 0;
        for (Decade decade : decades) {
            double place = Math.log10(decade.lower()) - x;
            spread += decade.weight() * place * place;
            product += decade.weight() * place * (decade.exponent() - k);
        }
        double slope = product / spread;
        double one = Sums.of(decades, 0).square();
        double line = Sums.of(decades, slope).square();
        return new Line(
                slope,
                1 / Math.sqrt(spread),
                one / (n - 1),
                line / (n - 2),
                one > 0 ? 1 - line / one : 0,
                RegularizedGamma.Q.value(0.5 * (n - 2), 0.5 * line));
    }

    /** χ² of a line of one slope at its best height. */
    private record Sums(double weight, double height, double square) {
        static Sums of(List<Decade> decades, double slope) {
            double weight = 0;
            double height = 0;
            for (Decade decade : decades) {
                weight += decade.weight();
                height += decade.weight() * (decade.exponent() - slope * Math.log10(decade.lower()));
            }
            height /= weight;
            double square = 0;
            for (Decade decade : decades) {
                double miss = decade.exponent() - slope * Math.log10(decade.lower()) - height;
                square += decade.weight() * miss * miss;
            }
            return new Sums(weight, height, square);
        }
    }
}
