/**
 * The general network of Section 2, any weight matrix with cycles allowed: state of all neurons, boundary and bulk, weights and
 * biases as constant affine maps of shared trainable variables, activation map, and the activation dynamics.
 *
 * <p>Read {@link org.jumpscope.network.septuple.SharedWeights} and {@link org.jumpscope.network.septuple.Boundary} first;
 * {@link org.jumpscope.network.septuple.ActivationDynamics} moves a state. Dataset and loss make a septuple of it, in {@code
 * learning.septuple}.
 */
package org.jumpscope.network.septuple;
