package org.jumpscope.criticality.range;

import java.util.Objects;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The exponent k̂(a, b), its p-value and its information on every window between cut points of a sample: what a search
 * chooses from, to be drawn. Half of the cut points are evenly spaced in rank, half in ln x; only values strictly inside a
 * window count.
 */
public final class Landscape {
    private static final int MOST = 1000;

    private final Vector ends;
    private final int minimumCount;
    private final int[] counts;
    private final double[] exponents;
    private final double[] pValues;
    private final double[] information;

    private Landscape(SortedSample sample, CutPoints cuts, int minimumCount) {
        int size = cuts.size();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = sample.value(cuts.first(i));
        }
        this.ends = Vector.of(values);
        this.minimumCount = minimumCount;
        this.counts = new int[size * size];
        this.exponents = new double[size * size];
        this.pValues = new double[size * size];
        this.information = new double[size * size];
        FittedWindow window = new FittedWindow(sample, KolmogorovDistance.Convention.TWO_SIDED);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int at = i * size + j;
                exponents[at] = Double.NaN;
                pValues[at] = Double.NaN;
                information[at] = Double.NaN;
                if (j <= i) {
                    continue;
                }
                int from = cuts.last(i) + 1;
                int to = cuts.first(j);
                double lower = sample.log(cuts.first(i));
                double upper = sample.log(to);
                counts[at] = to - from;
                if (to - from < minimumCount || !window.fit(from, to, lower, upper)) {
                    continue;
                }
                double t = window.parameter();
                exponents[at] = window.exponent();
                pValues[at] = KolmogorovLaw.fitted().pValue(Math.min(window.distance(), 1), to - from, t);
                information[at] = (to - from) * (upper - lower) * (upper - lower) * TruncatedExponential.variance(t);
            }
        }
    }

    /**
     * The landscape of a sample.
     *
     * @param sample the values
     * @param cutPoints about how many ends, from 4 to 1000; the number of windows grows with its square
     * @param minimumCount fewer values in a window make no fit; at least 1
     * @throws InvalidInputException if the sample is empty or a number is out of range
     */
    public static Landscape of(SortedSample sample, int cutPoints, int minimumCount) {
        if (sample.size() == 0) {
            throw new InvalidInputException("There are no values, so there is no landscape of windows.");
        }
        if (cutPoints < 4 || cutPoints > MOST) {
            throw new InvalidInputException("Number of cut points " + cutPoints + " is not from 4 to " + MOST + ".");
        }
        if (minimumCount < 1) {
            throw new InvalidInputException("Minimum count " + minimumCount + " is below 1; a fit needs values.");
        }
        return new Landscape(sample, CutPoints.spread(sample, cutPoints), minimumCount);
    }

    /** The cut points in ascending order, values of the sample. */
    public Vector ends() {
        return ends;
    }

    /** Fewer values than these make no fit. */
    public int minimumCount() {
        return minimumCount;
    }

    /** The number of values strictly between cut points i and j; 0 for j ≤ i. */
    public int count(int i, int j) {
        return counts[place(i, j)];
    }

    /** k̂ between cut points i and j; NaN without a fit. */
    public double exponent(int i, int j) {
        return exponents[place(i, j)];
    }

    /** The p-value of the Kolmogorov–Smirnov test between cut points i and j; NaN without a fit. */
    public double pValue(int i, int j) {
        return pValues[place(i, j)];
    }

    /** Fisher's information n L² v(t̂) between cut points i and j, 1/standard error²; NaN without a fit. */
    public double information(int i, int j) {
        return information[place(i, j)];
    }

    private int place(int i, int j) {
        int size = ends.size();
        return Objects.checkIndex(i, size) * size + Objects.checkIndex(j, size);
    }
}
