/** One function per verb: a request record in, a result record out; and what surrounds them, experiment files and output. */
package org.jumpscope.experiments;
