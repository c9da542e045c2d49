package org.jumpscope.design.classification;

import java.util.ArrayList;
import java.util.List;

/** The two sides of a place put together where they have the same law. */
final class SidesOfPlaces {
    private SidesOfPlaces() {}

    static List<AsymptoticLaw> joined(List<EndRegion> regions) {
        List<AsymptoticLaw> joined = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            EndRegion region = regions.get(i);
            if (i + 1 < regions.size() && areOne(region, regions.get(i + 1))) {
                joined.add(one(region, regions.get(i + 1)));
                i++;
            } else {
                AsymptoticLaw law = region.law();
                joined.add(law.withRegion(law.region(), region.named(law.reason()), law.conditions(), law.decades()));
            }
        }
        return joined;
    }

    /** Whether the upper end of a stretch and the lower end of the next are one place with one law. */
    private static boolean areOne(EndRegion below, EndRegion above) {
        AsymptoticLaw a = below.law();
        AsymptoticLaw b = above.law();
        boolean samePlace = Double.isFinite(a.at()) && a.at() == b.at();
        if (!samePlace || a.outcome() != b.outcome()) {
            return false;
        }
        if (a.outcome() != Outcome.LAW) {
            return a.reason().equals(b.reason());
        }
        return Math.abs(a.exponent() - b.exponent()) < 1e-12;
    }

    private static AsymptoticLaw one(EndRegion below, EndRegion above) {
        AsymptoticLaw a = below.law();
        AsymptoticLaw b = above.law();
        String region = "y -> " + Sizes.of(a.at());
        if (a.outcome() != Outcome.LAW) {
            return b.withRegion(region, b.reason(), List.of(), Double.NaN);
        }
        List<String> conditions = Conditions.either(a.conditions(), b.conditions());
        String what = below.extremum() == EndRegion.Extremum.NONE
                ? ""
                : below.extremum() == above.extremum()
                        ? "local " + (below.extremum() == EndRegion.Extremum.MINIMUM ? "minimum: " : "maximum: ")
                        : "stationary point: ";
        return b.withRegion(region, what + b.reason(), conditions, b.decades());
    }
}
