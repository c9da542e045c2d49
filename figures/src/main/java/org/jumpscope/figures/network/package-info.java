/** Figures of networks: the jumps of their variables, the singular values of their Jacobian. */
package org.jumpscope.figures.network;
