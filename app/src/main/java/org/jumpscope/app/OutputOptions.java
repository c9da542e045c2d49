package org.jumpscope.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.experiments.Envelope;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.experiments.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options that say where the answer goes, shared by all verbs. */
final class OutputOptions {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the answer as JSON with its provenance; - is standard output.")
    private Path json;

    @Option(names = "--force", description = "Replace files that are there already.")
    private boolean force;

    /** What to do with a file that is there already. */
    OutputFiles files() {
        return force ? OutputFiles.REPLACE_EXISTING : OutputFiles.KEEP_EXISTING;
    }

    /** Whether the answer is asked for as JSON, which holds more than the text. */
    boolean hasJson() {
        return json != null;
    }

    /** Refuses an output that cannot be written, before the work whose answer it is to hold. */
    void check(List<Path> others) {
        List<Path> all = new ArrayList<>(others);
        if (json != null && !json.equals(STANDARD_OUTPUT)) {
            all.add(json);
        }
        for (Path file : all) {
            files().check(file);
        }
    }

    /**
     * The provenance of this command with the files that it read, whose digests are computed while the command works, and
     * not at all where no JSON is asked for.
     */
    CompletableFuture<Provenance> provenanceBeside(List<Path> read) {
        return json == null
                ? CompletableFuture.completedFuture(provenance(List.of()))
                : CompletableFuture.supplyAsync(() -> provenance(read));
    }

    /** The provenance of this command, with the files that it read. */
    Provenance provenance(List<Path> read) {
        ParseResult top = spec.root().commandLine().getParseResult();
        Provenance provenance = Provenance.of(top == null ? List.of() : top.originalArgs());
        for (Path file : read) {
            provenance = provenance.withInput(file);
        }
        return provenance;
    }

    /**
     * Gives the answer: as text, unless JSON goes to standard output; as JSON where it was asked for. Warnings go to
     * standard error.
     *
     * @param provenance where the result comes from
     * @param result plain data
     * @param warnings sentences about the result
     * @param text the result for people
     */
    void answer(Provenance provenance, Object result, List<String> warnings, String text) {
        CommandLine commandLine = spec.commandLine();
        PrintWriter out = commandLine.getOut();
        List<String> all = warnings;
        boolean jsonOnly = STANDARD_OUTPUT.equals(json);
        if (json != null) {
            Envelope.Written written = new Envelope(spec.name(), provenance, result, warnings).write();
            all = written.warnings();
            if (jsonOnly) {
                out.print(written.json());
            } else {
                files().write(json, written.json());
            }
        }
        if (!jsonOnly) {
            out.print(text);
        }
        out.flush();
        for (String warning : all) {
            commandLine.getErr().println("jumpscope: " + warning);
        }
        commandLine.getErr().flush();
    }
}
