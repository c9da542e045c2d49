package org.jumpscope.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command line that was run in this process, with what it printed. */
record Called(int code, String out, String err) {
    static Called call(CommandLine commandLine, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Called(code, out.toString(), err.toString());
    }

    static Called call(String... words) {
        return call(Jumpscope.commandLine(), words);
    }
}
