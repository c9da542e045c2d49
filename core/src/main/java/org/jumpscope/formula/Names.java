package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.numeric.NearestName;

/** The names that a formula may use, with the nearest one to a misspelt name. */
final class Names {
    private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();
    private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "e", Math.E);
    /** Functions that are written out in others, with how they are used. */
    private static final Map<String, String> WRITTEN_OUT = new LinkedHashMap<>();

    static {
        for (Function function : Function.values()) {
            FUNCTIONS.put(function.text(), function);
        }
        WRITTEN_OUT.put("sqrt", "sqrt(u)");
        WRITTEN_OUT.put("identity", "identity(u)");
        WRITTEN_OUT.put("max", "max(a, b)");
        WRITTEN_OUT.put("min", "min(a, b)");
        WRITTEN_OUT.put("relu", "relu(u)");
        WRITTEN_OUT.put("leaky_relu", "leaky_relu(u, slope)");
        WRITTEN_OUT.put("elu", "elu(u, scale)");
        WRITTEN_OUT.put("silu", "silu(u)");
        WRITTEN_OUT.put("gelu", "gelu(u)");
        WRITTEN_OUT.put("if", "if(a < b, c, d)");
    }

    private final List<String> variables;

    Names(List<String> variables) {
        this.variables = variables;
    }

    boolean isVariable(String name) {
        return variables.contains(name);
    }

    static boolean isConstant(String name) {
        return CONSTANTS.containsKey(name);
    }

    static double constant(String name) {
        return CONSTANTS.get(name);
    }

    static boolean isFunction(String name) {
        return FUNCTIONS.containsKey(name) || WRITTEN_OUT.containsKey(name);
    }

    static Function function(String name) {
        return FUNCTIONS.get(name);
    }

    static boolean isRelation(String text) {
        for (Relation relation : Relation.values()) {
            if (relation.symbol().equals(text)) {
                return true;
            }
        }
        return false;
    }

    static String usage(String name) {
        return WRITTEN_OUT.getOrDefault(name, name + "(u)");
    }

    static int most(String name) {
        return switch (name) {
            case "max", "min", "leaky_relu", "elu" -> 2;
            default -> 1;
        };
    }

    static int fewest(String name) {
        return name.equals("max") || name.equals("min") ? 2 : 1;
    }

    static String countOfArguments(String name) {
        if (fewest(name) != most(name)) {
            return "1 or 2 arguments";
        }
        return most(name) == 1 ? "1 argument" : most(name) + " arguments";
    }

    FormulaException unknown(String name, int column) {
        String sentence = "Unknown name '" + name + "' at column " + column + "; ";
        Optional<String> nearest = nearest(name);
        if (nearest.isPresent()) {
            return new FormulaException(sentence + "did you mean '" + nearest.get() + "'?", column);
        }
        String known = variables.isEmpty()
                ? "there is no variable here"
                : (variables.size() == 1 ? "the variable here is " : "the variables here are ")
                        + String.join(" and ", variables);
        return new FormulaException(sentence + known + ", and the functions are those of the manual.", column);
    }

    private Optional<String> nearest(String name) {
        List<String> known = new ArrayList<>(variables);
        known.addAll(CONSTANTS.keySet().stream().sorted().toList());
        known.addAll(FUNCTIONS.keySet());
        known.addAll(WRITTEN_OUT.keySet());
        return NearestName.to(name, known);
    }
}
