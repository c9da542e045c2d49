package org.jumpscope.duality;

import org.jumpscope.composition.Piece;
import org.jumpscope.network.State;

/**
 * A smooth piece of the composition seen from x: the interval of x on which y = wx + b lies in the piece.
 *
 * @param piece the piece
 * @param lower lower end in x
 * @param upper upper end in x
 * @param lowerIsBreak whether the lower end is a break point of the map rather than the end of the boundary's window
 * @param upperIsBreak likewise
 * @param lowerY y at the lower end, exact where it is a break point
 * @param upperY y at the upper end
 */
record MapPiece(
        Piece piece,
        double lower,
        double upper,
        boolean lowerIsBreak,
        boolean upperIsBreak,
        double lowerY,
        double upperY) {

    static MapPiece of(Piece piece, double windowLow, double windowHigh, State state) {
        double w = state.weight();
        double yLow = w > 0 ? piece.lower() : piece.upper();
        double yHigh = w > 0 ? piece.upper() : piece.lower();
        double low = (yLow - state.bias()) / w;
        double high = (yHigh - state.bias()) / w;
        // The end of the window is no break point of the map, wherever rounding puts it in x.
        boolean lowIsBreak = low > windowLow && yLow != state.preActivation(windowLow);
        boolean highIsBreak = high < windowHigh && yHigh != state.preActivation(windowHigh);
        return new MapPiece(
                piece,
                lowIsBreak ? low : windowLow,
                highIsBreak ? high : windowHigh,
                lowIsBreak,
                highIsBreak,
                lowIsBreak ? yLow : state.preActivation(windowLow),
                highIsBreak ? yHigh : state.preActivation(windowHigh));
    }

    /** The part below x = cut, where y = cutY, which becomes a break point. */
    MapPiece below(double cut, double cutY) {
        return new MapPiece(piece, lower, cut, lowerIsBreak, true, lowerY, cutY);
    }

    /** The part above x = cut, where y = cutY, which becomes a break point. */
    MapPiece above(double cut, double cutY) {
        return new MapPiece(piece, cut, upper, true, upperIsBreak, cutY, upperY);
    }

    double middle() {
        return 0.5 * lower + 0.5 * upper;
    }
}
