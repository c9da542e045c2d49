package org.jumpscope.experiments.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.TabulatedLoss;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignFilesTest {
    private static Design.Answer answer;

    @TempDir
    private Path folder;

    @BeforeAll
    static void design() {
        Experiment paper = Experiment.paper();
        Experiment experiment = new Experiment(
                paper.classes(), paper.activation(), paper.loss(), new StateSource.Given(4, -2), paper.rate());
        Design.Request request = Design.Request.of(experiment, BoundedPowerLaw.of(1.5, 1e-3, 1), 1);
        answer = Design.run(new Design.Request(
                experiment, request.target(), request.kind(), request.jump(), request.minimum(), 20_000, 1, 2));
    }

    private static DesignedLoss loss() {
        return answer.loss().orElseThrow();
    }

    @Test
    void javaCompilesAndIsTheSameLoss() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Assumptions.assumeTrue(compiler != null, "This Java has no compiler.");
        Path file = folder.resolve("MyLoss.java");
        Files.writeString(file, DesignSnippet.java(loss(), answer.result(), "sigmoid", "MyLoss"));
        assertEquals(0, compiler.run(null, null, null, "-d", folder.toString(), file.toString()));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Class<?> made = loader.loadClass("MyLoss");
            Method value = made.getMethod("value", double.class, double.class);
            Method slope = made.getMethod("slope", double.class, double.class);
            Method output = made.getMethod("outputValue", double.class, double.class);
            for (int c = 0; c < 2; c++) {
                TabulatedLoss table = loss().classes().get(c).loss();
                for (double y = -20; y < 20; y += 0.173) {
                    double h = table.slope(y);
                    assertEquals(h, (double) slope.invoke(null, y, (double) c), 1e-12 * Math.abs(h));
                    assertEquals(
                            table.value(y), (double) value.invoke(null, y, (double) c), 1e-13 * (1 + table.value(y)));
                }
                double f = 1 / (1 + Math.exp(-0.7));
                assertEquals(table.value(0.7), (double) output.invoke(null, f, (double) c), 1e-12);
            }
        }
    }

    @Test
    void pythonHasBothTables() {
        String text = DesignSnippet.python(loss(), answer.result(), "sigmoid");
        assertTrue(text.contains("def designed_loss(y, target)"));
        assertTrue(text.contains("torch.logit(f)"));
        TabulatedLoss table = loss().classes().get(0).loss();
        assertTrue(
                text.contains("[" + table.knots().get(3) + ", " + table.values().get(3) + ", "));
        assertEquals(
                loss().classes().get(0).loss().knots().size()
                        + loss().classes().get(1).loss().knots().size(),
                text.lines().filter(line -> line.startsWith("        [")).count());
    }

    @Test
    void tablesReadBack() throws IOException {
        Path npz = folder.resolve("loss.npz");
        Path csv = folder.resolve("loss.csv");
        OutputFiles.KEEP_EXISTING.write(npz, out -> DesignTables.npz(out, loss()));
        OutputFiles.KEEP_EXISTING.write(csv, out -> DesignTables.csv(out, loss()));
        Map<String, NpyArray> arrays = NpzFile.read(npz);
        TabulatedLoss table = loss().classes().get(1).loss();
        assertArrayEquals(table.knots().toArray(), arrays.get("knots1").toDoubles());
        assertArrayEquals(table.values().toArray(), arrays.get("values1").toDoubles());
        assertEquals(
                List.of(table.knots().size(), 6), arrays.get("coefficients1").shape());
        assertArrayEquals(new double[] {4, -2}, arrays.get("state").toDoubles());
        List<String> lines = Files.readAllLines(csv);
        assertEquals("target,y,H,c0,c1,c2,c3,c4,c5", lines.get(0));
        String[] first = lines.get(1).split(",", -1);
        TabulatedLoss zero = loss().classes().get(0).loss();
        assertEquals(zero.knots().get(0), Double.parseDouble(first[1]));
        assertEquals(zero.slope(zero.low()), Double.parseDouble(first[3]));
        assertEquals(1 + zero.knots().size() + table.knots().size(), lines.size());
    }

    @Test
    void refusesNamesThatAreNoClass() {
        assertThrows(InvalidInputException.class, () -> DesignSnippet.checkedName("my-loss"));
    }

    @Test
    void curvesHaveEverySample() {
        DesignCurves curves = DesignCurves.of(loss(), answer.sample().orElseThrow());
        assertEquals(2, curves.losses().size());
        double all = curves.branches().stream()
                .mapToDouble(b -> b.counts().stream().sum())
                .sum();
        assertEquals(20_000, all);
    }
}
