package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** A Pratt parser of formulas. */
final class Parser {
    static final int LONGEST = 10_000;
    static final int DEEPEST = 200;
    private static final String OPERAND = "a number, a name or '('";
    private static final int SUM = 1;
    private static final int POWER = 2;

    private final Scanner scanner;
    private final Names names;
    private int depth;

    Parser(String text, List<String> variables) {
        if (text.length() > LONGEST) {
            throw new FormulaException(
                    "The formula has " + text.length() + " characters; at most " + LONGEST + " are allowed.",
                    LONGEST + 1);
        }
        if (text.isBlank()) {
            throw new FormulaException("The formula is empty at column 1; expected " + OPERAND + ".", 1);
        }
        scanner = new Scanner(text);
        names = new Names(variables);
    }

    Formula parse() {
        Formula formula = expression(SUM);
        if (scanner.kind() != Scanner.Kind.END) {
            throw unexpected("an operator or the end");
        }
        if (Size.of(formula) > Size.LIMIT) {
            throw new FormulaException(
                    "The formula has more than " + Size.LIMIT
                            + " operations once max, min, relu and their like are written out; write it simpler.",
                    1);
        }
        return formula;
    }

    private Formula expression(int strength) {
        if (++depth > DEEPEST) {
            throw new FormulaException(
                    "The formula is nested deeper than " + DEEPEST + " levels at column " + scanner.column()
                            + "; write it simpler.",
                    scanner.column());
        }
        Formula left = strength == SUM ? terms() : prefix();
        depth--;
        return left;
    }

    private Formula terms() {
        List<Formula> terms = new ArrayList<>();
        Terms.addTerms(terms, factors());
        boolean single = true;
        while (scanner.is("+") || scanner.is("-")) {
            boolean minus = scanner.is("-");
            scanner.next();
            Formula term = factors();
            Terms.addTerms(terms, minus ? Terms.negate(term) : term);
            single = false;
        }
        return single && terms.size() == 1 ? terms.get(0) : new Sum(terms);
    }

    private Formula factors() {
        Formula first = prefix();
        if (!scanner.is("*") && !scanner.is("/")) {
            return first;
        }
        List<Formula> factors = new ArrayList<>();
        Terms.addFactors(factors, first);
        boolean one = first.equals(Constant.ONE);
        while (scanner.is("*") || scanner.is("/")) {
            boolean division = scanner.is("/");
            scanner.next();
            Formula factor = prefix();
            if (division) {
                if (one) {
                    factors.clear();
                }
                factors.add(Terms.reciprocal(factor));
            } else {
                Terms.addFactors(factors, factor);
            }
            one = false;
        }
        return factors.size() == 1 ? factors.get(0) : new Product(factors);
    }

    private Formula prefix() {
        if (scanner.is("-")) {
            scanner.next();
            return Terms.negate(expression(POWER));
        } else if (scanner.is("+")) {
            scanner.next();
            return expression(POWER);
        }
        Formula base = operand();
        if (!scanner.is("^")) {
            return base;
        }
        scanner.next();
        return new Power(base, expression(POWER));
    }

    private Formula operand() {
        switch (scanner.kind()) {
            case NUMBER -> {
                double value = scanner.number();
                scanner.next();
                return new Constant(value);
            }
            case NAME -> {
                return name();
            }
            case SYMBOL -> {
                if (scanner.is("(")) {
                    scanner.next();
                    Formula inner = expression(SUM);
                    expect(")", "an operator or ')'");
                    return inner;
                }
                throw unexpected(OPERAND);
            }
            default -> throw unexpected(OPERAND);
        }
    }

