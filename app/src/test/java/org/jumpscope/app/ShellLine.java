package org.jumpscope.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that starts this program, as a reader would paste it into a shell. */
final class ShellLine {
    /** How such a line starts. */
    static final String START = "./jumpscope ";

    private static final Pattern WORD = Pattern.compile("((?:[^\\s\"]|\"[^\"]*\")+)");
    private static final List<String> OUTPUTS =
            List.of("--out", "--json", "--record", "--plot", "--checkpoint", "--csv", "--npz", "--python", "--java");

    private ShellLine() {}

    /** The words after the program's name, as a shell would make them; a comment ends the line. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.substring(START.length()));
        while (matcher.find() && !matcher.group(1).startsWith("#")) {
            words.add(matcher.group(1).replace("\"", ""));
        }
        return words;
    }

    /** The words with more options; one that is there already has the new value. */
    static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        for (int i = 0; i < more.length; i += 2) {
            int at = all.indexOf(more[i]);
            if (at >= 0) {
                all.set(at + 1, more[i + 1]);
            } else {
                all.addAll(List.of(more[i], more[i + 1]));
            }
        }
        return all;
    }

    /**
     * The same words for a working folder: files that are there, and files to be written, are named in it; files of the
     * project's docs are those.
     */
    static String[] in(Path folder, List<String> words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean output = i > 0 && OUTPUTS.contains(words.get(i - 1)) && !word.equals("-");
            boolean input = !word.startsWith("-") && word.matches("[\\w./-]+") && Files.exists(folder.resolve(word));
            boolean example = !output && word.startsWith("docs/examples/");
            all.add(
                    output || input
                            ? folder.resolve(word).toString()
                            : example ? GuidePage.ROOT.resolve(word).toString() : word);
        }
        return all.toArray(new String[0]);
    }
}
