/**
 * Laws of one real variable, with tails that stay exact, and a histogram that merges exactly.
 *
 * <p>Start with {@link org.jumpscope.distribution.Distribution}; its laws are {@code Normal}, {@code StudentT},
 * {@code Laplace}, {@code Uniform}, {@code Logistic}, {@code Mixture}, {@code Empirical} and {@code BoundedPowerLaw},
 * and {@code DistributionParser} reads their text. {@code LogHistogram} counts doubles by their leading bits.
 */
package org.jumpscope.distribution;
