/** {@code design}: a loss for a law of jumps, its checks, and its files. */
package org.jumpscope.experiments.design;
