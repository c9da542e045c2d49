/** Verbs about networks of layers: training, what is in a file, the spectrum of the duality Jacobian, and the jumps of a dataset. */
package org.jumpscope.experiments.network;
