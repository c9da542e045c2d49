package org.jumpscope.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.formula.KernelProgram.ConstantRegister;
import org.jumpscope.formula.KernelProgram.Instruction;
import org.jumpscope.formula.KernelProgram.Operation;

/** Turns formulas into a program: each subexpression into one register, once. */
final class KernelCompiler {
    private final Variable variable;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Object, Integer> known = new HashMap<>();
    private final List<ConstantRegister> constants = new ArrayList<>();
    private int count = 1;

    private KernelCompiler(Variable variable) {
        this.variable = variable;
    }

    static KernelProgram compile(Variable variable, List<Formula> outputs) {
        KernelCompiler compiler = new KernelCompiler(variable);
        List<Integer> registers = new ArrayList<>();
        for (Formula output : outputs) {
            registers.add(compiler.register(output));
        }
        compiler.joinProducts(registers);
        return compiler.allocate(registers);
    }

    /** A value that is no formula of its own, known by its name and what it is made of. */
    private record Part(String name, Formula of) {}

    private int register(Formula formula) {
        if (formula instanceof Variable v) {
            if (!v.equals(variable)) {
                throw new IllegalArgumentException(
                        "The kernel is in " + variable.name() + ", but " + v.name() + " occurs in a formula.");
            }
            return KernelProgram.INPUT;
        }
        Integer register = known.get(formula);
        if (register == null) {
            register = build(formula);
            known.put(formula, register);
        }
        return register;
    }

    private int build(Formula formula) {
        if (formula instanceof Constant c) {
            constants.add(new ConstantRegister(count, c.value()));
            return count++;
        } else if (formula instanceof Sum sum) {
            return sum(sum);
        } else if (formula instanceof Product product) {
            return product(product.factors());
        } else if (formula instanceof Power power) {
            return product(List.of(power));
        } else if (formula instanceof Apply apply) {
            return apply(apply.function(), apply.argument());
        }
        Conditional c = (Conditional) formula;
        if (isRelu(c)) {
            return emit(Operation.MAXIMUM, 0, register(c.left()));
        }
        return emit(new Instruction(
                Operation.SELECT,
                count,
                register(c.left()),
                register(c.right()),
                register(c.whenTrue()),
                register(c.whenFalse()),
                0,
                0,
                null,
                c.relation()));
    }

    private static boolean isRelu(Conditional c) {
        return c.relation() == Relation.GREATER
                && c.right().equals(Constant.ZERO)
                && c.whenFalse().equals(Constant.ZERO)
                && c.whenTrue().equals(c.left());
    }

    private int sum(Sum sum) {
        int total = -1;
        double pending = 0;
        for (Formula term : sum.terms()) {
            double coefficient = 1;
            Formula rest = term;
            if (term instanceof Constant c) {
                pending += c.value();
                continue;
            } else if (term instanceof Product product && product.factors().get(0) instanceof Constant c) {
                coefficient = c.value();
                List<Formula> factors =
                        product.factors().subList(1, product.factors().size());
                rest = factors.size() == 1 ? factors.get(0) : new Product(factors);
            }
            int register = register(rest);
            if (total >= 0) {
                total = emit(Operation.ADD_SCALED, coefficient, register, total);
            } else if (coefficient == 1) {
                total = register;
            } else {
                // The first term and a constant after it are one pass.
                boolean last = sum.terms().size() == 2 && sum.terms().get(1) instanceof Constant;
                double offset = last ? ((Constant) sum.terms().get(1)).value() : 0;
                total = emit(linear(register, coefficient, offset));
                if (last) {
                    return total;
                }
            }
        }
        if (total < 0) {
            return register(new Constant(pending));
        }
        return pending == 0 ? total : emit(linear(total, 1, pending));
    }

    private Instruction linear(int a, double coefficient, double offset) {
        return new Instruction(Operation.LINEAR, count, a, a, a, a, coefficient, offset, null, null);
    }

