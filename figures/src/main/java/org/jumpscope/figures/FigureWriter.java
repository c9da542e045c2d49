package org.jumpscope.figures;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Writes a figure as SVG, PNG or PDF; the same bytes for the same figure.
 *
 * <p>All methods may be called from many threads at once.
 */
public final class FigureWriter {
    private FigureWriter() {}

    /** The formats, by the extension of the file. */
    public enum Format {
        /** Scalable, with real text. */
        SVG,
        /** Pixels, 192 per inch. */
        PNG,
        /** One page of the figure's size, with an embedded typeface. */
        PDF
    }

    /**
     * Writes a figure in the format that the file's extension names; the file appears whole or not at all.
     *
     * @param figure the figure
     * @param file the file; its folder is created
     * @throws InvalidInputException if the extension is not svg, png or pdf, or the file cannot be written
     */
    public static void write(Figure figure, Path file) {
        byte[] bytes = bytes(figure, format(file));
        OutputFiles.REPLACE_EXISTING.write(file, out -> out.write(bytes));
    }

    /**
     * Returns the format that a file's extension names, in capitals or not.
     *
     * @param file a file
     * @return the format
     * @throws InvalidInputException if the extension is not svg, png or pdf
     */
    public static Format format(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (Format format : Format.values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new InvalidInputException(
                "The figure file '" + file + "' does not say its format; give a name that ends in .svg, .png or .pdf.");
    }

    /**
     * Returns the contents of a figure file.
     *
     * @param figure the figure
     * @param format the format
     * @return the bytes
     */
    public static byte[] bytes(Figure figure, Format format) {
        return bytes(Plot.draw(figure), format);
    }

    private static byte[] bytes(Drawing drawing, Format format) {
        return switch (format) {
            case SVG -> SvgDrawing.file(drawing).getBytes(StandardCharsets.UTF_8);
            case PNG -> PngDrawing.file(drawing);
            case PDF -> PdfDrawing.file(drawing);
        };
    }

    /**
     * Makes the contents of a figure's file in every format; the figure is laid out once.
     *
     * @param figure the figure
     * @param file takes each format with its bytes
     */
    public static void everyFormat(Figure figure, BiConsumer<Format, byte[]> file) {
        Drawing drawing = Plot.draw(figure);
        for (Format format : Format.values()) {
            file.accept(format, bytes(drawing, format));
        }
    }

    /**
     * Returns the figure as an {@code svg} element without identifiers, to stand in an HTML page.
     *
     * @param figure the figure
     * @return the element
     */
    public static String svgElement(Figure figure) {
        return SvgDrawing.element(Plot.draw(figure));
    }
}
