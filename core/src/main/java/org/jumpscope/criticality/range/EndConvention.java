package org.jumpscope.criticality.range;

/** What an end of a range that is a value of the sample counts for in the estimate. */
public enum EndConvention {
    /**
     * Only the values strictly inside count: given the end, those are independent draws of the bounded law on the range,
     * so their estimate has no bias of order 1/n from the choice of the end (statistics §4.2).
     */
    INTERIOR,
    /**
     * The end counts as one of the n values, k̂ = 1 + n/Σ ln(x/a), as Clauset, Shalizi &amp; Newman (SIAM Review 51, 661,
     * 2009, Eq. 3.1) and the tools after them have it; for comparison with those.
     */
    CLAUSET_SHALIZI_NEWMAN
}
