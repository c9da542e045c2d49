package org.jumpscope.design.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.design.classification.ExactLaw.NamedConstant;
import org.jumpscope.network.State;

/** The exact laws of ẇ and ḃ on one stretch (Theorems 1 and 2). */
final class ExactClassifier {
    private final Settings settings;
    private final List<ExactLaw> laws = new ArrayList<>();
    private final List<ExactGap> gaps = new ArrayList<>();

    ExactClassifier(Settings settings) {
        this.settings = settings;
    }

    /** The laws, those of neighbouring stretches with one form put together. */
    List<ExactLaw> laws() {
        List<ExactLaw> joined = new ArrayList<>();
        for (ExactLaw law : laws) {
            int same = 0;
            while (same < joined.size() && !joined.get(same).isLike(law)) {
                same++;
            }
            if (same == joined.size()) {
                joined.add(law);
            } else {
                joined.set(same, joined.get(same).alsoFor(law.conditions()));
            }
        }
        return joined;
    }

    /** The gaps, those of one reason put together. */
    List<ExactGap> gaps() {
        List<ExactGap> joined = new ArrayList<>();
        for (ExactGap gap : gaps) {
            int same = 0;
            while (same < joined.size() && !joined.get(same).isLike(gap)) {
                same++;
            }
            if (same == joined.size()) {
                joined.add(gap);
            } else {
                joined.set(same, joined.get(same).alsoFor(gap.conditions()));
            }
        }
        return joined;
    }

    /**
     * Classifies a stretch.
     *
     * @return whether k_b is exact there without a shift
     */
    boolean add(Stretch stretch) {
        Optional<SlopeFamily> family = stretch.family();
        if (stretch.familyFailure() != null) {
            gap(Variable.WEIGHT, Outcome.UNKNOWN, stretch, stretch.familyFailure());
            gap(Variable.BIAS, Outcome.UNKNOWN, stretch, stretch.familyFailure());
            return false;
        }
        if (family.isEmpty()) {
            gap(
                    Variable.WEIGHT,
                    Outcome.NONE,
                    stretch,
                    "H is neither linear, quadratic nor a logarithm there, and no other H has an exact k_w (Theorem 1)");
            gap(
                    Variable.BIAS,
                    Outcome.NONE,
                    stretch,
                    "H is no power, exponential or logarithm of y + s there, also with a linear term (Theorem 2)");
            return false;
        }
        weight(family.get(), stretch);
        bias(family.get(), stretch);
        return family.get().kind() != SlopeFamily.Kind.CONSTANT && !family.get().isShifted();
    }

    private void gap(Variable variable, Outcome outcome, Stretch stretch, String reason) {
        gaps.add(new ExactGap(variable, outcome, conditions(stretch), reason));
    }

    private List<String> conditions(Stretch stretch) {
        List<String> conditions = new ArrayList<>();
        conditions.add(Conditions.between("y", stretch.lower(), stretch.upper()));
        settings.state()
                .ifPresent(state -> conditions.add(Conditions.betweenInputs(stretch.lower(), stretch.upper(), state)
                        + " " + Conditions.at(state)));
        return conditions;
    }

    private void weight(SlopeFamily f, Stretch stretch) {
        if (f.kind() == SlopeFamily.Kind.CONSTANT) {
            add(Variable.WEIGHT, 0, 1, f, stretch, "wdot = -gamma c x", "0");
        } else if (f.isQuadratic()) {
            add(
                    Variable.WEIGHT,
                    0.5,
                    1,
                    f,
                    stretch,
                    "wdot = -gamma c w (x + (b + s)/(2 w))^2 + gamma c (b + s)^2/(4 w)",
                    "-gamma c (b + s)^2/(4 w)");
        } else if (f.isLogarithmic() && !f.isShifted()) {
            add(
                    Variable.WEIGHT,
                    2,
                    1,
                    f,
                    stretch,
                    "wdot = gamma c (b + s)/w (w x + b + s)^(-1) - gamma c/w",
                    "gamma c/w");
        } else {
            gap(
                    Variable.WEIGHT,
                    Outcome.NONE,
                    stretch,
                    f.kind() == SlopeFamily.Kind.EXPONENTIAL
                            ? "an exponential has no exact k_w (Theorem 1); k_w = 1 - 1/(1 + lambda w x)^2 tends to 1 for |lambda w x| >> 1"
                            : "only a linear, a quadratic and a logarithmic H have an exact k_w (Theorem 1)");
        }
    }

    private void bias(SlopeFamily f, Stretch stretch) {
        String shift = f.isShifted() ? "gamma C" : "0";
        if (f.kind() == SlopeFamily.Kind.CONSTANT) {
            gap(
                    Variable.BIAS,
                    Outcome.NONE,
                    stretch,
                    "H is linear, so bdot is the same for every x and k_b is undefined");
        } else if (f.kind() == SlopeFamily.Kind.EXPONENTIAL) {
            String jump = f.isShifted()
                    ? "bdot = -gamma c exp(lambda (w x + b)) - gamma C"
                    : "bdot = -gamma c exp(lambda (w x + b))";
            add(Variable.BIAS, 1, 2, f, stretch, jump, shift);
        } else {
            double m = f.power().doubleValue();
            String jump = "bdot = -gamma c |w x + b + s|^m" + (f.isShifted() ? " - gamma C" : "");
            add(
                    Variable.BIAS,
                    (m - 1) / m,
                    2,
                    f,
                    stretch,
                    f.isQuadratic() ? "bdot = -gamma c (w x + b + s)" : jump,
                    shift);
        }
    }

