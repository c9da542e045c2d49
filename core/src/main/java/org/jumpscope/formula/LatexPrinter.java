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

/** Prints a formula for reading, in the mathematics of LaTeX (package amsmath). */
final class LatexPrinter {
    private static final int LARGEST_DENOMINATOR = 12;

    private LatexPrinter() {}

    /** How tightly the outermost operation binds. */
    private enum Strength {
        SUM,
        PRODUCT,
        ATOM
    }

    static String print(Formula formula) {
        if (formula instanceof Sum sum) {
            return sum(sum);
        } else if (formula instanceof Product product) {
            return product(product.factors());
        } else if (formula instanceof Power power) {
            return product(List.of(power));
        } else if (formula instanceof Apply apply) {
            return apply(apply.function(), apply.argument());
        } else if (formula instanceof Conditional c) {
            return conditional(c);
        } else if (formula instanceof Variable variable) {
            return variable.name().length() == 1
                    ? variable.name()
                    : "\\mathit{" + variable.name().replace("_", "\\_") + "}";
        }
        return number(((Constant) formula).value());
    }

    private static Strength strength(Formula formula) {
        if (formula instanceof Sum || isNegative(formula)) {
            return Strength.SUM;
        } else if (formula instanceof Apply apply) {
            return switch (apply.function()) {
                case EXPM1, NORMAL_BEND, SOFTPLUS_BEND -> Strength.SUM;
                case SOFTPLUS_RATIO, NORMAL_RATIO, LOG_SOFTPLUS, LOG_NORMAL_CDF -> Strength.PRODUCT;
                default -> Strength.ATOM;
            };
        } else if (formula instanceof Product || formula instanceof Power) {
            return Strength.PRODUCT;
        }
        return formula instanceof Conditional ? Strength.SUM : Strength.ATOM;
    }

    private static boolean isNegative(Formula formula) {
        return (formula instanceof Constant c && c.value() < 0)
                || (formula instanceof Product product
                        && product.factors().get(0) instanceof Constant first
                        && first.value() < 0);
    }

    private static String within(Formula formula, Strength least) {
        String text = print(formula);
        return strength(formula).compareTo(least) < 0 ? parentheses(text) : text;
    }

    private static String parentheses(String text) {
        return "\\left(" + text + "\\right)";
    }

    private static String sum(Sum sum) {
        StringBuilder out = new StringBuilder();
        for (Formula term : positiveFirst(sum.terms())) {
            String text = term instanceof Conditional ? parentheses(print(term)) : print(term);
            if (out.isEmpty()) {
                out.append(text);
            } else if (text.startsWith("-")) {
                out.append(" - ").append(text, 1, text.length());
            } else {
                out.append(" + ").append(text);
            }
        }
        return out.toString();
    }

    /** −a + b reads better as b − a. */
    private static List<Formula> positiveFirst(List<Formula> terms) {
        for (int i = 1; i < terms.size() && isNegative(terms.get(0)); i++) {
            if (!isNegative(terms.get(i))) {
                List<Formula> sorted = new ArrayList<>(terms);
                sorted.add(0, sorted.remove(i));
                return sorted;
            }
        }
        return terms;
    }

    private static String product(List<Formula> factors) {
        double coefficient = 1;
        List<Formula> above = new ArrayList<>();
        List<Formula> below = new ArrayList<>();
        for (Formula factor : factors) {
            if (factor instanceof Constant c) {
                coefficient *= c.value();
            } else if (factor instanceof Power power && power.exponent() instanceof Constant c && c.value() < 0) {
                below.add(c.value() == -1 ? power.base() : new Power(power.base(), new Constant(-c.value())));
            } else {
                above.add(factor);
            }
        }
        String sign = coefficient < 0 ? "-" : "";
        double size = Math.abs(coefficient);
        int divisor = denominator(size);
        String multiplier = divisor > 0 ? number(Math.rint(size * divisor)) : number(size);
        boolean shown = !(multiplier.equals("1") && (!above.isEmpty() || divisor > 1 || !below.isEmpty()));
        String numerator = join(shown ? multiplier : "", above);
        if (divisor <= 1 && below.isEmpty()) {
            return sign + numerator;
        }
        String denominator = join(divisor > 1 ? number(divisor) : "", below);
        return sign + "\\frac{" + (numerator.isEmpty() ? "1" : numerator) + "}{" + denominator + "}";
    }

