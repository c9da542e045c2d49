/** Times between large values of a series: whether they come independently, and by which law. */
package org.jumpscope.criticality.waiting;
