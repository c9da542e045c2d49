/** The page on images of digits of {@code reproduce --mnist}: figures, tables, findings, files. */
package org.jumpscope.figures.mnist;
