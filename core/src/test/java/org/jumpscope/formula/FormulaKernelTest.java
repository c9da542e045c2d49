package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaKernelTest {
    private static final Variable Y = new Variable("y");

    private static double[] inputs() {
        double[] edges = {
            0,
            -0.0,
            1,
            -1,
            0.5,
            1e-300,
            -1e-300,
            700,
            -700,
            709.9,
            -745.2,
            800,
            -800,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE
        };
        SplittableRandom random = new SplittableRandom(3);
        double[] inputs = new double[3 * FormulaKernel.BLOCK + 17];
        System.arraycopy(edges, 0, inputs, 0, edges.length);
        for (int i = edges.length; i < inputs.length; i++) {
            inputs[i] = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(12) - 2);
        }
        return inputs;
    }

    private static double[] evaluate(FormulaKernel kernel, double[] in) {
        double[][] out = new double[kernel.outputs()][in.length];
        kernel.evaluate(in, in.length, out, kernel.workspace());
        return out[kernel.outputs() - 1];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "y",
                "-2*y + 1",
                "sigmoid(y)",
                "sigmoid(-y)",
                "sigmoid(-3*y + 1)^2*sigmoid(3*y - 1)",
                "-2*sigmoid(y)*sigmoid(-y)^2",
                "softplus(y)",
                "softplus(-y)",
                "exp(-y)/3",
                "log(abs(y))",
                "y^7/(y^2 + 1)^3",
                "2/y^3",
                "1/sqrt(abs(y))",
                "abs(y)^1.7",
                "abs(y)^y",
                "relu(y)*4",
                "if(y > 0, 1/y, -1)",
                "if(y >= 0, log(y), exp(y))",
                "if(log(y) > 0, 1, 2)",
                "gelu(y)",
                "y*sigmoid(y)",
                "tanh(y)",
                "sin(y)*y^64",
            })
    void agreesWithTheScalarEvaluation(String text) {
        Formula formula = Formula.parse(text, "y").simplify();
        double[] in = inputs();
        double[] out = evaluate(FormulaKernel.of(Y, List.of(formula)), in);
        for (int i = 0; i < in.length; i++) {
            double expected = formula.evaluate(in[i]);
            String message = text + " at " + in[i];
            if (Double.isFinite(expected) && Double.isFinite(out[i])) {
                // Of each factor: exp 1.1 ulp and three roundings; powers up to 7 of them. Subnormals lose digits.
                double tolerance = 32 * Math.ulp(expected) + 8 * Double.MIN_VALUE;
                assertEquals(expected, out[i], tolerance, message);
            } else {
                assertEquals(expected, out[i], message);
            }
        }
    }

    @Test
    void agreesWithTheEnclosureOfRandomTrees() {
        SplittableRandom random = new SplittableRandom(5);
        RandomFormulas formulas = new RandomFormulas(random);
        double[] in = {-6, -3.3, -1, -0.7, 0.3, 1, 1.9, 5.5};
        for (int k = 0; k < 1500; k++) {
            Formula formula;
            try {
                formula = formulas.next(4).simplify();
            } catch (InvalidInputException overflow) {
                continue;
            }
            double[] out = evaluate(FormulaKernel.of(Y, List.of(formula)), in);
            for (int i = 0; i < in.length; i++) {
                double scalar = formula.evaluate(in[i]);
                double margin = 32 * Math.ulp(in[i]);
                Interval range = formula.enclose(Interval.of(in[i] - margin, in[i] + margin));
                double value = out[i];
                double slack = 32 * Math.ulp(value);
                boolean inside = range.low() - slack <= value && value <= range.high() + slack;
                boolean same = Double.compare(scalar, value) == 0;
                int index = i;
                assertTrue(
                        inside || same || !Double.isFinite(scalar),
                        () -> formula + " at " + in[index] + " is " + value + ", scalar " + scalar + ", in " + range);
            }
        }
    }

    @Test
    void givesTheSameBitsForEverySplit() {
        List<Formula> outputs = new ArrayList<>();
        for (String text : new String[] {"-2*sigmoid(y)*sigmoid(-y)^2", "softplus(y) + log(abs(y))", "gelu(y)"}) {
            outputs.add(Formula.parse(text, "y"));
        }
        FormulaKernel kernel = FormulaKernel.of(Y, outputs);
        FormulaKernel.Workspace workspace = kernel.workspace();
        double[] in = inputs();
        double[][] whole = new double[3][in.length];
        kernel.evaluate(in, in.length, whole, workspace);
        for (int size : new int[] {1, 3, 64, 1000, FormulaKernel.BLOCK + 1}) {
            double[] part = new double[size];
            double[][] out = new double[3][size];
            for (int start = 0; start < in.length; start += size) {
                int n = Math.min(size, in.length - start);
                System.arraycopy(in, start, part, 0, n);
                kernel.evaluate(part, n, out, workspace);
                for (int k = 0; k < 3; k++) {
                    for (int i = 0; i < n; i++) {
                        assertEquals(
                                Double.doubleToLongBits(whole[k][start + i]),
                                Double.doubleToLongBits(out[k][i]),
                                "size " + size + " at " + in[start + i]);
                    }
                }
            }
        }
    }

    @Test
    void sharesCommonSubexpressions() {
        Formula h = Formula.parse("(sigmoid(y) - 1)^2", "y").derivative(Y);
        KernelProgram one = KernelCompiler.compile(Y, List.of(h));
        KernelProgram two = KernelCompiler.compile(Y, List.of(h, h, Formula.parse("sigmoid(y)", "y")));
        assertEquals(1, exponentials(one));
        assertEquals(1, exponentials(two));
        assertTrue(two.instructions().size() <= one.instructions().size() + 1);
    }

    private static long exponentials(KernelProgram program) {
        return program.instructions().stream()
                .filter(i -> i.operation() == KernelProgram.Operation.EXP)
                .count();
    }

    @Test
    void refusesWhatDoesNotFit() {
        FormulaKernel kernel = FormulaKernel.of(Y, List.of(Y));
        FormulaKernel.Workspace workspace = kernel.workspace();
        double[] in = new double[4];
        assertThrows(IllegalArgumentException.class, () -> kernel.evaluate(in, 5, new double[1][5], workspace));
        assertThrows(IllegalArgumentException.class, () -> kernel.evaluate(in, 4, new double[2][4], workspace));
        assertThrows(IllegalArgumentException.class, () -> kernel.evaluate(in, 4, new double[1][3], workspace));
        assertThrows(IllegalArgumentException.class, () -> kernel.evaluate(in, 4, new double[][] {in}, workspace));
        FormulaKernel other = FormulaKernel.of(Y, List.of(Y));
        assertThrows(IllegalArgumentException.class, () -> other.evaluate(in, 4, new double[1][4], workspace));
        assertThrows(
                IllegalArgumentException.class, () -> FormulaKernel.of(Y, List.of(Formula.parse("y + f", "y", "f"))));
    }
}