    private Formula name() {
        String name = scanner.text();
        int column = scanner.column();
        scanner.next();
        boolean called = scanner.is("(");
        if (names.isVariable(name)) {
            if (called) {
                throw new FormulaException(
                        "'" + name + "' at column " + column
                                + " is a variable and takes no argument; write '*' for a product.",
                        column);
            }
            return new Variable(name);
        }
        if (Names.isConstant(name) && !called) {
            return new Constant(Names.constant(name));
        }
        if (!Names.isFunction(name)) {
            throw names.unknown(name, column);
        }
        if (!called) {
            throw new FormulaException(
                    "Function '" + name + "' at column " + column + " needs its argument in parentheses, as in '"
                            + Names.usage(name) + "'.",
                    column);
        }
        scanner.next();
        return name.equals("if") ? conditional() : call(name, column);
    }

    private Formula call(String name, int column) {
        List<Formula> arguments = new ArrayList<>();
        arguments.add(expression(SUM));
        while (scanner.is(",")) {
            scanner.next();
            arguments.add(expression(SUM));
        }
        expect(")", "an operator, ',' or ')'");
        if (arguments.size() < Names.fewest(name) || arguments.size() > Names.most(name)) {
            throw new FormulaException(
                    "Function '" + name + "' at column " + column + " takes " + Names.countOfArguments(name) + ", but "
                            + arguments.size() + (arguments.size() == 1 ? " is" : " are") + " given; write '"
                            + Names.usage(name) + "'.",
                    column);
        }
        return build(name, arguments);
    }

    private static Formula build(String name, List<Formula> arguments) {
        Formula u = arguments.get(0);
        return switch (name) {
            case "sqrt" -> new Power(u, new Constant(0.5));
            case "identity" -> u;
            case "max" -> new Conditional(u, Relation.GREATER, arguments.get(1), u, arguments.get(1));
            case "min" -> new Conditional(u, Relation.LESS, arguments.get(1), u, arguments.get(1));
            case "relu" -> positiveOr(u, Constant.ZERO);
            case "leaky_relu" ->
                positiveOr(u, Terms.product(arguments.size() > 1 ? arguments.get(1) : new Constant(0.01), u));
            case "elu" -> {
                Formula tail = new Apply(Function.EXPM1, u);
                yield positiveOr(u, arguments.size() > 1 ? Terms.product(arguments.get(1), tail) : tail);
            }
            case "silu" -> Terms.product(u, new Apply(Function.SIGMOID, u));
            case "gelu" -> Terms.product(u, new Apply(Function.NORMAL_CDF, u));
            default -> new Apply(Names.function(name), u);
        };
    }

    private static Formula positiveOr(Formula u, Formula otherwise) {
        return new Conditional(u, Relation.GREATER, Constant.ZERO, u, otherwise);
    }

    private Formula conditional() {
        Formula left = expression(SUM);
        Relation relation = null;
        for (Relation candidate : Relation.values()) {
            if (scanner.is(candidate.symbol())) {
                relation = candidate;
            }
        }
        if (relation == null) {
            throw unexpected("an operator or a comparison '<', '<=', '>' or '>='");
        }
        scanner.next();
        Formula right = expression(SUM);
        expect(",", "an operator or ','");
        Formula whenTrue = expression(SUM);
        expect(",", "an operator or ','");
        Formula whenFalse = expression(SUM);
        expect(")", "an operator or ')'");
        return new Conditional(left, relation, right, whenTrue, whenFalse);
    }

    private void expect(String symbol, String expected) {
        if (!scanner.is(symbol)) {
            throw unexpected(expected);
        }
        scanner.next();
    }

    private FormulaException unexpected(String expected) {
        int column = scanner.column();
        if (scanner.kind() == Scanner.Kind.END) {
            return new FormulaException(
                    "The formula ends at column " + column + ", where " + expected + " is expected.", column);
        }
        String hint = "";
        if (scanner.kind() == Scanner.Kind.NAME || scanner.kind() == Scanner.Kind.NUMBER || scanner.is("(")) {
            hint = "; write '*' for a product";
        } else if (Names.isRelation(scanner.text())) {
            hint = "; a comparison stands only in the first place of if(a < b, c, d)";
        }
        return new FormulaException(
                "Found '" + scanner.text() + "' at column " + column + " where " + expected + " is expected" + hint
                        + ".",
                column);
    }
}
