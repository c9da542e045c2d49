package org.jumpscope.formula;

import java.util.List;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.ElementaryFunctions;

/**
 * Formulas of one variable compiled into a program for whole blocks of values.
 *
 * <p>Common subexpressions of all outputs are worked out once; sigmoid(u) and sigmoid(−u) come from one exp(u), softplus(u)
 * and softplus(−u) from one exp(−|u|). Values agree with {@link Formula#evaluate(double)} to a few ulp, and are the same
 * bits for every split of the input into blocks. A kernel is immutable; each thread needs a {@link Workspace} of its own.
 */
public final class FormulaKernel {
    /** Number of values that are worked on at a time. */
    static final int BLOCK = 2048;

    private final KernelProgram program;
    private final boolean ownsOutputs;

    private FormulaKernel(KernelProgram program) {
        this.program = program;
        ownsOutputs = program.ownsOutputs();
    }

    /** Memory for the intermediate values of one thread. */
    public static final class Workspace {
        private final FormulaKernel owner;
        private final double[][] registers;
        /** Whether an exponential in a register is near or beyond the ends of the normal numbers. */
        private final boolean[] extreme;

        private Workspace(FormulaKernel owner) {
            this.owner = owner;
            registers = owner.program.registers(BLOCK);
            extreme = new boolean[registers.length];
        }
    }

    /**
     * Compiles formulas.
     *
     * @param variable the only variable that may occur in them
     * @param outputs the formulas, one for each output; they are simplified first
     * @return the kernel
     * @throws IllegalArgumentException if another variable occurs
     */
    public static FormulaKernel of(Variable variable, List<Formula> outputs) {
        return new FormulaKernel(KernelCompiler.compile(
                variable, outputs.stream().map(Formula::simplify).toList()));
    }

    /**
     * Returns the number of outputs.
     *
     * @return the number of formulas that were compiled
     */
    public int outputs() {
        return program.outputs().size();
    }

    /**
     * Allocates memory for evaluations on one thread.
     *
     * @return a new workspace
     */
    public Workspace workspace() {
        return new Workspace(this);
    }

    /**
     * Evaluates all outputs.
     *
     * @param in values of the variable; at least n. Not modified.
     * @param n how many of them to use
     * @param out one array of at least n for each output, all different and none of them {@code in}. Modified.
     * @param workspace from {@link #workspace()} of this kernel. Modified.
     * @throws IllegalArgumentException if an array is too short, there are not as many as outputs, or the workspace
     *     belongs to another kernel
     */
    public void evaluate(double[] in, int n, double[][] out, Workspace workspace) {
        check(in, n, out, workspace);
        if (n <= BLOCK && ownsOutputs) {
            evaluateInPlace(in, n, out, workspace);
            return;
        }
        double[][] registers = workspace.registers;
        double[] block = registers[KernelProgram.INPUT];
        for (int start = 0; start < n; start += BLOCK) {
            int length = Math.min(BLOCK, n - start);
            System.arraycopy(in, start, block, 0, length);
            run(registers, workspace.extreme, length);
            for (int k = 0; k < out.length; k++) {
                System.arraycopy(registers[program.outputs().get(k)], 0, out[k], start, length);
            }
        }
    }

    /** What fits is worked out in the caller's arrays: no instruction writes to the input, and each output has a register. */
    private void evaluateInPlace(double[] in, int n, double[][] out, Workspace workspace) {
        double[][] registers = workspace.registers.clone();
        registers[KernelProgram.INPUT] = in;
        for (int k = 0; k < out.length; k++) {
            registers[program.outputs().get(k)] = out[k];
        }
        run(registers, workspace.extreme, n);
    }

    private void run(double[][] registers, boolean[] extreme, int n) {
        for (KernelProgram.Instruction instruction : program.instructions()) {
            run(instruction, registers, extreme, n);
        }
    }

    private void check(double[] in, int n, double[][] out, Workspace workspace) {
        if (workspace.owner != this) {
            throw new IllegalArgumentException("The workspace belongs to another kernel.");
        }
        if (n < 0 || in.length < n) {
            throw new IllegalArgumentException("Cannot use " + n + " values of an array of " + in.length + ".");
        }
        if (out.length != outputs()) {
            throw new IllegalArgumentException(out.length + " output arrays for " + outputs() + " outputs.");
        }
        for (double[] array : out) {
            if (array.length < n || array == in) {
                throw new IllegalArgumentException("An output array holds " + array.length + " values where " + n
                        + " are needed, or is the input.");
            }
        }
    }

    private static void run(KernelProgram.Instruction code, double[][] r, boolean[] extreme, int n) {
        double[] to = r[code.target()];
        double[] a = r[code.a()];
        double[] b = r[code.b()];
        double k = code.constant();
        switch (code.operation()) {
            case ADD_SCALED -> KernelLoops.addScaled(a, b, k, n, to);
            case LINEAR -> KernelLoops.linear(a, k, code.offset(), n, to);
            case MULTIPLY -> KernelLoops.multiply(a, b, k, n, to);
            case MULTIPLY_THREE -> KernelLoops.multiply(a, b, r[code.c()], k, n, to);
            case MULTIPLY_SIGMOID ->
                KernelLoops.multiplySigmoid(a, r[code.d()], extreme[code.a()], b, r[code.c()], k, n, to);
            case DIVIDE -> KernelLoops.divide(a, b, k, n, to);
            case RECIPROCAL -> KernelLoops.reciprocal(a, k, n, to);
            case SQUARE_ROOT -> KernelLoops.squareRoot(a, n, to);
            case ABSOLUTE -> KernelLoops.absolute(a, n, to);
            case MAXIMUM -> KernelLoops.maximum(a, k, n, to);
            case MINUS_ABSOLUTE -> KernelLoops.minusAbsolute(a, n, to);
            case EXP -> extreme[code.target()] = ElementaryFunctions.exp(a, n, to);
            case LOG -> ElementaryFunctions.log(a, n, to);
            case MIRRORED_SIGMOID -> KernelLoops.mirroredSigmoid(a, b, extreme[code.a()], n, to);
            case SIGMOID -> KernelLoops.sigmoid(a, b, extreme[code.a()], n, to);
            case ONE_PLUS -> KernelLoops.linear(a, 1, 1, n, to);
            case SOFTPLUS -> KernelLoops.softplus(a, b, r[code.c()], k, n, to);
            case FUNCTION -> {
                if (code.function() == Function.TANH) {
                    ElementaryFunctions.tanh(a, n, to);
                } else {
                    KernelLoops.function(code.function(), a, n, to);
                }
            }
            case POWER -> KernelLoops.power(a, k, n, to);
            case GENERAL_POWER -> KernelLoops.power(a, b, n, to);
            case SELECT -> KernelLoops.select(code.relation(), a, b, r[code.c()], r[code.d()], n, to);
        }
    }
}
