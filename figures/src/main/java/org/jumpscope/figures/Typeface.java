package org.jumpscope.figures;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The one typeface of all figures, Liberation Sans, as it comes with PDFBox: the same widths and outlines on every
 * machine and in every format, whatever fonts are installed.
 *
 * <p>Its widths are those of Arial and Helvetica, so that an SVG looks the same with either. Characters that it lacks
 * come from the machine's own sans-serif typeface.
 */
final class Typeface {
    /** Slope of slanted letters, tan 12°, as in Helvetica Oblique. */
    static final double SLANT = Math.tan(Math.toRadians(12));

    /** Height of a capital letter in em. */
    static final double CAPITAL = 0.69;

    /** Depth of a descender in em. */
    static final double DESCENT = 0.21;

    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int FALLBACK_SIZE = 1000;
    private static final ConcurrentMap<Integer, Glyph> GLYPHS = new ConcurrentHashMap<>();

    private Typeface() {}

    /**
     * One character; lengths in em, ordinates upwards.
     *
     * @param outline its shape, never changed
     * @param advance its width
     * @param known whether the typeface itself has it
     */
    record Glyph(Path2D outline, double advance, boolean known) {}

    /** Loads the typeface when it is first asked for; the parsed font is not thread-safe and stays behind a lock. */
    private static final class Loaded {
        static final byte[] BYTES = bytes();
        static final TrueTypeFont FONT = parse();
        static final CmapLookup CHARACTERS = characters();

        private Loaded() {}

        private static byte[] bytes() {
            try (InputStream stream = PDDocument.class.getResourceAsStream(RESOURCE)) {
                if (stream == null) {
                    throw new IllegalStateException("The typeface " + RESOURCE + " is not on the class path.");
                }
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static TrueTypeFont parse() {
            try {
                return new TTFParser().parse(new RandomAccessReadBuffer(BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static CmapLookup characters() {
            try {
                return FONT.getUnicodeCmapLookup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The font file. Not to be modified. */
    static byte[] file() {
        return Loaded.BYTES;
    }

    static Glyph glyph(int point) {
        return GLYPHS.computeIfAbsent(point, Typeface::load);
    }

    static double width(String text) {
        return text.codePoints().mapToDouble(point -> glyph(point).advance).sum();
    }

    static boolean knows(String text) {
        return text.codePoints().allMatch(point -> glyph(point).known);
    }

    /** Outline of a text in em, ordinates upwards, first letter at the origin. */
    static Path2D outline(MathText.Piece piece) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double[] pen = {0};
        piece.text().codePoints().forEach(point -> {
            Glyph glyph = glyph(point);
            outline.append(glyph.outline.getPathIterator(AffineTransform.getTranslateInstance(pen[0], 0)), false);
            pen[0] += glyph.advance;
        });
        if (piece.italic()) {
            outline.transform(AffineTransform.getShearInstance(SLANT, 0));
        }
        return outline;
    }

    private static Glyph load(int point) {
        synchronized (Loaded.FONT) {
            int index = Loaded.CHARACTERS.getGlyphId(point);
            return index == 0 ? fallback(point) : own(index);
        }
    }

    private static Glyph own(int index) {
        try {
            double em = Loaded.FONT.getUnitsPerEm();
            Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
            var data = Loaded.FONT.getGlyph().getGlyph(index);
            if (data != null) {
                outline.append(data.getPath().getPathIterator(AffineTransform.getScaleInstance(1 / em, 1 / em)), false);
            }
            return new Glyph(outline, Loaded.FONT.getAdvanceWidth(index) / em, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the machine's own typefaces; a machine without any shows an empty box. */
    private static Glyph fallback(int point) {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            var vector = new Font(Font.SANS_SERIF, Font.PLAIN, FALLBACK_SIZE)
                    .createGlyphVector(context, Character.toString(point));
            Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
            AffineTransform toEm = AffineTransform.getScaleInstance(1.0 / FALLBACK_SIZE, -1.0 / FALLBACK_SIZE);
            outline.append(vector.getOutline().getPathIterator(toEm), false);
            return new Glyph(outline, vector.getGlyphMetrics(0).getAdvance() / FALLBACK_SIZE, false);
        } catch (RuntimeException | InternalError | LinkageError e) {
            Glyph box = own(0);
            return new Glyph(box.outline, box.advance, false);
        }
    }
}
