package org.jumpscope.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a drawing as a PNG of 192 dots per inch, twice the density of a screen; text is filled outlines. */
final class PngDrawing {
    private static final double DOTS_PER_INCH = 192;
    private static final double SCALE = DOTS_PER_INCH / 72;
    private static final double METRES_PER_INCH = 0.0254;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte TRUE_COLOUR = 2;
    private static final byte UP = 2;

    private final Graphics2D graphics;

    private PngDrawing(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] file(Drawing drawing) {
        int width = (int) Math.round(drawing.width() * SCALE);
        int height = (int) Math.round(drawing.height() * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        new PngDrawing(graphics).marks(drawing.marks());
        graphics.dispose();
        return encode(image);
    }

    private void marks(List<Mark> marks) {
        marks.forEach(this::mark);
    }

    private void mark(Mark mark) {
        if (mark instanceof Mark.Line line) {
            graphics.setColor(new Color(line.colour().rgb()));
            graphics.setStroke(stroke(line));
            graphics.draw(line.path());
        } else if (mark instanceof Mark.Area area) {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING,
                    area.antiAliased() ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
            fill(area.path(), area.colour());
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        } else if (mark instanceof Mark.Symbols symbols) {
            for (int i = 0; i < symbols.x().size(); i++) {
                fill(shape(symbols, symbols.x().get(i), symbols.y().get(i)), symbols.colour());
            }
        } else if (mark instanceof Mark.Words words) {
            words(words);
        } else if (mark instanceof Mark.Clipped clipped) {
            Shape before = graphics.getClip();
            graphics.clip(clipped.window());
            marks(clipped.marks());
            graphics.setClip(before);
        }
    }

    private static BasicStroke stroke(Mark.Line line) {
        float width = (float) line.width();
        int cap = line.dash().round() ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
        float[] lengths = line.dash().lengths(line.width());
        return lengths.length == 0
                ? new BasicStroke(width, cap, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 1, lengths, 0);
    }

    private static Shape shape(Mark.Symbols symbols, double x, double y) {
        double diameter = symbols.diameter();
        return symbols.symbol() == Mark.Symbol.DISC
                ? new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter)
                : symbols.symbol().outline(x, y, diameter);
    }

    private void words(Mark.Words words) {
        for (MathText.Placed placed : words.text().place()) {
            AffineTransform place = words.placing(placed);
            Path2D outline = Typeface.outline(placed.piece());
            for (double[] centre : Mark.Words.dots(placed.piece())) {
                outline.append(
                        new Ellipse2D.Double(centre[0] - Mark.DOT, centre[1] - Mark.DOT, 2 * Mark.DOT, 2 * Mark.DOT),
                        false);
            }
            fill(place.createTransformedShape(outline), words.colour());
        }
    }

    private void fill(Shape shape, Colour colour) {
        graphics.setColor(new Color(colour.rgb()));
        graphics.fill(shape);
    }

    /**
     * The picture as a PNG. ImageIO would try five filters on every line, which takes longer than the drawing; in a figure
     * most lines are like the one above, so that the difference is a good filter everywhere.
     */
    private static byte[] encode(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put(TRUE_COLOUR).put(new byte[3]);
        int perMetre = (int) Math.round(DOTS_PER_INCH / METRES_PER_INCH);
        ByteBuffer density =
                ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put((byte) 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(SIGNATURE);
        chunk("IHDR", header.array(), bytes);
        chunk("pHYs", density.array(), bytes);
        chunk("IDAT", compressed(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), width, height), bytes);
        chunk("IEND", new byte[0], bytes);
        return bytes.toByteArray();
    }

    /** Lines of red, green and blue, each as its difference from the line above, deflated. */
    private static byte[] compressed(int[] pixels, int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            byte[] line = new byte[1 + 3 * width];
            line[0] = UP;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = pixels[y * width + x];
                    int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                    line[3 * x + 1] = (byte) ((pixel >> 16) - (above >> 16));
                    line[3 * x + 2] = (byte) ((pixel >> 8) - (above >> 8));
                    line[3 * x + 3] = (byte) (pixel - above);
                }
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(String name, byte[] data, ByteArrayOutputStream bytes) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(type);
        check.update(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        bytes.writeBytes(type);
        bytes.writeBytes(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
