/**
 * The duality Jacobian ∂q̇/∂x of a network: its products, Gram matrix and singular values, never as a whole matrix.
 *
 * <p>Read {@link org.jumpscope.duality.jacobian.DualityJacobian} first, which is made once per network; at one sample it is
 * a {@link org.jumpscope.duality.jacobian.SampleJacobian}, whose decomposition is a
 * {@link org.jumpscope.duality.jacobian.SingularSpectrum}.
 */
package org.jumpscope.duality.jacobian;
