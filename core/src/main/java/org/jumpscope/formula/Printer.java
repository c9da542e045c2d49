package org.jumpscope.formula;

import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** Prints a formula in the language that the parser reads; each rule here undoes one of {@link Terms}. */
final class Printer {
    private Printer() {}

    static String print(Formula formula) {
        StringBuilder out = new StringBuilder();
        if (formula instanceof Sum sum && !sum.terms().isEmpty()) {
            sum(out, sum);
        } else if (formula instanceof Product product && !product.factors().isEmpty()) {
            product(out, product.factors());
        } else if (formula instanceof Power power) {
            if (isDivision(power)) {
                out.append("1/");
                denominator(out, power);
            } else {
                power(out, power);
            }
        } else {
            out.append(plain(formula));
        }
        return out.toString();
    }

    private static void sum(StringBuilder out, Sum sum) {
        boolean first = true;
        for (Formula term : sum.terms()) {
            String text = term instanceof Sum ? "(" + print(term) + ")" : print(term);
            if (first) {
                out.append(text);
            } else if (text.startsWith("-")) {
                out.append(" - ").append(text, 1, text.length());
            } else {
                out.append(" + ").append(text);
            }
            first = false;
        }
    }

    private static void product(StringBuilder out, List<Formula> factors) {
        int start = 0;
        if (factors.get(0) instanceof Constant c && c.value() == -1 && factors.size() > 1) {
            Formula second = factors.get(1);
            if (!(second instanceof Constant || isDivision(second) || second instanceof Product)) {
                out.append('-');
                start = 1;
            }
        }
        for (int i = start; i < factors.size(); i++) {
            Formula factor = factors.get(i);
            boolean afterOne = i == 1 && factors.get(0).equals(Constant.ONE);
            if (i == start) {
                out.append(factor instanceof Constant c ? number(c.value()) : factorText(factor));
            } else if (isDivision(factor) && !afterOne) {
                out.append('/');
                denominator(out, (Power) factor);
            } else {
                out.append('*');
                if (isDivision(factor)) {
                    powerAsWritten(out, (Power) factor);
                } else {
                    out.append(factorText(factor));
                }
            }
        }
    }

    private static String factorText(Formula factor) {
        if (factor instanceof Sum || factor instanceof Product || (factor instanceof Constant c && c.value() < 0)) {
            return "(" + print(factor) + ")";
        }
        return print(factor);
    }

    private static boolean isDivision(Formula formula) {
        return formula instanceof Power power
                && power.exponent() instanceof Constant c
                && c.value() < 0
                && !(c.value() == -1
                        && power.base() instanceof Power inner
                        && inner.exponent() instanceof Constant e
                        && e.value() > 0);
    }

    private static void denominator(StringBuilder out, Power power) {
        double exponent = ((Constant) power.exponent()).value();
        if (exponent == -1) {
            String base = factorText(power.base());
            out.append(isDivision(power.base()) ? "(" + base + ")" : base);
        } else {
            power(out, new Power(power.base(), new Constant(-exponent)));
        }
    }

    private static void power(StringBuilder out, Power power) {
        if (power.exponent() instanceof Constant c && c.value() == 0.5) {
            out.append("sqrt(").append(print(power.base())).append(')');
        } else {
            powerAsWritten(out, power);
        }
    }

    private static void powerAsWritten(StringBuilder out, Power power) {
        out.append(atom(power.base())).append('^');
        // The exponent is read with its own sign, so only what is no atom needs parentheses.
        out.append(power.exponent() instanceof Constant c ? number(c.value()) : atom(power.exponent()));
    }

    private static String atom(Formula formula) {
        boolean plain = formula instanceof Variable
                || formula instanceof Apply
                || formula instanceof Conditional
                || (formula instanceof Constant c && c.value() >= 0);
        return plain ? print(formula) : "(" + print(formula) + ")";
    }

    private static String plain(Formula formula) {
        if (formula instanceof Constant c) {
            return number(c.value());
        } else if (formula instanceof Variable variable) {
            return variable.name();
        } else if (formula instanceof Apply apply) {
            return apply.function().text() + "(" + print(apply.argument()) + ")";
        } else if (formula instanceof Conditional c) {
            return conditional(c);
        }
        return formula instanceof Sum ? "0" : "1";
    }

    private static String conditional(Conditional c) {
        String left = print(c.left());
        String right = print(c.right());
        if (c.whenTrue().equals(c.left()) && c.relation() == Relation.GREATER) {
            if (c.whenFalse().equals(c.right())) {
                return c.right().equals(Constant.ZERO) ? "relu(" + left + ")" : "max(" + left + ", " + right + ")";
            }
        } else if (c.whenTrue().equals(c.left())
                && c.relation() == Relation.LESS
                && c.whenFalse().equals(c.right())) {
            return "min(" + left + ", " + right + ")";
        }
        return "if(" + left + " " + c.relation().symbol() + " " + right + ", " + print(c.whenTrue()) + ", "
                + print(c.whenFalse()) + ")";
    }

    static String number(double value) {
        double size = Math.abs(value);
        String sign = value < 0 ? "-" : "";
        if (size == Math.PI) {
            return sign + "pi";
        } else if (size == Math.E) {
            return sign + "e";
        } else if (size == Math.rint(size) && size < 1e15) {
            return sign + (long) size;
        }
        return sign + Double.toString(size).replace("E", "e");
    }
}