    private void add(
            Variable variable,
            double exponent,
            int theorem,
            SlopeFamily f,
            Stretch stretch,
            String jump,
            String shift) {
        List<NamedConstant> constants = new ArrayList<>();
        double c = f.coefficient().doubleValue();
        constants.add(new NamedConstant("c", c));
        if (f.kind() == SlopeFamily.Kind.POWER) {
            constants.add(new NamedConstant("s", f.shift().doubleValue()));
            constants.add(new NamedConstant("m", f.power().doubleValue()));
        } else if (f.kind() == SlopeFamily.Kind.EXPONENTIAL) {
            constants.add(new NamedConstant("lambda", f.rate().doubleValue()));
        }
        if (f.isShifted()) {
            constants.add(new NamedConstant("offset", f.offset().doubleValue()));
        }
        // For a whole m the formula holds on either side of −s, only a logarithm has to know the side.
        boolean above = stretch.inside(0.5).add(f.shift()).signum() > 0;
        settings.state().ifPresent(state -> constants.addAll(atState(variable, f, c, state)));
        laws.add(
                new ExactLaw(variable, exponent, theorem, form(f, above), jump, conditions(stretch), constants, shift));
    }

    /** A, B, C and the sign of jump = ±(A x + B)^m + C, or ±exp(A x + B) + C, for γ = 1. */
    private static List<NamedConstant> atState(Variable variable, SlopeFamily f, double c, State state) {
        double w = state.weight();
        double b = state.bias();
        double s = f.shift().doubleValue();
        double slope;
        double constant;
        double offset;
        double sign = -Math.signum(c);
        if (variable == Variable.WEIGHT && f.kind() == SlopeFamily.Kind.CONSTANT) {
            slope = Math.abs(c);
            constant = 0;
            offset = 0;
        } else if (variable == Variable.WEIGHT && f.isQuadratic()) {
            sign = -Math.signum(c * w);
            slope = Math.sqrt(Math.abs(c * w));
            constant = slope * (b + s) / (2 * w);
            offset = c * (b + s) * (b + s) / (4 * w);
        } else if (variable == Variable.WEIGHT) {
            sign = 1;
            slope = w * w / (c * (b + s));
            constant = w / c;
            offset = -c / w;
        } else if (f.kind() == SlopeFamily.Kind.EXPONENTIAL) {
            slope = f.rate().doubleValue() * w;
            constant = f.rate().doubleValue() * b + Math.log(Math.abs(c));
            offset = -f.offset().doubleValue();
        } else {
            double m = f.power().doubleValue();
            double coefficient = f.coefficient().doubleValue();
            sign = -Math.signum(coefficient);
            double size = f.side() * Math.pow(Math.abs(coefficient), 1 / m);
            slope = size * w;
            constant = size * (b + s);
            offset = -f.offset().doubleValue();
        }
        return List.of(
                new NamedConstant("A", slope),
                new NamedConstant("B", constant),
                new NamedConstant("C", offset),
                new NamedConstant("sign", sign));
    }

    /** H with its constants, up to a constant that changes nothing. */
    private static String form(SlopeFamily f, boolean above) {
        String linear = f.isShifted() ? " + " + times(f.offset().doubleValue(), "y") : "";
        double c = f.coefficient().doubleValue();
        if (f.kind() == SlopeFamily.Kind.CONSTANT) {
            return "H = " + times(c, "y") + " + const";
        }
        if (f.kind() == SlopeFamily.Kind.EXPONENTIAL) {
            double rate = f.rate().doubleValue();
            return "H = " + times(c / rate, "exp(" + times(rate, "y") + ")") + linear + " + const";
        }
        double s = f.shift().doubleValue();
        String sum = Conditions.sum("y", s);
        if (f.isLogarithmic()) {
            String size = above ? sum : mirrored(s);
            return "H = " + times(c, "log(" + size + ")") + linear + " + const";
        }
        double n = f.power().doubleValue() + 1;
        String size = f.side() > 0 ? sum : mirrored(s);
        String base = size.equals("y") ? "y" : "(" + size + ")";
        return "H = " + times(f.side() * c / n, base + "^" + power(n)) + linear + " + const";
    }

    private static String mirrored(double s) {
        return s == 0 ? "-y" : Sizes.of(-s) + " - y";
    }

    private static String power(double n) {
        String text = Sizes.fraction(n);
        return n < 0 || text.contains("/") ? "(" + text + ")" : text;
    }

    private static String times(double factor, String what) {
        return factor == 1 ? what : factor == -1 ? "-" + what : Sizes.of(factor) + " " + what;
    }
}
