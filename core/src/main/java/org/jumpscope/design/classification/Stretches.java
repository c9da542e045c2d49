package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.composition.Piece;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.design.asymptotics.End;
import org.jumpscope.design.asymptotics.Expander;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.design.asymptotics.Precise;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.Interval;

/** The stretches of a composition, whose ends are kinks, singularities and zeros of h, worked out to 60 digits. */
final class Stretches {
    private static final double FAR = 1e100;
    private static final double NEAR = 10;
    private static final int TERMS = 6;

    private final Formula value;
    private final PlacePolish polish;
    private final HiddenZeros hidden;

    private Stretches(Formula value) {
        this.value = value;
        this.polish = new PlacePolish(value);
        this.hidden = new HiddenZeros(polish);
    }

    /**
     * What was found.
     *
     * @param smooth the stretches in order
     * @param dead intervals on which h = 0
     * @param window where kinks and zeros were sought
     */
    record Found(List<Stretch> smooth, List<Interval> dead, Interval window) {}

    static Found of(Formula value, TargetComposition composition) {
        return new Stretches(value).find(composition);
    }

    private Found find(TargetComposition composition) {
        // Where the formula oscillates without limit there is no last zero, and only those near 0 are listed.
        double low = oscillates(End.infinite(-1)) ? -NEAR : -FAR;
        double high = oscillates(End.infinite(1)) ? NEAR : FAR;
        Interval window = Interval.of(low, high);
        List<Stretch> smooth = new ArrayList<>();
        List<Interval> dead = new ArrayList<>();
        for (Piece piece : composition.pieces(window)) {
            double lower = piece.lower() <= low ? Double.NEGATIVE_INFINITY : piece.lower();
            double upper = piece.upper() >= high ? Double.POSITIVE_INFINITY : piece.upper();
            if (piece.kind() == Piece.Kind.DEAD) {
                dead.add(Interval.of(lower, upper));
            } else if (piece.isSmooth()) {
                smooth.add(Stretch.of(lower, upper, end(lower, 1), end(upper, -1), List.of(piece)));
            }
        }
        return new Found(split(joined(smooth)), dead, window);
    }

    private boolean oscillates(End end) {
        try {
            Expander.expand(value, end, 3);
            return false;
        } catch (ExpansionFailure failure) {
            return failure.getMessage().contains("oscillates");
        }
    }

    private End end(double y, int side) {
        if (Double.isInfinite(y)) {
            return End.infinite(y > 0 ? 1 : -1);
        }
        BigDecimal place = polish.polish(y, side);
        return place == null ? null : End.at(place, side);
    }

    /**
     * Without cuts that are only rounding: no kink, singularity or zero is found there with 64 digits, and the expansions of H on
     * either side are one Taylor series.
     */
    private List<Stretch> joined(List<Stretch> stretches) {
        List<Stretch> joined = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Stretch last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean open = last != null
                    && last.upper() == stretch.lower()
                    && (last.upperEnd() == null || stretch.lowerEnd() == null);
            if (open && last.sign() == stretch.sign() && isSmoothAt(last.upper())) {
                joined.set(joined.size() - 1, last.joined(stretch));
            } else {
                joined.add(stretch);
            }
        }
        return joined;
    }

    /** Cut at zeros of h of a high order, which rounding hides from a search by signs. */
    private List<Stretch> split(List<Stretch> stretches) {
        List<Stretch> split = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Stretch known = stretch.recognised(value);
            Optional<BigDecimal> zero = known.family().flatMap(f -> f.hiddenZero(known));
            if (zero.isEmpty()) {
                split.addAll(hidden.split(known));
            } else {
                split.addAll(known.split(zero.get()));
            }
        }
        return split;
    }

    private boolean isSmoothAt(double y) {
        try {
            List<BigDecimal> below = PlacePolish.taylor(value, BigDecimal.valueOf(y), -1, TERMS);
            List<BigDecimal> above = PlacePolish.taylor(value, BigDecimal.valueOf(y), 1, TERMS);
            return above.get(1).signum() != 0 && areEqual(below, above);
        } catch (ExpansionFailure notSmooth) {
            return false;
        }
    }

    private static boolean areEqual(List<BigDecimal> a, List<BigDecimal> b) {
        for (int k = 0; k < a.size(); k++) {
            if (!Precise.areEqual(a.get(k), b.get(k))) {
                return false;
            }
        }
        return true;
    }
}
