/**
 * Learning of the toy model: the learning pass (sample → jump), its equilibrium, the small-rate theory of its fluctuation,
 * the mean flow, and stochastic gradient descent.
 */
package org.jumpscope.learning;
