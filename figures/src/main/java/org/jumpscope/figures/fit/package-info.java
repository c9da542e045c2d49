/** The figures of {@code fit}: density, survival function, and the exponent against the window. */
package org.jumpscope.figures.fit;
