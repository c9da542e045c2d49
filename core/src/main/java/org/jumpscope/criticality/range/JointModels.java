package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.ElementaryFunctions;

/**
 * All sixteen pairs of side models fitted to a window and to what lies beyond it (statistics §4.10, step 3).
 *
 * <p>A modelled side takes in a share 1, 0.9, 0.75, 0.5, 0.25 or 0 of the values outside, the same share on both sides: the
 * first with D* ≤ 0.70. A guarded side leaves out a tenth of the window's length in ln x. Sums of e^(βd) cost one
 * exponential per value and β; everything else is O(1) in the number of values, but for the D* of the fits.
 */
final class JointModels {
    /** Shares of the outside values, in the order in which they are tried. */
    private static final double[] EXTENSIONS = {1, 0.9, 0.75, 0.5, 0.25, 0};
    /** The largest D* of a fit that passes. */
    static final double GREATEST_DISTANCE = 0.70;
    /** Beyond this, e^(βd) is too large to be of use. */
    private static final double GREATEST_REACH = 300;
    /** Index of the guarded end in the lists of ends. */
    private static final int GUARDED = EXTENSIONS.length;

    private final SortedSample sample;
    private final Window window;
    private final double slope;
    private final JointFrame.End[] lower = new JointFrame.End[GUARDED + 1];
    private final JointFrame.End[] upper = new JointFrame.End[GUARDED + 1];
    private final List<SideBasis> left;
    private final List<SideBasis> right;
    private final ExponentialSums leftSums;
    private final ExponentialSums rightSums;
    private final JointFrame[][] frames = new JointFrame[GUARDED + 1][GUARDED + 1];

    /**
     * Prepares the ends and the sums.
     *
     * @param sample the values
     * @param window a window of them with values inside
     * @param guard share of the window's length in ln x that a guarded side leaves out
     */
    JointModels(SortedSample sample, Window window, double guard) {
        this.sample = sample;
        this.window = window;
        double length = window.logRange();
        double mean = sample.positionSum(window.from(), window.to(), window.logLower()) / (window.count() * length);
        this.slope = TruncatedExponential.inverseMean(mean) / length;
        int last = sample.size() - 1;
        for (int e = 0; e < GUARDED; e++) {
            // The outermost value taken in becomes the end, so that only values inside are counted.
            int below = (int) Math.rint(EXTENSIONS[e] * window.from());
            lower[e] = below == 0
                    ? new JointFrame.End(window.from(), window.logLower())
                    : new JointFrame.End(window.from() - below + 1, sample.log(window.from() - below));
            int above = (int) Math.rint(EXTENSIONS[e] * (sample.size() - window.to()));
            upper[e] = above == 0
                    ? new JointFrame.End(window.to(), window.logUpper())
                    : new JointFrame.End(window.to() + above - 1, sample.log(window.to() + above - 1));
        }
        double guardedLower = window.logLower() + guard * length;
        double guardedUpper = window.logUpper() - guard * length;
        lower[GUARDED] = new JointFrame.End(sample.firstAtLeast(guardedLower), guardedLower);
        upper[GUARDED] = new JointFrame.End(sample.firstAbove(guardedUpper), guardedUpper);
        double leftReach = Math.max(0, window.logLower() - sample.log(0));
        double rightReach = Math.max(0, sample.log(last) - window.logUpper());
        this.left = bases(SideBasis.Side.LEFT, window.logLower(), length, leftReach);
        this.right = bases(SideBasis.Side.RIGHT, window.logUpper(), length, rightReach);
        this.leftSums = new ExponentialSums(left);
        this.rightSums = new ExponentialSums(right);
    }

    private static List<SideBasis> bases(SideBasis.Side side, double end, double length, double reach) {
        List<SideBasis> bases = new ArrayList<>();
        for (SideModel model : SideModel.ALL) {
            if (model == SideModel.GUARDED) {
                continue;
            }
            for (double shape : model.shapes(length, reach)) {
                if (model == SideModel.GAUSSIAN || shape * reach < GREATEST_REACH) {
                    bases.add(new SideBasis(model, side, shape, end));
                }
            }
        }
        return bases;
    }

    /** Fits every pair; those that fit nowhere are left out, but the pair that is guarded on both sides always stays. */
    List<JointFit> fitAll() {
        List<JointFit> fits = new ArrayList<>();
        for (SideModel leftModel : SideModel.ALL) {
            for (SideModel rightModel : SideModel.ALL) {
                JointFit fit = fit(leftModel, rightModel);
                if (fit != null) {
                    fits.add(fit);
                }
            }
        }
        return fits;
    }

    private JointFit fit(SideModel leftModel, SideModel rightModel) {
        if (leftModel == SideModel.GUARDED && rightModel == SideModel.GUARDED) {
            JointFrame frame = frame(GUARDED, GUARDED);
            if (frame.count() < 2) {
                return null;
            }
            JointFrame.Candidate candidate = frame.best(leftModel, rightModel, slope);
            return candidate == null
                    ? null
                    : frame.describe(candidate, frame.distance(candidate, Double.POSITIVE_INFINITY));
        }
        JointFrame before = null;
        for (int e = 0; e < GUARDED; e++) {
            JointFrame frame =
                    frame(leftModel == SideModel.GUARDED ? GUARDED : e, rightModel == SideModel.GUARDED ? GUARDED : e);
            if (frame == before) {
                continue;
            }
            before = frame;
            JointFrame.Candidate candidate = frame.best(leftModel, rightModel, slope);
            if (candidate == null) {
                continue;
            }
            double distance = frame.distance(candidate, GREATEST_DISTANCE);
            if (distance <= GREATEST_DISTANCE) {
                JointFit fit = frame.describe(candidate, distance);
                if (fit != null) {
                    return fit;
                }
            }
        }
        return null;
    }

