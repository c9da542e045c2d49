package org.jumpscope.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the sample figures into a folder, to be looked at. */
final class Gallery {
    private Gallery() {}

    static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("figure1", SampleFigures.figure1());
        figures.put("figure5", SampleFigures.figure5());
        figures.put("figure6", SampleFigures.figure6());
        figures.put("figure8", SampleFigures.figure8());
        figures.put("histogram", SampleFigures.histogram());
        figures.put("crowded", SampleFigures.crowded());
        figures.put("map", SampleFigures.map());
        figures.put("tiny", SampleFigures.tiny());
        return figures;
    }

    /** Argument: the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (int round = 0; round < (arguments.length > 1 ? 20 : 1); round++) {
            long start = System.nanoTime();
            for (var entry : figures().entrySet()) {
                StringBuilder line = new StringBuilder(entry.getKey());
                for (FigureWriter.Format format : FigureWriter.Format.values()) {
                    long begin = System.nanoTime();
                    String extension = format.name().toLowerCase(java.util.Locale.ROOT);
                    FigureWriter.write(entry.getValue(), folder.resolve(entry.getKey() + "." + extension));
                    line.append(' ')
                            .append((System.nanoTime() - begin) / 1_000_000)
                            .append(" ms");
                }
                System.out.println(line);
            }
            org.jumpscope.figures.report.ReportPage.write(SampleReport.report(), folder.resolve("report.html"));
            System.out.println("all " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }
}
