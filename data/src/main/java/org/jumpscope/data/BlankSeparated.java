package org.jumpscope.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose runs of blanks and tabs are one blank each, without those at the ends of lines. */
final class BlankSeparated extends FilterReader {
    private boolean inLine;
    private boolean blank;
    private int after = -1;

    BlankSeparated(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (after >= 0) {
            int c = after;
            after = -1;
            return c;
        }
        int c = in.read();
        while (c == ' ' || c == '\t') {
            blank = true;
            c = in.read();
        }
        boolean end = c == '\n' || c == '\r' || c < 0;
        boolean separator = blank && inLine && !end;
        blank = false;
        inLine = !end;
        if (separator) {
            after = c;
            return ' ';
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int c = read();
            if (c < 0) {
                break;
            }
            buffer[offset + n++] = (char) c;
        }
        return n == 0 && length > 0 ? -1 : n;
    }
}
