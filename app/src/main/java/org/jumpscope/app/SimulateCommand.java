package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.Simulate;
import org.jumpscope.experiments.StepFile;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}: options to a request, its result to text, JSON and a file of steps. */
@Command(
        name = "simulate",
        customSynopsis = "jumpscope simulate [EXPERIMENT.yaml] [OPTIONS]",
        description =
                "Runs stochastic gradient descent of a neuron, many chains at once from --state: mean and spread of "
                        + "its weight and bias beside what theory predicts, chains that die or diverge, whether an equilibrium is "
                        + "reached, and the steps really made beside the potential jumps at the mean state.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope simulate",
            "  ./jumpscope simulate --activation relu --rate 0.01 --chains 256 --json -",
            "  ./jumpscope simulate --activation relu --loss \"power-law(2)\" --rate 0.1 --state 0.8,0.08",
            "  ./jumpscope simulate --loss cross-entropy --rate 0.1 --record steps.npz --force",
        })
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private ExperimentOptions experiment;

    @Option(
            names = "--batch",
            paramLabel = "M",
            defaultValue = "1",
            description = "Samples per step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--chains",
            paramLabel = "N",
            defaultValue = "" + Simulate.CHAINS,
            description = "Independent chains. Default: ${DEFAULT-VALUE}.")
    private int chains;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of each chain. Default: twelve relaxation times of the equilibrium, at most 1000000.")
    private Long steps;

    @Option(
            names = "--burn-in",
            paramLabel = "N",
            description = "Of these, the steps before the averages. Default: five twelfths of all.")
    private Long burnIn;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; the answer does not depend on it. Default: one per processor.")
    private Integer threads;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write steps with their samples and states as columns, to a .csv or .npz file.")
    private Path record;

    @Option(
            names = "--record-steps",
            paramLabel = "N",
            defaultValue = "" + Simulate.RECORDED,
            description = "Steps to write, of all chains together, from the end of the burn-in on. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int recordSteps;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(record == null ? List.of() : List.of(record));
        if (record != null) {
            StepFile.check(record);
        }
        ExperimentOptions.Read read = experiment.read();
        Experiment asked = read.experiment();
        Progress progress = TerminalProgress.onTerminal();
        Simulate.Run run = Simulate.run(
                new Simulate.Request(
                        asked.composition(),
                        asked.classes(),
                        start(asked.state()),
                        asked.rate(),
                        batch,
                        chains,
                        steps == null ? OptionalLong.empty() : OptionalLong.of(steps),
                        burnIn == null ? OptionalLong.empty() : OptionalLong.of(burnIn),
                        seed,
                        record == null ? 0 : recordSteps,
                        threads == null ? Runtime.getRuntime().availableProcessors() : threads),
                progress);
        progress.report("gradient descent", 1);
        if (record != null) {
            StepFile.write(record, output.files(), run.steps());
        }
        Provenance provenance = output.provenance(read.files()).withRandomNumbers(seed, Defaults.GENERATOR);
        output.answer(provenance, run.result(), run.warnings(), SimulateText.of(run.result()));
        return 0;
    }

    private static Optional<State> start(StateSource source) {
        if (source instanceof StateSource.Given given) {
            return Optional.of(State.of(given.weight(), given.bias()));
        }
        if (source instanceof StateSource.Sgd) {
            throw new InvalidInputException("State 'sgd' is what simulate finds: give 'equilibrium', or a weight and a "
                    + "bias such as 16,-8, to start from.");
        }
        return Optional.empty();
    }
}
