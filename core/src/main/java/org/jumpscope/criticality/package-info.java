/**
 * Power laws in samples: bounded fits for every real exponent, the search for their range, tests and a verdict. Knows no
 * network.
 *
 * <p>Its rooms in reading order: {@code estimate} (one window), {@code fittest} (does the law fit there), {@code range}
 * (which window, and intervals that stay honest after the choice), and this package (the verdict).
 */
package org.jumpscope.criticality;
