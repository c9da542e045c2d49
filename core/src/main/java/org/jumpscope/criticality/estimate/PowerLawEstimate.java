package org.jumpscope.criticality.estimate;

/**
 * A bounded power law p(x) ∝ x^−k fitted on [a, b].
 *
 * @param exponent k̂
 * @param standardError its standard error
 * @param count number of values in the range (their effective number (Σw)²/Σw² if they carry weights)
 * @param lower a
 * @param upper b
 */
public record PowerLawEstimate(double exponent, double standardError, double count, double lower, double upper) {}
