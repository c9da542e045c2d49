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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a drawing as a PNG of 192 dots per inch, twice the density of a screen; text is filled outlines. */
final class PngDrawing {
    private static final double DOTS_PER_INCH = 192;
    private static final double SCALE = DOTS_PER_INCH / 72;
    private static final double METRES_PER_INCH = 0.0254;

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

    private static byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
            density(metadata);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Says how large the picture is on paper. */
    private static void density(IIOMetadata metadata) throws IIOInvalidTreeException {
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        String perMetre = Long.toString(Math.round(DOTS_PER_INCH / METRES_PER_INCH));
        physical.setAttribute("pixelsPerUnitXAxis", perMetre);
        physical.setAttribute("pixelsPerUnitYAxis", perMetre);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(physical);
        metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    }
}
