/** Where ẇ, ḃ and q̇ have which exponent: the paper's closing table, wide inputs, and training time. */
package org.jumpscope.experiments.exponents;
