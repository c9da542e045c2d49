package org.jumpscope.design.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.network.State;

/** Conditions as inequalities. */
final class Conditions {
    private static final String AT = " at w = ";

    private Conditions() {}

    /** An open interval of a variable, in words "all" if it is everything. */
    static String between(String variable, double lower, double upper) {
        boolean below = Double.isInfinite(upper);
        boolean above = Double.isInfinite(lower);
        if (below && above) {
            return "all " + variable;
        } else if (below) {
            return variable + " > " + Sizes.of(lower);
        } else if (above) {
            return variable + " < " + Sizes.of(upper);
        }
        return Sizes.of(lower) + " < " + variable + " < " + Sizes.of(upper);
    }

    /** The part of a stretch from an end up to a place, the place included. */
    static String upTo(String variable, double end, double place, boolean fromLower) {
        if (Double.isInfinite(place)) {
            return fromLower ? between(variable, end, place) : between(variable, place, end);
        }
        if (Double.isInfinite(end)) {
            return variable + (fromLower ? " <= " : " >= ") + Sizes.of(place);
        }
        return fromLower
                ? Sizes.of(end) + " < " + variable + " <= " + Sizes.of(place)
                : Sizes.of(place) + " <= " + variable + " < " + Sizes.of(end);
    }

    /** The same seen from x, for a state. */
    static String upToInput(double end, double place, boolean fromLower, State state) {
        double from = input(end, state);
        double to = input(place, state);
        return upTo("x", from, to, (state.weight() > 0) == fromLower);
    }

    /** An open interval of y seen from x. */
    static String betweenInputs(double lower, double upper, State state) {
        double a = input(lower, state);
        double b = input(upper, state);
        return between("x", Math.min(a, b), Math.max(a, b));
    }

    /** Conditions of which, one by one, this or the other holds. */
    static List<String> either(List<String> these, List<String> others) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < these.size(); i++) {
            joined.add(i < others.size() ? either(these.get(i), others.get(i)) : these.get(i));
        }
        return joined;
    }

    private static String either(String a, String b) {
        int state = a.indexOf(AT);
        boolean sameState = state >= 0 && b.endsWith(a.substring(state));
        if (a.equals(b)) {
            return a;
        }
        return (sameState ? a.substring(0, state) : a) + " or " + b;
    }

    static double input(double y, State state) {
        return (y - state.bias()) / state.weight();
    }

    static String at(State state) {
        return String.format(Locale.ROOT, AT.strip() + " %s, b = %s", Sizes.of(state.weight()), Sizes.of(state.bias()));
    }

    /** "v + s" with the sign of s. */
    static String sum(String variable, double s) {
        return s == 0 ? variable : variable + (s < 0 ? " - " : " + ") + Sizes.of(Math.abs(s));
    }
}
