/**
 * The boundary distribution as a mixture of classes, and finite labelled samples of it.
 *
 * <p>Start with {@link org.jumpscope.dataset.ClassMixture}.
 */
package org.jumpscope.dataset;
