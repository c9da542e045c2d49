package org.jumpscope.criticality.range;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.SortedSample;

/** One stretch of a sample on which side models are fitted: its quadrature, its bases at the nodes and their means. */
final class JointFrame {
    /** Beyond this a taper is narrower than a tenth of a unit of u: a sharp end, which the panels do not resolve. */
    private static final double GREATEST_CURVATURE = 50;
    /** Values that have to lie beyond the place of a taper. */
    private static final int LEAST_REACHED = 5;

    private final SortedSample sample;
    private final int from;
    private final int to;
    private final double logLower;
    private final double logUpper;
    private final double extension;
    private final PanelRule rule;
    private final ExponentialFamily law;
    private final double[] position;
    private final double meanPosition;
    private final Column[] left;
    private final Column[] right;

    /**
     * A basis divided by its largest value.
     *
     * @param basis which
     * @param values at the nodes
     * @param scale the largest value
     * @param mean over the data
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this room, and is made many times
    private record Column(SideBasis basis, double[] values, double scale, double mean) {}

    /** Where a stretch begins or ends: the rank (first, or after the last) and u. */
    record End(int rank, double log) {}

    /**
     * A frame.
     *
     * @param sample the values
     * @param lower its lower end
     * @param upper its upper end
     * @param extension share of the outside values that it takes in
     * @param slope an estimate of k − 1, for the width of the panels
     * @param left bases of the left side; none if it is guarded
     * @param leftSums their sums over the data; NaN where a basis cannot be used
     * @param right bases of the right side; none if it is guarded
     * @param rightSums their sums over the data; NaN where a basis cannot be used
     */
    JointFrame(
            SortedSample sample,
            End lower,
            End upper,
            double extension,
            double slope,
            List<SideBasis> left,
            double[] leftSums,
            List<SideBasis> right,
            double[] rightSums) {
        this.sample = sample;
        this.from = lower.rank();
        this.to = upper.rank();
        this.logLower = lower.log();
        this.logUpper = upper.log();
        this.extension = extension;
        double[] places = new double[left.size() + right.size()];
        int count = 0;
        for (SideBasis basis : left) {
            places[count++] = basis.place();
        }
        for (SideBasis basis : right) {
            places[count++] = basis.place();
        }
        this.rule = PanelRule.of(logLower, logUpper, places, Math.min(1, 4 / Math.abs(slope)));
        this.law = new ExponentialFamily(rule);
        double middle = 0.5 * (logLower + logUpper);
        this.position = rule.nodes().clone();
        for (int i = 0; i < position.length; i++) {
            position[i] -= middle;
        }
        this.meanPosition = sample.positionSum(from, to, middle) / (to - from);
        this.left = columns(left, leftSums, true);
        this.right = columns(right, rightSums, false);
    }

