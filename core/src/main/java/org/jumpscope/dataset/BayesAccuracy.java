package org.jumpscope.dataset;

import java.util.List;
import java.util.TreeSet;

/**
 * The accuracy of the best possible classifier, ∫ max_c s_c p_c(x) dx, by the crossings of the terms s_c p_c(x).
 *
 * <p>An error δ of a crossing costs only the order δ², since both terms are equal there.
 */
final class BayesAccuracy {
    private static final int INNER_LEVELS = 200;
    private static final int DEEPEST = 40;
    private static final int HALVINGS = 60;

    private final List<ClassMixture.Component> classes;

    BayesAccuracy(List<ClassMixture.Component> classes) {
        this.classes = classes;
    }

    double value() {
        double[] grid = grid();
        int last = grid.length - 1;
        double sum = mass(best(grid[0]), Double.NEGATIVE_INFINITY, grid[0])
                + mass(best(grid[last]), grid[last], Double.POSITIVE_INFINITY);
        for (int i = 0; i < last; i++) {
            sum += between(grid[i], grid[i + 1], 0);
        }
        return Math.min(1, sum);
    }

    /** Quantiles of every class out to 1e-18, the kinks, and the points where the best class is nearly overtaken. */
    private double[] grid() {
        TreeSet<Double> points = new TreeSet<>();
        for (ClassMixture.Component component : classes) {
            for (int i = 1; i <= INNER_LEVELS; i++) {
                double inner = i / (2.0 * INNER_LEVELS);
                double outer = Math.pow(10, -18.0 * i / INNER_LEVELS);
                for (double p : new double[] {inner, outer}) {
                    points.add(component.law().quantile(p));
                    points.add(component.law().survivalQuantile(p));
                }
            }
            points.addAll(component.law().kinks());
        }
        points.remove(Double.NEGATIVE_INFINITY);
        points.remove(Double.POSITIVE_INFINITY);
        double[] grid = points.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 1; i < grid.length - 1; i++) {
            int leader = best(grid[i]);
            double lead = lead(leader, grid[i]);
            if (lead < lead(leader, grid[i - 1]) && lead < lead(leader, grid[i + 1])) {
                points.add(closest(leader, grid[i - 1], grid[i + 1]));
            }
        }
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns where the lead of a class is least, by thirds. */
    private double closest(int leader, double low, double high) {
        double left = low;
        double right = high;
        for (int i = 0; i < HALVINGS; i++) {
            double first = left + (right - left) / 3;
            double second = right - (right - left) / 3;
            if (lead(leader, first) < lead(leader, second)) {
                right = second;
            } else {
                left = first;
            }
        }
        return left + 0.5 * (right - left);
    }

    private double term(int index, double x) {
        ClassMixture.Component component = classes.get(index);
        return Math.log(component.share()) + component.law().logDensity(x);
    }

    /** Returns log(s_c p_c) of a class less the largest of the others. */
    private double lead(int leader, double x) {
        double rival = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes.size(); i++) {
            rival = i == leader ? rival : Math.max(rival, term(i, x));
        }
        double own = term(leader, x);
        return own == rival ? 0 : own - rival;
    }

    private int best(double x) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes.size(); i++) {
            double term = term(i, x);
            if (term > largest) {
                largest = term;
                best = i;
            }
        }
        return best;
    }

    private double mass(int index, double low, double high) {
        ClassMixture.Component component = classes.get(index);
        return component.share() * component.law().probability(low, high);
    }

    /** Returns the integral between two points that have no kink between them. */
    private double between(double low, double high, int depth) {
        // Just inside, since a density may jump at either end.
        double left = Math.nextUp(low);
        double right = Math.nextDown(high);
        if (left >= right) {
            return mass(best(high), low, high);
        }
        int first = best(left);
        int second = best(right);
        if (first == second) {
            return mass(first, low, high);
        }
        for (int i = 0; i < HALVINGS && left < right; i++) {
            double middle = left + 0.5 * (right - left);
            if (term(first, middle) > term(second, middle)) {
                left = middle;
            } else {
                right = middle;
            }
        }
        double crossing = left + 0.5 * (right - left);
        int there = best(crossing);
        if (there == first || there == second || depth == DEEPEST) {
            return mass(first, low, crossing) + mass(second, crossing, high);
        }
        // A third class is best where these two are equal.
        return between(low, crossing, depth + 1) + between(crossing, high, depth + 1);
    }
}
