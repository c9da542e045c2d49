package org.jumpscope.design.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The laws of the jumps that a composition H(y) makes: exact ones of ẇ and ḃ, and those that q̇ tends to at the ends of every
 * stretch on which h = H′ is smooth and not zero.
 *
 * @param formula H(y)
 * @param exact the exact laws, stretch by stretch
 * @param inexact where there is no exact law, and why
 * @param asymptotic the regions of q̇, each a law, none, or unknown
 * @param remarks what else has to be said
 */
public record Classification(
        Formula formula,
        List<ExactLaw> exact,
        List<ExactGap> inexact,
        List<AsymptoticLaw> asymptotic,
        List<String> remarks) {
    private static final int MOST_STRETCHES = 40;

    /** Copies the lists. */
    public Classification {
        exact = List.copyOf(exact);
        inexact = List.copyOf(inexact);
        asymptotic = List.copyOf(asymptotic);
        remarks = List.copyOf(remarks);
    }

    /**
     * Classifies a composition given by H(y).
     *
     * @param value H as a formula in {@code y}, as it was written
     * @param settings tolerance, ratio and state
     * @return its laws
     * @throws InvalidInputException if H is undefined everywhere or has too many kinks
     */
    public static Classification of(Formula value, Settings settings) {
        return of(value, TargetComposition.of(value, 0), settings);
    }

    /**
     * Classifies a composition of activation and loss for one target.
     *
     * @param composition activation and loss
     * @param target t
     * @param settings tolerance, ratio and state
     * @return its laws
     * @throws InvalidInputException if H is undefined everywhere or has too many kinks
     */
    public static Classification of(Composition composition, double target, Settings settings) {
        Formula raw = composition
                .loss()
                .formula()
                .substitute(new Formula.Variable("t"), Formula.constant(target))
                .substitute(new Formula.Variable("f"), composition.activation().formula());
        return of(raw, composition.at(target), settings);
    }

    private static Classification of(Formula raw, TargetComposition composition, Settings settings) {
        Stretches.Found found = Stretches.of(raw, composition);
        List<String> remarks = new ArrayList<>();
        if (found.smooth().isEmpty() && found.dead().isEmpty()) {
            throw new InvalidInputException("The formula '" + raw.toText()
                    + "' is undefined for every y; give one that has values on an interval.");
        }
        for (Interval dead : found.dead()) {
            remarks.add(
                    "H is constant for " + Conditions.between("y", dead.low(), dead.high()) + ": there is no jump.");
        }
        if (found.window().low() > -1e99 || found.window().high() < 1e99) {
            remarks.add("H oscillates without limit; kinks and zeros of h are listed for "
                    + Conditions.between(
                            "y", found.window().low(), found.window().high()) + " only.");
        }
        List<Stretch> smooth = longest(found.smooth(), remarks);
        ExactClassifier exact = new ExactClassifier(settings);
        List<EndRegion> regions = new ArrayList<>();
        for (Stretch stretch : smooth) {
            boolean exactBias = exact.add(stretch);
            regions.addAll(new EndClassifier(raw, composition.slope(), settings, stretch, true, exactBias).classify());
            regions.addAll(new EndClassifier(raw, composition.slope(), settings, stretch, false, exactBias).classify());
        }
        return new Classification(
                composition.value(), exact.laws(), exact.gaps(), SidesOfPlaces.joined(regions), remarks);
    }

    /** The longest stretches, if they are too many to be read. */
    private static List<Stretch> longest(List<Stretch> all, List<String> remarks) {
        if (all.size() <= MOST_STRETCHES) {
            return all;
        }
        List<Stretch> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(s -> s.lower() - s.upper()));
        List<Stretch> kept = new ArrayList<>(sorted.subList(0, MOST_STRETCHES));
        kept.sort(Comparator.comparingDouble(Stretch::lower));
        remarks.add("H has " + all.size() + " stretches between kinks and zeros of h; the " + MOST_STRETCHES
                + " longest are listed.");
        return kept;
    }
}
