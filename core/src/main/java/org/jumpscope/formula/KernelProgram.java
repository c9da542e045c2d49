package org.jumpscope.formula;

import java.util.Arrays;
import java.util.List;

/**
 * Instructions over registers of one block each.
 *
 * @param instructions in the order of execution
 * @param outputs register of each output
 * @param size number of registers
 * @param constants registers that hold a constant from the beginning
 */
record KernelProgram(
        List<Instruction> instructions, List<Integer> outputs, int size, List<ConstantRegister> constants) {
    /** Register of the variable. */
    static final int INPUT = 0;

    KernelProgram {
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
        constants = List.copyOf(constants);
    }

    /** Whether each output has a register of its own that is worked out anew, and not the input, a constant or another's. */
    boolean ownsOutputs() {
        return outputs.stream().distinct().count() == outputs.size()
                && outputs.stream()
                        .allMatch(output -> output != INPUT
                                && constants.stream().noneMatch(constant -> constant.register() == output));
    }

    enum Operation {
        /** b + k·a. */
        ADD_SCALED,
        /** k·a + offset. */
        LINEAR,
        /** k·a·b. */
        MULTIPLY,
        /** k·a·(b·c). */
        MULTIPLY_THREE,
        /** k·sigmoid(u)·(b·c) from a = exp(u) and d = sigmoid(−u). */
        MULTIPLY_SIGMOID,
        /** k·a/b. */
        DIVIDE,
        /** k/a. */
        RECIPROCAL,
        /** √a. */
        SQUARE_ROOT,
        /** |a|. */
        ABSOLUTE,
        /** max(a, k). */
        MAXIMUM,
        /** −|a|. */
        MINUS_ABSOLUTE,
        /** exp(a). */
        EXP,
        /** log(a). */
        LOG,
        /** sigmoid(−b) from a = exp(b). */
        MIRRORED_SIGMOID,
        /** sigmoid(u) from a = exp(u) and b = sigmoid(−u). */
        SIGMOID,
        /** 1 + a. */
        ONE_PLUS,
        /** softplus(k·a) for k = ±1, from b = exp(−|a|) and c = log(1 + b). */
        SOFTPLUS,
        /** function(a). */
        FUNCTION,
        /** a^k. */
        POWER,
        /** a^b. */
        GENERAL_POWER,
        /** c where a stands in the relation to b, else d. */
        SELECT
    }

    record Instruction(
            Operation operation,
            int target,
            int a,
            int b,
            int c,
            int d,
            double constant,
            double offset,
            Function function,
            Relation relation) {

        Instruction at(int newTarget, int newA, int newB, int newC, int newD) {
            return new Instruction(operation, newTarget, newA, newB, newC, newD, constant, offset, function, relation);
        }

        int[] operands() {
            return new int[] {a, b, c, d};
        }
    }

    record ConstantRegister(int register, double value) {}

    double[][] registers(int length) {
        double[][] registers = new double[size][length];
        for (ConstantRegister constant : constants) {
            Arrays.fill(registers[constant.register()], constant.value());
        }
        return registers;
    }
}
