package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.RangeMoments;

/**
 * What Monte Carlo of the duality map found.
 *
 * @param count number of samples drawn
 * @param histogram counts of sign(ḃ)·q̇; the dead zone is counted as zero
 * @param ranges sums on the chosen ranges, in their order
 */
public record JumpSample(long count, LogHistogram histogram, List<RangeSums> ranges) {

    /** Keeps an unmodifiable copy of the ranges. */
    public JumpSample {
        ranges = List.copyOf(ranges);
    }

    /**
     * Sums on one range for a bounded fit.
     *
     * @param range the range
     * @param count samples whose jump lies in the range, with the range's sign of ḃ
     * @param jumps their sums
     * @param ownCount those among them whose x lies in the range too
     * @param jacobian sums of the latter weighted by 1/p(x)
     */
    public record RangeSums(ScalingRange range, long count, RangeMoments jumps, long ownCount, RangeMoments jacobian) {}
}
