/**
 * The dataset-learning duality of the toy model: boundary → jump, its Jacobian, the law of jumps, local exponents and the
 * ranges on which they hold.
 *
 * <p>Read {@link org.jumpscope.duality.ScalarDuality} first; the map of one sample is
 * {@link org.jumpscope.duality.JumpPoint}, the law of all is {@link org.jumpscope.duality.JumpLaw}. Networks of any size have their own room,
 * {@link org.jumpscope.duality.jacobian}.
 */
package org.jumpscope.duality;
