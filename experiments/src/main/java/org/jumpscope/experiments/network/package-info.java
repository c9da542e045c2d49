/** Verbs about networks of layers: training, what is in a file, and the spectrum of the duality Jacobian. */
package org.jumpscope.experiments.network;
