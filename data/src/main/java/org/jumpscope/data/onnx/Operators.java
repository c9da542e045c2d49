package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All operators that are supported, each with what it means. */
final class Operators {
    private static final int MANY = 10_000;

    private static final Map<String, Operator> OWN = new TreeMap<>(Map.ofEntries(
            Map.entry("Add", Operator.of(2, 2, Arithmetic::add)),
            Map.entry("Abs", Operator.of(1, 1, ElementOperators.formula("abs(y)"))),
            Map.entry("Clip", Operator.of(1, 3, ElementOperators::clip, "min", "max")),
            Map.entry("Concat", Operator.of(1, MANY, Arithmetic::concatenate, "axis")),
            Map.entry("Div", Operator.of(2, 2, Arithmetic::divide)),
            Map.entry("Erf", Operator.of(1, 1, ElementOperators.formula("erf(y)"))),
            Map.entry("Exp", Operator.of(1, 1, ElementOperators.formula("exponential"))),
            Map.entry("Expand", Operator.of(2, 2, ShapeOperators::expand)),
            Map.entry("Gather", Operator.of(2, 2, ShapeOperators::gather, "axis")),
            Map.entry(
                    "LayerNormalization",
                    Operator.of(1, 3, Reductions::layerNormalisation, "axis", "epsilon", "stash_type")),
            Map.entry("Log", Operator.of(1, 1, ElementOperators.formula("log(y)"))),
            Map.entry("Mul", Operator.of(2, 2, Arithmetic::multiply)),
            Map.entry("Neg", Operator.of(1, 1, Arithmetic::negative)),
            Map.entry("Pow", Operator.of(2, 2, Arithmetic::power)),
            Map.entry(
                    "RMSNormalization", Operator.of(1, 2, Reductions::rootMeanSquare, "axis", "epsilon", "stash_type")),
            Map.entry("Reciprocal", Operator.of(1, 1, ElementOperators.formula("1/y"))),
            Map.entry("ReduceMean", Operator.of(1, 2, Reductions::mean, "axes", "keepdims", "noop_with_empty_axes")),
            Map.entry("ReduceSum", Operator.of(1, 2, Reductions::sum, "axes", "keepdims", "noop_with_empty_axes")),
            Map.entry("Shape", Operator.of(1, 1, ShapeOperators::shape, "start", "end")),
            Map.entry("Slice", Operator.of(1, 5, ShapeOperators::slice, "starts", "ends", "axes")),
            Map.entry("Split", Operator.of(1, 2, ShapeOperators::split, "axis", "split", "num_outputs")),
            Map.entry("Sqrt", Operator.of(1, 1, ElementOperators.formula("sqrt(y)"))),
            Map.entry("Squeeze", Operator.of(1, 2, ShapeOperators::squeeze, "axes")),
            Map.entry("Sub", Operator.of(2, 2, Arithmetic::subtract)),
            Map.entry("Unsqueeze", Operator.of(1, 2, ShapeOperators::unsqueeze, "axes")),
            Map.entry("Where", Operator.of(3, 3, Arithmetic::where)),
            Map.entry("And", Operator.ofConstants(2)),
            Map.entry(
                    "BatchNormalization",
                    Operator.of(
                            5,
                            5,
                            new BatchNormalisationReader()::follow,
                            "consumed_inputs",
                            "epsilon",
                            "is_test",
                            "momentum",
                            "spatial",
                            "training_mode")),
            Map.entry("RNN", Operator.ofAnyAttributes(new RecurrentReader()::follow)),
            Map.entry("GRU", Operator.ofAnyAttributes(new RecurrentReader()::follow)),
            Map.entry("LSTM", Operator.ofAnyAttributes(new RecurrentReader()::follow)),
            Map.entry("ConstantOfShape", Operator.ofConstants(1, "value")),
            Map.entry("Equal", Operator.ofConstants(2)),
            Map.entry("Greater", Operator.ofConstants(2)),
            Map.entry("Less", Operator.ofConstants(2)),
            Map.entry("Not", Operator.ofConstants(1)),
            Map.entry("Or", Operator.ofConstants(2)),
            Map.entry("Range", Operator.ofConstants(3)),
            Map.entry("Trilu", Operator.ofConstants(2, "upper")),
            Map.entry(
                    "AveragePool",
                    Operator.of(
                            1,
                            1,
                            ImageOperators::mean,
                            "auto_pad",
                            "ceil_mode",
                            "count_include_pad",
                            "dilations",
                            "kernel_shape",
                            "pads",
                            "strides")),
            Map.entry("Cast", Operator.of(1, 1, ShapeOperators::cast, "to", "saturate", "round_mode")),
            Map.entry("Constant", Operator.ofAnyAttributes(ShapeOperators::constant)),
            Map.entry(
                    "Conv",
                    Operator.of(
                            2,
                            3,
                            ImageOperators::convolution,
                            "auto_pad",
                            "dilations",
                            "group",
                            "kernel_shape",
                            "pads",
                            "strides")),
            Map.entry("Dropout", Operator.of(1, 3, ShapeOperators::pass, "ratio", "seed")),
            Map.entry("Elu", Operator.of(1, 1, ElementOperators::elu, "alpha")),
            Map.entry("Flatten", Operator.of(1, 1, ShapeOperators::flatten, "axis")),
            Map.entry("Gelu", Operator.of(1, 1, ElementOperators::gelu, "approximate")),
            Map.entry("Gemm", Operator.of(2, 3, DenseOperators::gemm, "alpha", "beta", "transA", "transB")),
            Map.entry("GlobalAveragePool", Operator.of(1, 1, ImageOperators::globalMean)),
            Map.entry("Identity", Operator.of(1, 1, ShapeOperators::pass)),
            Map.entry("LeakyRelu", Operator.of(1, 1, ElementOperators::leakyRelu, "alpha")),
            Map.entry("LogSoftmax", Operator.of(1, 1, Reductions::logSoftmax, "axis")),
            Map.entry("MatMul", Operator.of(2, 2, DenseOperators::matMul)),
            Map.entry(
                    "MaxPool",
                    Operator.of(
                            1,
                            1,
                            ImageOperators::largest,
                            "auto_pad",
                            "ceil_mode",
                            "dilations",
                            "kernel_shape",
                            "pads",
                            "storage_order",
                            "strides")),
            Map.entry("Pad", Operator.of(1, 4, ImageOperators::pad, "mode", "pads", "value")),
            Map.entry("Relu", Operator.of(1, 1, ElementOperators::named)),
            Map.entry("Reshape", Operator.of(2, 2, ShapeOperators::reshape, "allowzero")),
            Map.entry("Sigmoid", Operator.of(1, 1, ElementOperators::named)),
            Map.entry("Softmax", Operator.of(1, 1, Reductions::softmax, "axis")),
            Map.entry("Softplus", Operator.of(1, 1, ElementOperators::named)),
            Map.entry("Swish", Operator.of(1, 1, ElementOperators::swish, "alpha")),
            Map.entry("Tanh", Operator.of(1, 1, ElementOperators::named)),
            Map.entry("Transpose", Operator.of(1, 1, ShapeOperators::transpose, "perm"))));

    private static final Map<String, Operator> OTHERS = Map.of(
            "ai.onnx.ml.LinearClassifier",
            Operator.of(
                    1,
                    1,
                    ClassifierOperators::linear,
                    "classlabels_ints",
                    "classlabels_strings",
                    "coefficients",
                    "intercepts",
                    "multi_class",
                    "post_transform"),
            "ai.onnx.ml.Normalizer",
            Operator.of(1, 1, ClassifierOperators::normalizer, "norm"),
            "ai.onnx.ml.ZipMap",
            Operator.of(1, 1, ClassifierOperators::zipMap, "classlabels_int64s", "classlabels_strings"),
            "com.microsoft.Gelu",
            Operator.of(1, 1, ElementOperators::gelu, "approximate"));

    private Operators() {}

    /** What an operator means; none if it is not supported. */
    static Optional<Operator> of(String operator) {
        return Optional.ofNullable(OWN.getOrDefault(operator, OTHERS.get(operator)));
    }

    /** What is supported, for the sentence about what is not. */
    static String supported() {
        List<String> names = new ArrayList<>(OWN.keySet());
        return String.join(", ", names) + ", and LinearClassifier, Normalizer and ZipMap of ai.onnx.ml";
    }
}
