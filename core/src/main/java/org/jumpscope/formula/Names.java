package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        String nearest = nearest(name);
        if (nearest != null) {
            return new FormulaException(sentence + "did you mean '" + nearest + "'?", column);
        }
        String known = variables.isEmpty()
                ? "there is no variable here"
                : (variables.size() == 1 ? "the variable here is " : "the variables here are ")
                        + String.join(" and ", variables);
        return new FormulaException(sentence + known + ", and the functions are those of the manual.", column);
    }

    private String nearest(String name) {
        List<String> known = new ArrayList<>(variables);
        known.addAll(CONSTANTS.keySet().stream().sorted().toList());
        known.addAll(FUNCTIONS.keySet());
        known.addAll(WRITTEN_OUT.keySet());
        String best = null;
        int least = Math.max(1, (name.length() + 1) / 3) + 1;
        for (String candidate : known) {
            int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(name, candidate);
            // One letter for another is no misspelling when the whole name is one letter.
            if (distance < least && distance < Math.min(name.length(), candidate.length())) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Number of insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
