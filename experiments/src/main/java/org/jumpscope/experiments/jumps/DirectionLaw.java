package org.jumpscope.experiments.jumps;

import java.util.List;
import java.util.Objects;
import org.jumpscope.numeric.Vector;

/**
 * The law of the jumps along one singular direction, predicted and sampled: what a figure and a row of a table need.
 *
 * @param label the class whose samples they are
 * @param direction number of the direction, from 1 for the largest singular value
 * @param singularValue σ at the point of expansion
 * @param jump places of the predicted density, in order, of either sign
 * @param predicted predicted density there
 * @param binLow lower ends of the sampled bins, in order
 * @param binHigh their upper ends
 * @param binDensity sampled density in them
 * @param binError its standard error
 * @param distance Kolmogorov's distance of the samples from the prediction
 * @param noiseFloor its 95 % point if the prediction were the truth
 * @param diagnostics further numbers by name, such as those of the coupling between directions
 */
public record DirectionLaw(
        int label,
        int direction,
        double singularValue,
        Vector jump,
        Vector predicted,
        Vector binLow,
        Vector binHigh,
        Vector binDensity,
        Vector binError,
        double distance,
        double noiseFloor,
        List<Diagnostic> diagnostics) {
    /**
     * A number beside a law.
     *
     * @param name what it is, a few words
     * @param value the number
     */
    public record Diagnostic(String name, double value) {}

    /** Checks the lengths and keeps a copy of the list. */
    public DirectionLaw {
        Objects.requireNonNull(jump, "jump");
        if (jump.size() != predicted.size()
                || binLow.size() != binHigh.size()
                || binLow.size() != binDensity.size()
                || binLow.size() != binError.size()) {
            throw new IllegalArgumentException("The curves of direction " + direction + " have different lengths.");
        }
        diagnostics = List.copyOf(diagnostics);
    }
}
