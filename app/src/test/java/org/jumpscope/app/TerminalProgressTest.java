package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jumpscope.experiments.Progress;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private static final String ERASE = "\r\u001b[K";

    @Test
    void saysHowMuchIsDoneAndHowLongTheRestTakes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AtomicLong clock = new AtomicLong(5000);
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        TerminalProgress progress = new TerminalProgress(err, clock::get);
        progress.report("sampling", 0.001); // too soon after the start
        clock.addAndGet(200);
        progress.report("sampling", 0.1); // too soon for an estimate
        clock.addAndGet(1800);
        progress.report("sampling", 0.25);
        progress.report("sampling", 0.26); // too soon after the last
        progress.report("sampling", 1);
        progress.close();
        assertEquals(
                ERASE + " 10 %  sampling" + ERASE + " 25 %  sampling, about 6 s left" + ERASE + "100 %  sampling"
                        + ERASE,
                bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void isSilentWhereThereIsNoTerminal() {
        assertSame(Progress.NONE, TerminalProgress.onTerminal());
    }
}
