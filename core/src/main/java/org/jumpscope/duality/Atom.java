package org.jumpscope.duality;

/**
 * A jump size that has a positive probability: 0 for the dead zone, or the constant bias jump of a linear composition.
 *
 * @param value the jump v
 * @param mass its probability under the class's law
 */
public record Atom(double value, double mass) {}
