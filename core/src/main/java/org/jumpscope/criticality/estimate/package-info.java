/** One window of positive values: their logarithms and sums, and the bounded power law of the greatest likelihood there. */
package org.jumpscope.criticality.estimate;
