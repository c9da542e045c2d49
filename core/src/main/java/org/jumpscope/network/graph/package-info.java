/**
 * Blocks of many: a {@link org.jumpscope.network.graph.Graph} of operations that share trainable variables, of which recurrent
 * cells, residual connections and attention are made.
 */
package org.jumpscope.network.graph;
