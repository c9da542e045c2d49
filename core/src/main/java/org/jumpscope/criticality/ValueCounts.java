package org.jumpscope.criticality;

/**
 * How many values of each kind were given, so that nothing is pooled or left out silently.
 *
 * @param total all values
 * @param positive values above 0
 * @param negative values below 0
 * @param zeros zeros of either sign
 * @param notNumbers values that are not a number
 */
public record ValueCounts(long total, long positive, long negative, long zeros, long notNumbers) {}