    private Column[] columns(List<SideBasis> bases, double[] sums, boolean lower) {
        Column[] columns = new Column[bases.size()];
        for (int j = 0; j < columns.length; j++) {
            SideBasis basis = bases.get(j);
            if (!Double.isFinite(sums[j]) || basis.reached(sample, from, to) < LEAST_REACHED) {
                continue;
            }
            double[] values = basis.at(rule.nodes());
            double scale = basis.at(new double[] {lower ? logLower : logUpper})[0];
            if (!(scale > 0)) {
                continue;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] /= scale;
            }
            columns[j] = new Column(basis, values, scale, sums[j] / scale / count());
        }
        return columns;
    }

    /** The number of values. */
    int count() {
        return to - from;
    }

    /**
     * The pair of side models of greatest likelihood over their grids.
     *
     * @param leftModel model of the left side
     * @param rightModel model of the right side
     * @param slope where to start k − 1
     * @return null if there is none
     */
    Candidate best(SideModel leftModel, SideModel rightModel, double slope) {
        Candidate best = null;
        double[] start = {slope, 1, 1};
        for (Column l : of(left, leftModel)) {
            for (Column r : of(right, rightModel)) {
                Candidate candidate = fit(l, r, start);
                if (candidate != null && (best == null || candidate.value() < best.value())) {
                    best = candidate;
                    System.arraycopy(candidate.parameters(), 0, start, 0, candidate.parameters().length);
                }
            }
        }
        return best;
    }

    /** The columns of a model that can be used; one null column for a guarded side. */
    private static Column[] of(Column[] columns, SideModel model) {
        if (model == SideModel.GUARDED) {
            return new Column[] {null};
        }
        Column[] found = new Column[columns.length];
        int count = 0;
        for (Column column : columns) {
            if (column != null && column.basis().model() == model) {
                found[count++] = column;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** A fit of one value of the grid parameters; the value is −(log-likelihood per value). */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this room, and is made many times
    record Candidate(Column left, Column right, double[] parameters, double value, double[][] bases) {
        int dimension() {
            return parameters.length;
        }

        double slope() {
            return parameters[0];
        }
    }

    private Candidate fit(Column l, Column r, double[] near) {
        int dimension = 1 + (l == null ? 0 : 1) + (r == null ? 0 : 1);
        double[][] bases = new double[dimension][];
        double[] means = new double[dimension];
        double[] start = Arrays.copyOf(near, dimension);
        bases[0] = position;
        means[0] = meanPosition;
        int at = 1;
        for (Column column : new Column[] {l, r}) {
            if (column != null) {
                bases[at] = column.values();
                means[at++] = column.mean();
            }
        }
        ExponentialFamily.Fit fit = law.fit(bases, means, start);
        if (!fit.converged()) {
            return null;
        }
        at = 1;
        for (Column column : new Column[] {l, r}) {
            if (column != null) {
                double strength = fit.parameters()[at++] / column.scale();
                if (column.basis().model() == SideModel.GAUSSIAN && strength > GREATEST_CURVATURE) {
                    return null;
                }
            }
        }
        return new Candidate(l, r, fit.parameters(), fit.value(), bases);
    }

    /** −n × the value: the greatest log-likelihood in u. */
    double logLikelihood(Candidate candidate) {
        return -count() * candidate.value();
    }

    /** D* of a candidate; it may stop above a limit. */
    double distance(Candidate candidate, double limit) {
        return LawDistance.scaled(
                sample, from, to, rule.new Cumulative(law.density(candidate.bases(), candidate.parameters())), limit);
    }

    /** The fit with its standard error; null if the parameters cannot be told apart. */
    JointFit describe(Candidate candidate, double distance) {
        double[][] functions = new double[5][];
        int count = 0;
        functions[count++] = position;
        int at = 1;
        double[] strength = new double[2];
        Column[] sides = {candidate.left(), candidate.right()};
        for (int side = 0; side < 2; side++) {
            Column column = sides[side];
            if (column == null) {
                continue;
            }
            functions[count++] = column.values();
            double theta = candidate.parameters()[at++];
            strength[side] = theta / column.scale();
            // At θ = 0 the law does not depend on the grid parameter.
            double[] tangent = theta > 0 ? column.basis().tangent(rule.nodes(), column.values()) : null;
            if (tangent != null) {
                functions[count++] = tangent;
            }
        }
        double variance =
                law.varianceOfFirst(candidate.bases(), candidate.parameters(), Arrays.copyOf(functions, count));
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            return null;
        }
        return new JointFit(
                sides[0] == null ? SideModel.GUARDED : sides[0].basis().model(),
                sides[1] == null ? SideModel.GUARDED : sides[1].basis().model(),
                1 + candidate.parameters()[0],
                Math.sqrt(variance / count()),
                strength[0],
                strength[1],
                sides[0] == null ? Double.NaN : sides[0].basis().shape(),
                sides[1] == null ? Double.NaN : sides[1].basis().shape(),
                extension,
                count(),
                logLower,
                logUpper,
                logLikelihood(candidate),
                candidate.dimension() == 1 ? 0 : 2 * (logLikelihood(candidate) - pureLogLikelihood(candidate.slope())),
                distance);
    }

    /** The greatest log-likelihood of the power law alone. */
    private double pureLogLikelihood(double near) {
        double[][] bases = {position};
        return -count()
                * law.fit(bases, new double[] {meanPosition}, new double[] {near})
                        .value();
    }

    /** The truncated lognormal of greatest likelihood, log f = const − su − cu² with c ≥ 0; null if none was found. */
    Candidate lognormal(double slope) {
        double[] square = new double[position.length];
        double half = 0.5 * (logUpper - logLower);
        for (int i = 0; i < square.length; i++) {
            square[i] = position[i] * position[i] / (half * half);
        }
        double mean = sample.squaredPositionSum(from, to, 0.5 * (logLower + logUpper)) / count() / (half * half);
        double[][] bases = {position, square};
        ExponentialFamily.Fit fit = law.fit(bases, new double[] {meanPosition, mean}, new double[] {slope, 1});
        return fit.converged() ? new Candidate(null, null, fit.parameters(), fit.value(), bases) : null;
    }
}
