package org.jumpscope.app;

import org.jumpscope.experiments.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: reads options, calls one function of the experiments per verb, prints its result. */
@Command(
        name = "jumpscope",
        mixinStandardHelpOptions = true,
        versionProvider = Jumpscope.VersionText.class,
        description = "Shows how a dataset's fluctuations become jumps of a neural network's trainable variables, "
                + "and where those jumps follow a power law.")
public final class Jumpscope implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a verb: prints the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * Runs the command line and ends the process with its exit code.
     *
     * @param arguments the words after {@code jumpscope}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Jumpscope()).execute(arguments));
    }

    /** The answer to {@code --version}. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"jumpscope " + Version.current() + " (Java " + Runtime.version() + ")"};
        }
    }
}
