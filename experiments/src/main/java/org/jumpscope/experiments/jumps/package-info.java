/** Jumps of a network's variables as they are read: tallies, exponents scale by scale, gradients, laws along directions. */
package org.jumpscope.experiments.jumps;
