package org.jumpscope.app;

import static org.jumpscope.app.Called.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentCommandTest {
    private static final JsonMapper READER = JsonMapper.builder().build();

    /** Images of one pixel row, zeros dark and ones bright, so many of each. */
    private static Path images(Path folder, int each) throws IOException {
        Files.createDirectories(folder);
        try (DataOutputStream pixels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve("train-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve("train-labels-idx1-ubyte")))) {
            pixels.writeInt(0x803);
            pixels.writeInt(2 * each);
            pixels.writeInt(1);
            pixels.writeInt(2);
            labels.writeInt(0x801);
            labels.writeInt(2 * each);
            for (int i = 0; i < 2 * each; i++) {
                int bright = 150 + (i * 37) % 71 - 35;
                int dark = 60 + (i * 53) % 61 - 30;
                pixels.write(i % 2 == 0 ? bright : dark);
                pixels.write(i % 2 == 0 ? dark : bright);
                labels.write(i % 2);
            }
        }
        return folder;
    }

    @Test
    void withoutImagesOneSentenceSaysWhatIsLeftOut() {
        Called called = call("experiment", "escape", "--runs", "10", "--json", "-");
        assertEquals(0, called.code(), called.err());
        JsonNode all = READER.readTree(called.out());
        assertEquals(24, all.get("result").get("cells").size());
        assertTrue(all.get("result").get("digits").isNull());
        assertEquals(1, all.get("warnings").size());
        assertTrue(
                all.get("warnings").get(0).asString().contains("--data"),
                all.get("warnings").toString());
        assertTrue(called.err().contains("was left out"), called.err());
    }

    @Test
    void withImagesTheirPartIsInTheAnswer(@TempDir Path folder) throws IOException {
        Path images = images(folder.resolve("digits"), 20);
        Called called = call("experiment", "escape", "--runs", "10", "--data", images.toString(), "--json", "-");
        assertEquals(0, called.code(), called.err());
        JsonNode all = READER.readTree(called.out());
        JsonNode digits = all.get("result").get("digits");
        assertEquals(20, digits.get("images").asInt());
        assertEquals(10, digits.get("runs").asInt());
        assertEquals(5, digits.get("endRuns").asInt());
        assertEquals(3, digits.get("losses").size());
        assertEquals(18, digits.get("cells").size());
        assertEquals(9, digits.get("ends").size());
        assertEquals(2, all.get("provenance").get("inputs").size());
    }

    @Test
    void tooFewImagesAndNoFolderAreRefused(@TempDir Path folder) throws IOException {
        Path images = images(folder.resolve("digits"), 19);
        Called few = call("experiment", "escape", "--data", images.toString());
        assertEquals(3, few.code());
        assertTrue(few.err().contains("has only 19 images of zeros"), few.err());
        Called none =
                call("experiment", "escape", "--data", folder.resolve("nowhere").toString());
        assertEquals(3, none.code());
        assertTrue(none.err().contains("nowhere"), none.err());
    }
}
