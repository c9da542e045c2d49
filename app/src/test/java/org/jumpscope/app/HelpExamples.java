package org.jumpscope.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The examples in the help of every verb, as the words that a shell would make of them. */
final class HelpExamples {
    /** Where users are when they paste an example. */
    static final Path ROOT = Path.of("..");

    private static final String START = "./jumpscope ";
    private static final Pattern WORD = Pattern.compile("((?:[^\\s\"]|\"[^\"]*\")+)");

    private HelpExamples() {}

    /** The example lines of all verbs. */
    static List<String> all() {
        List<String> examples = new ArrayList<>();
        for (CommandLine verb : Jumpscope.commandLine().getSubcommands().values()) {
            Called.call(verb.getCommandName(), "--help")
                    .out()
                    .lines()
                    .map(String::trim)
                    .filter(line -> line.startsWith(START))
                    .forEach(examples::add);
        }
        return examples;
    }

    /** The words of an example; files of the project are named as seen from this module. */
    static String[] words(String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example.substring(START.length()));
        while (matcher.find()) {
            String word = matcher.group(1).replace("\"", "");
            boolean ofProject = !word.startsWith("-") && !word.contains("=") && Files.isRegularFile(ROOT.resolve(word));
            words.add(ofProject ? ROOT.resolve(word).toString() : word);
        }
        return words.toArray(new String[0]);
    }
}
