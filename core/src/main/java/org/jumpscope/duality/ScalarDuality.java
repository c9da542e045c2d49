package org.jumpscope.duality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Piece;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The dataset-learning duality of the toy model for one class at a fixed state: the map x → (ẇ, ḃ), its Jacobian, its
 * branches and folds, and the law of jumps that it makes of the boundary distribution (Section 5).
 *
 * <p>ḃ = −γh(y), ẇ = xḃ, q̇ = γ|h|√(1 + x²), y = wx + b; d log q̇/dx = L = wρ(y) + x/(1 + x²) (theory §2). Branches end
 * at folds (zeros of L), zeros and singularities of h, and kinks. They are searched where the boundary distribution has
 * any mass above 1e−300, and out to 200 standard deviations.
 */
public final class ScalarDuality {
    /** Mass beyond which nothing is looked for, per tail. */
    private static final double NEGLIGIBLE_MASS = 1e-300;
    /** Reach of the window in standard deviations, so that logarithms of densities below 1e−300 exist. */
    private static final double REACH = 200;
    /** Probability above which an undefined stretch of the data is an error. */
    private static final double UNDEFINED_MASS = 1e-12;

    private final Distribution boundary;
    private final State state;
    private final double rate;
    private final TargetComposition composition;
    private final List<MapPiece> pieces;
    private final JumpFunction jump;
    private final JumpLaw norm;

