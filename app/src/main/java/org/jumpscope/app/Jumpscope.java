package org.jumpscope.app;

import java.util.List;
import org.jumpscope.experiments.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: reads options, calls one function of the experiments per verb, prints its result. */
@Command(
        name = "jumpscope",
        versionProvider = Jumpscope.VersionText.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisHeading = "",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, whatever the answer is",
            "1:a fault of Jumpscope, or a failed check of itself",
            "2:wrong usage",
            "3:bad input, or a question that has no answer",
            "130:interrupted"
        })
public final class Jumpscope implements Runnable {
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    private Jumpscope() {}

    /** Without a verb, what can be said is said, but it is wrong usage. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a verb.");
    }

    /**
     * The command line with all its verbs.
     *
     * @return the command line; its {@code execute} answers the exit code
     */
    public static CommandLine commandLine() {
        return commandLine(List.of(
                new ReproduceCommand(),
                new PredictCommand(),
                new SimulateCommand(),
                new DesignCommand(),
                new ExperimentCommand(),
                new FitCommand(),
                new TrainCommand(),
                new InspectCommand(),
                new SpectrumCommand(),
                new MeasureCommand(),
                new ClassifyCommand()));
    }

    static CommandLine commandLine(List<Object> verbs) {
        Jumpscope top = new Jumpscope();
        CommandLine commandLine = new CommandLine(top);
        verbs.forEach(commandLine::addSubcommand);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description(
                        "Shows how a dataset's fluctuations become jumps of a neural network's trainable variables, and "
                                + "where those jumps follow a power law.");
        Failures failures = new Failures(() -> top.debug);
        // After the verbs, which take these settings over.
        return commandLine
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setExecutionStrategy(failures::run)
                .setParameterExceptionHandler(failures::wrongUsage)
                .setExecutionExceptionHandler(failures::failed);
    }

    /**
     * Runs the command line and ends the process with its exit code.
     *
     * @param arguments the words after {@code jumpscope}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The answer to {@code --version}. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"jumpscope " + Version.current() + " (Java " + Runtime.version() + ")"};
        }
    }
}
