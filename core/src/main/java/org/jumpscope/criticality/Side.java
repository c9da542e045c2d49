package org.jumpscope.criticality;

/** Which values of a signed sample a fit looks at. */
public enum Side {
    /** Values above 0. */
    POSITIVE,
    /** Values below 0, by their magnitude. */
    NEGATIVE,
    /** Magnitudes of both signs pooled, which only a symmetric law justifies. */
    ABSOLUTE
}
