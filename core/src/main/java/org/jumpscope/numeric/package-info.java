/**
 * The floor: numbers with proven bounds, roots, integrals, bulk elementary functions and reproducible random numbers.
 *
 * <p>Start with {@link org.jumpscope.numeric.Interval} and {@link org.jumpscope.numeric.RootIsolation}.
 */
package org.jumpscope.numeric;
