package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpExamplesTest {
    @TempDir
    private static Path folder;

    static List<String> examples() {
        return HelpExamples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void worksWhenPasted(String example) {
        Called called = Called.call(HelpExamples.words(example, folder));
        assertEquals(0, called.code(), called.err());
        assertTrue(called.out().length() > 100, called.out());
    }

    @Test
    void everyVerbHasAnExample() {
        for (CommandLine verb : Jumpscope.commandLine().getSubcommands().values()) {
            String start = ShellLine.START + verb.getCommandName();
            assertTrue(examples().stream().anyMatch(example -> example.startsWith(start)), start);
        }
    }
}
