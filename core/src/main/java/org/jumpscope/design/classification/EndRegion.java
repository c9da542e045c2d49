package org.jumpscope.design.classification;

import org.jumpscope.design.asymptotics.Growth;

/**
 * A region at one end of a stretch, before the two sides of a place are put together.
 *
 * @param law what was found
 * @param extremum whether H has a minimum or a maximum there, seen from this side
 * @param next the leading term of the error; null if it is none or not known
 */
record EndRegion(AsymptoticLaw law, Extremum extremum, Growth.Term next) {

    /** What H has at a finite end where h vanishes. */
    enum Extremum {
        MINIMUM,
        MAXIMUM,
        NONE
    }

    EndRegion in(String region) {
        return new EndRegion(law.withRegion(region, law.reason(), law.conditions(), law.decades()), extremum, next);
    }

    /** What stands before the reason. */
    String named(String reason) {
        return switch (extremum) {
            case MINIMUM -> "minimum from this side: " + reason;
            case MAXIMUM -> "maximum from this side: " + reason;
            case NONE -> reason;
        };
    }
}