    /** The log-likelihood that a truncated lognormal lacks against the best pair of models on the same values. */
    record LognormalComparison(double extension, int count, double distance, double deficit) {}

    /**
     * Whether one truncated lognormal describes the window and at least nine tenths of what lies outside as well as the
     * joint models do (statistics §4.10, step 6).
     *
     * @param leastGrowth how many times the window's number of values it has to describe, such as 1.1
     * @param greatestDeficit bound of twice the log-likelihood that it may lack
     * @return the comparison, or null if it does not describe them
     */
    LognormalComparison lognormal(double leastGrowth, double greatestDeficit) {
        for (int e = 0; e < 2; e++) {
            JointFrame frame = frame(e, e);
            if (frame.count() < leastGrowth * window.count()) {
                continue;
            }
            JointFrame.Candidate lognormal = frame.lognormal(slope);
            if (lognormal == null) {
                continue;
            }
            double distance = frame.distance(lognormal, GREATEST_DISTANCE);
            if (distance > GREATEST_DISTANCE) {
                continue;
            }
            double best = Double.NEGATIVE_INFINITY;
            for (SideModel leftModel : SideModel.ALL) {
                for (SideModel rightModel : SideModel.ALL) {
                    if (leftModel != SideModel.GUARDED && rightModel != SideModel.GUARDED) {
                        JointFrame.Candidate candidate = frame.best(leftModel, rightModel, slope);
                        if (candidate != null) {
                            best = Math.max(best, frame.logLikelihood(candidate));
                        }
                    }
                }
            }
            double deficit = 2 * (best - frame.logLikelihood(lognormal));
            if (deficit < greatestDeficit) {
                return new LognormalComparison(EXTENSIONS[e], frame.count(), distance, deficit);
            }
        }
        return null;
    }

    private JointFrame frame(int l, int r) {
        if (frames[l][r] == null) {
            int nearerLeft = l == GUARDED ? l : l - 1;
            int nearerRight = r == GUARDED ? r : r - 1;
            // Two shares may take in the same values.
            boolean same = nearerLeft >= 0
                    && nearerRight >= 0
                    && (l != GUARDED || r != GUARDED)
                    && lower[l].equals(lower[nearerLeft])
                    && upper[r].equals(upper[nearerRight]);
            frames[l][r] = same ? frame(nearerLeft, nearerRight) : newFrame(l, r);
        }
        return frames[l][r];
    }

    private JointFrame newFrame(int l, int r) {
        int from = lower[l].rank();
        int to = upper[r].rank();
        boolean guardedLeft = l == GUARDED;
        boolean guardedRight = r == GUARDED;
        return new JointFrame(
                sample,
                lower[l],
                upper[r],
                EXTENSIONS[guardedLeft && guardedRight ? GUARDED - 1 : Math.min(l, r)],
                slope,
                guardedLeft ? List.of() : left,
                guardedLeft ? new double[0] : leftSums.over(from, to),
                guardedRight ? List.of() : right,
                guardedRight ? new double[0] : rightSums.over(from, to));
    }

    /** Sums of bases over stretches of ranks that begin and end where frames do. */
    private final class ExponentialSums {
        private final List<SideBasis> bases;
        private final int[] bounds;
        private final double[][] sums;

        ExponentialSums(List<SideBasis> bases) {
            this.bases = bases;
            List<Integer> ranks = new ArrayList<>();
            for (int e = 0; e <= GUARDED; e++) {
                ranks.add(lower[e].rank());
                ranks.add(upper[e].rank());
            }
            this.bounds = ranks.stream().mapToInt(i -> i).sorted().distinct().toArray();
            this.sums = new double[bases.size()][];
            double[] logs = sample.sharedLogs();
            double[] block = new double[512];
            for (int j = 0; j < sums.length; j++) {
                SideBasis basis = bases.get(j);
                if (basis.model() == SideModel.GAUSSIAN) {
                    continue;
                }
                sums[j] = same(j);
                if (sums[j] != null) {
                    continue;
                }
                sums[j] = new double[bounds.length - 1];
                double rate = basis.side() == SideBasis.Side.RIGHT ? basis.shape() : -basis.shape();
                for (int s = 0; s < bounds.length - 1; s++) {
                    double sum = 0;
                    for (int start = bounds[s]; start < bounds[s + 1]; start += block.length) {
                        int size = Math.min(block.length, bounds[s + 1] - start);
                        for (int i = 0; i < size; i++) {
                            block[i] = rate * (logs[start + i] - basis.end());
                        }
                        ElementaryFunctions.exp(block, size, block);
                        double part = 0;
                        for (int i = 0; i < size; i++) {
                            part += block[i];
                        }
                        sum += part;
                    }
                    sums[j][s] = sum;
                }
            }
        }

        /** The sums of an earlier basis with the same β. */
        private double[] same(int j) {
            for (int i = 0; i < j; i++) {
                if (sums[i] != null && bases.get(i).shape() == bases.get(j).shape()) {
                    return sums[i];
                }
            }
            return null;
        }

        double[] over(int from, int to) {
            double[] result = new double[sums.length];
            for (int j = 0; j < result.length; j++) {
                if (sums[j] == null) {
                    result[j] = bases.get(j).taperSum(sample, from, to);
                } else {
                    for (int s = 0; s < bounds.length - 1; s++) {
                        if (bounds[s] >= from && bounds[s + 1] <= to) {
                            result[j] += sums[j][s];
                        }
                    }
                }
            }
            return result;
        }
    }
}
