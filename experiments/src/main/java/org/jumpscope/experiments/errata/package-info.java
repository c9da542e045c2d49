/** The paper's errata, each with a check that runs: what was printed, what holds, and the numbers that say so. */
package org.jumpscope.experiments.errata;
