package org.jumpscope.data.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * scikit-learn's linear models as ONNX holds them (ai.onnx.ml.LinearClassifier).
 *
 * @param features number of inputs
 * @param rows number of scores
 * @param weights rows × features
 * @param biases one for each score
 * @param classes the names of the classes
 * @param transform what is made of the scores
 */
record LinearClassifier(
        int features, int rows, Constant weights, Constant biases, List<String> classes, Transform transform) {
    /** What is made of the scores. */
    enum Transform {
        /** Nothing. */
        NONE,
        /** Softmax over the classes. */
        SOFTMAX,
        /** The logistic function of each. */
        LOGISTIC,
        /** The logistic function of one score, the probability of the second class. */
        LOGISTIC_OF_TWO
    }

    static LinearClassifier of(NodeMessage node) {
        AttributeMessage coefficients = node.attributes().get("coefficients");
        AttributeMessage intercepts = node.attributes().get("intercepts");
        if (coefficients == null || intercepts == null) {
            throw node.refused("has no coefficients, or no intercepts: the file is damaged; export it again.");
        }
        double[] w = coefficients.numbers().toArray();
        double[] b = intercepts.numbers().toArray();
        int rows = b.length;
        if (rows == 0 || w.length == 0 || w.length % rows != 0) {
            throw node.refused("has " + w.length + " coefficients and " + rows
                    + " intercepts: the file is damaged; export it again.");
        }
        int features = w.length / rows;
        List<String> classes = classes(node, "classlabels_ints", "classlabels_strings");
        if (classes.size() != rows && !(rows == 1 && classes.size() == 2)) {
            throw node.refused("has " + classes.size() + " classes and " + rows
                    + " intercepts: the file is damaged; export it again.");
        }
        String name = node.text("post_transform", "NONE");
        Transform transform = switch (name) {
            case "NONE" -> Transform.NONE;
            case "SOFTMAX" -> Transform.SOFTMAX;
            case "LOGISTIC" -> Transform.LOGISTIC;
            default ->
                throw node.refused("has the post_transform " + name + "; NONE, SOFTMAX and LOGISTIC are supported.");
        };
        if (rows == 1 && transform != Transform.LOGISTIC) {
            throw node.refused(
                    "has one score for two classes and the post_transform " + name + "; LOGISTIC is supported there.");
        }
        if (transform == Transform.LOGISTIC && (rows == 1 || (rows == 2 && negatives(w, b, features)))) {
            w = Arrays.copyOfRange(w, (rows - 1) * features, rows * features);
            b = Arrays.copyOfRange(b, rows - 1, rows);
            rows = 1;
            transform = Transform.LOGISTIC_OF_TWO;
        }
        TensorMessage.Elements floats = TensorMessage.Elements.FLOATS;
        return new LinearClassifier(
                features,
                rows,
                Constant.of(TensorMessage.of(node.file(), "coefficients", floats, w, rows, features)),
                Constant.of(TensorMessage.of(node.file(), "intercepts", floats, b, rows)),
                classes,
                transform);
    }

    private static boolean negatives(double[] w, double[] b, int features) {
        for (int j = 0; j < features; j++) {
            if (w[j] != -w[features + j]) {
                return false;
            }
        }
        return b[0] == -b[1];
    }

    /** The names of classes, which are integers or texts. */
    static List<String> classes(NodeMessage node, String integers, String texts) {
        AttributeMessage numbers = node.attributes().get(integers);
        if (numbers != null && !numbers.integers().isEmpty()) {
            return numbers.integers().stream().map(String::valueOf).toList();
        }
        AttributeMessage names = node.attributes().get(texts);
        return names == null ? List.of() : List.copyOf(names.texts());
    }
}
