/** {@code fit}: a sample, a histogram or a stream of values to a verdict on a power law, its numbers and its curves. */
package org.jumpscope.experiments.fit;
