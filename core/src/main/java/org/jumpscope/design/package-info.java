/**
 * Inverse design: a loss whose jumps follow a law that is given, at a state that is then its learning equilibrium (theory §5).
 */
package org.jumpscope.design;
