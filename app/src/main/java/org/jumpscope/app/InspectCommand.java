package org.jumpscope.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.network.Inspect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inspect}: what is in the file of a network, and what its analyses take. */
@Command(
        name = "inspect",
        customSynopsis = "jumpscope inspect MODEL [OPTIONS]",
        description =
                "Says what is in the file of a trained network: layers, trainable variables, the loss that fits, and the"
                        + " memory and work that each analysis takes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope inspect docs/examples/network.onnx",
            "  ./jumpscope inspect docs/examples/network.onnx --json -",
        })
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(List.of());
        Inspect.Run run = Inspect.run(new Inspect.Request(network.file(), network.architecture(), network.output()));
        output.answer(
                output.provenance(List.of(network.file())), run.result(), run.warnings(), InspectText.of(run.result()));
        return 0;
    }
}
