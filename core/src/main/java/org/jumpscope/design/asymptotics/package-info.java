/**
 * Expansions of formulas at an end of their domain: sums of scales such as z^a·log(z)^d·exp(P(z)) for z → ∞, with
 * coefficients of 64 digits and an error order, worked out exactly as far as they go and refused where they do not.
 */
package org.jumpscope.design.asymptotics;
