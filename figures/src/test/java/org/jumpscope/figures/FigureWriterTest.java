package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureWriterTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(Figure figure, FigureWriter.Format format) {
        return FigureWriter.bytes(figure, format);
    }

    private static String svg(Figure figure) {
        return new String(bytes(figure, FigureWriter.Format.SVG), StandardCharsets.UTF_8);
    }

    private static String textOf(String svg) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTextContent();
    }

    private static Figure line(double... y) {
        double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
        return Figure.of(Axis.linear("x"), Axis.linear("y"))
                .with(Series.line("line", Colour.of(0), Vector.of(x), Vector.of(y)));
    }

    @Test
    void svgIsXmlWithTheLabels() throws Exception {
        for (Figure figure : Gallery.figures().values()) {
            String text = textOf(svg(figure));
            String axis =
                    MathText.parse(figure.vertical().label()).pieces().get(0).text();
            assertTrue(text.contains(axis), axis);
        }
        String text = textOf(svg(SampleFigures.figure1()));
        assertTrue(text.contains("simulated: 200,000 samples"), text);
        assertTrue(text.contains("power law expected"), text);
        assertTrue(text.contains("10−20"), text);
        assertTrue(textOf(svg(SampleFigures.tiny())).contains("<&> \"é\""));
    }

    @Test
    void svgOfTwoThousandPointsIsSmall() {
        for (var figure : Gallery.figures().entrySet()) {
            assertTrue(svg(figure.getValue()).length() < 100_000, figure.getKey());
        }
    }

    @Test
    void pngHasTwiceThePixelsOfTheScreen() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(bytes(SampleFigures.figure1(), FigureWriter.Format.PNG)));
        assertEquals(Math.round(5.4 * 192), image.getWidth());
        assertEquals(Math.round(3.9 * 192), image.getHeight());
        int dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            dark += (image.getRGB(x, image.getHeight() / 2) & 0xFF) < 128 ? 1 : 0;
        }
        assertTrue(dark > 4 && dark < 200, "dark pixels in the middle row: " + dark);
        assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
    }

    @Test
    void pdfIsOnePageOfTheFiguresSizeWithText() throws IOException {
        byte[] bytes = bytes(SampleFigures.figure1(), FigureWriter.Format.PDF);
        assertTrue(new String(bytes, 0, 5, StandardCharsets.US_ASCII).startsWith("%PDF-"));
        try (var document = Loader.loadPDF(bytes)) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(388.8, document.getPage(0).getMediaBox().getWidth(), 1e-3);
            assertTrue(new PDFTextStripper().getText(document).contains("Jacobian"));
        }
    }

    @Test
    void theSameFigureIsTheSameBytesOnEveryThread() {
        for (FigureWriter.Format format : FigureWriter.Format.values()) {
            List<byte[]> copies = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> bytes(SampleFigures.figure6(), format))
                    .toList();
            copies.forEach(copy -> assertArrayEquals(copies.get(0), copy));
        }
    }

    @Test
    void writesWholeFilesIntoNewFolders() throws IOException {
        Path file = folder.resolve("a/b/plot.SVG");
        FigureWriter.write(line(1, 2), file);
        FigureWriter.write(line(1, 3), file);
        assertEquals(svg(line(1, 3)), Files.readString(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void namesTheFormatsWhenTheExtensionIsUnknown() {
        Path file = folder.resolve("plot.jpeg");
        var thrown = assertThrows(InvalidInputException.class, () -> FigureWriter.write(line(1, 2), file));
        assertTrue(thrown.getMessage().contains(".svg, .png or .pdf"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("plot.jpeg"), thrown.getMessage());
        assertTrue(Files.notExists(file));
    }

    @Test
    void breaksLinesAtNotANumber() {
        String whole = svg(line(0, 2, 1, 3, 0));
        String broken = svg(line(0, 2, Double.NaN, 3, 0));
        assertEquals(1, moves(whole));
        assertEquals(2, moves(broken));
    }

    private static int moves(String svg) {
        int start = svg.indexOf(" d=\"", svg.indexOf("overflow=\"hidden\""));
        String path = svg.substring(start, svg.indexOf("\"/>", start));
        return (int) path.chars().filter(c -> c == 'M').count();
    }

    @Test
    void drawsWithoutDataAndWithExtremeData() {
        List<Figure> figures = List.of(
                Figure.of(Axis.linear(""), Axis.logarithmic("")),
                line(),
                line(1),
                line(5, 5, 5),
                line(Double.NaN, Double.POSITIVE_INFINITY),
                line(-Double.MAX_VALUE, Double.MAX_VALUE),
                line(Double.MIN_VALUE, 0),
                Figure.of(
                                Axis.linear("x").within(0, 1e-300),
                                Axis.logarithmic("y").within(1e-320, 1e300))
                        .with(Series.line("l", Colour.of(0), Vector.of(-1e300, 1e300), Vector.of(1e-310, 1e308)))
                        .with(Guide.range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "everywhere"))
                        .sized(100, 100),
                Figure.of(Axis.logarithmic("x"), Axis.logarithmic("y"))
                        .with(Series.line("l", Colour.of(0), Vector.of(-1, 0), Vector.of(0, -1))));
        for (Figure figure : figures) {
            String svg = svg(figure);
            assertTrue(svg.endsWith("</svg>\n") && !svg.contains("NaN"), svg);
            for (FigureWriter.Format format : FigureWriter.Format.values()) {
                assertTrue(bytes(figure, format).length > 500);
            }
        }
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        Vector two = Vector.of(1, 2);
        Vector one = Vector.of(1);
        assertThrows(InvalidInputException.class, () -> Series.line("l", Colour.of(0), two, one));
        assertThrows(
                InvalidInputException.class,
                () -> Series.of("l", Series.Style.POINTS_WITH_ERRORS, Colour.of(0), two, two));
        assertThrows(InvalidInputException.class, () -> Axis.logarithmic("a").within(0, 1));
        assertThrows(InvalidInputException.class, () -> Axis.linear("a").within(2, 1));
        assertThrows(InvalidInputException.class, () -> Guide.range(2, 1, "g"));
        assertThrows(InvalidInputException.class, () -> line(1, 2).sized(10, 300));
        assertThrows(InvalidInputException.class, () -> Series.histogram("h", Colour.of(0), two, two));
        assertThrows(InvalidInputException.class, () -> new Landscape(two, two, two, Axis.linear("v")));
    }

    @Test
    void legendCoversNothingOrStandsBelow() {
        assertTrue(Plot.draw(SampleFigures.figure1()).marks().stream()
                .filter(mark -> mark instanceof Mark.Words)
                .map(mark -> (Mark.Words) mark)
                .filter(words -> words.text().plain().equals("simulated"))
                .allMatch(words -> words.y() < 140 && words.x() > 194));
        double frameBottom = 230;
        assertTrue(Plot.draw(SampleFigures.crowded()).marks().stream()
                .filter(mark -> mark instanceof Mark.Words)
                .map(mark -> (Mark.Words) mark)
                .filter(words -> words.text().plain().startsWith("set "))
                .allMatch(words -> words.y() > frameBottom));
    }
}
