package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFoldersTest {
    @TempDir
    private Path folder;

    @Test
    void theOptionComesBeforeTheVariable() throws IOException {
        Path option = Files.createDirectory(folder.resolve("option"));
        Path variable = Files.createDirectory(folder.resolve("variable"));
        write(option, "both.csv", new byte[0]);
        write(variable, "both.csv", new byte[0]);
        write(variable, "one.csv", new byte[0]);
        DataFolders folders = DataFolders.of(Optional.of(option), Map.of("JUMPSCOPE_DATA", variable.toString()));
        assertEquals(option.resolve("both.csv"), folders.find("both.csv"));
        assertEquals(variable.resolve("one.csv"), folders.find("one.csv"));
        Path absolute = variable.resolve("one.csv").toAbsolutePath();
        assertEquals(absolute, folders.find(absolute.toString()));
    }

    @Test
    void saysWhereItLooked() {
        DataFolders folders = DataFolders.of(Optional.of(folder), Map.of());
        assertSays(() -> folders.find("none.csv"), "There is no none.csv", folder + " (--data-dir)", "data/");
        assertEquals(Optional.empty(), folders.seek("none.csv"));
    }
}
