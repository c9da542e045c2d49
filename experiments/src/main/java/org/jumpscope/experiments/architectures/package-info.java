/** One set of images, several architectures: what each makes of the duality, measured in the same way and compared. */
package org.jumpscope.experiments.architectures;
