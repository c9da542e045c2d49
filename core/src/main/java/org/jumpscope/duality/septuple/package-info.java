/**
 * The duality Jacobian ∂q̇/∂x_∂ of a general septuple, cycles allowed, as a whole matrix: for small networks, and as the check of
 * the structured one in {@code duality.jacobian}. The closed forms of one neuron of many inputs stand beside it.
 */
package org.jumpscope.duality.septuple;