    private ScalarDuality(TargetComposition composition, Distribution boundary, State state, double rate) {
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("Learning rate " + rate + " is not above 0; give a positive number.");
        }
        this.composition = composition;
        this.boundary = boundary;
        this.state = state;
        this.rate = rate;
        this.pieces = pieces(composition, boundary, state);
        this.jump = new JumpFunction(composition, boundary, state, rate, pieces);
        this.norm = law(Coordinate.NORM);
        checkDefined();
    }

    /** The duality of one class at a state, with γ = 1. */
    public static ScalarDuality of(Composition composition, ClassMixture.Component component, State state) {
        return new ScalarDuality(composition.at(component.target()), component.law(), state, 1);
    }

    /**
     * The same map with another learning rate γ, which scales the jumps.
     *
     * @throws InvalidInputException if γ is not a positive number
     */
    public ScalarDuality withRate(double gamma) {
        return new ScalarDuality(composition, boundary, state, gamma);
    }

    private static Interval window(Distribution boundary) {
        double low = boundary.quantile(NEGLIGIBLE_MASS);
        double high = boundary.survivalQuantile(NEGLIGIBLE_MASS);
        double reach = REACH * boundary.standardDeviation();
        if (reach < Double.POSITIVE_INFINITY) {
            low = Math.min(low, boundary.mean() - reach);
            high = Math.max(high, boundary.mean() + reach);
        }
        return Interval.of(
                Math.max(low, boundary.support().low()),
                Math.min(high, boundary.support().high()));
    }

    private static List<MapPiece> pieces(TargetComposition composition, Distribution boundary, State state) {
        Interval window = window(boundary);
        double first = state.preActivation(window.low());
        double last = state.preActivation(window.high());
        if (!Double.isFinite(first) || !Double.isFinite(last)) {
            throw new InvalidInputException("At state (" + state.weight() + ", " + state.bias()
                    + ") the pre-activation wx + b leaves the range of numbers on the data; give a smaller weight.");
        }
        List<MapPiece> found = new ArrayList<>();
        Interval range = Interval.of(Math.min(first, last), Math.max(first, last));
        if (first == last) {
            // The weight is 0, or too small for the data to move y: the whole window sees the piece that holds b.
            double y = state.bias();
            Interval around = Interval.of(y - 1e-3 * (1 + Math.abs(y)), y + 1e-3 * (1 + Math.abs(y)));
            composition.pieces(around).stream()
                    .filter(piece -> piece.lower() <= y && y <= piece.upper())
                    .reduce((lower, upper) -> upper)
                    .ifPresent(piece ->
                            found.add(new MapPiece(piece, window.low(), window.high(), false, false, first, last)));
            return List.copyOf(found);
        }
        for (Piece piece : composition.pieces(range)) {
            MapPiece seen = MapPiece.of(piece, window.low(), window.high(), state);
            if (seen.lower() < seen.upper()) {
                found.add(seen);
            }
        }
        found.sort(Comparator.comparingDouble(MapPiece::lower));
        return List.copyOf(found);
    }

    private void checkDefined() {
        for (MapPiece piece : pieces) {
            double mass = boundary.probability(piece.lower(), piece.upper());
            if (piece.piece().kind() == Piece.Kind.UNDEFINED && mass > UNDEFINED_MASS) {
                throw new InvalidInputException("The loss after activation is undefined for x from "
                        + piece.lower() + " to " + piece.upper() + ", where " + boundary + " has probability " + mass
                        + "; choose an activation and a loss that are defined there.");
            }
        }
        if (norm.branches().isEmpty()) {
            throw new NoAnswerException("At state (" + state.weight() + ", " + state.bias() + ") every jump of target "
                    + composition.target() + " is zero; give another state.");
        }
    }

    /** The boundary distribution of the class. */
    public Distribution boundary() {
        return boundary;
    }

    /** The interval of x on which branches are looked for; a branch that ends with it goes on if the boundary does. */
    public Interval window() {
        return window(boundary);
    }

    /** The state (w, b). */
    public State state() {
        return state;
    }

    /** The learning rate γ. */
    public double rate() {
        return rate;
    }

    /** H(y) of the class's target. */
    public TargetComposition composition() {
        return composition;
    }

    /** The branches of q̇ in order of x. */
    public List<Branch> branches() {
        return norm.branches();
    }

    /** The folds of q̇, zeros of L, in order of x. */
    public List<Fold> folds() {
        return norm.folds();
    }

    /** The law of one coordinate of the jump. */
    public JumpLaw law(Coordinate coordinate) {
        if (coordinate == Coordinate.NORM && norm != null) {
            return norm;
        }
        CoordinateMap map = CoordinateMap.of(coordinate, pieces, boundary, state, rate);
        return new JumpLaw(map, boundary, jump);
    }

    /** The local exponents at x; NaN in the dead zone. */
    public LocalExponent exponentAt(double x) {
        double w = state.weight();
        double rho = jump.rho(x);
        double rhoDerivative = jump.rhoDerivative(x);
        double slope = w * rho + Coordinate.NORM.logFactorSlope(x);
        double curvature = w * w * rhoDerivative + Coordinate.NORM.logFactorCurvature(x);
        double weightSlope = w * rho * x + 1;
        return new LocalExponent(
                1 + curvature / (slope * slope),
                -boundary.logDensityDerivative(x) / slope,
                1 + (w * w * rhoDerivative * x * x - 1) / (weightSlope * weightSlope),
                1 + rhoDerivative / (rho * rho));
    }

    /** The map at x, with all preimages of its jump. */
    public JumpPoint at(double x) {
        double biasJump = jump.biasJump(x);
        double logJump = Math.log(rate) + jump.logSlopeSize(x) + Coordinate.NORM.logFactor(x);
        double slope = jump.logSlope(Coordinate.NORM, x);
        double logJacobian = logJump + Math.log(Math.abs(slope));
        double turn = Coordinate.NORM.logFactorSlope(x) / x;
        int biasSign = (int) Math.signum(biasJump);
        List<Double> preimages = biasSign == 0 ? List.of() : norm.preimages(1, logJump, biasSign);
        return new JumpPoint(
                x,
                state.preActivation(x),
                x * biasJump,
                biasJump,
                Math.exp(logJump),
                logJump,
                slope,
                Math.exp(logJacobian),
                logJacobian,
                Math.exp(logJump) * Math.hypot(slope, x == 0 ? 1 : turn),
                exponentAt(x),
                Vector.of(preimages.stream().mapToDouble(Double::doubleValue).toArray()),
                norm.logDensity(Math.exp(logJump), biasSign));
    }

    /** log|dx/dq̇| = −log J(x), the contribution of the Jacobian that the paper's figures draw in red. */
    public double logInverseJacobian(double x) {
        double slope = jump.logSlope(Coordinate.NORM, x);
        return -(logJump(x) + Math.log(Math.abs(slope)));
    }

    /** log q̇(x). */
    public double logJump(double x) {
        return Math.log(rate) + jump.logSlopeSize(x) + Coordinate.NORM.logFactor(x);
    }

    /** ḃ(x) = −γh(wx + b). */
    public double biasJump(double x) {
        return jump.biasJump(x);
    }

    /** w h′/h at x, which has to dominate x/(1 + x²) for k_J to be the composition's exponent (theory §2). */
    public double compositionSlope(double x) {
        return state.weight() * jump.rho(x);
    }
}
