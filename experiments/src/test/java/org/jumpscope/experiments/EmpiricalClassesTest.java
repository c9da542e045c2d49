package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.data.Projection.Method;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.experiments.EmpiricalClasses.Source;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmpiricalClassesTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void makeTable() throws IOException {
        table = Files.writeString(folder.resolve("t.csv"), """
                x,y,kind
                1,0,pear
                2,5,apple
                4,1,pear
                8,4,apple
                6,6,apple
                9,9,fig
                7,8,fig
                """);
    }

    private Source source(String feature, String label, List<String> classes, Method method) {
        return new Source(
                table,
                Optional.ofNullable(feature),
                Optional.ofNullable(label),
                classes,
                Optional.ofNullable(method),
                OptionalDouble.of(0.5));
    }

    private static void assertSays(Source source, String part) {
        String message = assertThrows(InvalidInputException.class, () -> EmpiricalClasses.read(source))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aColumnGivesEachClassItsOwnLawAndItsShareInTheData() {
        EmpiricalClasses read = EmpiricalClasses.read(source("x", "kind", List.of(), null));
        assertEquals(List.of("apple", "fig", "pear"), read.names());
        assertEquals(3, read.classes().components().size());
        assertEquals(2, read.classes().component(2).target());
        assertEquals(3 / 7.0, read.classes().component(0).share());
        assertEquals(
                Empirical.of(Vector.of(2, 8, 6), 0.5),
                read.classes().component(0).law());
        assertEquals(List.of(table), read.inputs());
    }

    @Test
    void twoChosenClassesHaveTheTargetsZeroAndOne() {
        EmpiricalClasses read = EmpiricalClasses.read(source("1", "kind", List.of("pear", "fig"), null));
        assertEquals(0, read.classes().component(0).target());
        assertEquals(0.5, read.classes().component(0).share());
        assertEquals(
                Empirical.of(Vector.of(1, 4), 0.5), read.classes().component(0).law());
    }

    @Test
    void aProjectionPutsTheClassMeansAtZeroAndOne() {
        EmpiricalClasses read =
                EmpiricalClasses.read(source(null, "kind", List.of("pear", "fig"), Method.MEAN_DIFFERENCE));
        // The kernels are even, so the mean of the law is that of its samples.
        assertEquals(0, read.classes().component(0).law().mean(), 1e-14);
        assertEquals(1, read.classes().component(1).law().mean(), 1e-14);
        assertTrue(read.projection().isPresent());
    }

    @Test
    void saysWhatIsMissing() {
        assertSays(source("x", null, List.of(), null), "say which column is the class with --label");
        assertSays(source(null, "kind", List.of(), null), "say which column is the input with --feature");
        assertSays(source("x", "kind", List.of(), Method.PCA), "say one of them");
        assertSays(source(null, "kind", List.of(), Method.PCA), "has 3 classes: say which two with --classes");
        assertSays(source("x", "kind", List.of("pear"), null), "names 1 classes where two are expected");
        assertSays(
                source("x", "kind", List.of("pear", "plum"), null),
                "no class 'plum': its classes are apple, fig, pear");
        assertSays(
                new Source(
                        table, Optional.of("x"), Optional.of("y"), List.of(), Optional.empty(), OptionalDouble.empty()),
                "class 0");
    }

    @Test
    void aFolderIsOneOfImages() {
        Source whole = new Source(
                folder, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), OptionalDouble.empty());
        assertSays(whole, "--classes 0,1 --project pca");
        assertSays(
                new Source(
                        folder,
                        Optional.of("x"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.empty()),
                "has no columns");
        assertSays(
                new Source(
                        folder,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("zero", "one"),
                        Optional.of(Method.PCA),
                        OptionalDouble.empty()),
                "'zero' is not a label of images");
        assertSays(
                new Source(
                        folder,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("0", "1"),
                        Optional.of(Method.PCA),
                        OptionalDouble.empty()),
                "train-labels-idx1-ubyte.gz");
    }
}
