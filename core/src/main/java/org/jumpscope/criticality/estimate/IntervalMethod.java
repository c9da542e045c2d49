package org.jumpscope.criticality.estimate;

/** How a confidence interval of an exponent is made. */
public enum IntervalMethod {
    /**
     * All k whose score is within the normal quantile z of its own spread, |m − μ(t)| ≤ z √(v(t)/n): defined also where k̂
     * is huge, and not symmetric about it.
     */
    SCORE,
    /** k̂ ± z times the standard error. */
    WALD
}
