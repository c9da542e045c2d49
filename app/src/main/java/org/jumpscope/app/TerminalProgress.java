package org.jumpscope.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jumpscope.experiments.Progress;

/** One line on a terminal's standard error that says what is being done, how much of it, and how long the rest may take. */
final class TerminalProgress implements Progress, AutoCloseable {
    /** Set by the launcher, which can tell whether standard error is a terminal. */
    static final String PROPERTY = "jumpscope.terminal";

    private static final long MILLISECONDS_BETWEEN = 100;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final LongSupplier clock;
    private final long start;
    private long last;
    private boolean shown;

    TerminalProgress(PrintStream err, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.last = start;
    }

    /** Progress on standard error where that is a terminal; nothing elsewhere. */
    static Progress onTerminal() {
        return Boolean.getBoolean(PROPERTY)
                ? new TerminalProgress(System.err, System::currentTimeMillis)
                : Progress.NONE;
    }

    @Override
    public synchronized void report(String stage, double fraction) {
        long now = clock.getAsLong();
        if (now - last < MILLISECONDS_BETWEEN && fraction < 1) {
            return;
        }
        last = now;
        shown = true;
        err.print(ERASE + String.format(Locale.ROOT, "%3.0f %%  %s%s", 100 * fraction, stage, rest(now, fraction)));
        err.flush();
        if (fraction >= 1) {
            close();
        }
    }

    private String rest(long now, double fraction) {
        double seconds = (now - start) / 1000.0;
        // An estimate from less than a second, or from less than a hundredth, would only jump about.
        if (seconds < 1 || fraction < 0.01 || fraction >= 1) {
            return "";
        }
        return String.format(Locale.ROOT, ", about %.0f s left", Math.ceil(seconds * (1 - fraction) / fraction));
    }

    /** Clears the line. */
    @Override
    public synchronized void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
