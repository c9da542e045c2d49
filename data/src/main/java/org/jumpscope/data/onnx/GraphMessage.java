package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of a model and the constants that they use (GraphProto).
 *
 * @param nodes the operations in the order of the file
 * @param constants arrays by their names
 * @param inputs what the graph reads, without the constants
 * @param outputs what it answers
 */
record GraphMessage(
        List<NodeMessage> nodes,
        Map<String, TensorMessage> constants,
        List<PortMessage> inputs,
        List<PortMessage> outputs) {

    static GraphMessage read(String file, WireReader in) {
        List<NodeMessage> nodes = new ArrayList<>();
        List<TensorMessage> tensors = new ArrayList<>();
        List<PortMessage> inputs = new ArrayList<>();
        List<PortMessage> outputs = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.keep(NodeMessage.read(file, nodes.size() + 1, in.message("node")), nodes);
                case 5 -> in.keep(TensorMessage.read(file, in.message("tensor")), tensors);
                case 11 -> in.keep(PortMessage.read(in.message("input")), inputs);
                case 12 -> in.keep(PortMessage.read(in.message("output")), outputs);
                case 15 -> throw in.damaged("has sparse constants, which are not read");
                default -> {}
            }
        }
        Map<String, TensorMessage> constants = new LinkedHashMap<>();
        tensors.forEach(tensor -> constants.put(tensor.name(), tensor));
        inputs.removeIf(input -> constants.containsKey(input.name()));
        return new GraphMessage(nodes, constants, inputs, outputs);
    }
}
