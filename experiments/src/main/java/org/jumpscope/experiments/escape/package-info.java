/** {@code experiment escape}: whether power-law noise leaves local minima sooner than normal noise of the same variance. */
package org.jumpscope.experiments.escape;
