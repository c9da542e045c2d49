/** {@code classify}: which law a composition of activation and loss gives its jumps, and the table over the whole catalogue. */
package org.jumpscope.experiments.classification;
