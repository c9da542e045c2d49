/** The command line: options in, one function of the experiments per verb, its result out. */
package org.jumpscope.app;
