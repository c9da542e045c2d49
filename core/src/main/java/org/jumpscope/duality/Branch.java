package org.jumpscope.duality;

import java.util.Arrays;
import java.util.List;

/**
 * A monotone branch of the map x → v(x): between two of its ends every jump size has one preimage (3.15).
 *
 * @param lower lower end in x
 * @param upper upper end in x
 * @param rising whether |v| rises with x
 * @param sign sign of the coordinate v on the branch, +1 for the norm
 * @param biasSign sign of the bias jump ḃ on the branch: −1 "negative fluctuations", +1 "positive"
 * @param lowestLog smallest log|v|, −∞ at a zero of h
 * @param highestLog largest log|v|, ∞ at a singularity of h
 * @param mass probability of the branch under the class's law
 * @param segments the stretches of the branch that are inverted one by one, in order of x
 */
public record Branch(
        double lower,
        double upper,
        boolean rising,
        int sign,
        int biasSign,
        double lowestLog,
        double highestLog,
        double mass,
        List<Segment> segments) {

    /** Keeps an unmodifiable copy of the segments. */
    public Branch {
        segments = List.copyOf(segments);
    }

    /** Smallest |v|. */
    public double lowestJump() {
        return Math.exp(lowestLog);
    }

    /** Largest |v|. */
    public double highestJump() {
        return Math.exp(highestLog);
    }

    /**
     * The preimage of a level on the branch.
     *
     * @param level log|v|
     * @return x, or NaN where the branch does not reach the level
     */
    public double preimage(double level) {
        double[] x = new double[1];
        preimages(new double[] {level}, 1, x);
        return x[0];
    }

    /**
     * The preimages of many levels at once.
     *
     * @param level levels log|v|; not modified
     * @param n how many
     * @param x preimages, NaN where the branch does not reach the level; modified
     */
    void preimages(double[] level, int n, double[] x) {
        Arrays.fill(x, 0, n, Double.NaN);
        double[] chosen = new double[n];
        double[] d = new double[n];
        double[] slope = new double[n];
        int[] index = new int[n];
        Segment.Work work = new Segment.Work();
        for (Segment segment : segments) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (segment.covers(level[i])) {
                    chosen[count] = level[i];
                    index[count++] = i;
                }
            }
            if (count > 0) {
                segment.invert(chosen, count, d, slope, work);
                for (int c = 0; c < count; c++) {
                    x[index[c]] = segment.chart().originX() + d[c];
                }
            }
        }
    }
}
