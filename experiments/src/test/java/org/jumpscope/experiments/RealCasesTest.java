package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.dataset.ClassMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealCasesTest {
    private static final String TABLE = "tabular/breast_cancer.csv";

    @TempDir
    private Path folder;

    private RealCases seek() {
        return RealCases.seek(Optional.of(folder), Map.of());
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("tabular"));
        Files.writeString(folder.resolve(TABLE), text);
    }

    @Test
    void whatIsMissingComesWithTheWayToGetIt() {
        List<RealCases.Missing> missing = seek().missing();
        assertEquals(
                List.of("mnist", TABLE),
                missing.stream().map(RealCases.Missing::path).toList());
        missing.forEach(each -> assertTrue(each.command().startsWith("mkdir -p data/"), each.command()));
    }

    @Test
    void aTableIsProjectedSoThatTheMeansAreZeroAndOne() throws IOException {
        write("4,2,malignant,benign\n1,0,0\n3,1,0\n7,4,1\n9,5,1\n");
        EmpiricalClasses found = seek().found().get("breast cancer");
        assertEquals(List.of("malignant", "benign"), found.names());
        assertEquals(0, found.classes().component(0).law().mean(), 1e-14);
        assertEquals(1, found.classes().component(1).law().mean(), 1e-14);
        assertEquals(
                List.of("MNIST"),
                seek().missing().stream().map(RealCases.Missing::name).toList());
    }

    @Test
    void aDamagedTableIsNotAvailableWithItsReason() throws IOException {
        write("5,2,malignant,benign\n1,0,0\n3,1,0\n7,4,1\n9,5,1\n");
        Files.createDirectories(folder.resolve("mnist"));
        Files.writeString(folder.resolve("mnist/train-images-idx3-ubyte"), "not images");
        Files.writeString(folder.resolve("mnist/train-labels-idx1-ubyte"), "not labels");
        RealCases cases = seek();
        assertEquals(Map.of(), cases.found());
        assertEquals(List.of(), cases.missing());
        assertEquals(
                List.of("MNIST", "breast cancer"),
                cases.unavailable().stream().map(RealCases.Unavailable::name).toList());
        assertTrue(cases.unavailable().get(1).reason().contains("breast_cancer.csv"), cases.toString());
    }

    @Test
    void dataWithoutAnEquilibriumAreNotAvailableWithTheReason() throws IOException {
        write("4,2,malignant,benign\n1,0,0\n3,1,0\n7,4,1\n9,5,1\n");
        EmpiricalClasses two = seek().found().get("breast cancer");
        ClassMixture.Component first = two.classes().component(0);
        EmpiricalClasses one = new EmpiricalClasses(
                ClassMixture.of(List.of(new ClassMixture.Component(first.target(), 1, first.law()))),
                List.of("malignant"),
                two.projection(),
                two.inputs());
        List<RealCases.Unavailable> unavailable = new ArrayList<>();
        assertEquals(
                List.of(), Reproduce.realClasses("one class", one, FigureAnalysis.Settings.defaults(), unavailable));
        assertEquals(1, unavailable.size());
        assertEquals("one class", unavailable.get(0).name());
        assertTrue(unavailable.get(0).reason().endsWith("."), unavailable.get(0).reason());
    }
}
