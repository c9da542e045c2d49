/**
 * Which law a composition H(y) gives its jumps: exact exponents of ẇ and ḃ (Theorems 1 and 2 of theory §2) and the exponents
 * that q̇ tends to at every end of every smooth stretch of H (Theorem 3), each with its error and its conditions.
 */
package org.jumpscope.design.classification;
