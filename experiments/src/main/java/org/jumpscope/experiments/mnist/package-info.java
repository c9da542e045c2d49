/** Images of digits, as of MNIST: the paper's truncated dataset on a line, and a network that learns all ten digits. */
package org.jumpscope.experiments.mnist;
