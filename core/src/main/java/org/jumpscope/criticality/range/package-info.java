/** Ranges: which window [a, b] of the values follows a bounded power law, searched for or given. */
package org.jumpscope.criticality.range;
