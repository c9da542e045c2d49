/** Numbers of single samples and steps of layered networks: elements and norms of jumps, and of the steps along a training. */
package org.jumpscope.learning.trajectory;
