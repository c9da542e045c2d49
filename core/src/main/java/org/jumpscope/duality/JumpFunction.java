package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Quadrature;

/** The map x → jump of one class at a fixed state, evaluated forwards. */
final class JumpFunction {
    private static final Formula.Variable Y = new Formula.Variable("y");

    private final TargetComposition composition;
    private final Distribution boundary;
    private final State state;
    private final double rate;
    private final List<MapPiece> pieces;
    private final FormulaKernel slope;

    JumpFunction(
            TargetComposition composition, Distribution boundary, State state, double rate, List<MapPiece> pieces) {
        this.composition = composition;
        this.boundary = boundary;
        this.state = state;
        this.rate = rate;
        this.pieces = pieces;
        this.slope = FormulaKernel.of(Y, List.of(composition.slope()));
    }

    /** ḃ = −γ h(wx + b). */
    double biasJump(double x) {
        double h = composition.slope(state.preActivation(x));
        return h == 0 ? 0 : -rate * h;
    }

    /** The piece that holds x, or null outside the window and where nothing is defined. */
    MapPiece pieceAt(double x) {
        for (MapPiece piece : pieces) {
            if (x >= piece.lower() && x <= piece.upper()) {
                return piece;
            }
        }
        return null;
    }

    private Piece smoothPieceAt(double x) {
        MapPiece piece = pieceAt(x);
        return piece == null || !piece.piece().isSmooth() ? null : piece.piece();
    }

    /** log|h| at x, −∞ in the dead zone. */
    double logSlopeSize(double x) {
        Piece piece = smoothPieceAt(x);
        return piece == null
                ? Math.log(Math.abs(composition.slope(state.preActivation(x))))
                : piece.logSlope().evaluate(state.preActivation(x));
    }

    /** ρ = h′/h at x, NaN in the dead zone. */
    double rho(double x) {
        Piece piece = smoothPieceAt(x);
        return piece == null ? Double.NaN : piece.rho().evaluate(state.preActivation(x));
    }

    /** ρ′ at x, NaN in the dead zone. */
    double rhoDerivative(double x) {
        Piece piece = smoothPieceAt(x);
        return piece == null ? Double.NaN : piece.rhoDerivative().evaluate(state.preActivation(x));
    }

    /** Λ = d log|v|/dx. */
    double logSlope(Coordinate coordinate, double x) {
        return state.weight() * rho(x) + coordinate.logFactorSlope(x);
    }

    /** Λ′. */
    double logCurvature(Coordinate coordinate, double x) {
        return state.weight() * state.weight() * rhoDerivative(x) + coordinate.logFactorCurvature(x);
    }

    /** Replaces samples x by their jumps v(x). */
    void apply(Coordinate coordinate, double[] samples, int n) {
        double[] y = new double[n];
        double[][] h = new double[1][n];
        for (int i = 0; i < n; i++) {
            y[i] = state.preActivation(samples[i]);
        }
        slope.evaluate(y, n, h, slope.workspace());
        for (int i = 0; i < n; i++) {
            double x = samples[i];
            double bias = -rate * h[0][i];
            samples[i] = switch (coordinate) {
                case NORM -> Math.abs(bias) * Math.sqrt(1 + x * x);
                case BIAS -> bias;
                case WEIGHT -> x * bias;
            };
        }
    }

    /** E[v^power] over the window, NaN where it does not converge. */
    double moment(Coordinate coordinate, int power) {
        double[] breaks = new double[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            breaks[i] = pieces.get(i).lower();
            breaks[i + 1] = pieces.get(i).upper();
        }
        double low = Math.max(breaks[0], boundary.quantile(1e-18));
        double high = Math.min(breaks[pieces.size()], boundary.survivalQuantile(1e-18));
        double[] inside = java.util.stream.DoubleStream.concat(
                        java.util.stream.DoubleStream.of(low, high),
                        java.util.stream.DoubleStream.concat(
                                java.util.stream.DoubleStream.of(breaks),
                                boundary.kinks().stream().mapToDouble(Double::doubleValue)))
                .filter(x -> x >= low && x <= high)
                .sorted()
                .distinct()
                .toArray();
        double[] one = new double[1];
        Quadrature.Result result = Quadrature.integrate(
                (x, values) -> {
                    one[0] = x;
                    apply(coordinate, one, 1);
                    double v = one[0];
                    values[0] = boundary.density(x) * (power == 1 ? v : v * v);
                },
                1,
                inside,
                1e-10);
        return result.converged() ? result.value(0) : Double.NaN;
    }
}
