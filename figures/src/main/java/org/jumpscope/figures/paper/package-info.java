/** The paper's figures, tables and report, from the results of {@code reproduce}. */
package org.jumpscope.figures.paper;
