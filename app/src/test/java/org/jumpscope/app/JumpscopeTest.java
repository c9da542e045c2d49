package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JumpscopeTest {
    @Test
    void versionIsThatOfTheBuild() {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new Jumpscope())
                .setOut(new PrintWriter(out, true))
                .execute("--version");
        assertEquals(0, code);
        assertTrue(out.toString().matches("jumpscope \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R"), out.toString());
    }
}
