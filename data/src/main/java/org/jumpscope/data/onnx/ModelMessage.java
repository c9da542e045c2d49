package org.jumpscope.data.onnx;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A whole file (ModelProto).
 *
 * @param producer the program that wrote it, with its version; may be empty
 * @param versions the versions of the sets of operators by their domains; empty is ONNX's own
 * @param graph the operations
 */
record ModelMessage(String producer, Map<String, Long> versions, GraphMessage graph) {
    /** The oldest version of ONNX's operators whose meaning is that of the later ones here. */
    static final int OLDEST = 7;
    /** The newest version that was looked at. */
    static final int NEWEST = 25;

    private static final String MACHINE_LEARNING = "ai.onnx.ml";
    private static final int NEWEST_MACHINE_LEARNING = 5;

    static ModelMessage read(String file, ByteBuffer bytes) {
        WireReader in = new WireReader(file, "model", bytes);
        String producer = "";
        String producerVersion = "";
        Map<String, Long> versions = new TreeMap<>();
        Optional<GraphMessage> graph = Optional.empty();
        while (in.next()) {
            switch (in.field()) {
                case 2 -> producer = in.text();
                case 3 -> producerVersion = in.text();
                case 7 -> graph = Optional.of(GraphMessage.read(file, in.message("graph")));
                case 8 -> readVersion(in.message("set of operators"), versions);
                default -> {}
            }
        }
        ModelMessage model = new ModelMessage(
                (producer + " " + producerVersion).trim(),
                versions,
                graph.orElseThrow(() -> new InvalidInputException(
                        file + " is not an ONNX file, or a cut one: it has no graph; get the file again.")));
        model.check(file);
        return model;
    }

    private static void readVersion(WireReader in, Map<String, Long> versions) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            if (in.field() == 1) {
                domain = in.text();
            } else if (in.field() == 2) {
                version = in.integer();
            }
        }
        if (versions.size() < 1000) {
            versions.put(domain.equals("ai.onnx") ? "" : domain, version);
        }
    }

    private void check(String file) {
        Long own = versions.get("");
        Long machineLearning = versions.get(MACHINE_LEARNING);
        if (own == null && machineLearning == null) {
            throw new InvalidInputException(
                    file
                            + " does not say which version of ONNX's operators it uses (opset_import): export the model again.");
        }
        if (own != null && (own < OLDEST || own > NEWEST)) {
            throw new InvalidInputException(file + " uses version " + own + " of ONNX's operators (opset); " + OLDEST
                    + " to " + NEWEST + " are read: export the model again with one of them.");
        }
        if (machineLearning != null && (machineLearning < 1 || machineLearning > NEWEST_MACHINE_LEARNING)) {
            throw new InvalidInputException(file + " uses version " + machineLearning + " of the operators of "
                    + MACHINE_LEARNING + "; 1 to " + NEWEST_MACHINE_LEARNING
                    + " are read: export the model again with one of them.");
        }
    }

    /** The version of ONNX's own operators. */
    int version() {
        return versions.getOrDefault("", (long) NEWEST).intValue();
    }
}
