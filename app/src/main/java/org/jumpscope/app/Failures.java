package org.jumpscope.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;
import org.jumpscope.numeric.NoAnswerException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, and which exit code is given, when a command fails: one sentence, and a stack trace only on demand. */
final class Failures {
    /** Something in this program went wrong. */
    static final int FAULT = 1;
    /** The command line does not say what to do. */
    static final int WRONG_USAGE = 2;
    /** What was given cannot be used, or the question has no answer. */
    static final int BAD_INPUT = 3;

    /** Whether stack traces are wanted; it is known once the command line has been read. */
    @FunctionalInterface
    interface Debug {
        boolean wanted();
    }

    private final Debug debug;

    Failures(Debug debug) {
        this.debug = debug;
    }

    /** Runs the verb; what is not an exception to picocli, such as a heap that is full, is told here. */
    int run(ParseResult parsed) {
        CommandLine commandLine = parsed.commandSpec().commandLine();
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            return told(e, commandLine, FAULT, "the memory is full; give more, such as JUMPSCOPE_OPTS=-Xmx2g.");
        } catch (StackOverflowError e) {
            return told(e, commandLine, FAULT, "the stack is full; this is a fault of Jumpscope.");
        }
    }

    int wrongUsage(ParameterException failure, String[] words) {
        CommandLine commandLine = failure.getCommandLine();
        if (failure.getCause() instanceof InvalidInputException invalid) {
            return told(failure, commandLine, BAD_INPUT, invalid.getMessage());
        }
        String name = commandLine.getCommandSpec().qualifiedName();
        return told(failure, commandLine, WRONG_USAGE, sentence(failure) + " See '" + name + " --help'.");
    }

    int failed(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof InvalidInputException || failure instanceof NoAnswerException) {
            return told(failure, commandLine, BAD_INPUT, failure.getMessage());
        }
        return told(
                failure,
                commandLine,
                FAULT,
                "this is a fault of Jumpscope (" + failure + "); please report it with the output of --debug.");
    }

    private int told(Throwable failure, CommandLine commandLine, int code, String sentence) {
        PrintWriter err = commandLine.getErr();
        err.println("jumpscope: " + sentence);
        if (debug.wanted()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(
                    failure.getCommandLine().getCommandSpec(),
                    unmatched.getUnmatched().get(0));
        }
        String message = failure.getMessage();
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String unmatched(CommandSpec spec, String word) {
        String typed = word.replaceFirst("=.*", "");
        boolean option = typed.startsWith("-");
        boolean verb = !option && !spec.subcommands().isEmpty();
        String what = option ? "option" : verb ? "verb" : "argument to put";
        Collection<String> known =
                option ? options(spec) : verb ? spec.subcommands().keySet() : List.of();
        return "There is no " + what + " '" + typed + "'"
                + NearestName.to(typed, known)
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(".");
    }

    private static List<String> options(CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }
}
