package org.jumpscope.data.onnx;

import java.util.Optional;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Softmax;

/** What the operators of scikit-learn's classifiers mean: LinearClassifier, Normalizer and ZipMap. */
final class ClassifierOperators {
    private ClassifierOperators() {}

    static void linear(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        LinearClassifier classifier = LinearClassifier.of(node);
        ArrayShape shape = value.shape();
        if (!shape.isRow() || shape.size() != classifier.features()) {
            throw node.refused("has weights for " + classifier.features()
                    + " inputs, but the data before it have the shape " + shape.words()
                    + ": the file is damaged; export it again.");
        }
        Affine block = new Affine(classifier.features(), classifier.rows());
        Value made = graph.layer(
                node,
                new LayerValues(block, classifier.weights(), 1, Optional.of(classifier.biases()), 1),
                value,
                shape.with(shape.rank() - 1, classifier.rows()));
        graph.name(classifier.classes());
        switch (classifier.transform()) {
            case NONE -> {}
            case SOFTMAX -> made = graph.block(new Softmax(block.outputs()), made, made.shape());
            case LOGISTIC -> made = graph.pointwise(made, Activation.sigmoid());
            case LOGISTIC_OF_TWO -> {
                made = graph.pointwise(made, Activation.sigmoid());
                graph.answerAs(OnnxFile.Outputs.SECOND_PROBABILITY);
                graph.note(
                        "The classifier has two classes whose weights are each other's negatives: it is a network with"
                                + " one output, the probability of class '"
                                + graph.classes().get(1) + "', label 1.");
            }
        }
        graph.makeAs(node.outputs().size() > 1 ? node.outputs().get(1) : "", made);
    }

    /** Probabilities have the sum 1 already; what else would be divided by its norm is not represented. */
    static void normalizer(NodeMessage node, GraphReader graph) {
        Value value = graph.data(node, 0);
        boolean probabilities = switch (graph.outputs()) {
            case SECOND_PROBABILITY -> true;
            case LOGARITHMS -> false;
            case OF_THE_NETWORK -> graph.isSoftmax(value);
        };
        if (!probabilities || !node.text("norm", "MAX").equals("L1")) {
            throw node.refused("divides by the norm " + node.text("norm", "MAX")
                    + " of each sample, which cannot be represented; it is supported where it changes nothing, with norm"
                    + " L1 after softmax or after the logistic function of two classes. For classifiers of"
                    + " one-versus-rest, export the raw scores.");
        }
        graph.make(node, value);
    }

    static void zipMap(NodeMessage node, GraphReader graph) {
        Value value = graph.data(node, 0);
        graph.name(LinearClassifier.classes(node, "classlabels_int64s", "classlabels_strings"));
        graph.make(node, value);
    }
}
