package org.jumpscope.duality;

/**
 * A fold of the map: a zero of Λ = d log|v|/dx, where two branches meet and the density of jumps diverges as
 * |v − v_fold|^(−1/2).
 *
 * @param x where it is
 * @param jump |v| there
 * @param logJump log|v| there
 * @param biasSign sign of the bias jump there
 * @param proven whether an enclosure proves the sign change; a touching zero or an interval too small to decide is not
 */
public record Fold(double x, double jump, double logJump, int biasSign, boolean proven) {}
