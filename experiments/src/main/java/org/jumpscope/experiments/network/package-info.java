/** Verbs about networks of layers: training. */
package org.jumpscope.experiments.network;