    /** Numerator and denominator are multiplied apart, so that there is one division. */
    private int product(List<Formula> factors) {
        double coefficient = 1;
        List<Integer> above = new ArrayList<>();
        List<Integer> below = new ArrayList<>();
        for (Formula factor : factors) {
            if (factor instanceof Constant c) {
                coefficient *= c.value();
                continue;
            }
            Formula base = factor instanceof Power power ? power.base() : factor;
            Formula exponent = factor instanceof Power power ? power.exponent() : Constant.ONE;
            boolean integer =
                    Signs.isInteger(exponent) && Math.abs(((Constant) exponent).value()) <= Evaluation.MULTIPLIED;
            int n = integer ? (int) ((Constant) exponent).value() : 0;
            if (integer) {
                (n > 0 ? above : below).add(integerPower(register(base), Math.abs(n)));
            } else if (exponent instanceof Constant c && Math.abs(c.value()) == 0.5) {
                (c.value() > 0 ? above : below).add(emit(Operation.SQUARE_ROOT, 0, register(base)));
            } else if (exponent instanceof Constant c) {
                above.add(emit(Operation.POWER, c.value(), register(base)));
            } else {
                above.add(emit(Operation.GENERAL_POWER, 0, register(base), register(exponent)));
            }
        }
        return quotient(coefficient, above, below);
    }

    private int quotient(double coefficient, List<Integer> above, List<Integer> below) {
        int denominator = below.isEmpty() ? -1 : multiply(1, below);
        if (above.isEmpty()) {
            return denominator < 0
                    ? register(new Constant(coefficient))
                    : emit(Operation.RECIPROCAL, coefficient, denominator);
        }
        if (denominator < 0) {
            return multiply(coefficient, above);
        }
        return emit(Operation.DIVIDE, coefficient, multiply(1, above), denominator);
    }

    private int multiply(double coefficient, List<Integer> registers) {
        int result = registers.get(0);
        if (registers.size() == 1) {
            return coefficient == 1 ? result : emit(linear(result, coefficient, 0));
        }
        for (int i = 1; i < registers.size(); i++) {
            result = emit(Operation.MULTIPLY, i == 1 ? coefficient : 1, result, registers.get(i));
        }
        return result;
    }

    private int integerPower(int base, int exponent) {
        int result = -1;
        int square = base;
        for (int n = exponent; n != 0; n >>= 1) {
            if ((n & 1) != 0) {
                result = result < 0 ? square : emit(Operation.MULTIPLY, 1, result, square);
            }
            if (n > 1) {
                square = emit(Operation.MULTIPLY, 1, square, square);
            }
        }
        return result;
    }

    private int apply(Function function, Formula u) {
        return switch (function) {
            case ABS -> emit(Operation.ABSOLUTE, 0, register(u));
            case EXP -> emit(Operation.EXP, 0, register(u));
            case LOG -> emit(Operation.LOG, 0, register(u));
            case SIGMOID -> Signs.leadsNegative(u) ? mirroredSigmoid(Sums.negate(u)) : sigmoid(u);
            case SOFTPLUS -> {
                int base = register(evenPart(u));
                int e = part("exp(-|u|)", u, () -> emit(Operation.EXP, 0, emit(Operation.MINUS_ABSOLUTE, 0, base)));
                int log = part("log(1+e)", u, () -> emit(Operation.LOG, 0, emit(Operation.ONE_PLUS, 0, e)));
                yield emit(Operation.SOFTPLUS, sign(u), base, e, log);
            }
            default ->
                emit(new Instruction(
                        Operation.FUNCTION, count, register(u), INPUT, INPUT, INPUT, 0, 0, function, null));
        };
    }

    private static final int INPUT = KernelProgram.INPUT;

    /** u or −u, whichever does not lead with a minus sign. */
    private static Formula evenPart(Formula u) {
        return Signs.leadsNegative(u) ? Sums.negate(u) : u;
    }

    private static double sign(Formula u) {
        return Signs.leadsNegative(u) ? -1 : 1;
    }

    private int mirroredSigmoid(Formula u) {
        return emit(Operation.MIRRORED_SIGMOID, 0, register(new Apply(Function.EXP, u)), register(u));
    }

    private int sigmoid(Formula u) {
        return emit(Operation.SIGMOID, 0, register(new Apply(Function.EXP, u)), mirroredSigmoid(u));
    }

    private int part(String name, Formula u, java.util.function.IntSupplier make) {
        Part key = new Part(name, evenPart(u));
        Integer register = known.get(key);
        if (register == null) {
            register = make.getAsInt();
            known.put(key, register);
        }
        return register;
    }

