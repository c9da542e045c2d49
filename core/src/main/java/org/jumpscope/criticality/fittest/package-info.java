/** Does the law fit on a window: distance of Kolmogorov, its law when the exponent is fitted, bootstrap, and other tests. */
package org.jumpscope.criticality.fittest;
