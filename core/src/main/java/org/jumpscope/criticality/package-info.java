/** Power laws in samples: maximum likelihood on a bounded range, for every real exponent. Knows no network. */
package org.jumpscope.criticality;
