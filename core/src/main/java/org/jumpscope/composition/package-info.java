/**
 * Activations, losses and their compositions H(y), the loss after activation as a function of the pre-activation y.
 *
 * <p>A catalogue entry is a formula. Everything else — the slope h = H′ and its derivatives, log|h|, ρ = h′/h, kinks and
 * dead zones — follows from the formula by exact rewriting, for the catalogue and for a user's formula alike.
 */
package org.jumpscope.composition;
