/** The network and the state of its trainable variables; for now the toy of Section 5, one input and one output neuron. */
package org.jumpscope.network;
