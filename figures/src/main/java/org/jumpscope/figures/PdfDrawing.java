package org.jumpscope.figures;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Writes a drawing as a PDF page of its size with an embedded part of the typeface; no dates, a fixed identifier. */
final class PdfDrawing {
    private static final int ROUND = 1;
    private static final int BUTT = 0;

    private final PDPageContentStream page;
    private final PDFont font;
    private final double height;

    private PdfDrawing(PDPageContentStream page, PDFont font, double height) {
        this.page = page;
        this.font = font;
        this.height = height;
    }

    static byte[] file(Drawing drawing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L);
            document.getDocumentInformation().setTitle(drawing.title());
            PDPage sheet = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
            document.addPage(sheet);
            PDFont font = PDType0Font.load(document, new ByteArrayInputStream(Typeface.file()), true);
            try (PDPageContentStream stream = new PDPageContentStream(document, sheet)) {
                stream.setLineJoinStyle(ROUND);
                new PdfDrawing(stream, font, drawing.height()).marks(drawing.marks());
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void marks(List<Mark> marks) throws IOException {
        for (Mark mark : marks) {
            mark(mark);
        }
    }

    private void mark(Mark mark) throws IOException {
        if (mark instanceof Mark.Line line) {
            stroke(line.colour(), line.width(), line.dash());
            trace(line.path());
            page.stroke();
        } else if (mark instanceof Mark.Area area) {
            fill(area.path(), area.colour());
        } else if (mark instanceof Mark.Symbols symbols) {
            symbols(symbols);
        } else if (mark instanceof Mark.Words words) {
            words(words);
        } else if (mark instanceof Mark.Clipped clipped) {
            Rectangle2D window = clipped.window();
            page.saveGraphicsState();
            page.addRect((float) window.getX(), (float) (height - window.getMaxY()), (float) window.getWidth(), (float)
                    window.getHeight());
            page.clip();
            marks(clipped.marks());
            page.restoreGraphicsState();
        }
    }

    private void stroke(Colour colour, double width, Mark.Dash dash) throws IOException {
        page.setStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
        page.setLineWidth((float) width);
        page.setLineCapStyle(dash.round() ? ROUND : BUTT);
        page.setLineDashPattern(dash.lengths(width), 0);
    }

    private void symbols(Mark.Symbols symbols) throws IOException {
        boolean discs = symbols.symbol() == Mark.Symbol.DISC;
        if (discs) {
            stroke(symbols.colour(), symbols.diameter(), Mark.Dash.SOLID);
            page.setLineCapStyle(ROUND);
        }
        for (int i = 0; i < symbols.x().size(); i++) {
            double x = symbols.x().get(i);
            double y = symbols.y().get(i);
            if (discs) {
                page.moveTo((float) x, (float) (height - y));
                page.lineTo((float) x, (float) (height - y));
            } else {
                fill(symbols.symbol().outline(x, y, symbols.diameter()), symbols.colour());
            }
        }
        if (discs && symbols.x().size() > 0) {
            page.stroke();
        }
    }

    private void words(Mark.Words words) throws IOException {
        Colour colour = words.colour();
        for (MathText.Placed placed : words.text().place()) {
            MathText.Piece piece = placed.piece();
            AffineTransform place = words.placing(placed);
            if (Typeface.knows(piece.text())) {
                AffineTransform onPage = new AffineTransform(1, 0, 0, -1, 0, height);
                onPage.concatenate(place);
                if (piece.italic()) {
                    onPage.shear(Typeface.SLANT, 0);
                }
                page.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
                page.beginText();
                page.setFont(font, 1);
                page.setTextMatrix(new Matrix(onPage));
                page.showText(piece.text());
                page.endText();
            } else {
                fill(place.createTransformedShape(Typeface.outline(piece)), colour);
            }
            for (double[] centre : Mark.Words.dots(piece)) {
                Ellipse2D dot =
                        new Ellipse2D.Double(centre[0] - Mark.DOT, centre[1] - Mark.DOT, 2 * Mark.DOT, 2 * Mark.DOT);
                fill(place.createTransformedShape(dot), colour);
            }
        }
    }

    private void fill(Shape shape, Colour colour) throws IOException {
        if (shape.getPathIterator(null).isDone()) {
            return;
        }
        page.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
        trace(shape);
        page.fill();
    }

    private void trace(Shape shape) throws IOException {
        double[] c = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> page.moveTo((float) c[0], (float) (height - c[1]));
                case PathIterator.SEG_LINETO -> page.lineTo((float) c[0], (float) (height - c[1]));
                case PathIterator.SEG_QUADTO ->
                    cubic(
                            (x + 2 * c[0]) / 3,
                            (y + 2 * c[1]) / 3,
                            (c[2] + 2 * c[0]) / 3,
                            (c[3] + 2 * c[1]) / 3,
                            c[2],
                            c[3]);
                case PathIterator.SEG_CUBICTO -> cubic(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> page.closePath();
            }
            if (kind != PathIterator.SEG_CLOSE) {
                int last = kind == PathIterator.SEG_MOVETO ? 0 : 2 * (kind - 1);
                x = c[last];
                y = c[last + 1];
            }
        }
    }

    private void cubic(double x1, double y1, double x2, double y2, double x3, double y3) throws IOException {
        page.curveTo((float) x1, (float) (height - y1), (float) x2, (float) (height - y2), (float) x3, (float)
                (height - y3));
    }

    private static float part(Colour colour, int shift) {
        return ((colour.rgb() >> shift) & 0xFF) / 255f;
    }
}
