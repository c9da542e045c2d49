/** Training of layered networks: mini-batch descent with an optimiser, when it ends, what is left of it, and equilibrium. */
package org.jumpscope.learning.training;
