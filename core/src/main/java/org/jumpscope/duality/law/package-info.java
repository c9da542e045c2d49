/**
 * Laws of jumps of a network predicted from the law of its boundary: the joint law on the dynamical subspace (Eqs. 3.10–3.15),
 * and the decoupled one-dimensional laws (Eq. 4.6) with the numbers that say where they hold (theory §7).
 *
 * <p>Read {@link org.jumpscope.duality.law.DecoupledLaws} first, then {@link org.jumpscope.duality.law.DirectionLaw}, what it
 * says of one direction; {@link org.jumpscope.duality.law.JointLaw} is the other entrance.
 */
package org.jumpscope.duality.law;
