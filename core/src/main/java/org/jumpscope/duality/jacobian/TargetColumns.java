package org.jumpscope.duality.jacobian;

/** What the targets do while the inputs of a sample vary, and so which columns the duality Jacobian has (theory §6). */
public enum TargetColumns {
    /** The targets are fixed, as a label is: J = ∂q̇/∂x with N columns. */
    FIXED,
    /** The targets are boundary neurons of their own: J = ∂q̇/∂(x, t) with N columns and one more for each target. */
    FREE,
    /** The targets are the inputs, as an autoencoder's are: J = ∂q̇/∂x + ∂q̇/∂t at t = x with N columns. */
    INPUTS
}
