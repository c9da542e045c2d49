package org.jumpscope.criticality.range;

/**
 * A law fitted to a range and to values beyond it: a power law with a model of how it ends on either side,
 * log f = const − (k − 1)u − φ_left − φ_right in u = ln x (statistics §4.10, step 3).
 *
 * @param left model of the lower end
 * @param right model of the upper end
 * @param exponent k̂
 * @param standardError its standard error, all parameters estimated, those of the grid included
 * @param leftStrength λ or c of the lower end; 0 if guarded
 * @param rightStrength λ or c of the upper end; 0 if guarded
 * @param leftShape β or δ of the lower end; NaN if guarded
 * @param rightShape β or δ of the upper end; NaN if guarded
 * @param extension share of the values outside the range that a modelled side takes in
 * @param count number of values fitted
 * @param logLower ln of the lower end of what was fitted
 * @param logUpper ln of its upper end
 * @param logLikelihood greatest log-likelihood of the values in u
 * @param gain twice the log-likelihood by which it is better than the pure power law on the same values
 * @param distance D* = (√n + 0.12 + 0.11/√n) D of the fit
 */
public record JointFit(
        SideModel left,
        SideModel right,
        double exponent,
        double standardError,
        double leftStrength,
        double rightStrength,
        double leftShape,
        double rightShape,
        double extension,
        int count,
        double logLower,
        double logUpper,
        double logLikelihood,
        double gain,
        double distance) {

    /** The number of parameters estimated, those of the grid included. */
    public int parameters() {
        return 1 + parameters(left) + parameters(right);
    }

    private static int parameters(SideModel model) {
        return switch (model) {
            case GUARDED -> 0;
            case EXPONENTIAL -> 1;
            case GAUSSIAN, STRETCHED -> 2;
        };
    }
}
