package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jumpscope.experiments.OutputFolder;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureData;
import org.jumpscope.figures.FigureWriter;

/** Writes figures of a report into its folder: in every format, and their numbers. */
public final class FigureFiles {
    private static final List<String> ENDINGS = List.of(".svg", ".png", ".pdf", ".csv");
    private static final String NUMBERS = ".json";

    private FigureFiles() {}

    /**
     * Checks that the files of a figure may be written.
     *
     * @param name the figure
     * @param folder where to
     * @throws org.jumpscope.numeric.InvalidInputException if one is there that no earlier run wrote
     */
    public static void check(String name, OutputFolder folder) {
        ENDINGS.forEach(ending -> folder.check(name + ending));
        folder.check(name + NUMBERS);
    }

    /**
     * Writes the figures, each by itself on any thread, since drawing is most of the work of a report.
     *
     * @param figures the figures by name
     * @param folder where to
     */
    public static void write(Map<String, Figure> figures, OutputFolder folder) {
        figures.keySet().forEach(name -> check(name, folder));
        Object one = new Object();
        List.copyOf(figures.entrySet()).parallelStream()
                .forEach(each -> FigureWriter.everyFormat(each.getValue(), (format, bytes) -> {
                    // The folder keeps one list.
                    synchronized (one) {
                        folder.write(
                                each.getKey() + "." + format.name().toLowerCase(Locale.ROOT), out -> out.write(bytes));
                    }
                }));
        figures.forEach((name, figure) -> folder.write(name + ".csv", FigureData.csv(figure)));
    }

    /**
     * The files of each figure, for the links under it.
     *
     * @param figures the figures by name
     * @param numbered those that have a file of numbers too
     */
    public static Map<String, List<String>> downloads(Map<String, Figure> figures, Set<String> numbered) {
        Map<String, List<String>> downloads = new LinkedHashMap<>();
        for (String name : figures.keySet()) {
            List<String> files = new ArrayList<>();
            ENDINGS.forEach(ending -> files.add(name + ending));
            if (numbered.contains(name)) {
                files.add(name + NUMBERS);
            }
            downloads.put(name, files);
        }
        return downloads;
    }
}