    private int emit(Operation operation, double constant, int... operands) {
        int[] full = Arrays.copyOf(operands, 4);
        Arrays.fill(full, operands.length, 4, operands[0]);
        return emit(new Instruction(operation, count, full[0], full[1], full[2], full[3], constant, 0, null, null));
    }

    private int emit(Instruction instruction) {
        // The same operation on the same registers is the same value.
        Instruction key = instruction.at(0, instruction.a(), instruction.b(), instruction.c(), instruction.d());
        Integer same = known.get(key);
        if (same != null) {
            return same;
        }
        int target = count++;
        instructions.add(instruction.at(target, instruction.a(), instruction.b(), instruction.c(), instruction.d()));
        known.put(key, target);
        return target;
    }

    /** A factor that a product alone needs is worked out with it, in one pass over memory and to the same bits. */
    private void joinProducts(List<Integer> outputs) {
        Map<Integer, Instruction> single = new HashMap<>();
        Map<Integer, Integer> users = new HashMap<>();
        for (Instruction instruction : instructions) {
            single.put(instruction.target(), instruction);
            Arrays.stream(instruction.operands()).distinct().forEach(operand -> users.merge(operand, 1, Integer::sum));
        }
        outputs.forEach(single::remove);
        single.keySet().removeIf(target -> users.get(target) != 1);
        for (Instruction outer : List.copyOf(instructions)) {
            if (outer.operation() != Operation.MULTIPLY || outer.a() == outer.b()) {
                continue;
            }
            // k·a·(b·c) keeps the order of k·a·b; without k the factors may change places.
            boolean inOrder = isPlainProduct(single.get(outer.b()));
            int first = inOrder ? outer.a() : outer.b();
            Instruction inner = single.get(inOrder ? outer.b() : outer.a());
            if (isPlainProduct(inner) && (inOrder || outer.constant() == 1)) {
                Instruction sigmoid = single.get(first);
                boolean withSigmoid = sigmoid != null && sigmoid.operation() == Operation.SIGMOID;
                join(outer, inner, first, withSigmoid ? sigmoid : null);
                single.remove(outer.target());
            }
        }
    }

    private static boolean isPlainProduct(Instruction factor) {
        return factor != null && factor.operation() == Operation.MULTIPLY && factor.constant() == 1;
    }

    private void join(Instruction outer, Instruction product, int first, Instruction sigmoid) {
        int a = sigmoid == null ? first : sigmoid.a();
        Instruction joined = new Instruction(
                sigmoid == null ? Operation.MULTIPLY_THREE : Operation.MULTIPLY_SIGMOID,
                outer.target(),
                a,
                product.a(),
                product.b(),
                sigmoid == null ? a : sigmoid.b(),
                outer.constant(),
                0,
                null,
                null);
        instructions.set(instructions.indexOf(outer), joined);
        instructions.remove(product);
        if (sigmoid != null) {
            instructions.remove(sigmoid);
        }
    }

    /** Gives registers that are no longer needed to later values, so that the working set stays in the cache. */
    private KernelProgram allocate(List<Integer> outputs) {
        int[] lastUse = new int[count];
        for (int i = 0; i < instructions.size(); i++) {
            for (int operand : instructions.get(i).operands()) {
                lastUse[operand] = i;
            }
        }
        Set<Integer> fixed = new HashSet<>(outputs);
        fixed.add(INPUT);
        constants.forEach(constant -> fixed.add(constant.register()));
        int[] place = new int[count];
        int size = 1;
        List<ConstantRegister> placed = new ArrayList<>();
        for (ConstantRegister constant : constants) {
            place[constant.register()] = size;
            placed.add(new ConstantRegister(size++, constant.value()));
        }
        Deque<Integer> free = new ArrayDeque<>();
        List<Instruction> result = new ArrayList<>();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            Set<Integer> ended = new HashSet<>();
            for (int operand : instruction.operands()) {
                if (lastUse[operand] == i && !fixed.contains(operand)) {
                    ended.add(operand);
                }
            }
            // The loops may write over their input.
            ended.forEach(operand -> free.push(place[operand]));
            int target = free.isEmpty() ? size++ : free.pop();
            place[instruction.target()] = target;
            result.add(instruction.at(
                    target,
                    place[instruction.a()],
                    place[instruction.b()],
                    place[instruction.c()],
                    place[instruction.d()]));
        }
        return new KernelProgram(
                result, outputs.stream().map(output -> place[output]).toList(), size, placed);
    }
}