    private static String join(String multiplier, List<Formula> factors) {
        StringBuilder out = new StringBuilder(multiplier);
        boolean alone = multiplier.isEmpty() && factors.size() == 1;
        for (Formula factor : factors) {
            String text = factor instanceof Power power
                    ? power(power)
                    : within(factor, alone ? Strength.SUM : Strength.PRODUCT);
            boolean digit = Character.isDigit(text.charAt(0));
            out.append(out.isEmpty() ? "" : digit ? " \\cdot " : "\\,").append(text);
        }
        return out.toString();
    }

    private static String power(Power power) {
        if (power.exponent() instanceof Constant c && c.value() == 0.5) {
            return "\\sqrt{" + print(power.base()) + "}";
        }
        boolean exponential = power.base() instanceof Apply apply && apply.function() == Function.EXP;
        String base = exponential ? parentheses(print(power.base())) : within(power.base(), Strength.ATOM);
        return base + "^{" + print(power.exponent()) + "}";
    }

    private static String apply(Function function, Formula u) {
        String argument = parentheses(print(u));
        return switch (function) {
            case ABS -> "\\left|" + print(u) + "\\right|";
            case EXP -> "e^{" + print(u) + "}";
            case EXPM1 -> "e^{" + print(u) + "} - 1";
            case LOG1P -> "\\log\\left(" + sum(new Sum(List.of(Constant.ONE, u))) + "\\right)";
            case SIGN -> named("sgn") + argument;
            case ASIN, ACOS, ATAN -> "\\arc" + function.text().substring(1) + argument;
            case ASINH -> named("arsinh") + argument;
            case ATANH -> named("artanh") + argument;
            case ERF, SOFTPLUS -> named(function.text()) + argument;
            case SIGMOID -> "\\sigma" + argument;
            case NORMAL_CDF -> "\\Phi" + argument;
            case NORMAL_DENSITY -> "\\varphi" + argument;
            case LOG_SOFTPLUS -> "\\log " + named("softplus") + argument;
            case LOG_NORMAL_CDF -> "\\log \\Phi" + argument;
            case SOFTPLUS_RATIO -> "\\frac{\\sigma" + argument + "}{" + named("softplus") + argument + "}";
            case NORMAL_RATIO -> "\\frac{\\varphi" + argument + "}{\\Phi" + argument + "}";
            case SOFTPLUS_BEND ->
                "\\sigma\\left(-" + within(u, Strength.PRODUCT) + "\\right) - " + apply(Function.SOFTPLUS_RATIO, u);
            case NORMAL_BEND -> print(u) + " + " + apply(Function.NORMAL_RATIO, u);
            default -> "\\" + function.text() + argument;
        };
    }

    private static String named(String name) {
        return "\\operatorname{" + name + "}";
    }

    private static String conditional(Conditional c) {
        StringBuilder rows = new StringBuilder();
        Formula rest = c;
        while (rest instanceof Conditional next) {
            rows.append(print(next.whenTrue()))
                    .append(" & ")
                    .append(print(next.left()))
                    .append(symbol(next.relation()))
                    .append(print(next.right()))
                    .append(" \\\\ ");
            rest = next.whenFalse();
        }
        return "\\begin{cases} " + rows + print(rest) + " & \\text{otherwise} \\end{cases}";
    }

    private static String symbol(Relation relation) {
        return switch (relation) {
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " \\le ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " \\ge ";
        };
    }

    /** The denominator of a simple fraction that is this number; 1 for integers, 0 where there is none. */
    private static int denominator(double value) {
        for (int q = 1; q <= LARGEST_DENOMINATOR; q++) {
            double p = Math.rint(value * q);
            if (p / q == value && p < 1000) {
                return q;
            }
        }
        return 0;
    }

    static String number(double value) {
        double size = Math.abs(value);
        String sign = value < 0 ? "-" : "";
        if (size == Math.PI) {
            return sign + "\\pi";
        } else if (size == Math.E) {
            return sign + "e";
        }
        int q = denominator(size);
        if (q > 2) {
            return sign + "\\frac{" + (long) Math.rint(size * q) + "}{" + q + "}";
        }
        String text = Printer.number(size);
        int e = text.indexOf('e');
        if (e < 0) {
            return sign + text;
        }
        String digits = text.substring(0, e).replaceFirst("\\.0$", "");
        return sign + (digits.equals("1") ? "" : digits + " \\cdot ") + "10^{" + text.substring(e + 1) + "}";
    }
}
