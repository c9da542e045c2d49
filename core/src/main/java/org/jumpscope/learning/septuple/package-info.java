/**
 * The septuple (x, P̂, p_∂, ŵ, b, f, H) of Section 2, with its loss, and the learning dynamics: jumps of the trainable variables by
 * reverse accumulation over the steps of the activation pass, mini-batches, and optimisers as frozen metrics.
 *
 * <p>Read {@link org.jumpscope.learning.septuple.Septuple}, then {@link org.jumpscope.learning.septuple.SeptuplePass}.
 */
package org.jumpscope.learning.septuple;
