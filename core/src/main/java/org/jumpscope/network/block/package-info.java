/**
 * Blocks, the steps of the activation pass of a layered network: each with its values, its derivatives, and the derivatives of
 * these.
 *
 * <p>{@link org.jumpscope.network.block.Block} is the architecture, {@link org.jumpscope.network.block.BlockMap} the block at
 * given trainable variables.
 */
package org.jumpscope.network.block;
