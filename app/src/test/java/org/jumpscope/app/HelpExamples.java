package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The examples in the help of every verb, as the words that a shell would make of them. */
final class HelpExamples {
    private HelpExamples() {}

    /** The example lines of all verbs. */
    static List<String> all() {
        List<String> examples = new ArrayList<>();
        for (CommandLine verb : Jumpscope.commandLine().getSubcommands().values()) {
            boolean open = false;
            for (String line :
                    Called.call(verb.getCommandName(), "--help").out().lines().toList()) {
                boolean first = line.trim().startsWith(ShellLine.START);
                if (first) {
                    examples.add(line.trim());
                } else if (open && !line.isBlank()) {
                    // The help breaks a long line.
                    examples.add(examples.remove(examples.size() - 1) + " " + line.trim());
                }
                open = (open || first) && !line.isBlank();
            }
        }
        return examples;
    }

    /** The words of an example that works in a folder; what would take long to sample is sampled less. */
    static String[] words(String example, Path folder) {
        List<String> words = ShellLine.words(example);
        if (words.contains("reproduce")) {
            String out = words.contains("--out") ? words.get(words.indexOf("--out") + 1) : "out/reproduce";
            words = ShellLine.with(words, "--samples", "20000", "--out", out);
        }
        return ShellLine.in(folder, words);
    }
}
