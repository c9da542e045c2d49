/** Networks from ONNX files: the wire format, the messages in it, and the graph of layers that they describe. */
package org.jumpscope.data.onnx;
