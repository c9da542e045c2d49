package org.jumpscope.experiments.design;

import java.util.Map;
import java.util.regex.Pattern;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.numeric.InvalidInputException;

/** A designed loss as a program that runs as it is: a module for PyTorch, and a class for Java. */
public final class DesignSnippet {
    private static final Pattern JAVA_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** f⁻¹ of the activations that have a formula for it, in Python and in Java. */
    private static final Map<String, String[]> INVERSES = Map.of(
            "identity",
            new String[] {"f", "f"},
            "sigmoid",
            new String[] {"torch.logit(f)", "Math.log(f) - Math.log1p(-f)"},
            "tanh",
            new String[] {"torch.atanh(f)", "0.5 * (Math.log1p(f) - Math.log1p(-f))"},
            "softplus",
            new String[] {"torch.log(torch.expm1(f))", "Math.log(Math.expm1(f))"},
            "exponential",
            new String[] {"torch.log(f)", "Math.log(f)"});

    private DesignSnippet() {}

    /**
     * The loss for PyTorch: {@code designed_loss(y, target)} of the pre-activation and, where the activation has an inverse
     * with a formula, {@code designed_output_loss(f, target)} of the output. Both are differentiated by autograd.
     *
     * @param loss the design
     * @param result the answer that it is a part of
     * @param activation name of the activation
     * @return the text of a Python file
     */
    public static String python(DesignedLoss loss, Design.Result result, String activation) {
        StringBuilder text = new StringBuilder();
        text.append("\"\"\"A loss that was designed by Jumpscope for jumps of the law ")
                .append(result.target())
                .append(".\n\nAt weight ")
                .append(loss.state().weight())
                .append(", bias ")
                .append(loss.state().bias())
                .append(
                        ", its learning equilibrium, " + jumps(result) + " follow that\nlaw. The slope is a"
                                + " polynomial of degree 5 between two knots, and constant beyond the table.\n\"\"\"\nimport torch\n\n"
                                + "# For each target: rows of y, H(y), c0, ..., c5 with H'(y) = sum c_j t^j, t from 0 to 1 to the next y.\nTABLES = {\n");
        for (DesignedClass designed : loss.classes()) {
            text.append("    ").append(designed.component().target()).append(": [\n");
            for (double[] row : DesignTables.rows(designed.loss())) {
                text.append("        [").append(joined(row, ", ")).append("],\n");
            }
            text.append("    ],\n");
        }
        text.append("""
                }
                TABLES = {target: torch.tensor(rows, dtype=torch.float64).T.contiguous() for target, rows in TABLES.items()}


                def _value(y, table):
                    table = table.to(y.device)
                    knots, values, coefficients = table[0], table[1], table[2:]
                    inside = torch.clamp(y, knots[0], knots[-1])
                    i = torch.searchsorted(knots, inside.detach().contiguous(), right=True) - 1
                    i = torch.clamp(i, 0, len(knots) - 2)
                    width = knots[i + 1] - knots[i]
                    t = (inside - knots[i]) / width
                    total = torch.zeros_like(t)
                    slope = torch.zeros_like(t)
                    for j in range(5, -1, -1):
                        total = (total + coefficients[j][i] / (j + 1)) * t
                        slope = slope * t + coefficients[j][i]
                    return values[i] + width * total + slope.detach() * (y - inside)


                def designed_loss(y, target):
                    \"""H(y; target) of each pre-activation y, in double precision.\"""
                    y = y.to(torch.float64)
                    target = torch.as_tensor(target, dtype=torch.float64, device=y.device).expand_as(y)
                    loss = torch.full_like(y, float("nan"))
                    for t, table in TABLES.items():
                        loss = torch.where(target == t, _value(y, table), loss)
                    return loss
                """);
        if (INVERSES.containsKey(activation)) {
            text.append("\n\ndef designed_output_loss(f, target):\n    \"\"\"The same of each output f = ")
                    .append(activation)
                    .append("(y).\"\"\"\n    f = f.to(torch.float64)\n    return designed_loss(")
                    .append(INVERSES.get(activation)[0])
                    .append(", target)\n");
        }
        DesignedClass first = loss.classes().get(0);
        double middle = 0.5 * first.loss().low() + 0.5 * first.loss().high();
        text.append("\n\nif __name__ == \"__main__\":\n    y = torch.tensor([")
                .append(middle)
                .append("], dtype=torch.float64, requires_grad=True)\n    loss = designed_loss(y, ")
                .append(first.component().target())
                .append("""
                        ).sum()
                            loss.backward()
                            print(loss.item(), y.grad.item())
                        """);
        return text.toString();
    }

