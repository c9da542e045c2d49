/** Blocks that slide a window over an image: convolutions, whose weights all positions share, and poolings. */
package org.jumpscope.network.image;
