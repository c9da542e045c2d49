/** Networks: blocks and trainable variables of layered ones, the activation pass, and the state of the toy of Section 5. */
package org.jumpscope.network;