    /**
     * The loss for Java 17: {@code value}, {@code slope} of the pre-activation and, where the activation has an inverse with
     * a formula, {@code outputValue}.
     *
     * @param loss the design
     * @param result the answer that it is a part of
     * @param activation name of the activation
     * @param className name of the class
     * @return the text of a Java file
     * @throws InvalidInputException if the name is no name of a class
     */
    public static String java(DesignedLoss loss, Design.Result result, String activation, String className) {
        checkedName(className);
        StringBuilder text = new StringBuilder();
        text.append("/**\n * A loss that was designed by Jumpscope for jumps of the law ")
                .append(result.target())
                .append(".\n *\n * <p>At weight ")
                .append(loss.state().weight())
                .append(", bias ")
                .append(loss.state().bias())
                .append(", its learning equilibrium, " + jumps(result)
                        + " follow that law.\n * The slope is a polynomial of"
                        + " degree 5 between two knots, and constant beyond the table.\n */\npublic final class ")
                .append(className)
                .append(" {\n    private static final double[] TARGETS = {");
        text.append(joined(
                        loss.classes().stream()
                                .mapToDouble(c -> c.component().target())
                                .toArray(),
                        ", "))
                .append("};\n    private static final double[][][] TABLES = {");
        for (int c = 0; c < loss.classes().size(); c++) {
            text.append(c == 0 ? "" : ", ").append("parsed(Table").append(c).append(".ROWS)");
        }
        text.append("};\n\n    private ").append(className).append("() {}\n");
        text.append("""

                    /** H(y) for a target. */
                    public static double value(double y, double target) {
                        double[][] rows = rows(target);
                        int last = rows.length - 1;
                        if (y < rows[0][0]) {
                            return rows[0][1] + rows[0][2] * (y - rows[0][0]);
                        }
                        if (y >= rows[last][0]) {
                            return rows[last][1] + rows[last][2] * (y - rows[last][0]);
                        }
                        int i = interval(rows, y);
                        double width = rows[i + 1][0] - rows[i][0];
                        double t = (y - rows[i][0]) / width;
                        double sum = 0;
                        for (int j = 5; j >= 0; j--) {
                            sum = (sum + rows[i][2 + j] / (j + 1)) * t;
                        }
                        return rows[i][1] + width * sum;
                    }

                    /** dH/dy for a target. */
                    public static double slope(double y, double target) {
                        double[][] rows = rows(target);
                        int last = rows.length - 1;
                        if (y < rows[0][0]) {
                            return rows[0][2];
                        }
                        if (y >= rows[last][0]) {
                            return rows[last][2];
                        }
                        int i = interval(rows, y);
                        double t = (y - rows[i][0]) / (rows[i + 1][0] - rows[i][0]);
                        double sum = 0;
                        for (int j = 5; j >= 0; j--) {
                            sum = sum * t + rows[i][2 + j];
                        }
                        return sum;
                    }
                """);
        if (INVERSES.containsKey(activation)) {
            text.append("\n    /** The loss of an output f = ")
                    .append(activation)
                    .append(
                            "(y). */\n    public static double outputValue(double f, double target) {\n        return value(")
                    .append(INVERSES.get(activation)[1])
                    .append(", target);\n    }\n");
        }
        text.append("""

                    private static int interval(double[][] rows, double y) {
                        int low = 0;
                        int high = rows.length - 1;
                        while (high - low > 1) {
                            int middle = (low + high) >>> 1;
                            if (rows[middle][0] <= y) {
                                low = middle;
                            } else {
                                high = middle;
                            }
                        }
                        return low;
                    }

                    private static double[][] rows(double target) {
                        for (int i = 0; i < TARGETS.length; i++) {
                            if (TARGETS[i] == target) {
                                return TABLES[i];
                            }
                        }
                        throw new IllegalArgumentException("There is no class with the target " + target);
                    }

                    private static double[][] parsed(String[] lines) {
                        double[][] rows = new double[lines.length][];
                        for (int i = 0; i < lines.length; i++) {
                            rows[i] = java.util.Arrays.stream(lines[i].split(" ")).mapToDouble(Double::parseDouble).toArray();
                        }
                        return rows;
                    }
                """);
        for (int c = 0; c < loss.classes().size(); c++) {
            text.append("\n    /** y, H(y), c0, ..., c5 with H'(y) = sum c_j t^j, t from 0 to 1 to the next y. */\n")
                    .append("    private static final class Table")
                    .append(c)
                    .append(" {\n        static final String[] ROWS = {\n");
            for (double[] row : DesignTables.rows(loss.classes().get(c).loss())) {
                text.append("            \"").append(joined(row, " ")).append("\",\n");
            }
            text.append("        };\n    }\n");
        }
        return text.append("}\n").toString();
    }

    /**
     * Checks the name of a class.
     *
     * @param className the name
     * @throws InvalidInputException if it is no name of a class
     */
    public static void checkedName(String className) {
        if (!JAVA_NAME.matcher(className).matches()) {
            throw new InvalidInputException(
                    "'" + className + "' is no name of a Java class; name the file such as DesignedLoss.java.");
        }
    }

    private static String jumps(Design.Result result) {
        return result.jump().equals("bias") ? "the jumps of the bias" : "the norms of the jumps of (weight, bias)";
    }

    private static String joined(double[] values, String separator) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : separator).append(values[i]);
        }
        return text.toString();
    }
}
