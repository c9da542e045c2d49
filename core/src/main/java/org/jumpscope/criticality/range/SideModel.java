package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;

/**
 * How the density leaves the power law at one end of a range: log f = const − (k − 1)u − φ(d), where u = ln x and d is the
 * distance in u beyond the end, d = u − ln b on the right and d = ln a − u on the left (statistics §4.10).
 */
public enum SideModel {
    /** No model: a guard band is left out at this end, and the law is pure on what remains. */
    GUARDED,
    /** Exponential cut-off, φ = λ e^d with λ ≥ 0. */
    EXPONENTIAL,
    /** Gaussian taper in ln x, φ = c (d − δ)₊² with c ≥ 0, where δ is one of eight places. */
    GAUSSIAN,
    /** Stretched exponential cut-off, φ = λ e^(βd) with λ ≥ 0, β one of 0.35, 0.5, 0.7, 1, 1.5. */
    STRETCHED;

    /** The models in their order. */
    static final List<SideModel> ALL = List.of(values());

    /** Stretches β below this are a slow drift of the exponent. */
    static final double SLOW_STRETCH = 0.7;

    /** The stretches β. */
    private static final double[] STRETCHES = {0.35, 0.5, 0.7, 1, 1.5};
    /** Places δ of the taper inside the range, as shares of its length L. */
    private static final double[] INSIDE = {-0.5, -0.4, -0.3, -0.2, -0.1, 0};
    /** Places beyond the end, as shares of the distance to the outermost value. */
    private static final double[] OUTSIDE = {0.25, 0.5};

    /**
     * The values of the grid parameter, δ or β; one meaningless value where the model has none.
     *
     * @param logRange L
     * @param reach distance in u from the end to the outermost value, at least 0
     */
    List<Double> shapes(double logRange, double reach) {
        List<Double> shapes = new ArrayList<>();
        switch (this) {
            case GUARDED -> shapes.add(Double.NaN);
            case EXPONENTIAL -> shapes.add(1.0);
            case STRETCHED -> {
                for (double beta : STRETCHES) {
                    shapes.add(beta);
                }
            }
            case GAUSSIAN -> {
                for (double share : INSIDE) {
                    shapes.add(share * logRange);
                }
                for (double share : OUTSIDE) {
                    if (reach > 0) {
                        shapes.add(share * reach);
                    }
                }
            }
        }
        return shapes;
    }
}
