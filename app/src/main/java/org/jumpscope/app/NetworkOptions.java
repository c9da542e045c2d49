package org.jumpscope.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jumpscope.experiments.network.NetworkModel;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file of a network, and what it does not say itself; shared by the verbs that read one. */
final class NetworkOptions {
    @Parameters(
            paramLabel = "MODEL",
            description = "The network: an ONNX, safetensors or NPZ file. Of ONNX: graphs with skips, attention and "
                    + "normalisation, of Gemm, MatMul, Conv, RNN, GRU, LSTM, BatchNormalization, poolings, activations, Add, "
                    + "Mul, Softmax, Gather, Reshape, Transpose and others; docs/guide.md has them all.")
    private Path model;

    @Option(
            names = "--network",
            paramLabel = "TEXT",
            description = "The layers of a safetensors or NPZ file that does not have them, such as "
                    + "\"784 100 tanh 10 softmax\": inputs, then each layer's size and activation. A layer has biases where the "
                    + "file has some for it.")
    private String architecture;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "The output of an ONNX file that has several. Default: the only one that is not a label.")
    private String output;

    Path file() {
        return model;
    }

    Optional<String> architecture() {
        return Optional.ofNullable(architecture);
    }

    Optional<String> output() {
        return Optional.ofNullable(output);
    }

    NetworkModel open() {
        return NetworkModel.open(model, architecture(), output());
    }
}
