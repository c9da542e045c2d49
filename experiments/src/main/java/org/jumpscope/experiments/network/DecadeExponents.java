package org.jumpscope.experiments.network;

import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jumpscope.experiments.network.MeasureResult.Constant;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.MeasureResult.Drift;

/** What exponents of decades say together; those of different decades are taken as independent. */
final class DecadeExponents {
    private static final double SIGNIFICANCE = 0.05;

    private final List<Decade> decades;

    /** Exponents in ascending order of their decades. */
    DecadeExponents(List<Decade> decades) {
        this.decades = decades;
    }

    /** The longest run of neighbouring decades that agree, of equally long ones that with the most jumps; null if there is none. */
    Constant constant() {
        Constant best = null;
        for (int from = 0; from < decades.size(); from++) {
            for (int to = from + 1; to < decades.size() && adjoin(to - 1); to++) {
                Constant run = run(from, to);
                boolean longer = best == null
                        || run.decades() > best.decades()
                        || (run.decades() == best.decades() && run.share() > best.share());
                if (run.pValue() >= SIGNIFICANCE && longer) {
                    best = run;
                }
            }
        }
        return best;
    }

    private boolean adjoin(int place) {
        return decades.get(place).upper() == decades.get(place + 1).lower();
    }

    private Constant run(int from, int to) {
        double weight = 0;
        double weighted = 0;
        double share = 0;
        for (int i = from; i <= to; i++) {
            Decade decade = decades.get(i);
            double own = 1 / (decade.standardError() * decade.standardError());
            weight += own;
            weighted += own * decade.exponent();
            share += decade.share();
        }
        double mean = weighted / weight;
        double square = 0;
        for (int i = from; i <= to; i++) {
            double distance =
                    (decades.get(i).exponent() - mean) / decades.get(i).standardError();
            square += distance * distance;
        }
        return new Constant(
                decades.get(from).lower(),
                decades.get(to).upper(),
                to - from + 1,
                share,
                mean,
                1 / Math.sqrt(weight),
                RegularizedGamma.Q.value(0.5 * (to - from), 0.5 * square));
    }

    /** The line through all exponents, weighted by the inverse variances; null below three. */
    Drift drift() {
        int n = decades.size();
        if (n < 3) {
            return null;
        }
        double weight = 0;
        double x = 0;
        double k = 0;
        for (Decade decade : decades) {
            double own = 1 / (decade.standardError() * decade.standardError());
            weight += own;
            x += own * Math.log10(decade.lower());
            k += own * decade.exponent();
        }
        x /= weight;
        k /= weight;
        double spread = 0;
        double product = 0;
        for (Decade decade : decades) {
            double own = 1 / (decade.standardError() * decade.standardError());
            double place = Math.log10(decade.lower()) - x;
            spread += own * place * place;
            product += own * place * (decade.exponent() - k);
        }
        double slope = product / spread;
        double square = 0;
        for (Decade decade : decades) {
            double line = k + slope * (Math.log10(decade.lower()) - x);
            double distance = (decade.exponent() - line) / decade.standardError();
            square += distance * distance;
        }
        return new Drift(slope, 1 / Math.sqrt(spread), RegularizedGamma.Q.value(0.5 * (n - 2), 0.5 * square));
    }
}
